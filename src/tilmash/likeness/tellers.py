"""What tells two matters apart: the streets, houses, settlements, numbers and names that each text gives."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tilmash.entities import entities_of
from tilmash.normalize import fold
from tilmash.script import key
from tilmash.segment import tokenize
from tilmash.stems import word_of
from tilmash.types import Entities

_LONGEST_TEXT = 5_000
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


def _keys(words: str | None) -> str:
    return " ".join(word_of(token.text).stem for token in tokenize(words or ""))


def _of_addresses(found: Entities, part: str) -> frozenset[str]:
    values = (getattr(address, part) for address in found.addresses)
    return frozenset(_keys(value) for value in values if value)


@lru_cache(maxsize=1 << 12)
def tellers_of(text: str) -> Tellers:
    """Give what tells a text's matter from others; its first 5,000 characters are read."""
    cut = text[:_LONGEST_TEXT]
    found = entities_of(cut)
    settled = {fold(place.name) for place in found.places} | {
        _keys(a.city) for a in found.addresses if a.city
    }
    return Tellers(
        _of_addresses(found, "street"),
        frozenset(fold(address.house) for address in found.addresses if address.house),
        frozenset(settled),
        _of_addresses(found, "microdistrict"),
        frozenset(_NUMBER.findall(cut)),
        frozenset(_names(cut)),
    )


def _names(text: str) -> list[str]:
    """Give the words with a capital inside a sentence."""
    words = []
    for before, token in zip(("", *[token.text for token in tokenize(text)]), tokenize(text), strict=False):
        start = text[: token.start].rstrip(" «\"'(")
        if before and token.text[0].isupper() and start and start[-1] not in ".!?…\n":
            words.append(key(token.text))
    return words


def _agree(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(_is_one(one, other) for one in left for other in right)


def _is_one(one: str, other: str) -> bool:
    """Say whether two folded names are one in other endings: all letters but the last few are the same."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    same = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return same >= 4 and same >= max(len(one), len(other)) - 4


def differ(left: str, right: str) -> bool:
    """Say whether two texts name different streets, houses, settlements, quarters or numbers."""
    one, other = tellers_of(left), tellers_of(right)
    for part in ("streets", "settlements", "quarters", "houses", "numbers"):
        here, there = getattr(one, part), getattr(other, part)
        if here and there and not _agree(here, there):
            return True
    return False
