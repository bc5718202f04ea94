"""Tickets and booked visits as the door shows them: numbers, times and services; a name only where somebody is awaited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from qabyldau.core import clock
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment, Counter, QueueTicket
from qabyldau.visits.rules.queue import say
from qabyldau.visits.rules.slots import AppointmentState

MINUTE = 60


@dataclass(frozen=True)
class TicketRow:
    """One ticket of today."""

    uuid: str
    number: str
    version: int
    state: str
    service: str
    language: str
    booked: str
    """The booked time, "" for whoever came without."""
    is_first: bool
    counter: int | None
    minutes: int
    """Whole minutes in the present stage; of one who waits, since they came."""
    since: str


@dataclass(frozen=True)
class CounterRow:
    """One counter."""

    uuid: str
    number: int
    name: str
    service: str
    is_mine: bool


@dataclass(frozen=True)
class ExpectedRow:
    """One visit that was booked and whose visitor is not here yet."""

    uuid: str
    time: str
    name: str
    service: str
    is_late: bool
    """Whether the booked minute is past."""


def key_of(given: str) -> str:
    """Return the uuid that was sent, "" where it is none.

    >>> key_of("nonsense")
    ''
    """
    try:
        return str(UUID(given))
    except ValueError:
        return ""


def time_of(moment: datetime, office: Office) -> str:
    """Return the hour and minute of a moment on the office's clock."""
    return f"{clock.wall(moment, office.zone):%H:%M}"


def ticket_row(ticket: QueueTicket, office: Office, since: Mapping[int, datetime], at: datetime) -> TicketRow:
    """Return a ticket as it is shown at ``at``."""
    from_at = ticket.came_at if ticket.state == "waiting" else since.get(ticket.pk, at)
    return TicketRow(
        uuid=str(ticket.uuid),
        number=say(ticket.number),
        version=ticket.version,
        state=ticket.state,
        service=localized(ticket.service, "name") if ticket.service else "",
        language=OWN_NAMES[ticket.language],
        booked=time_of(ticket.booked_at, office) if ticket.booked_at else "",
        is_first=ticket.is_first,
        counter=ticket.counter.number if ticket.counter else None,
        minutes=max(0, int((at - from_at).total_seconds() // MINUTE)),
        since=time_of(from_at, office),
    )


def counter_row(counter: Counter, mine: Counter | None) -> CounterRow:
    """Return a counter, and whether it is mine."""
    return CounterRow(
        uuid=str(counter.uuid),
        number=counter.number,
        name=counter_name(counter),
        service=localized(counter.service, "name") if counter.service else "",
        is_mine=mine is not None and counter.pk == mine.pk,
    )


def counter_name(counter: Counter) -> str:
    """Return how a counter is called: by its own name or its number."""
    return localized(counter, "name") or _("Counter %(number)s") % {"number": counter.number}


def expected_row(visit: Appointment, office: Office, at: datetime) -> ExpectedRow:
    """Return a booked visit as the door awaits it."""
    return ExpectedRow(
        uuid=str(visit.uuid),
        time=time_of(visit.starts_at, office),
        name=visit.name or "",
        service=localized(visit.service, "name"),
        is_late=visit.starts_at < at,
    )


def is_expected(visit: Appointment) -> bool:
    """Return whether the visitor of a booked visit may still be checked in."""
    return visit.state in {AppointmentState.BOOKED, AppointmentState.ABSENT}
