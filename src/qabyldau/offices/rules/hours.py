"""When a door is open, by the official calendar, the hours with their breaks, and the closures. Pure.

A weekday has spans; the gap between two is a break. A make-up day has the spans of the day it replaces. A closure cuts
whole days or some hours, of the office or of one sitting, once or each week.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from qabyldau.core.errors import InputError
from qabyldau.offices.rules.calendar import CalendarGapError, DayKind, WorkCalendar

AHEAD = 90
"""Days that a search for the next opening looks ahead."""


class DoorState(StrEnum):
    """What somebody finds who stands before the door."""

    OPEN = "open"
    BREAK = "break"
    CLOSED = "closed"


@dataclass(frozen=True, order=True)
class Span:
    """Hours of one day on the wall clock of the office: from ``opens`` until just before ``closes``."""

    opens: time
    closes: time


Week = Mapping[int, Sequence[Span]]
"""The spans of each weekday, 1 Monday … 7 Sunday; a weekday that is not there is closed."""


@dataclass(frozen=True)
class Cut:
    """A closure as the hours see it: days from and to (both closed), hours of each day, one weekday if it recurs.

    ``from_time`` and ``to_time`` are both None where the whole day is closed.
    """

    uuid: str
    from_on: date
    to_on: date
    from_time: time | None = None
    to_time: time | None = None
    weekday: int | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it cuts anything of ``day``."""
        return self.from_on <= day <= self.to_on and self.weekday in {None, day.isoweekday()}

    def covers(self, day: date, at: time) -> bool:
        """Return whether it is in force on ``day`` at ``at``."""
        if not self.holds_on(day):
            return False
        return self.from_time is None or self.to_time is None or self.from_time <= at < self.to_time

    def left_of(self, span: Span) -> list[Span]:
        """Return what stays of ``span`` on a day on which this holds."""
        if self.from_time is None or self.to_time is None:
            return []
        parts = [
            Span(span.opens, min(span.closes, self.from_time)),
            Span(max(span.opens, self.to_time), span.closes),
        ]
        return [part for part in parts if part.opens < part.closes]


@dataclass(frozen=True)
class Door:
    """What is true before the door at one moment. Moments are aware, in UTC."""

    state: DoorState
    changes_at: datetime | None
    """When it closes if it is open, when it opens if it is not; None if no opening is known within AHEAD days."""
    kind: DayKind | None
    """What sort of day it is; None where the calendar does not reach."""
    cut: str = ""
    """The uuid of the closure that keeps it shut now, "" where none does."""


@dataclass(frozen=True)
class Timetable:
    """The calendar, the week and the closures of one office."""

    calendar: WorkCalendar
    week: Week
    cuts: tuple[Cut, ...] = ()

    def spans_on(self, day: date) -> list[Span]:
        """Return the hours of ``day``, none if it is closed; raise CalendarGapError for a year that is not known."""
        weekday = self.calendar.weekday_of(day)
        if weekday is None:
            return []
        return self.uncut(day, self.week.get(weekday) or (self._monday() if self._is_make_up(day) else ()))

    def uncut(self, day: date, spans: Iterable[Span]) -> list[Span]:
        """Return what the closures leave of ``spans`` on ``day``."""
        left = sorted(spans)
        for cut in self.cuts:
            if cut.holds_on(day):
                left = [part for span in left for part in cut.left_of(span)]
        return left

    def door_at(self, moment: datetime) -> Door:
        """Return what somebody finds who stands before the door at ``moment`` (aware)."""
        local = moment.astimezone(ZoneInfo(self.calendar.zone))
        day, at = local.date(), local.time()
        try:
            spans, kind = self.spans_on(day), self.calendar.kind_of(day)
        except CalendarGapError:
            return Door(DoorState.CLOSED, None, None)
        now = next((span for span in spans if span.opens <= at < span.closes), None)
        if now is not None:
            return Door(DoorState.OPEN, self.moment(day, now.closes), kind)
        cut = next((cut.uuid for cut in self.cuts if cut.covers(day, at)), "")
        is_break = bool(spans) and spans[0].opens <= at < spans[-1].closes and not cut
        return Door(DoorState.BREAK if is_break else DoorState.CLOSED, self._next_opening(local), kind, cut)

    def moment(self, day: date, at: time) -> datetime:
        """Return the moment of a wall clock of the office, in UTC."""
        return datetime.combine(day, at, ZoneInfo(self.calendar.zone)).astimezone(UTC)

    def _next_opening(self, local: datetime) -> datetime | None:
        for ahead in range(AHEAD):
            day = local.date() + timedelta(days=ahead)
            try:
                spans = self.spans_on(day)
            except CalendarGapError:
                return None
            later = [span for span in spans if ahead or span.opens > local.time()]
            if later:
                return self.moment(day, later[0].opens)
        return None

    def _is_make_up(self, day: date) -> bool:
        return self.calendar.kind_of(day) is DayKind.MAKE_UP

    def _monday(self) -> Sequence[Span]:
        return self.week.get(1, ())


def outer(week: Week) -> dict[int, tuple[time, time]]:
    """Return the first opening and the last closing of each weekday: a break does not end the day.

    >>> outer({1: [Span(time(9), time(13)), Span(time(14), time(18))]})
    {1: (datetime.time(9, 0), datetime.time(18, 0))}
    """
    return {
        day: (min(span.opens for span in spans), max(span.closes for span in spans))
        for day, spans in week.items()
        if spans
    }


def overlap(first: Span, second: Span) -> list[Span]:
    """Return what two spans have in common: one span or none."""
    both = Span(max(first.opens, second.opens), min(first.closes, second.closes))
    return [both] if both.opens < both.closes else []


def check_spans(spans: Sequence[Span]) -> None:
    """Raise InputError unless every span ends after it begins and none runs into the next."""
    ordered = sorted(spans)
    for span in ordered:
        if span.closes <= span.opens:
            raise InputError("hours", f"{span.opens:%H:%M}-{span.closes:%H:%M} ends before it begins")
    for first, second in zip(ordered, ordered[1:], strict=False):
        if second.opens < first.closes:
            raise InputError(
                "hours", f"{second.opens:%H:%M} lies before {first.closes:%H:%M}, where the hours before end"
            )


@dataclass(frozen=True)
class ElectionPeriod:
    """The days, both included, in which a reception gives no advice and takes mandates alone; None: there are none."""

    from_on: date | None = None
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether ``day`` lies in the period.

        Practice, not law: before the election of 2023 receptions stopped advising and took only mandates (kt.kz, 27.01.2023);
        so it is a switch of the office, never a fact of the calendar.
        """
        return self.from_on is not None and self.to_on is not None and self.from_on <= day <= self.to_on
