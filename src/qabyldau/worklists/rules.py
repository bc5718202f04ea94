"""Which lists there are, how they can be narrowed and sorted, and what can be done to many cases: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qabyldau.casework.rules.moves import MOVES, CaseStatus

UNDO_TIME = timedelta(minutes=10)
"""How long a deed on many cases can be undone."""

MOST_AT_ONCE = 200
"""Cases in one deed."""


class Shelf(StrEnum):
    """Which list."""

    NEW = "new"
    OWN = "own"
    MINE = "mine"
    TEAM = "team"
    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"


class Sort(StrEnum):
    """In which order a list is read; each has its index."""

    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"
    URGENT = "urgent"
    ENDED = "ended"


OF_APPEALS = frozenset({Shelf.NEW, Shelf.OWN})
"""Lists of appeals; the others are of cases."""

SORTS: Mapping[Shelf, tuple[Sort, ...]] = {
    Shelf.NEW: (Sort.OLDEST, Sort.NEWEST, Sort.URGENT),
    Shelf.OWN: (Sort.NEWEST,),
    Shelf.MINE: (Sort.DUE, Sort.NEWEST, Sort.URGENT),
    Shelf.TEAM: (Sort.DUE, Sort.NEWEST, Sort.URGENT),
    Shelf.OPEN: (Sort.DUE, Sort.NEWEST, Sort.URGENT),
    Shelf.OVERDUE: (Sort.DUE,),
    Shelf.CLOSED: (Sort.ENDED,),
}
"""The orders of each list, the usual one first."""


@dataclass(frozen=True)
class Filter:
    """By what a list is narrowed; an empty field narrows nothing. People, teams by uuid; themes, areas by code."""

    theme: str = ""
    area: str = ""
    owner: str = ""
    team: str = ""
    channel: str = ""
    language: str = ""
    urgency: str = ""
    """"0" to "3"."""
    since: str = ""
    """First day of registration, as ISO 8601 writes it."""
    until: str = ""
    """Last day of registration."""
    late: str = ""
    """"1" for those alone whose date is over while an answer is owed."""

    @property
    def chosen(self) -> dict[str, str]:
        """What narrows."""
        return {name: value for name in FIELDS if (value := getattr(self, name))}


FIELDS = tuple(Filter.__dataclass_fields__)


def filter_from(given: Mapping[str, str]) -> Filter:
    """Return the filter that an address or a kept filter spells; what cannot be is left out."""
    return Filter(**{name: value for name in FIELDS if (value := _fit(name, given.get(name, "").strip()))})


def _fit(name: str, value: str) -> str:
    if name in {"since", "until"}:
        return value if day_of(value) else ""
    if name == "urgency":
        return value if value in {"0", "1", "2", "3"} else ""
    if name == "late":
        return "1" if value else ""
    return value[:80] if value.isprintable() else ""


def day_of(words: str) -> date | None:
    """Return the day that ten characters name; None for any other words."""
    try:
        return date.fromisoformat(words) if len(words) == 10 else None
    except ValueError:
        return None


class BulkDeed(StrEnum):
    """What can be done to many cases at once."""

    TAKE = "take"
    GIVE = "give"
    TEAM = "team"
    BEGIN = "begin"
    CLOSE = "close"
    TODAY = "today"


UNDONE = frozenset({BulkDeed.TAKE, BulkDeed.GIVE, BulkDeed.TEAM, BulkDeed.BEGIN, BulkDeed.CLOSE})
"""Deeds that change cases, and can be undone; putting on one's own list for today changes none."""


def way_back(now: CaseStatus, before: CaseStatus) -> tuple[CaseStatus, ...]:
    """Return the moves by which a case comes back to the status it had, by the table; () where there is none or no need.

    A closed case comes back by way of being open again: two moves, both in its story.
    """
    if now is before:
        return ()
    if before in MOVES[now]:
        return (before,)
    if CaseStatus.REOPENED in MOVES[now] and before in MOVES[CaseStatus.REOPENED]:
        return (CaseStatus.REOPENED, before)
    return ()
