"""Terms in working days, and how each date was found, day by day. Pure.

Sources: APPC (Code No. 350-VI of 29.06.2020) Art. 76: 15 working days from the day of arrival, extension by a reasoned
decision not beyond two months, the sender told of it within 3 working days. Whether the day of arrival counts as day one,
and whether the two months include the 15 days, is not settled by the texts seen: what is assumed stands here by name.
"""

import calendar as months
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qabyldau.core.errors import InputError
from qabyldau.offices.rules.calendar import WORKS, DayKind, WorkCalendar

DAY_OF_REGISTRATION_IS_ZERO = True
"""Assumed, to be confirmed by a lawyer: the first counted day is the working day after registration."""

CEILING_MONTHS = 2
"""Art. 76: an extension does not go beyond two months; assumed, as the stricter reading: from registration."""


class Clock(StrEnum):
    """Whose term it is: the authority's in law, or ours by promise."""

    AUTHORITY = "authority"
    OURS = "ours"


@dataclass(frozen=True)
class DeadlineRule:
    """One term: its code, whose clock, how many working days, and the article it stands in."""

    code: str
    clock: Clock
    days: int
    source: str = ""


@dataclass(frozen=True)
class ReckonedDay:
    """One day of a reckoning: whether it counted, as which number, and its name if it is a special one (Kazakh)."""

    on: date
    kind: DayKind
    counted: bool
    number: int | None
    name: str = ""


@dataclass(frozen=True)
class Reckoned:
    """A counted term: from ``start_on`` (day zero) to ``due_on`` by one version of the calendar, day by day."""

    start_on: date
    due_on: date
    calendar_version: str
    days: tuple[ReckonedDay, ...]


ANSWER = DeadlineRule("appc-76", Clock.AUTHORITY, 15, source="APPC Art. 76")

RULES: Mapping[str, DeadlineRule] = dict.fromkeys(
    ("complaint", "application", "suggestion", "response", "inquiry", "message"), ANSWER
)
"""The authority's term by kind of appeal. Whether some kinds have a shorter one is not settled by the texts seen."""


def rule_for(kind: str) -> DeadlineRule:
    """Return the authority's term for a kind of appeal; raise InputError for a kind that is not one of the six."""
    if kind not in RULES:
        raise InputError("kind", f"{kind!r} is not a kind of appeal; one of: {', '.join(RULES)}")
    return RULES[kind]


def our_rule(days: int) -> DeadlineRule:
    """Return what an office promises: an answer within so many working days."""
    return DeadlineRule("promise", Clock.OURS, days, source="office promise")


def reckon(rule: DeadlineRule, start: date, calendar: WorkCalendar) -> Reckoned:
    """Return the term that starts on the day of registration, with every day on the way to its end."""
    return _walk(start, calendar, lambda day: day.number is not None and day.number >= rule.days)


def _walk(start: date, calendar: WorkCalendar, is_last: Callable[[ReckonedDay], bool]) -> Reckoned:
    """Number the working days from the day of registration to the first one that ``is_last``."""
    number = 0 if DAY_OF_REGISTRATION_IS_ZERO else 1
    days = [ReckonedDay(start, calendar.kind_of(start), number > 0, number, _name(calendar, start))]
    while not is_last(days[-1]):
        day = days[-1].on + timedelta(days=1)
        kind = calendar.kind_of(day)
        counted = kind in WORKS
        number += counted
        days.append(ReckonedDay(day, kind, counted, number if counted else None, _name(calendar, day)))
    return Reckoned(start, days[-1].on, calendar.version, tuple(days))


def _name(calendar: WorkCalendar, day: date) -> str:
    special = calendar.days.get(day)
    return special.name_kk if special else ""


def ceiling_of(start: date) -> date:
    """Return the last day to which a term that started on ``start`` may be extended: two calendar months later.

    >>> ceiling_of(date(2024, 12, 31))
    datetime.date(2025, 2, 28)
    """
    month = start.month - 1 + CEILING_MONTHS
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, months.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Extension:
    """More time: until when, why, and who decided (head or deputy head)."""

    until: date
    reason: str
    decided_by: str


def extend(start: date, due: date, extension: Extension, calendar: WorkCalendar) -> Reckoned:
    """Return the extended term, day by day; raise InputError naming the field and the ceiling where it may not be."""
    if not extension.reason.strip():
        raise InputError("reason", "an extension is a reasoned decision: say why")
    if not extension.decided_by.strip():
        raise InputError("decided_by", "name the head who decided")
    if extension.until <= due:
        raise InputError("until", f"the new date must be after the present one, {due.isoformat()}")
    if extension.until > ceiling_of(start):
        raise InputError(
            "until", f"not beyond two months from registration: {ceiling_of(start).isoformat()} at the latest"
        )
    if not calendar.is_working(extension.until):
        raise InputError("until", "choose a working day")
    return _walk(start, calendar, lambda day: day.on == extension.until)


def days_left(due: date, today: date, calendar: WorkCalendar) -> int:
    """Return working days from ``today`` to ``due``: 0 on the last day, negative when it is over."""
    if today <= due:
        return calendar.working_days_between(today, due)
    return -calendar.working_days_between(due, today)
