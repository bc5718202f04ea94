"""What tells two matters apart: the streets, houses, settlements, numbers, names and days that each text gives."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from tilmash.entities import entities_of
from tilmash.letters import to_cyrillic
from tilmash.letters.restoration import restore_word
from tilmash.likeness.onename import agree, is_one_name, name_key
from tilmash.morph import kk
from tilmash.normalize import fold, on_russian_keys
from tilmash.script import is_latin, key
from tilmash.segment import tokenize
from tilmash.stems import KAZAKH, word_of
from tilmash.types import Date, Entities

_LONGEST_TEXT = 5_000
_NUMBER = re.compile(r"\d+(?:[/-]\d+)?")
_NUMBERED = re.compile(
    r"№ ?(?P<marked>\d+)|\b(?P<before>\d{1,3})(?:[ -]?\w{1,3})?[ -](?:мектеп|школ|лице[йя]|гимнази|балабақша|бақша|сад|емхана|поликлиник|аурухана|больниц|автобус|бағыт|маршрут)"
    r"|(?:школ|маршрут|автобус|лице|гимнази|поликлиник|больниц|сад)\w{0,3} (?P<after>\d{1,3})\b(?! ?(?:тг|тенге|мин|час|год|раз|дн|дет))",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])")
# A state that began on a day lasts over others: such a day tells no matter.
_SINCE_BEFORE = re.compile(r"(?:^|\W)(?:с|со|от|начиная с)\s$", re.IGNORECASE)
_SINCE_AFTER = re.compile(r"^\W{0,2}(?:бері|бери|beri)\b", re.IGNORECASE)
_SINCE_TAIL = re.compile("(?:нан|нен|дан|ден|тан|тен)$", re.IGNORECASE)
_THANKS = frozenset(
    ["рахмет", "ракмет", "алгыс", "спасибо", "благодарить", "благодарность", "благодарныи", "риза"]
)
_LACKS = frozenset(["нет", "не", "жок", "емес", "без", "нету", "отсутствовать", "пропасть", "отключить"])
_BEFOREHAND = re.compile(r"алдын ала|заранее|алдын-ала", re.IGNORECASE)
_NEGATION = "NEG"


@dataclass(frozen=True, slots=True)
class Tellers:
    """The names and numbers of a text by kind, as folded keys; `days` and `hours` of what happens, `state` "done",
    "lacking" or ""."""

    streets: frozenset[str]
    houses: frozenset[str]
    settlements: frozenset[str]
    quarters: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    numbered: frozenset[str]
    days: frozenset[str]
    hours: frozenset[str]
    state: str

    @property
    def places(self) -> frozenset[str]:
        """All names and numbers of an address together, whatever kind they were taken for."""
        return self.streets | self.quarters | self.houses | self.numbers


def _of_addresses(found: Entities, part: str) -> frozenset[str]:
    values = (getattr(address, part) for address in found.addresses)
    return frozenset(name_key(value) for value in values if value)


@lru_cache(maxsize=1 << 12)
def tellers_of(text: str) -> Tellers:
    """Give what tells a text's matter from others; its first 5,000 characters are read."""
    cut = text[:_LONGEST_TEXT]
    found = entities_of(cut)
    named = {place.name for place in found.places} | {a.city for a in found.addresses if a.city}
    return Tellers(
        streets=_of_addresses(found, "street"),
        houses=frozenset(fold(address.house) for address in found.addresses if address.house),
        settlements=frozenset(map(name_key, named)),
        quarters=_of_addresses(found, "microdistrict"),
        numbers=frozenset(_NUMBER.findall(cut)),
        names=frozenset(_names(cut)),
        numbered=frozenset(match[match.lastgroup or 0] for match in _NUMBERED.finditer(cut)),
        days=_days(cut, found.dates),
        hours=frozenset(f"{int(hour)}:{minute}" for hour, minute in _CLOCK.findall(cut)),
        state=_state(cut),
    )


