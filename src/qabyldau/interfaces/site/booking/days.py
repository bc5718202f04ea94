"""Free days and times in the words of the page, and the way back from a pressed button to the time that it meant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Actor
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.flow.visit import hold_visit
from qabyldau.interfaces.design.closures import said_day
from qabyldau.offices.queries import Office, Service
from qabyldau.visits.queries.bookings import Appointment
from qabyldau.visits.queries.free import FreeDay, FreeTime, free_days
from qabyldau.visits.services.booking import TakenError, Wish

NOON = time(12)

TRIES = 3
"""Places of one time that are tried before somebody is told that it is taken: a neighbour may have had the first."""


@dataclass(frozen=True)
class DayRow:
    """One day on which somebody receives: its name in addresses, its words, how many times are free."""

    on: str
    words: str
    free: int


@dataclass(frozen=True)
class TimeButton:
    """One free time: what the button sends, and what stands on it."""

    value: str
    label: str


@dataclass(frozen=True)
class TimeGroup:
    """The free times of half a day; ``who`` receives, "" where nobody is named."""

    part: str
    who: str
    buttons: list[TimeButton]


@dataclass(frozen=True)
class Soonest:
    """The first free time of all."""

    on: str
    words: str
    button: TimeButton


def day_words(day: date) -> str:
    """Return a day as it stands by itself: ``Понедельник, 14 сентября``."""
    return str(capfirst(said_day(day)))


def day_rows(days: list[FreeDay]) -> list[DayRow]:
    """Return the days as the page lists them; times of two hosts at one moment are two, of one host they are one."""
    return [DayRow(day.on.isoformat(), day_words(day.on), len(_distinct(day.times))) for day in days]


def time_groups(office: Office, day: FreeDay) -> list[TimeGroup]:
    """Return the times of a day: before noon and after, apart for each who receives."""
    rows = [(row, clock.wall(row.offer.starts_at, office.zone)) for row in _distinct(day.times)]
    keyed = [((at.time() >= NOON, row.sitting.who), _button(row, at)) for row, at in rows]
    groups = groupby(sorted(keyed, key=lambda pair: (pair[0], pair[1].label)), key=lambda pair: pair[0])
    return [
        TimeGroup(_("After noon") if is_late else _("Before noon"), who, [button for _key, button in pairs])
        for (is_late, who), pairs in groups
    ]


def soonest(office: Office, days: list[FreeDay]) -> Soonest | None:
    """Return the first free time, None where there is none."""
    day = next((day for day in days if day.times), None)
    if day is None:
        return None
    return Soonest(
        day.on.isoformat(),
        day_words(day.on),
        _button(day.times[0], clock.wall(day.times[0].offer.starts_at, office.zone)),
    )


def _distinct(times: list[FreeTime]) -> list[FreeTime]:
    found: dict[tuple[datetime, str], FreeTime] = {}
    for row in times:
        found.setdefault((row.offer.starts_at, row.sitting.who), row)
    return list(found.values())


def _button(row: FreeTime, at: datetime) -> TimeButton:
    return TimeButton(f"{at:%H:%M}@{row.sitting.uuid.hex[:8]}", f"{at:%H:%M}")


def chosen(office: Office, days: list[FreeDay], on: str, value: str) -> FreeTime:
    """Return the time that a button meant; raise TakenError if it is not free any more.

    Another sitting of the same host at the same moment does as well.
    """
    label, _at, key = value.partition("@")
    times = [
        row
        for day in days
        if day.on.isoformat() == on
        for row in day.times
        if f"{clock.wall(row.offer.starts_at, office.zone):%H:%M}" == label
    ]
    found = next((row for row in times if row.sitting.uuid.hex.startswith(key)), None)
    if found is None:
        raise TakenError("this time is not free any more")
    return found


@dataclass(frozen=True)
class Press:
    """A pressed time: its day, what the button sent, from which address of the network, and the hold that it replaces."""

    on: str
    value: str
    source: str = ""
    instead_of: str = ""


def hold(actor: Actor, office: Office, service: Service, press: Press, at: datetime) -> Appointment:
    """Return a visit that holds the pressed time; raise TakenError if nobody has a place at it any more."""
    language = (get_language() or "kk")[:2]

    def deed(found: FreeTime) -> Appointment:
        wish = Wish(office, service, found, language, press.instead_of)
        return hold_visit(actor=actor, wish=wish, source=press.source, at=at)

    return placed(office, service, press, at, deed)


def placed(
    office: Office, service: Service, press: Press, at: datetime, deed: Callable[[FreeTime], Appointment]
) -> Appointment:
    """Return what ``deed`` makes of the pressed time; where a neighbour had its place a moment before, of the next place."""
    for _turn in range(TRIES - 1):
        try:
            return deed(chosen(office, free_days(office, service, at), press.on, press.value))
        except TakenError:
            continue
    return deed(chosen(office, free_days(office, service, at), press.on, press.value))


def service_by(services: list[Service], code: str) -> Service:
    """Return one of the services by its code; raise MissingError where the reception has no such one."""
    found = next((row for row in services if row.code == code), None)
    if found is None:
        raise MissingError("service")
    return found
