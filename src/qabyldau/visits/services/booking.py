"""Booking a visit: a time is held, then booked; moved, cancelled, missed, and at last forgotten.

Two people are never in one slot: its cell and seat are one row that the database writes once, so whoever is second is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import clock, crypto
from qabyldau.core.errors import ConflictError, RefusedError
from qabyldau.core.ids import new_uuid
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office, Service
from qabyldau.visits.models import Appointment, Slot
from qabyldau.visits.queries.bookings import code_digest, code_of, live_on
from qabyldau.visits.queries.free import FreeTime, is_booked_online, lapsed, plan_of
from qabyldau.visits.rules.slots import HELD_FOR, AppointmentState, Cell, Grid, Offer, window

KEPT = timedelta(days=30)
"""How long what a visitor said about themselves is kept after the visit."""

FORGOTTEN = {"name": None, "phone": None, "email": None, "matter": None, "contact_index": None}
"""What is left of who booked a visit once it was cancelled, or is long over: nothing."""


class TakenError(ConflictError):
    """Somebody else has this time, or nobody receives then."""


class ShutError(TakenError):
    """Nobody receives at this time any more: a closure was entered, or the hours have changed."""


class OftenError(RefusedError):
    """This visitor has as many visits on that day as the office allows."""


@dataclass(frozen=True)
class Visitor:
    """What a visitor says; telephone and e-mail may both be empty, then nobody can remind them."""

    name: str = ""
    phone: str = ""
    email: str = ""
    matter: str = ""
    language: str = "kk"
    consent: str = ""
    """To which words the visitor agreed (version and language), where they said who they are."""

    @property
    def contact_index(self) -> bytes | None:
        """The digest by which visits of one day are counted; None where no contact was given."""
        said = self.phone or self.email.casefold()
        return crypto.digest("visitor", said) if said else None


@dataclass(frozen=True)
class Wish:
    """Which time somebody wants: as ``free_days`` offered it, for which service."""

    office: Office
    service: Service
    time: FreeTime
    language: str = "kk"
    instead_of: str = ""
    """The key of a held visit whose time is given back for this one: who thinks again holds one time, not two."""


@transaction.atomic
def slot_hold(*, actor: Actor, wish: Wish, at: datetime) -> Appointment:
    """Return a visit that holds its time for ten minutes; raise TakenError if it is not free, and then an older hold stays."""
    demand(actor, Permission.VISIT_BOOK)
    if wish.instead_of:
        _given_back(Appointment.objects.filter(uuid=wish.instead_of, booked_by=actor.key))
    cells = _cells(actor, wish.office, wish.service, wish.time, at)
    row = Appointment(
        uuid=new_uuid(),
        office=wish.office,
        service=wish.service,
        sitting=wish.time.sitting,
        starts_at=wish.time.offer.starts_at,
        ends_at=wish.time.offer.ends_at,
        state=AppointmentState.HELD,
        language=wish.language,
        booked_by=actor.key,
        held_until=at + HELD_FOR,
        made_at=at,
    )
    row.code_digest = code_digest(code_of(row))
    row.save(force_insert=True)
    _take_cells(row, cells, at)
    return row


def _cells(actor: Actor, office: Office, service: Service, time: FreeTime, at: datetime) -> list[Cell]:
    """Return the cells of an offer, once it is sure that it may be booked now; the desk may book without notice."""
    grid, length = _received(actor, office, service, time, at)
    span = window(at, office.notice_minutes, office.booking_days)
    if not (time.offer.starts_at > at - length if actor.door == "desk" else span.within([time.offer])):
        raise TakenError("this time is not booked any more, or not yet")
    return grid.cells(time.offer)


def _received(
    actor: Actor, office: Office, service: Service, time: FreeTime, at: datetime
) -> tuple[Grid, timedelta]:
    """Return the day of an offer and the length of a visit; raise ShutError where nobody receives then."""
    day = clock.local_date(time.offer.starts_at, office.zone)
    plan = plan_of(office, min(day, clock.local_date(at, office.zone)))
    grid, length = plan.grid(time.sitting, day), plan.length(time.sitting, service)
    is_done_here = service.is_offered if actor.door == "desk" else is_booked_online(office, service)
    is_ours = time.sitting in plan.sittings and time.sitting.service_id in {None, service.pk}
    is_advice = service.is_advice and office.election.holds_on(day)
    if is_advice or not (is_done_here and is_ours and time.offer in grid.places(length)):
        raise ShutError("nobody receives at this time")
    return grid, length


def _given_back(rows: QuerySet[Appointment]) -> list[Appointment]:
    """Forget those of ``rows`` that are held, and return them; one that is being booked at this moment is waited for and stays."""
    held = rows.filter(state=AppointmentState.HELD).select_for_update().order_by("pk")
    found = list(held)
    Appointment.objects.filter(pk__in=[row.pk for row in found]).delete()
    return found


def _take_cells(appointment: Appointment, cells: Iterable[Cell], at: datetime) -> None:
    sitting, wanted = appointment.sitting, list(cells)
    starts = [cell.starts_at for cell in wanted]
    old = Slot.objects.filter(lapsed(at), sitting=sitting, starts_at__in=starts).values("appointment_id")
    _given_back(Appointment.objects.filter(pk__in=old, held_until__lte=at))
    rows = [
        Slot(appointment=appointment, sitting=sitting, starts_at=cell.starts_at, seat=cell.seat)
        for cell in wanted
    ]
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(rows)
    except IntegrityError as error:
        raise TakenError("somebody else has this time") from error


@transaction.atomic
def appointment_book(*, actor: Actor, uuid: str, visitor: Visitor, at: datetime) -> Appointment:
    """Return the booked visit; a second call changes nothing.

    Raises TakenError if the hold lapsed and somebody else has the time, ShutError where nobody receives then any more, and
    OftenError where the visitor has as many visits on that day as the office allows. One who is slow keeps the time unless
    somebody asked for it.
    """
    demand(actor, Permission.VISIT_BOOK)
    row = (
        Appointment.objects.select_for_update()
        .select_related("office", "service", "sitting")
        .filter(uuid=uuid)
        .first()
    )
    if row is None:
        raise TakenError("the time was given to somebody else")
    if row.state != AppointmentState.HELD:
        return row
    if row.starts_at <= at and actor.door != "desk":
        raise TakenError("this time is over")
    hold_check(actor=actor, row=row, at=at)
    _check_often(row, visitor.contact_index, row.starts_at)
    row.name, row.phone, row.email, row.matter = visitor.name, visitor.phone, visitor.email, visitor.matter
    row.language, row.contact_index = visitor.language, visitor.contact_index
    row.state, row.booked_at = AppointmentState.BOOKED, at
    row.save()
    said = {"service": row.service.code, **({"consent": visitor.consent} if visitor.consent else {})}
    record(actor.who, "visits.appointment.booked", _target(row), at, said)
    return row


def hold_check(*, actor: Actor, row: Appointment, at: datetime) -> None:
    """Raise ShutError where nobody receives at a held time any more; one that was booked stays what it is."""
    seat = row.slots.order_by("starts_at").values_list("seat", flat=True).first()
    if row.state == AppointmentState.HELD:
        time = FreeTime(Offer(row.starts_at, row.ends_at, seat or 0), row.sitting)
        _received(actor, row.office, row.service, time, at)


def _check_often(row: Appointment, contact_index: bytes | None, starts_at: datetime) -> None:
    if contact_index is None:
        return
    # Two bookings of one visitor at once wait for each other here, so that both are counted.
    office = Office.objects.select_for_update().get(pk=row.office_id)
    day = clock.local_date(starts_at, office.zone)
    own = row.state != AppointmentState.HELD and clock.local_date(row.starts_at, office.zone) == day
    if live_on(office, day, contact_index) - own >= office.visits_a_day:
        raise OftenError("there is a visit on this day already")


@transaction.atomic
def appointment_move(*, actor: Actor, appointment: Appointment, time: FreeTime, at: datetime) -> Appointment:
    """Return the visit at its new time; raise TakenError if that is not free, and then the old one stays as it was.

    Raises OftenError where a visitor, who is not at the desk, has as many visits on that day as the office allows.
    """
    demand(actor, Permission.VISIT_BOOK)
    row = (
        Appointment.objects.select_for_update()
        .select_related("office", "service", "sitting")
        .get(pk=appointment.pk)
    )
    if row.state != AppointmentState.BOOKED or row.starts_at <= at:
        raise ConflictError("only a visit that is still to come is moved")
    cells = _cells(actor, row.office, row.service, time, at)
    if actor.door != "desk":
        index = None if row.contact_index is None else bytes(row.contact_index)
        _check_often(row, index, time.offer.starts_at)
    Slot.objects.filter(appointment=row).delete()
    row.sitting, row.starts_at, row.ends_at = time.sitting, time.offer.starts_at, time.offer.ends_at
    # Agreed anew: a letter told the new time just now, so a reminder is due only where it lies far enough ahead.
    row.moves, row.booked_at, row.reminded_at = row.moves + 1, at, None
    row.save(update_fields=["sitting", "starts_at", "ends_at", "moves", "booked_at", "reminded_at"])
    _take_cells(row, cells, at)
    record(actor.who, "visits.appointment.moved", _target(row), at)
    return row


@transaction.atomic
def appointment_cancel(*, actor: Actor, appointment: Appointment, at: datetime) -> bool:
    """Give the time of a booked or held visit back and forget who booked it; return whether it still was to come."""
    demand(actor, Permission.VISIT_BOOK)
    open_states = [AppointmentState.HELD, AppointmentState.BOOKED]
    rows = Appointment.objects.filter(pk=appointment.pk, state__in=open_states)
    if not rows.update(state=AppointmentState.CANCELLED, **FORGOTTEN):
        return False
    Slot.objects.filter(appointment=appointment).delete()
    record(actor.who, "visits.appointment.cancelled", _target(appointment), at)
    return True


@transaction.atomic
def holds_lapse(at: datetime) -> int:
    """Forget visits whose form was not finished an hour after their hold; return how many."""
    return len(_given_back(Appointment.objects.filter(held_until__lte=at - timedelta(hours=1))))


def absences_note(at: datetime) -> int:
    """Note that visitors did not come whose time was over an hour ago; return how many."""
    rows = Appointment.objects.filter(state=AppointmentState.BOOKED, ends_at__lte=at - timedelta(hours=1))
    return rows.update(state=AppointmentState.ABSENT)


def visitors_forget(at: datetime) -> int:
    """Forget who booked visits that were over thirty days ago; that somebody came is kept. Return how many."""
    said = Q(name__isnull=False) | Q(phone__isnull=False) | Q(email__isnull=False) | Q(matter__isnull=False)
    rows = Appointment.objects.filter(said, ends_at__lte=at - KEPT)
    return rows.update(**FORGOTTEN)


def slots_forget(at: datetime) -> int:
    """Forget which cells of days past were taken: nobody books them again. Return how many."""
    return Slot.objects.filter(starts_at__lt=at - timedelta(days=1)).delete()[0]


def _target(row: Appointment) -> Target:
    return Target("visits.appointment", str(row.uuid))
