"""The receptionist's screen: who is at my counter, who waits, who is awaited; a ticket in two presses."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.interfaces.desk.door.matters import MatterRow, matter_rows
from qabyldau.interfaces.desk.door.rows import (
    CounterRow,
    ExpectedRow,
    TicketRow,
    counter_row,
    expected_row,
    is_expected,
    key_of,
    ticket_row,
)
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import services_of
from qabyldau.visits.models import Counter, QueueTicket
from qabyldau.visits.queries.bookings import appointments_on
from qabyldau.visits.queries.door import Line, counters_of, fitting, line_of, since_of, ticket_for
from qabyldau.visits.rules.queue import TicketState, say

COUNTER = "counter"
"""Where the session keeps the uuid of the counter at which one sits."""
MOST_KEYS = 9
"""Services that have a digit of their own."""


@dataclass(frozen=True)
class ServiceButton:
    """One press of a new ticket; ``digit`` is its key, "" from the tenth on."""

    uuid: str
    name: str
    digit: str


@dataclass(frozen=True)
class Done:
    """What was done just now, with the way back."""

    words: str
    slip_href: str
    uuid: str
    version: int
    undo: str
    """The deed that takes it back, "" where nothing can."""
    undo_label: str


@dataclass(frozen=True)
class Queue:
    """The queue of the day as one counter sees it."""

    mine: list[TicketRow]
    """Who is called to this counter or received at it."""
    following: TicketRow | None
    """Who would be called next to it."""
    waiting: list[TicketRow]
    """Everybody who waits, in the order in which they are called."""
    elsewhere: list[TicketRow]
    """Who is at the other counters."""
    on_hold: list[TicketRow]
    """Who was asked to wait aside."""
    done: int
    """Visits that were received today."""
    absent: int
    """Visitors who were called today and were not there."""


@dataclass(frozen=True)
class DoorPage:
    """The door as one receptionist sees it."""

    bar: Bar
    """The top of the page."""
    counter: CounterRow | None
    """Where this person sits; None until it is chosen."""
    counters: list[CounterRow]
    """Every counter of the office."""
    queue: Queue
    """The queue of the day."""
    matters: list[MatterRow]
    """The matters of the visit that is being received here, in the order in which they were registered."""
    expected: list[ExpectedRow]
    """Booked visits of today whose visitor is not here yet."""
    services: list[ServiceButton]
    """What a ticket may be for."""
    languages: list[tuple[str, str]]
    """Languages of a visitor: code and own name."""
    key: str
    """Makes one ticket, however often the form is sent."""
    last: Done | None
    """What was done just now."""
    code: str
    """The booking code that was typed and refused, "" otherwise."""
    refused: str
    """Why a visitor could not be checked in, "" if nothing is wrong."""
    may_set_counters: bool
    """Whether this person adds and renames counters."""


def my_counter(request: DeskRequest, counters: Sequence[Counter]) -> Counter | None:
    """Return the counter that was chosen in this session, as long as it is one of these."""
    key = str(request.session.get(COUNTER, ""))
    return next((row for row in counters if str(row.uuid) == key), None)


def chosen_counter(request: DeskRequest) -> Counter:
    """Return the counter of this session; raise MissingError where none was chosen."""
    found = my_counter(request, counters_of(office_of(request)))
    if found is None:
        raise MissingError("counter")
    return found


@require_GET
@guard(Permission.DOOR_RUN)
def door(request: DeskRequest) -> HttpResponse:
    """Show the door."""
    return shown(request)


def shown(request: DeskRequest, *, code: str = "", refused: str = "") -> HttpResponse:
    """Answer with the door, and with what was wrong with a code where something was."""
    page = _page(office_of(request), request, clock.now(), code, refused)
    status = 422 if refused else 200
    return render(request, "desk/door/door.html", {"page": page}, status=status)


def _page(office: Office, request: DeskRequest, at: datetime, code: str, refused: str) -> DoorPage:
    actor, today = request.actor, clock.local_date(at, office.zone)
    counters = counters_of(office)
    counter = my_counter(request, counters)
    line = line_of(actor, office, today, at)
    here = [row for row in line.at_counters if counter is not None and row.counter_id == counter.pk]
    served = next((row for row in here if row.state == TicketState.SERVED), None)
    visits = [row for row in appointments_on(actor, office, today) if is_expected(row)]
    return DoorPage(
        bar=bar_of(request),
        counter=counter_row(counter, counter) if counter else None,
        counters=[counter_row(row, counter) for row in counters],
        queue=_queue(office, line, counter, at),
        matters=matter_rows(actor, served) if served else [],
        expected=[expected_row(row, office, at) for row in visits],
        services=service_buttons(office),
        languages=list(OWN_NAMES.items()),
        key=secrets.token_hex(16),
        last=_last(request),
        code=code,
        refused=refused,
        may_set_counters=actor.has(Permission.OFFICE_CHANGE),
    )


def _queue(office: Office, line: Line, counter: Counter | None, at: datetime) -> Queue:
    since = since_of([*line.at_counters, *line.on_hold])
    here = [row for row in line.at_counters if counter is not None and row.counter_id == counter.pk]
    following = fitting(line.waiting, counter)[:1] if counter else []

    def rows(tickets: Sequence[QueueTicket]) -> list[TicketRow]:
        return [ticket_row(ticket, office, since, at) for ticket in tickets]

    return Queue(
        mine=rows(here),
        following=next(iter(rows(following)), None),
        waiting=rows(line.waiting),
        elsewhere=rows([row for row in line.at_counters if row not in here]),
        on_hold=rows(line.on_hold),
        done=line.done,
        absent=line.absent,
    )


def service_buttons(office: Office) -> list[ServiceButton]:
    """Return what a new ticket may be for, each with its key."""
    offered = [row for row in services_of(office) if row.is_offered]
    return [
        ServiceButton(str(row.uuid), localized(row, "name"), str(place) if place <= MOST_KEYS else "")
        for place, row in enumerate(offered, 1)
    ]


def _last(request: DeskRequest) -> Done | None:
    """Return the deed whose ticket the address names, so that it can be printed or taken back."""
    key = key_of(request.GET.get("last", ""))
    try:
        ticket = ticket_for(request.actor, key) if key else None
    except MissingError:
        ticket = None
    if ticket is None:
        return None
    number = {"number": say(ticket.number)}
    words, undo, label = {
        TicketState.WAITING: (_("Number %(number)s waits."), "", ""),
        TicketState.ON_HOLD: (_("Number %(number)s waits aside."), "back", _("Back to the queue")),
        TicketState.DONE: (_("The visit of number %(number)s is over."), "serve", _("Take it up again")),
        TicketState.NO_SHOW: (_("Number %(number)s was not there."), "back", _("Back to the queue")),
    }.get(TicketState(ticket.state), ("", "", ""))
    if not words:
        return None
    slip = reverse("desk:door-slip", args=[ticket.uuid])
    return Done(words % number, slip, str(ticket.uuid), ticket.version, undo, label)


@require_POST
@guard(Permission.DOOR_RUN)
def sit(request: DeskRequest) -> HttpResponse:
    """Sit down at a counter; it is kept until one signs out."""
    keys = {str(row.uuid) for row in counters_of(office_of(request))}
    if (wanted := request.POST.get("counter", "")) in keys or not wanted:
        request.session[COUNTER] = wanted
    return redirect("desk:door")
