"""Deadlines as people see them, senders and staff alike: both clocks, day by day, with the dates they had before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from qabyldau.casework.labels import CLOCK_LABELS, ORIGIN_LABELS, RULE_NOTES
from qabyldau.casework.models import Deadline
from qabyldau.casework.queries import all_deadlines
from qabyldau.casework.rules.deadlines import Clock, days_left
from qabyldau.core import clock
from qabyldau.intake.models import Appeal
from qabyldau.offices.labels import DAY_LABELS
from qabyldau.offices.queries import day_names
from qabyldau.offices.rules.calendar import DayKind, WorkCalendar


@dataclass(frozen=True)
class Day:
    """One day of a reckoning: whether it counted, as which number, and why not."""

    on: date
    number: int | None
    counted: bool
    reason: str


@dataclass(frozen=True)
class Earlier:
    """A date that no longer counts, and why it was replaced."""

    due_on: date
    reason: str


@dataclass(frozen=True)
class Term:
    """One clock of one appeal; ``left`` is in working days, negative when late; ``met_on`` is None while it runs."""

    clock: str
    label: Promise
    note: Promise
    start_on: date
    due_on: date
    left: int
    met_on: date | None
    days: list[Day]
    version: str
    earlier: list[Earlier]

    @property
    def is_met(self) -> bool:
        """Whether what was due is done, in time or late."""
        return self.met_on is not None

    @property
    def was_late(self) -> bool:
        """Whether it was done after its last day."""
        return self.met_on is not None and self.met_on > self.due_on


def terms_of(appeals: Iterable[Appeal], calendar: WorkCalendar, today: date) -> dict[int, list[Term]]:
    """Return both clocks of each appeal by its key, ours first; one that was taken back is owed nothing and has none.

    The number of queries does not grow with the appeals.
    """
    rows = all_deadlines(appeal for appeal in appeals if appeal.withdrawn_at is None)
    counting = [row for row in rows if row.replaced_at is None]
    names = _names(counting)
    found: dict[int, list[Term]] = {}
    for row in sorted(counting, key=lambda row: row.clock != Clock.OURS):
        own = [other for other in rows if other.appeal_id == row.appeal_id and other.clock == row.clock]
        found.setdefault(row.appeal_id, []).append(
            _term(row, own, names[row.calendar_version], calendar, today)
        )
    return found


def _names(rows: Sequence[Deadline]) -> dict[str, dict[date, str]]:
    spans: dict[str, tuple[date, date]] = {}
    for row in rows:
        first, last = spans.get(row.calendar_version, (row.start_on, row.due_on))
        spans[row.calendar_version] = (min(first, row.start_on), max(last, row.due_on))
    return {version: day_names(version, *span) for version, span in spans.items()}


def _term(
    row: Deadline, own: list[Deadline], names: dict[date, str], calendar: WorkCalendar, today: date
) -> Term:
    return Term(
        clock=row.clock,
        label=CLOCK_LABELS[row.clock],
        note=RULE_NOTES[row.rule],
        start_on=row.start_on,
        due_on=row.due_on,
        left=days_left(row.due_on, today, calendar),
        met_on=clock.local_date(row.met_at, calendar.zone) if row.met_at else None,
        days=[_day(day, names) for day in row.reckoning],
        version=row.calendar_version,
        earlier=[Earlier(old.due_on, _why_replaced(old, own)) for old in own if old.replaced_at],
    )


def _day(day: dict[str, Any], names: dict[date, str]) -> Day:
    on, kind = date.fromisoformat(day["on"]), DayKind(day["kind"])
    return Day(on, day["number"], day["counted"], _reason(day["number"], kind, names.get(on, "")))


def _reason(number: int | None, kind: DayKind, name: str) -> str:
    if number == 0:
        return _("day of registration")
    if name:
        return _("%(day)s: %(name)s") % {"day": DAY_LABELS[kind], "name": name}
    return "" if kind is DayKind.WORKING else str(DAY_LABELS[kind])


def _why_replaced(old: Deadline, own: list[Deadline]) -> str:
    later = next((row for row in own if row.made_at == old.replaced_at), None)
    if later is None:
        return ""
    return later.ground or str(ORIGIN_LABELS.get(later.origin, later.origin))
