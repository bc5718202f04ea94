"""The working calendar: which days work, which hours, and on which day something that arrives is registered. Pure.

Sources: Labour Code of Kazakhstan, Art. 84–85 (holidays, days off, transfers by decree); APPC Art. 64 (what arrives after
hours or on a day off is registered on the next working day).
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from qabyldau.core.errors import QabyldauError

FAR = 1000
"""Days that a search for a working day may look ahead."""

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2199, 12, 31)
"""Days that somebody may mean; outside them a year was mistyped, and no clock reaches a day before or after."""


class CalendarGapError(QabyldauError):
    """The calendar does not reach the day that is asked for."""


class DayKind(StrEnum):
    """What sort of day it is."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED_DAY_OFF = "moved_day_off"
    MAKE_UP = "make_up"


WORKS = frozenset({DayKind.WORKING, DayKind.MAKE_UP})


class DayLike(Protocol):
    """A row of the calendar, from a table or a file."""

    @property
    def on(self) -> date:
        """The day."""

    @property
    def kind(self) -> str:
        """A value of ``DayKind``."""

    @property
    def replaces(self) -> date | None:
        """The day off that a make-up day pays for."""

    @property
    def name_kk(self) -> str:
        """The name in Kazakh."""

    @property
    def name_ru(self) -> str:
        """The name in Russian."""

    @property
    def name_en(self) -> str:
        """The name in English."""

    @property
    def estimated(self) -> bool:
        """Whether no decree has settled it yet."""

    @property
    def source(self) -> str:
        """Where it is written."""


@dataclass(frozen=True)
class CalendarDay:
    """A day that is not what its weekday says. ``replaces``: the day whose hours a make-up day has, where known."""

    on: date
    kind: DayKind
    name_kk: str = ""
    name_ru: str = ""
    name_en: str = ""
    replaces: date | None = None
    estimated: bool = False
    source: str = ""


@dataclass(frozen=True)
class WorkCalendar:
    """A version of a country's calendar with one office's hours (weekday 1 Monday … 7 Sunday) and IANA zone."""

    version: str
    days: Mapping[date, CalendarDay]
    hours: Mapping[int, tuple[time, time]]
    zone: str

    @cached_property
    def years(self) -> frozenset[int]:
        """The years that the calendar knows."""
        return frozenset(day.year for day in self.days)

    def kind_of(self, day: date) -> DayKind:
        """Return what sort of day it is; raise CalendarGapError for a year that the calendar does not know."""
        if day.year not in self.years:
            raise CalendarGapError(
                f"the working calendar has no year {day.year}: load it with 'qabyldau calendar load'"
            )
        special = self.days.get(day)
        if special is not None:
            return special.kind
        return DayKind.WEEKEND if day.isoweekday() > 5 else DayKind.WORKING

    def is_working(self, day: date) -> bool:
        """Return whether people work on ``day``; a make-up working Sunday counts."""
        return self.kind_of(day) in WORKS

    @cached_property
    def _working(self) -> list[int]:
        """Every working day of the known years as an ordinal, in order: to count between two days by bisection."""
        days = (
            date(year, 1, 1) + timedelta(days=offset)
            for year in sorted(self.years)
            for offset in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
        )
        return [day.toordinal() for day in days if self.is_working(day)]

    def working_days_between(self, first: date, last: date) -> int:
        """Return how many working days lie after ``first`` up to and including ``last``, which is not before it."""
        for day in (first, last):
            self.kind_of(day)
        return bisect_right(self._working, last.toordinal()) - bisect_right(self._working, first.toordinal())

    def next_working_day(self, day: date) -> date:
        """Return the first working day after ``day``."""
        for ahead in range(1, FAR):
            if self.is_working(day + timedelta(days=ahead)):
                return day + timedelta(days=ahead)
        raise CalendarGapError("no working day was found")

    def weekday_of(self, day: date) -> int | None:
        """Return the weekday (1 Monday) whose hours hold on ``day``, None if nobody works.

        A make-up day has the hours of the day it replaces, Monday's if that is unknown.
        """
        if not self.is_working(day):
            return None
        special = self.days.get(day)
        if special is None or special.kind is not DayKind.MAKE_UP:
            return day.isoweekday()
        return special.replaces.isoweekday() if special.replaces else 1

    def hours_on(self, day: date) -> tuple[time, time] | None:
        """Return the office's first opening and last closing on ``day``; a make-up day without hours has Monday's."""
        weekday = self.weekday_of(day)
        if weekday is None:
            return None
        found = self.hours.get(weekday)
        return found or (self.hours.get(1) if self.kind_of(day) is DayKind.MAKE_UP else None)

    def registered_on(self, received: datetime) -> date:
        """Return the day on which something received then is registered (APPC Art. 64).

        A naive moment is the office's wall clock. The closing minute itself is after hours. Before opening on a working
        day is that day. A working day on which this office does not open passes it on to the next working day.
        """
        local = received if received.tzinfo is None else received.astimezone(ZoneInfo(self.zone))
        hours = self.hours_on(local.date())
        if hours is not None and local.time() < hours[1]:
            return local.date()
        return self._next_open_day(local.date())

    def _next_open_day(self, day: date) -> date:
        for _ in range(31):
            day = self.next_working_day(day)
            if self.hours_on(day) is not None:
                return day
        raise CalendarGapError("the office has no opening hours within a month")


def calendar_from_rows(
    rows: Iterable[DayLike], *, hours: Mapping[int, tuple[time, time]], zone: str, version: str
) -> WorkCalendar:
    """Return the calendar of these rows."""
    days = {
        row.on: CalendarDay(
            row.on,
            DayKind(row.kind),
            row.name_kk,
            row.name_ru,
            row.name_en,
            row.replaces,
            row.estimated,
            row.source,
        )
        for row in rows
    }
    return WorkCalendar(version=version, days=days, hours=dict(hours), zone=zone)
