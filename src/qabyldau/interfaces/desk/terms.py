"""Deadlines as the desk shows them: both clocks, day by day, with the dates they had before."""

from dataclasses import dataclass
from datetime import date

from qabyldau.answers.queries import Clock, clocks_of
from qabyldau.casework.labels import CLOCK_LABELS, ORIGIN_LABELS
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.core import clock
from qabyldau.intake.models import Appeal
from qabyldau.offices.labels import DAY_LABELS
from qabyldau.offices.rules import DayKind, WorkCalendar


@dataclass(frozen=True)
class Day:
    """One day of a reckoning."""

    on: date
    number: int | None
    counted: bool
    reason: str


@dataclass(frozen=True)
class Term:
    """One clock of one appeal."""

    clock: str
    label: str
    rule: str
    start_on: date
    due_on: date
    left: int
    is_met: bool
    days: list[Day]
    version: str
    earlier: list[tuple[date, str]]


def terms_of(appeal: Appeal, calendar: WorkCalendar) -> list[Term]:
    """Return both clocks of an appeal, ours first."""
    today = clock.local_date(clock.now(), calendar.zone)
    return sorted(
        (_term(row, today, calendar) for row in clocks_of(appeal)), key=lambda term: term.clock != "ours"
    )


def _term(row: Clock, today: date, calendar: WorkCalendar) -> Term:
    return Term(
        clock=row.clock,
        label=str(CLOCK_LABELS[row.clock]),
        rule=row.rule,
        start_on=row.start_on,
        due_on=row.due_on,
        left=days_left(row.due_on, today, calendar),
        is_met=row.is_met,
        days=[_day(day) for day in row.reckoning],
        version=row.calendar_version,
        earlier=[(due_on, str(ORIGIN_LABELS.get(why, why))) for due_on, why in row.earlier],
    )


def _day(day: dict[str, object]) -> Day:
    kind = DayKind(str(day["kind"]))
    name = str(day["name"] or "")
    plain = "" if kind is DayKind.WORKING else str(DAY_LABELS[kind])
    number = day["number"]
    return Day(
        on=date.fromisoformat(str(day["on"])),
        number=number if isinstance(number, int) else None,
        counted=bool(day["counted"]),
        reason=f"{plain}: {name}" if plain and name else plain or name,
    )
