"""Visit: a time is booked, somebody comes to the door, brings one matter or several, and goes with an advice or a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.services.asking import visit_review_ask
from qabyldau.chain.rules import APPEAL, MOBILE, TICKET, LinkState, Relation, Thing
from qabyldau.chain.services import link_make
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError, RefusedError, TooManyError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.flow.answer import Advice, advise_on_the_spot
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import IncomingAppeal, Registered
from qabyldau.flow.tell import tell_visitor
from qabyldau.meetings.models import MobileReception
from qabyldau.meetings.rules import MobileState
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment, QueueTicket
from qabyldau.visits.queries.bookings import appointment_by_code
from qabyldau.visits.queries.door import ticket_by_code
from qabyldau.visits.queries.free import FreeTime, places_on_day
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.booking import (
    Visitor,
    Wish,
    absences_note,
    appointment_book,
    appointment_cancel,
    appointment_move,
    holds_lapse,
    slot_hold,
    slots_forget,
    visitors_forget,
)  # fmt: skip
from qabyldau.visits.services.queue import NewTicket, Step, numbers_forget, ticket_move, ticket_take

AHEAD, SHORTLY = timedelta(hours=24), timedelta(hours=2)
"""A reminder goes a day ahead; for a visit booked later than that, two hours ahead."""

SWEEP = 500
"""Reminders of one sweep."""

WRONG_BY_ADDRESS = Limit("visit-wrong-by-address", 20, 3600)
"""Wrong codes of visits and tickets from one address of the network in an hour; a code has fifty bits."""

HOLDS_BY_ADDRESS = Limit("holds-by-address", 60, 3600)
"""Times held from one address of the network in an hour: a whole town may stand behind the one of a mobile operator."""

SHARE, SHARE_FEWEST, SHARE_SECONDS = 0.5, 3, 24 * 3600
"""How much of one day of a sitting one address of the network is given in a day, and at least how many times."""

BOOKED_BY_CONTACT = Limit("booked-by-contact", 10, 24 * 3600)
"""Visits booked on the site for one telephone or one e-mail in a day: each sends it a message, and it may be somebody else's."""

MOVES_BY_VISIT = Limit("moves-by-visit", 5, 24 * 3600)
"""Moves of one visit on the site in a day: each sends a message too."""

Found = TypeVar("Found")


def open_visit(*, code: str, source: str, at: datetime) -> Appointment:
    """Return the booked visit of a code as it was typed; wrong ones look alike and are counted by ``source``.

    Raises MissingError for a wrong code and TooManyError when there were too many.
    """
    return open_by_code(appointment_by_code, code, source, at)


def open_ticket(*, code: str, source: str, at: datetime) -> QueueTicket:
    """Return the ticket of the code on a slip; raises as ``open_visit`` does."""
    return open_by_code(ticket_by_code, code, source, at)


def open_by_code(find: Callable[[str], Found], code: str, source: str, at: datetime) -> Found:
    """Return what ``find`` finds under a code as it was typed; whoever tries many wrong ones must wait."""
    if is_empty(WRONG_BY_ADDRESS, source, at):
        take(WRONG_BY_ADDRESS, source, at)
    try:
        return find(code)
    except MissingError:
        take(WRONG_BY_ADDRESS, source, at)
        raise


class ShareError(RefusedError):
    """From this address of the network as many times of that day were taken as one may take."""


@transaction.atomic
def hold_visit(*, actor: Actor, wish: Wish, source: str, at: datetime) -> Appointment:
    """Return a visit that holds its time for ten minutes, counted by ``source``, an address of the network.

    Raises TakenError for a time that is not free, TooManyError for too many times in an hour, ShareError for too many of one
    day; whoever exchanges one time of a day for another has taken one.
    """
    take(HOLDS_BY_ADDRESS, source, at)
    time, zone = wish.time, wish.office.zone
    day = clock.local_date(time.offer.starts_at, zone)
    held = Appointment.objects.filter(state=AppointmentState.HELD)
    before = held.filter(uuid=wish.instead_of).first() if wish.instead_of else None
    is_exchange = before is not None and (before.sitting_id, clock.local_date(before.starts_at, zone)) == (
        time.sitting.pk,
        day,
    )
    row = slot_hold(actor=actor, wish=wish, at=at)
    if not is_exchange:
        places = places_on_day(wish.office, wish.service, time, at)
        share = Limit("share-of-day", max(SHARE_FEWEST, ceil(places * SHARE)), SHARE_SECONDS)
        try:
            take(share, f"{source} {time.sitting.uuid} {day}", at)
        except TooManyError as error:
            raise ShareError("so many times of one day are not given to one address") from error
    return row


@transaction.atomic
def book_visit(*, actor: Actor, uuid: str, visitor: Visitor, at: datetime) -> Appointment:
    """Return the visit whose time was held, booked; whoever left an e-mail gets a letter with its code.

    Raises TooManyError for a contact for which too many were booked on the site.
    """
    row = appointment_book(actor=actor, uuid=uuid, visitor=visitor, at=at)
    if actor.door != "desk" and row.booked_at == at:
        for contact in filter(None, (visitor.phone, visitor.email.casefold())):
            take(BOOKED_BY_CONTACT, contact, at)
    tell_visitor(row, "visits.booked", at)
    return row


