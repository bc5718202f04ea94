"""What makes a reply an answer, why an authority refuses, and which dates it promises. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_REPLY = 50_000
"""Characters of one reply; longer ones go into a file."""


class Tick(StrEnum):
    """What staff look for in a reply; four ticks."""

    FACT = "fact"
    """What was found or done."""
    DATE = "date"
    """When it was or will be done."""
    PERSON = "person"
    """Who is in charge of it."""
    PROOF = "proof"
    """By what one can see it: an act, a photo, a document."""


@dataclass(frozen=True)
class Verdict:
    """What staff found in a reply, and whether it answers the question."""

    ticks: frozenset[Tick]
    is_enough: bool
    note: str = ""


class Refusal(StrEnum):
    """Why an authority says no; what can be done about each stands in the labels."""

    NOT_OURS = "not_ours"
    NO_MONEY = "no_money"
    LATER = "later"
    NOT_CONFIRMED = "not_confirmed"
    PRIVATE = "private"
    WITHHELD = "withheld"
    NO_PAPERS = "no_papers"
    REPEAT = "repeat"
    IN_COURT = "in_court"
    OTHER = "other"


_QUARTERS: Mapping[str, int] = {
    "1": 1, "i": 1, "бірінші": 1, "первый": 1, "первом": 1, "первого": 1,
    "2": 2, "ii": 2, "екінші": 2, "второй": 2, "втором": 2, "второго": 2,
    "3": 3, "iii": 3, "үшінші": 3, "третий": 3, "третьем": 3, "третьего": 3,
    "4": 4, "iv": 4, "төртінші": 4, "четвертый": 4, "четвертом": 4, "четвертого": 4,
    "четвёртый": 4, "четвёртом": 4, "четвёртого": 4,
}  # fmt: skip
_QUARTER = re.compile(
    r"(?:(?P<before>20\d\d)[\s-]*(?:жыл\w*|года?|г\.)?\s+)?"
    r"\b(?P<quarter>[1-4]|i{1,3}|iv|бірінші|екінші|үшінші|төртінші|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)"
    r"[\s-]*(?:ші|шы|м|ем|й|ый|го)?\s+(?:тоқсан|квартал)\w*(?:\s+(?P<after>20\d\d))?",
    re.IGNORECASE,
)
_LAST = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def quarters_in(text: str, today: date) -> list[date]:
    """Return the last days of the quarters of a year that a text names; without a year, the next one that ends.

    >>> quarters_in("Ремонт будет проведён в третьем квартале 2026 года.", date(2026, 9, 14))
    [datetime.date(2026, 9, 30)]
    >>> quarters_in("Жөндеу II тоқсанда басталады.", date(2026, 9, 14))
    [datetime.date(2027, 6, 30)]
    """
    found = []
    for match in _QUARTER.finditer(text):
        number = _QUARTERS.get(match["quarter"].casefold())
        if number is None:
            continue
        month, day = _LAST[number]
        year = int(match["before"] or match["after"] or today.year)
        last = date(year, month, day)
        if not (match["before"] or match["after"]) and last < today:
            last = date(year + 1, month, day)
        found.append(last)
    return found


def promised_dates(days: Iterable[str], text: str, today: date) -> list[date]:
    """Return the days to come that a reply names, whole dates (ISO) and quarters, the nearest first."""
    whole = []
    for said in days:
        try:
            whole.append(date.fromisoformat(said))
        except ValueError:
            continue
    return sorted({day for day in [*whole, *quarters_in(text, today)] if day > today})