def _days(text: str, dates: Iterable[Date]) -> frozenset[str]:
    """Give the days and months on which something happens; days since when it lasts are left out."""
    return frozenset(
        date.value[-5:]
        for date in dates
        if date.value
        and not _SINCE_BEFORE.search(text[: date.start])
        and not (_SINCE_AFTER.match(text[date.end :]) or _SINCE_TAIL.search(date.text))
    )


def _state(text: str) -> str:
    """Say whether a text thanks for what was done or speaks of what lacks; thanks in advance, or beside a lack, are
    manners."""
    words = [token.text for token in tokenize(text)]
    folded = {fold(word) for word in words} | {word_of(word).stem for word in words}
    if not _LACKS.isdisjoint(folded) or any(map(_is_denied, words)):
        return "lacking"
    return "" if _THANKS.isdisjoint(folded) or _BEFOREHAND.search(text) else "done"


def _is_denied(word: str) -> bool:
    """Say whether a word is a Kazakh verb that denies, as `келмейді`."""
    read = word_of(word)
    if read.language != KAZAKH:
        return False
    restored = restore_word(on_russian_keys(to_cyrillic(word) if is_latin(word) else word.lower()))[0]
    return _NEGATION in kk.analyses(restored)[0].endings


def _names(text: str) -> list[str]:
    """Give the words with a capital inside a sentence; shortenings in capitals (КСК, ЦОН) name no one matter."""
    words = []
    for token in tokenize(text)[1:]:
        before = text[: token.start].rstrip(" «\"'(")
        if token.text[0].isupper() and not token.text.isupper() and before[-1] not in ".!?…\n":
            words.append(key(token.text))
    return words


def differ(left: str, right: str) -> bool:
    """Say whether two texts name different streets, houses, settlements, quarters, numbered things or days."""
    one, other = tellers_of(left), tellers_of(right)
    for part in ("streets", "settlements", "quarters", "houses"):
        here, there = getattr(one, part), getattr(other, part)
        if here and there and not agree(here, there | other.names) and not agree(there, one.names):
            return True
    if _differ_in_time(one, other):
        return True
    here, there = one.numbered, other.numbered
    return bool(here and there) and here.isdisjoint(there | other.numbers) and there.isdisjoint(one.numbers)


def _differ_in_time(one: Tellers, other: Tellers) -> bool:
    """Say whether both tell when something happens, at other days or hours, or one thanks where the other lacks."""
    if {one.state, other.state} == {"done", "lacking"}:
        return True
    return any(
        here and there and here.isdisjoint(there)
        for here, there in ((one.days, other.days), (one.hours, other.hours))
    )


def places_agree(left: str, right: str) -> int:
    """Say how far two texts name one place: 3 one house of one street, 2 one street or quarter, 1 one settlement or
    number, 0 nothing."""
    one, other = tellers_of(left), tellers_of(right)
    if agree(one.streets, other.streets) or agree(one.quarters, other.quarters):
        return 3 if one.houses & other.houses else 2
    return int(
        agree(one.settlements | one.names, other.settlements | other.names)
        or bool(one.numbers & other.numbers)
    )


def differ_in_detail(left: str, right: str) -> bool:
    """Say whether each of two texts in the same words has a number, name, day or state that the other has not.

    That is how one complaint copied for another address looks; of texts in other words it would say too much.
    """
    one, other = tellers_of(left), tellers_of(right)
    parts = ("numbers", "names", "streets", "settlements", "quarters", "houses", "places")
    return _differ_in_time(one, other) or any(
        _each_apart(getattr(one, part), getattr(other, part)) for part in parts
    )


def _each_apart(here: frozenset[str], there: frozenset[str]) -> bool:
    """Say whether both have something that nothing of the other agrees with."""
    return _has_own(here, there) and _has_own(there, here)


def _has_own(here: frozenset[str], there: frozenset[str]) -> bool:
    return any(not any(is_one_name(one, other) for other in there) for one in here)
