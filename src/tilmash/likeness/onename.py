"""Whether two names are one, whichever language, spelling and case they stand in.

Three ways, in this order: the tables know both as forms of one name (`Жеңіс` and `Победы`, `Өскемен` and
`Усть-Каменогорск`); their consonants as heard agree but for a Russian ending (`Сәтбаев` and `Сатпаева`; the idea of
Soundex, Russell 1918, over Cyrillic with voiced and voiceless letters one); a word of a longer name is the other.

>>> is_one_name("сатбаев", "сатпаева"), is_one_name("женис", "победа"), is_one_name("абаи", "сатпаева")
(True, True, False)
"""

import re
from collections import defaultdict
from functools import cache, lru_cache

from tilmash.lang import read_table
from tilmash.normalize import fold
from tilmash.script import is_latin, key
from tilmash.segment import tokenize
from tilmash.stems import word_of

_FEWEST_BONES = 3
_VOWELS = re.compile("[аеёиоуыэюяьъй]")
_HEARD = str.maketrans("пдгвзжщч", "бтквсшшш")
# `дж` is how Russian writes a Kazakh ж at a beginning, `в` how it writes у: Жангелдин, Джангильдин; Уәлиханов, Валиханов.
_BEGINNING = re.compile(r"(?<!\S)(?:дж|ж)")
# What Russian adjectives and cases add to the consonants of a name.
_ENDINGS = frozenset(
    [
        "",
        "в",
        "м",
        "х",
        "с",
        "н",
        "нск",
        "ск",
        "нскк",
        "скк",
        "нскм",
        "скм",
        "нски",
        "нт",
        "тн",
        "л",
        "р",
        "лр",
        "ст",
        "ншт",
    ]
)
# What stands beside the name of a settlement and is no part of it.
_KINDS = frozenset(
    [
        "аудан",
        "раион",
        "облыс",
        "область",
        "кала",
        "город",
        "ауыл",
        "село",
        "поселок",
        "кент",
        "станция",
        "мкр",
        "микрораион",
    ]
)


def name_key(words: str | None) -> str:
    """Give a name as folded stems in Cyrillic, without the word for its kind: `Меркі ауданы` is `мерки`."""
    stems = [_in_cyrillic(word_of(token.text).stem) for token in tokenize(words or "")]
    return " ".join([stem for stem in stems if stem not in _KINDS] or stems)


def _in_cyrillic(word: str) -> str:
    """Give a folded word by its key where it stayed Latin: a village of no list is written as its dwellers type it."""
    return key(word) if is_latin(word) else word


@cache
def _rows() -> dict[str, frozenset[str]]:
    """Give for each name of the tables of streets and places the rows that have it as one of their forms."""
    found: dict[str, set[str]] = defaultdict(set)
    for table, first in (("streets.tsv", 0), ("places.tsv", 1)):
        for number, row in enumerate(read_table(table)):
            for form in ";".join(row[first:]).split(";"):
                for spelled in {name_key(form), fold(form.strip())} - {""}:
                    found[spelled].add(f"{table}{number}")
    return {name: frozenset(rows) for name, rows in found.items()}


@lru_cache(maxsize=1 << 14)
def _bones(name: str) -> str:
    """Give the consonants of a name as heard, voiced ones with their voiceless: Сәтбаев and Сатпаева are both `стбв`."""
    first = " ".join(_BEGINNING.sub("ж", name).split()[:3])
    return _VOWELS.sub("", first.translate(_HEARD)).replace(" ", "")


@lru_cache(maxsize=1 << 15)
def is_one_name(one: str, other: str) -> bool:
    """Say whether two folded names are one, spelled in either language and in any case."""
    if one == other:
        return True
    if one[:1].isdigit() or other[:1].isdigit():
        return False
    known, others = _rows().get(one), _rows().get(other)
    if known and others:
        return not known.isdisjoint(others) or _is_heard(one, other)
    return _is_heard(one, other)


def _is_heard(one: str, other: str) -> bool:
    short, long = sorted((_bones(one), _bones(other)), key=len)
    if len(short) < _FEWEST_BONES:
        return bool(short) and short == long and one[:2] == other[:2]
    same = next((place for place in range(len(short)) if short[place] != long[place]), len(short))
    if same >= _FEWEST_BONES and same >= len(short) - 1 and {short[same:], long[same:]} <= _ENDINGS:
        return True
    return _shares_word(one, other)


def _shares_word(one: str, other: str) -> bool:
    """Say whether one of the words of a longer name is the other's: `ыбырай алтынсарин` and `алтынсарина`."""
    here, there = one.split(), other.split()
    if max(len(here), len(there)) < 2:
        return False
    return any(len(_bones(a)) > _FEWEST_BONES and is_one_name(a, b) for a in here for b in there)


def agree(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether a name of one set is a name of the other."""
    return any(is_one_name(one, other) for one in left for other in right)
