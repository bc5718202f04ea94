"""What a word by itself says about names of people: is it a known name, does it end as a surname or a patronymic.

Every word is brought to its folded key (Kazakh letters on their Russian keys, Latin to Cyrillic), its case endings are
cut one by one, and the rest is looked up in the lists of given names and in a trained list of hashed surnames.
Source of the lists: `lang/kk/names.tsv`, `lang/ru/names.tsv`, and the card `names.card.toml`.

>>> "given" in marks("Айгүлден"), "surname" in marks("Сәрсенбаевтың"), sorted(marks("жондеу"))
(True, True, [])
"""

import re
from collections.abc import KeysView
from functools import cache, lru_cache
from zlib import crc32

from tilmash.errors import MissingPartError
from tilmash.lang import words_of
from tilmash.models import open_arrays
from tilmash.normalize import fold
from tilmash.script import key

NONE: frozenset[str] = frozenset()
# Case, possessive and company endings of Kazakh and the case endings of Russian names, as folded keys.
_MANY = ("", "лар", "лер", "дар", "дер", "тар", "тер")
_CASES = (
    "нын нин дын дин тын тин дан ден тан тен нан нен мен бен пен дагы деги тагы теги дикы дики тики ники га ге ка ке"
    " на не ны ни ды ди ты ти да де та те сы си ым им м н ом ем ои еи ою ею а я у ю е ы и о"
)
_ENDINGS = frozenset(many + case for many in _MANY for case in _CASES.split())
_LONGEST_ENDING = max(map(len, _ENDINGS))
# Endings before which a name may have lost its own а or я.
_VOWELS = frozenset({"а", "я", "у", "ю", "е", "ы", "и", "ои"})
_SURNAME = re.compile(
    r".{2,}(?:[оеи]в|[оеи]ва|ин|ина|ски[ие]?|ская|цки[ие]?|цкая|енко|ич|тег[иы]|ула|ян|дзе|швили)"
    r"(?:нын|нин|тын|тин|дын|дин|тан|тен|нан|нен|дан|ден|пен|мен|бен|па|ка|ке|га|ге|на|не|ты|ти|ны|ни|та|те|да|де|тар|тер|ои|ым|ого|ому|у|е|а|ем|ом|ы|ых)?$"
)
_PATRONYMIC = re.compile(
    r".{3,}(?:улы|кызы|ович|евич|овна|евна|инична|ични|ична|ильич|кузьмич)(?:[а-я]{1,4})?$"
)
_SHORTEST = 3


@cache
def given_names() -> frozenset[str]:
    """Give the folded keys of the given names of both lists, and of the parts of double ones."""
    names = words_of("kk/names.tsv") | words_of("ru/names.tsv")
    return frozenset(fold(part) for name in names for part in (name, name.replace("-", "")))


@cache
def _hashed(kind: str) -> KeysView[int]:
    # The keys of a dictionary, for the collector of garbage follows a set and not a dictionary of numbers.
    try:
        held = open_arrays("names")
    except MissingPartError:
        return {}.keys()
    return dict.fromkeys(held[kind].tolist() if kind in held else ()).keys()


def ends_as_surname(word: str) -> bool:
    """Say whether a folded word ends as a surname does, in any case; many everyday words do too."""
    return len(word) > 4 and _SURNAME.match(word) is not None


def hash_of(word: str) -> int:
    """Give the 32-bit hash under which a folded surname stands in the trained list."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def is_hashed(word: str, kind: str) -> bool:
    """Say whether a folded word is in the trained list `surnames`, `given` or `everyday`; one other in 50,000 passes too."""
    return hash_of(word) in _hashed(kind)


@lru_cache(maxsize=1 << 12)
def stems(word: str) -> tuple[str, ...]:
    """Give a folded word and what is left of it when one ending of a case is cut, shortest first."""
    found = [word]
    for start in range(max(_SHORTEST, len(word) - _LONGEST_ENDING), len(word)):
        ending = word[start:]
        if ending in _ENDINGS:
            stem = word[:start]
            found.append(stem)
            if ending in _VOWELS:
                found += [stem + "а", stem + "я"]
    return tuple(found)


def marks(word: str) -> frozenset[str]:
    """Give what a word looks like: `given` (and `sure`, where it is no other word), `patronymic`, `surname` (by its
    ending), `listed` and `first` (by the trained lists); most words look like nothing of it.
    """
    return marks_of_key(key(word))


@lru_cache(maxsize=1 << 14)
def marks_of_key(folded: str) -> frozenset[str]:
    """Give what a word looks like by its folded key."""
    if len(folded) < _SHORTEST or not folded[0].isalpha():
        return NONE
    forms = stems(folded)
    found = _given(folded, forms)
    if _PATRONYMIC.match(folded):
        found.add("patronymic")
    numbers = [crc32(form.encode("utf-8", "surrogatepass")) for form in forms]
    if numbers[0] not in _hashed("everyday"):
        if ends_as_surname(folded):
            found.add("surname")
        if not _hashed("surnames").isdisjoint(numbers):
            found.add("listed")
    if not _hashed("given").isdisjoint(numbers):
        found.add("first")
    return frozenset(found) if found else NONE


def _given(folded: str, forms: tuple[str, ...]) -> set[str]:
    names = given_names()
    if "-" in folded:
        forms = (*forms, *folded.split("-"))
    elif names.isdisjoint(forms):
        return set()
    named = [form for form in forms if form in names]
    if not named:
        return set()
    return {"given"} if any(is_hashed(form, "everyday") for form in (folded, named[0])) else {"given", "sure"}


def forget() -> None:
    """Forget what was read of the trained lists, after they are made anew."""
    open_arrays.cache_clear()
    _hashed.cache_clear()
    marks_of_key.cache_clear()
