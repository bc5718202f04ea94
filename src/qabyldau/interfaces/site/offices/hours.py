"""The week of a reception with today marked, and the days that are not as their weekday says."""

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_day_names
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import said_days
from qabyldau.interfaces.site.places import spans_words
from qabyldau.offices.rules.calendar import CalendarDay, CalendarGapError, DayKind
from qabyldau.offices.rules.hours import Timetable

WEEKS = timedelta(days=28)
"""How far ahead holidays are told of."""

KINDS: dict[DayKind, Promise] = {
    DayKind.HOLIDAY: gettext_lazy("Closed: holiday"),
    DayKind.MOVED_DAY_OFF: gettext_lazy("Closed: moved day off"),
}


@dataclass(frozen=True)
class DayHours:
    """One day of the week: its hours, "" where it is closed."""

    day: str
    hours: str
    is_today: bool


@dataclass(frozen=True)
class SpecialDay:
    """Days in a row that are not as their weekday says."""

    when: str
    what: str
    name: str


def week_rows(table: Timetable, today: date) -> list[DayHours]:
    """Return the seven days of a usual week."""
    names = get_day_names("wide", locale=get_language() or "kk")
    return [
        DayHours(
            capfirst(names[day - 1]), spans_words(table.week.get(day, ())), is_today=day == today.isoweekday()
        )
        for day in range(1, 8)
    ]


def today_words(table: Timetable, today: date) -> str:
    """Return the hours of today where they are not those of its weekday; "" where they are."""
    try:
        spans = table.spans_on(today)
    except CalendarGapError:
        return ""
    if sorted(spans) == sorted(table.week.get(today.isoweekday(), ())):
        return ""
    return spans_words(spans) if spans else _("closed the whole day")


def special_days(table: Timetable, today: date) -> list[SpecialDay]:
    """Return holidays, moved days off and make-up working days of the next four weeks; equal neighbours together."""
    last, calendar = today + WEEKS, table.calendar
    runs: list[list[CalendarDay]] = []
    for day in sorted((on for on in calendar.days if today <= on <= last), key=lambda on: on):
        row = calendar.days[day]
        before = runs[-1][-1] if runs else None
        if before and _said(before) == _said(row) and before.on + timedelta(days=1) == row.on:
            runs[-1].append(row)
        elif row.kind in {*KINDS, DayKind.MAKE_UP}:
            runs.append([row])
    return [_special(table, run) for run in runs]


def _said(row: CalendarDay) -> tuple[str, str]:
    return row.kind, localized(row, "name")


def _special(table: Timetable, run: list[CalendarDay]) -> SpecialDay:
    first = run[0]
    if first.kind is DayKind.MAKE_UP:
        hours = {"hours": spans_words(table.spans_on(first.on)) or "–"}
        what = _("Make-up working day, open %(hours)s") % hours
    else:
        what = str(KINDS[first.kind])
    return SpecialDay(capfirst(said_days(first.on, run[-1].on)), what, localized(first, "name"))
