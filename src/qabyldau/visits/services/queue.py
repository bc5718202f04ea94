"""The queue at the door: tickets are taken, called, received, held and handed over, and each stage is timed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import clock, crypto
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.ids import new_uuid
from qabyldau.core.models import locked
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office, Service
from qabyldau.visits.models import Appointment, Counter, NumberBlock, QueueTicket, ServicePeriod
from qabyldau.visits.queries.door import next_of, ticket_code, ticket_digest, waiting_for
from qabyldau.visits.rules.queue import (
    AT_COUNTER,
    BLOCK,
    FIRST_LEASED,
    LAST,
    STAGES,
    TicketSource,
    TicketState,
    may_move,
)  # fmt: skip
from qabyldau.visits.rules.slots import AppointmentState

OFFLINE = timedelta(hours=12)
"""How old a ticket may be that a desk gave out while the network was away."""


@dataclass(frozen=True)
class NewTicket:
    """A ticket about to be taken. ``key`` makes it once: the same key is the same ticket."""

    key: str
    service: Service | None = None
    language: str = "kk"
    is_first: bool = False
    appointment: Appointment | None = None
    number: int | None = None
    """A number of a leased block, for a ticket given out while the network was away."""
    came_at: datetime | None = None
    """When the visitor came, if that was before the ticket reached the server."""


@dataclass(frozen=True)
class Step:
    """One move of a ticket: where to, at which counter, for which service; ``version`` is the one that was seen."""

    target: TicketState
    version: int
    counter: Counter | None = None
    service: Service | None = None


@transaction.atomic
def ticket_take(*, actor: Actor, office: Office, new: NewTicket, at: datetime) -> QueueTicket:
    """Return the ticket of a visitor who is at the door; the same key twice is one ticket.

    Raises ConflictError for a booked visit that is not there to be checked in, InputError for a leased number that is not
    this office's or was given out before.
    """
    demand(actor, Permission.DOOR_RUN)
    key = crypto.digest("ticket-key", str(office.uuid), new.key)
    came_at = _came_at(new, at)
    on = clock.local_date(came_at, office.zone)
    # The second of two presses at one moment waits here, and then finds the ticket of the first.
    day = _day(office, on)
    known = QueueTicket.objects.filter(key_digest=key).select_related("office", "service", "counter").first()
    if known is not None:
        return _as_given(known, new)
    if new.appointment is not None:
        _check_in(new.appointment, office)
    row = QueueTicket(
        uuid=new_uuid(),
        office=office,
        on=on,
        number=_next_number(day) if new.number is None else _leased(office, on, new.number),
        service=new.appointment.service if new.appointment else new.service,
        appointment=new.appointment,
        source=_source(new),
        state=TicketState.WAITING,
        language=new.language,
        is_first=new.is_first,
        came_at=came_at,
        booked_at=new.appointment.starts_at if new.appointment else None,
        key_digest=key,
    )
    row.code_digest = ticket_digest(ticket_code(row))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise ConflictError("this ticket was taken at the same moment") from error
    ServicePeriod.objects.create(ticket=row, stage=TicketState.WAITING, by_key=actor.key, from_at=came_at)
    record(actor.who, "visits.ticket.taken", _target(row), at, {"number": row.number, "source": row.source})
    return row


def _as_given(known: QueueTicket, new: NewTicket) -> QueueTicket:
    """Return a ticket that came twice: where the network took the first answer, the visitor holds the leased number."""
    if new.number is not None and known.number != new.number:
        _day(known.office, known.on)
        known.number = _leased(known.office, known.on, new.number)
        known.source = TicketSource.OFFLINE
        known.save(update_fields=["number", "source"])
    return known


def _came_at(new: NewTicket, at: datetime) -> datetime:
    """Return when the visitor came; a clock of a desk that goes wrong moves nobody by more than half a day."""
    if new.came_at is None:
        return at
    return min(at, max(new.came_at, at - OFFLINE))


def _source(new: NewTicket) -> TicketSource:
    if new.number is not None:
        return TicketSource.OFFLINE
    return TicketSource.BOOKED if new.appointment else TicketSource.WALK_IN


def _check_in(appointment: Appointment, office: Office) -> None:
    rows = Appointment.objects.filter(
        pk=appointment.pk, office=office, state__in=[AppointmentState.BOOKED, AppointmentState.ABSENT]
    )
    if not rows.update(state=AppointmentState.CAME):
        raise ConflictError("this visit was cancelled, or its visitor has a ticket already")


def _day(office: Office, on: date) -> NumberBlock:
    """Return the server's own numbers of a day; whoever else gives out numbers of it waits until this is done."""
    return locked(NumberBlock, office=office, on=on, holder="", first=1)


def _next_number(block: NumberBlock) -> int:
    if block.first + block.used >= FIRST_LEASED:
        raise ConflictError("the numbers of this day are used up")
    block.used += 1
    block.save(update_fields=["used"])
    return block.first + block.used - 1


def _leased(office: Office, on: date, number: int) -> int:
    if (
        not NumberBlock.objects.filter(office=office, on=on, first__lte=number, last__gte=number)
        .exclude(holder="")
        .exists()
    ):
        raise InputError("number", "this number is of no block that was leased to this office today")
    if QueueTicket.objects.filter(office=office, on=on, number=number).exists():
        raise InputError("number", "this number was given out before")
    return number


