"""Who receives when: each week, on single days, and where the reception travels to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.text import capfirst

from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import said_day
from qabyldau.interfaces.site.places import days_words, spans_words
from qabyldau.meetings.queries.mobile import MobileReception, place_of
from qabyldau.offices.queries import Closure, Sitting, cut_of, spans_of_sitting
from qabyldau.offices.rules.calendar import CalendarGapError
from qabyldau.offices.rules.hours import Span, Timetable


@dataclass(frozen=True)
class Receives:
    """Somebody who receives: who and for what, on which days, at which hours."""

    who: str
    service: str
    when: str
    hours: str
    quota: int
    """How many visits at most; 0 where that is not bounded."""
    is_off: bool
    """Whether a closure takes the whole of it."""


@dataclass(frozen=True)
class Stop:
    """One stop of a reception that travels."""

    hours: str
    place: str


@dataclass(frozen=True)
class Travels:
    """A reception that travels: the day and the route."""

    title: str
    when: str
    stops: list[Stop]


def each_week(sittings: Iterable[Sitting]) -> list[Receives]:
    """Return who receives each week, in the order of their first day; days with equal hours are drawn together."""
    rows = [row for row in sittings if row.weekday is not None]
    keyed = sorted(rows, key=_key)
    found = []
    for (who, service, hours), days in groupby(keyed, key=_key):
        numbers = sorted({row.weekday for row in days if row.weekday is not None})
        found.append((numbers, Receives(who, service, capfirst(days_words(numbers)), hours, 0, is_off=False)))
    return [row for _numbers, row in sorted(found, key=lambda pair: (pair[0][0], -len(pair[0])))]


def _key(row: Sitting) -> tuple[str, str, str]:
    service = localized(row.service, "name") if row.service else ""
    return row.who, service, spans_words([Span(row.begins, row.ends)])


def single_days(sittings: Iterable[Sitting], table: Timetable, closures: list[Closure]) -> list[Receives]:
    """Return who receives on single days, the next first; one that a closure takes is there as cancelled."""
    rows = [(row, row.on) for row in sittings if row.on is not None]
    return [_single(row, on, table, closures) for row, on in sorted(rows, key=lambda pair: pair[1])]


def _single(row: Sitting, on: date, table: Timetable, closures: list[Closure]) -> Receives:
    who, service, hours = _key(row)
    own = [cut_of(closure) for closure in closures if closure.sitting_id == row.pk]
    try:
        left = spans_of_sitting(table, row, own, on)
    except CalendarGapError:
        left = [Span(row.begins, row.ends)]
    words = spans_words(left) if left else hours
    return Receives(who, service, capfirst(said_day(on)), words, row.quota or 0, is_off=not left)


@dataclass(frozen=True)
class Result:
    """What came of a reception that travelled."""

    title: str
    when: str
    words: str


def results(mobiles: Iterable[MobileReception]) -> list[Result]:
    """Return what came of the receptions that travelled."""
    return [
        Result(localized(row, "title"), capfirst(said_day(row.on)), localized(row, "results"))
        for row in mobiles
    ]


def travels(mobiles: Iterable[MobileReception]) -> list[Travels]:
    """Return the receptions that travel with their routes."""
    return [
        Travels(
            title=localized(row, "title"),
            when=capfirst(said_day(row.on)),
            stops=[
                Stop(spans_words([Span(stop.begins, stop.ends)]), place_of(stop))
                for stop in sorted(row.stops.all(), key=lambda stop: stop.position)
            ],
        )
        for row in mobiles
    ]
