"""Booked visits: by code for the visitor, by day for the desk."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import crypto, ids
from qabyldau.core.errors import MissingError
from qabyldau.core.models import first_of
from qabyldau.offices.models import Office, Sitting
from qabyldau.offices.rules.hours import Cut, Span
from qabyldau.visits.models import Appointment as Appointment
from qabyldau.visits.rules.slots import LIVE, AppointmentState

TOUCHED = 500
"""Booked visits that are looked through for a closure."""

SHOWN = frozenset(AppointmentState) - {AppointmentState.HELD}


def code_of(appointment: Appointment) -> str:
    """Return the code of a booked visit: made from its key and this installation's own, so it is kept nowhere."""
    return ids.secret_from(crypto.digest("booking-secret", str(appointment.uuid)))


def code_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("booking", code)


def appointment_by_code(code: str) -> Appointment:
    """Return the booked visit of a code as it was typed; raise MissingError for one that is not known."""
    rows = Appointment.objects.filter(code_digest=code_digest(ids.read_secret(code)), state__in=SHOWN)
    return first_of(rows.select_related("office", "service", "sitting__host"), "appointment")


def appointment_of(uuid: str) -> Appointment:
    """Return a visit by its key, held ones too; raise MissingError if it is gone."""
    return first_of(
        Appointment.objects.filter(uuid=uuid).select_related("office", "service", "sitting__host"),
        "appointment",
    )


def appointment_for(actor: Actor, uuid: str) -> Appointment:
    """Return a visit of the actor's office; raise MissingError for any other."""
    demand(actor, Permission.VISITS_SEE)
    found = appointment_of(uuid)
    if str(found.office.uuid) != actor.office_key or found.state not in SHOWN:
        raise MissingError("appointment")
    return found


def bounds_of(office: Office, first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments between which the days ``first`` to ``last`` of an office lie, the end not included."""
    zone = ZoneInfo(office.zone)
    return (
        datetime.combine(first, time(), zone),
        datetime.combine(last + timedelta(days=1), time(), zone),
    )


def appointments_on(actor: Actor, office: Office, day: date) -> list[Appointment]:
    """Return the booked visits of a day in their order, cancelled ones too."""
    demand(actor, Permission.VISITS_SEE)
    begins, ends = bounds_of(office, day, day)
    rows = Appointment.objects.filter(
        office=office, starts_at__gte=begins, starts_at__lt=ends, state__in=SHOWN
    )
    return list(rows.select_related("service", "sitting__host", "ticket").order_by("starts_at", "id"))


def touched_by(actor: Actor, office: Office, cut: Cut, sitting: Sitting | None) -> list[Appointment]:
    """Return the booked visits that fall into a closure of the office or of one sitting, in their order."""
    demand(actor, Permission.VISITS_SEE)
    begins, ends = bounds_of(office, cut.from_on, cut.to_on)
    rows = Appointment.objects.filter(
        office=office, starts_at__gte=begins, starts_at__lt=ends, state=AppointmentState.BOOKED
    )
    rows = rows.filter(sitting=sitting) if sitting else rows
    found = rows.select_related("service", "sitting__host").order_by("starts_at", "id")[:TOUCHED]
    return [row for row in found if _is_cut(row, cut, ZoneInfo(office.zone))]


def _is_cut(row: Appointment, cut: Cut, zone: ZoneInfo) -> bool:
    begins, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    whole = Span(begins.time(), ends.time())
    return cut.holds_on(begins.date()) and cut.left_of(whole) != [whole]


def live_on(office: Office, day: date, contact_index: bytes) -> int:
    """Return how many visits of one contact are booked on a day."""
    begins, ends = bounds_of(office, day, day)
    rows = Appointment.objects.filter(
        office=office, starts_at__gte=begins, starts_at__lt=ends, contact_index=contact_index
    )
    return rows.filter(state__in=LIVE - {AppointmentState.HELD}).count()
