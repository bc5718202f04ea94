"""What a receptionist does with tickets: each deed is one form with the version of the page it was pressed on."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.flow.visit import check_in, end_visit
from qabyldau.interfaces.design.templatetags.design_tags import local_date
from qabyldau.interfaces.desk.door.rows import key_of, time_of
from qabyldau.interfaces.desk.door.screen import chosen_counter, shown
from qabyldau.interfaces.desk.door.tickets import offered_service, ticket_asked
from qabyldau.interfaces.desk.guard import DeskRequest, guard, office_of
from qabyldau.offices.models import Office, Service
from qabyldau.visits.models import Appointment, Counter, QueueTicket
from qabyldau.visits.queries.bookings import appointment_by_code, appointment_for
from qabyldau.visits.queries.door import counters_of, ticket_for
from qabyldau.visits.rules.queue import TicketState, say
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.queue import (
    Step,
    ticket_call_next,
    ticket_let_first,
    ticket_move,
    ticket_take,
)

TARGETS = {
    "call": TicketState.INVITED,
    "serve": TicketState.SERVED,
    "hold": TicketState.ON_HOLD,
    "back": TicketState.WAITING,
    "absent": TicketState.NO_SHOW,
    "hand": TicketState.WAITING,
}
"""What each deed makes of a ticket; ending a visit is a deed of the road."""
FIRST = {"first": True, "in-order": False}
"""Deeds that let a waiting visitor go first, or in their order again."""
AT_MINE = ("call", "serve")
"""Deeds that bring a ticket to one's own counter."""


def _after(ticket: QueueTicket | None) -> HttpResponse:
    """Lead back to the door, which says what was done with ``ticket``."""
    here = reverse("desk:door")
    return redirect(f"{here}?last={ticket.uuid}" if ticket else here)


@require_POST
@guard(Permission.DOOR_RUN)
def take(request: DeskRequest) -> HttpResponse:
    """Give a ticket to a visitor who came without booking."""
    office = office_of(request)
    new = ticket_asked(office, request.POST.dict(), request.POST.get("key", ""))
    return _after(ticket_take(actor=request.actor, office=office, new=new, at=clock.now()))


@require_POST
@guard(Permission.DOOR_RUN)
def call(request: DeskRequest) -> HttpResponse:
    """Call the next visitor to my counter."""
    counter = chosen_counter(request)
    ticket_call_next(actor=request.actor, office=office_of(request), counter=counter, at=clock.now())
    return _after(None)


@require_POST
@guard(Permission.DOOR_RUN)
def move(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Do one deed with a ticket."""
    ticket, deed = ticket_for(request.actor, str(uuid)), request.POST.get("deed", "")
    version = _version(request)
    if deed == "done":
        return _after(end_visit(actor=request.actor, ticket=ticket, version=version, at=clock.now()))
    if deed in FIRST:
        changed = ticket_let_first(
            actor=request.actor, ticket=ticket, version=version, is_first=FIRST[deed], at=clock.now()
        )
        return _after(changed)
    if deed not in TARGETS:
        raise MissingError("deed")
    counter, service = _where(request, deed)
    step = Step(TARGETS[deed], version, counter, service)
    return _after(ticket_move(actor=request.actor, ticket=ticket, step=step, at=clock.now()))


def _version(request: DeskRequest) -> int:
    given = request.POST.get("version", "")
    if not given.isdecimal() or len(given) > 9:
        raise ConflictError("a deed names the version that was seen")
    return int(given)


def _where(request: DeskRequest, deed: str) -> tuple[Counter | None, Service | None]:
    """Return to which counter a deed brings a ticket, and for which service."""
    if deed in AT_MINE:
        return chosen_counter(request), None
    if deed != "hand":
        return None, None
    office = office_of(request)
    kind, _sep, key = request.POST.get("to", "").partition(":")
    if kind == "counter":
        return _one([row for row in counters_of(office) if str(row.uuid) == key]), None
    found = offered_service(office, key)
    if kind != "service" or found is None:
        raise MissingError("service")
    return None, found


def _one(rows: list[Counter]) -> Counter:
    if not rows:
        raise MissingError("counter")
    return rows[0]


@require_POST
@guard(Permission.DOOR_RUN)
def arrive(request: DeskRequest) -> HttpResponse:
    """Check in a visitor who booked: by the code they say, or from the list of the day."""
    code = request.POST.get("code", "").strip()[:40]
    office, at = office_of(request), clock.now()
    try:
        visit = _visit(request, office, code)
    except MissingError:
        return shown(request, code=code, refused=_("No visit to this reception has this code."))
    refused = _why_not(visit, office, clock.local_date(at, office.zone))
    if refused:
        return shown(request, code=code, refused=refused)
    return _after(check_in(actor=request.actor, office=office, appointment=visit, at=at))


def _visit(request: DeskRequest, office: Office, code: str) -> Appointment:
    if key := key_of(request.POST.get("visit", "")):
        return appointment_for(request.actor, key)
    found = appointment_by_code(code)
    if found.office_id != office.pk:
        raise MissingError("appointment")
    return found


def _why_not(visit: Appointment, office: Office, today: date) -> str:
    """Return why a visit cannot be checked in, "" where it can."""
    if visit.state == AppointmentState.CANCELLED:
        return _("This visit was cancelled. Give a ticket as to anybody who comes.")
    if visit.state == AppointmentState.CAME:
        ticket = QueueTicket.objects.filter(appointment=visit).first()
        return _("This visitor has a ticket already: %(number)s.") % {
            "number": say(ticket.number) if ticket else "–"
        }
    on = clock.local_date(visit.starts_at, office.zone)
    if on != today:
        given = {"day": local_date(on), "time": time_of(visit.starts_at, office)}
        return _("This visit is booked for another day: %(day)s, %(time)s.") % given
    return ""