@transaction.atomic
def move_visit(*, actor: Actor, appointment: Appointment, time: FreeTime, at: datetime) -> Appointment:
    """Return the visit at its new time, and tell its visitor; raise TooManyError for one that was moved too often."""
    if actor.door != "desk":
        take(MOVES_BY_VISIT, str(appointment.uuid), at)
    row = appointment_move(actor=actor, appointment=appointment, time=time, at=at)
    tell_visitor(row, "visits.moved", at)
    return row


@transaction.atomic
def cancel_visit(*, actor: Actor, appointment: Appointment, at: datetime) -> None:
    """Cancel a visit, and tell its visitor; one that began or was cancelled before stays as it is."""
    if appointment_cancel(actor=actor, appointment=appointment, at=at):
        tell_visitor(appointment, "visits.cancelled", at)


def check_in(*, actor: Actor, office: Office, appointment: Appointment, at: datetime) -> QueueTicket:
    """Return the ticket of a visitor who booked and is at the door now."""
    key = f"booked:{appointment.uuid}:{appointment.moves}"
    new = NewTicket(key, language=appointment.language, appointment=appointment)
    return ticket_take(actor=actor, office=office, new=new, at=at)


@transaction.atomic
def end_visit(*, actor: Actor, ticket: QueueTicket, version: int, at: datetime) -> QueueTicket:
    """Return the ticket of a visit that is over; its visitor is asked for a review with the code of the slip."""
    row = ticket_move(actor=actor, ticket=ticket, step=Step(TicketState.DONE, version), at=at)
    visit_review_ask(ticket=row, at=at)
    return row


@dataclass(frozen=True)
class Brought:
    """One matter of a visit: the appeal, and the advice if it ends with one."""

    incoming: IncomingAppeal
    advice: Advice | None = None


@transaction.atomic
def bring_matter(*, actor: Actor, office: Office, ticket: QueueTicket, brought: Brought) -> Registered:
    """Return the registration of one matter of a visit; each has its own number, and the visit is known to each."""
    return _brought_at(actor, office, Thing(TICKET, str(ticket.uuid)), brought)


@transaction.atomic
def bring_to_mobile(*, actor: Actor, office: Office, mobile: MobileReception, brought: Brought) -> Registered:
    """Return the registration of an appeal that was brought to a mobile reception, which is known to it from then on."""
    demand(actor, Permission.MOBILE_RUN)
    if mobile.office_id != office.pk:
        raise MissingError("mobile reception")
    if mobile.state == MobileState.CANCELLED:
        raise ConflictError("this mobile reception was cancelled")
    return _brought_at(actor, office, Thing(MOBILE, str(mobile.uuid)), brought)


def bring_alone(*, actor: Actor, office: Office, brought: Brought) -> Registered:
    """Return the registration of what was brought, with the advice it ends with if there is one."""
    if brought.advice is None:
        return take_in(actor=actor, office=office, incoming=brought.incoming)
    return advise_on_the_spot(actor=actor, office=office, incoming=brought.incoming, advice=brought.advice)


def _brought_at(actor: Actor, office: Office, place: Thing, brought: Brought) -> Registered:
    registered = bring_alone(actor=actor, office=office, brought=brought)
    link_make(
        Thing(APPEAL, str(registered.appeal.uuid)),
        Relation.BROUGHT_AT,
        place,
        who=actor.who,
        state=LinkState.CONFIRMED,
        at=brought.incoming.received_at,
    )
    return registered


def remind_visitors(at: datetime) -> int:
    """Remind whoever left an e-mail, or a telephone where short messages are sent, of a visit that is near, once for each of its times; return how many."""
    near = Q(starts_at__lte=at + AHEAD, booked_at__lte=F("starts_at") - AHEAD)
    soon = Q(starts_at__lte=at + SHORTLY, booked_at__lte=F("starts_at") - 2 * SHORTLY)
    reached = Q(email__isnull=False)
    if settings.SMS_URL:
        reached |= Q(phone__isnull=False)
    rows = Appointment.objects.filter(
        near | soon, reached, state=AppointmentState.BOOKED, starts_at__gt=at, reminded_at__isnull=True
    )
    told = 0
    for row in rows.select_related("office").order_by("starts_at")[:SWEEP]:
        with transaction.atomic():
            if Appointment.objects.filter(pk=row.pk, reminded_at__isnull=True).update(reminded_at=at):
                tell_visitor(row, "visits.reminder", at)
                told += 1
    return told


def sweep_visits(at: datetime) -> None:
    """Let go what lapsed, note who did not come, forget who came long ago, and what only served a day that is past.

    Tickets and their stages stay: the waiting times of any past day are counted from them (decision 0034).
    """
    holds_lapse(at)
    absences_note(at)
    visitors_forget(at)
    slots_forget(at)
    numbers_forget(at)