def numbers_lease(*, actor: Actor, office: Office, holder: str, at: datetime) -> NumberBlock:
    """Return today's block of numbers of one desk (``holder``): leased once, and another when all of it are given out.

    A desk asks every few seconds, so nothing is locked while it has numbers left.
    """
    demand(actor, Permission.DOOR_RUN)
    if not holder:
        raise InputError("holder", "a block is leased to a desk")
    on = clock.local_date(at, office.zone)
    return _block_left(office, on, holder) or _lease(actor, office, on, holder, at)


def _block_left(office: Office, on: date, holder: str) -> NumberBlock | None:
    """Return the block of a desk, None where it has none or all its numbers are given out."""
    found = NumberBlock.objects.filter(office=office, on=on, holder=holder).order_by("-first").first()
    return found if found is not None and next_of(found) <= found.last else None


@transaction.atomic
def _lease(actor: Actor, office: Office, on: date, holder: str, at: datetime) -> NumberBlock:
    _day(office, on)
    if (known := _block_left(office, on, holder)) is not None:
        return known
    leased = NumberBlock.objects.filter(office=office, on=on).exclude(holder="")
    first = FIRST_LEASED + BLOCK * leased.count()
    if first + BLOCK - 1 > LAST:
        raise ConflictError("all numbers of this day are leased")
    block = NumberBlock.objects.create(
        office=office, on=on, holder=holder, first=first, last=first + BLOCK - 1
    )
    record(actor.who, "visits.numbers.leased", Target("visits.block", str(block.uuid)), at, {"first": first})
    return block


def numbers_forget(at: datetime) -> int:
    """Forget which numbers of days past were given out and leased: no desk brings one so late. Return how many blocks."""
    return NumberBlock.objects.filter(on__lt=(at - timedelta(days=2)).date()).delete()[0]


@transaction.atomic
def ticket_call_next(*, actor: Actor, office: Office, counter: Counter, at: datetime) -> QueueTicket | None:
    """Return the ticket that is called to ``counter`` now, None if nobody waits for it; two counters never call one.

    Whoever is at the counter already is returned and nobody else is called: a press too many calls no second visitor.
    """
    demand(actor, Permission.DOOR_RUN)
    Counter.objects.select_for_update().get(pk=counter.pk)
    here = QueueTicket.objects.filter(
        office=office, on=clock.local_date(at, office.zone), counter=counter, state__in=AT_COUNTER
    )
    there = here.select_related("service", "counter").order_by("id").first()
    if there is not None:
        return there
    for row in waiting_for(office, clock.local_date(at, office.zone), at, counter):
        try:
            return ticket_move(
                actor=actor, ticket=row, step=Step(TicketState.INVITED, row.version, counter), at=at
            )
        except ConflictError:
            continue
    return None


@transaction.atomic
def ticket_move(*, actor: Actor, ticket: QueueTicket, step: Step, at: datetime) -> QueueTicket:
    """Return the ticket in its new state, its stage ended and the next begun.

    Raises ConflictError where the move is not possible, or somebody else moved the ticket since ``version`` was seen.
    """
    demand(actor, Permission.DOOR_RUN)
    if not may_move(TicketState(ticket.state), step.target):
        raise ConflictError(f"a ticket does not go from {ticket.state} to {step.target}")
    counter = step.counter if step.counter or step.target is TicketState.WAITING else ticket.counter
    service = step.service or ticket.service
    rows = QueueTicket.objects.filter(pk=ticket.pk, version=step.version, state=ticket.state)
    if not rows.update(state=step.target, counter=counter, service=service, version=step.version + 1):
        raise ConflictError("somebody else has moved this ticket")
    ServicePeriod.objects.filter(ticket=ticket, to_at__isnull=True).update(to_at=at)
    if step.target in STAGES:
        ServicePeriod.objects.create(
            ticket=ticket, stage=step.target, counter=counter, by_key=actor.key, from_at=at
        )
    ticket.state, ticket.version = step.target, step.version + 1
    ticket.counter, ticket.service = counter, service
    record(actor.who, "visits.ticket.moved", _target(ticket), at, {"state": step.target})
    return ticket


@transaction.atomic
def ticket_let_first(
    *, actor: Actor, ticket: QueueTicket, version: int, is_first: bool, at: datetime
) -> QueueTicket:
    """Return a ticket that is let go first from now on, or is not any more; why is kept nowhere."""
    demand(actor, Permission.DOOR_RUN)
    rows = QueueTicket.objects.filter(pk=ticket.pk, version=version, state=TicketState.WAITING)
    if not rows.update(is_first=is_first, version=version + 1):
        raise ConflictError("only a ticket that waits is let go first, and nobody else has moved it")
    ticket.is_first, ticket.version = is_first, version + 1
    record(actor.who, "visits.ticket.ordered", _target(ticket), at, {"is_first": is_first})
    return ticket


def _target(row: QueueTicket) -> Target:
    return Target("visits.ticket", str(row.uuid))
