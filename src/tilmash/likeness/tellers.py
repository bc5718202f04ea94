"""What tells two matters apart: the streets, houses, settlements, numbers and names that each text gives."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tilmash.entities import entities_of
from tilmash.normalize import fold
from tilmash.script import is_latin, key
from tilmash.segment import tokenize
from tilmash.stems import word_of
from tilmash.types import Entities

_LONGEST_TEXT = 5_000
_FEWEST_BONES = 3
_VOWELS = re.compile("[аеёиоуыэюяьъй]")
_HEARD = str.maketrans("пдгвзжщ", "бтквсшш")
# What Russian adjectives and cases add to the consonants of a name.
_ENDINGS = frozenset(
    {
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
    }
)
_NUMBER = re.compile(r"\d+(?:[/-]\d+)?")


@dataclass(frozen=True, slots=True)
class Tellers:
    """The names and numbers of a text by kind, as folded keys."""

    streets: frozenset[str]
    houses: frozenset[str]
    settlements: frozenset[str]
    quarters: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]

    @property
    def places(self) -> frozenset[str]:
        """All names and numbers of an address together, whatever kind they were taken for."""
        return self.streets | self.quarters | self.houses | self.numbers


def _keys(words: str | None) -> str:
    return " ".join(_in_cyrillic(word_of(token.text).stem) for token in tokenize(words or ""))


def _in_cyrillic(word: str) -> str:
    """Give a folded word by its key where it stayed Latin: a village of no list is written as its dwellers type it."""
    return key(word) if is_latin(word) else word


def _of_addresses(found: Entities, part: str) -> frozenset[str]:
    values = (getattr(address, part) for address in found.addresses)
    return frozenset(_keys(value) for value in values if value)


@lru_cache(maxsize=1 << 12)
def tellers_of(text: str) -> Tellers:
    """Give what tells a text's matter from others; its first 5,000 characters are read."""
    cut = text[:_LONGEST_TEXT]
    found = entities_of(cut)
    named = {fold(place.name) for place in found.places} | {_keys(a.city) for a in found.addresses if a.city}
    settled = {" ".join(map(_in_cyrillic, name.split())) for name in named}
    return Tellers(
        _of_addresses(found, "street"),
        frozenset(fold(address.house) for address in found.addresses if address.house),
        frozenset(settled),
        _of_addresses(found, "microdistrict"),
        frozenset(_NUMBER.findall(cut)),
        frozenset(_names(cut)),
    )


def _names(text: str) -> list[str]:
    """Give the words with a capital inside a sentence; shortenings in capitals (КСК, ЦОН) name no one matter."""
    words = []
    for token in tokenize(text)[1:]:
        before = text[: token.start].rstrip(" «\"'(")
        if token.text[0].isupper() and not token.text.isupper() and before[-1] not in ".!?…\n":
            words.append(key(token.text))
    return words


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(is_one_name(one, other) for one in left for other in right)


@lru_cache(maxsize=1 << 14)
def _bones(name: str) -> str:
    """Give the consonants of a name as heard, voiced ones with their voiceless: Сәтбаев and Сатпаева are both `стбв`."""
    return _VOWELS.sub("", " ".join(name.split()[:3]).translate(_HEARD)).replace(" ", "")


def is_one_name(one: str, other: str) -> bool:
    """Say whether two folded names are one, spelled in either language and in any case."""
    if one == other:
        return True
    if one[:1].isdigit() or other[:1].isdigit():
        return False
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


def differ(left: str, right: str) -> bool:
    """Say whether two texts name different streets, houses, settlements, quarters or numbers."""
    one, other = tellers_of(left), tellers_of(right)
    for part in ("streets", "settlements", "quarters", "houses"):
        here, there = getattr(one, part), getattr(other, part)
        if here and there and not _agree(here, there | other.names) and not _agree(there, one.names):
            return True
    return False


def places_agree(left: str, right: str) -> int:
    """Say how far two texts name one place: 3 one house of one street, 2 one street or quarter, 1 one settlement or
    number, 0 nothing."""
    one, other = tellers_of(left), tellers_of(right)
    if _agree(one.streets, other.streets) or _agree(one.quarters, other.quarters):
        return 3 if one.houses & other.houses else 2
    return int(
        _agree(one.settlements | one.names, other.settlements | other.names)
        or bool(one.numbers & other.numbers)
    )


def differ_in_detail(left: str, right: str) -> bool:
    """Say whether each of two texts in the same words has a number or a name that the other has not.

    That is how one complaint copied for another address looks; of texts in other words it would say too much.
    """
    one, other = tellers_of(left), tellers_of(right)
    parts = ("numbers", "names", "streets", "settlements", "quarters", "houses", "places")
    return any(_each_apart(getattr(one, part), getattr(other, part)) for part in parts)


def _each_apart(here: frozenset[str], there: frozenset[str]) -> bool:
    """Say whether both have something that nothing of the other agrees with."""
    return _has_own(here, there) and _has_own(there, here)


def _has_own(here: frozenset[str], there: frozenset[str]) -> bool:
    return any(not any(is_one_name(one, other) for other in there) for one in here)
