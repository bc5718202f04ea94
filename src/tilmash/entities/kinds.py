"""What the company a word keeps in Russian news says of it: a person's name (`p`) or a place's (`g`), by trained lists.

A foreign name ("Байден", "Нарухито") is in no list of given names; word vectors tell it, and Kazakh news spell it as Russian
news do. Source: the card `names.card.toml`; logistic regression over Navec vectors (MIT).

>>> kind_of("Байденнің"), kind_of("Подгорицада"), kind_of("жондеу")
('p', 'g', '')
"""

from functools import cache, lru_cache

from tilmash.entities.gazetteer import hash_of, stems
from tilmash.errors import MissingPartError
from tilmash.models import open_arrays
from tilmash.script import key

_SHORTEST = 3
_LISTS = (("far", "p"), ("lands", "g"))


@cache
def _signs() -> dict[int, str]:
    """Give the kinds by the hash of a folded word; none where the trained file is missing."""
    try:
        held = open_arrays("names")
    except MissingPartError:
        return {}
    found: dict[int, str] = {}
    for name, sign in _LISTS:
        for number in held[name].tolist() if name in held else ():
            found[number] = found.get(number, "") + sign
    return found


@lru_cache(maxsize=1 << 14)
def kind_of(word: str) -> str:
    """Give `p`, `g`, `pg` or nothing for a word in any case; of its stems the longest that is in a list decides."""
    folded = key(word)
    if len(folded) < _SHORTEST or not folded[0].isalpha():
        return ""
    signs = _signs()
    for form in sorted(stems(folded), key=len, reverse=True):
        if found := signs.get(hash_of(form)):
            return found
    return ""


def forget() -> None:
    """Forget what was read of the trained lists, after they are made anew."""
    _signs.cache_clear()
    kind_of.cache_clear()
