"""Reception days: the days on which a deputy receives, who has signed up, and who came."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import MissingError
from qabyldau.core.models import first_of
from qabyldau.offices.models import Office, Sitting
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import SHOWN
from qabyldau.visits.rules.slots import LIVE, AppointmentState

PAST = 20
"""Past days that a list shows."""
MOST = 200
"""Coming days that a list shows, and visits of one of them."""

SIGNED_UP = LIVE - {AppointmentState.HELD} | {AppointmentState.ABSENT}


def coming_days(actor: Actor, office: Office, today: date) -> list[tuple[Sitting, int]]:
    """Return the days from ``today`` on, the next first, with how many have signed up; one query."""
    demand(actor, Permission.DAY_RUN)
    rows = Sitting.objects.filter(office=office, is_active=True, on__gte=today)
    return _counted(rows.order_by("on", "begins", "id"), MOST)


def past_days(actor: Actor, office: Office, today: date) -> list[tuple[Sitting, int]]:
    """Return the last days that are over, the latest first, with how many had signed up; one query."""
    demand(actor, Permission.DAY_RUN)
    rows = Sitting.objects.filter(office=office, is_active=True, on__lt=today)
    return _counted(rows.order_by("-on", "-begins", "-id"), PAST)


def _counted(rows: QuerySet[Sitting], most: int) -> list[tuple[Sitting, int]]:
    signed = Count("appointments", filter=Q(appointments__state__in=SIGNED_UP))
    return [
        (row, row.signed) for row in rows.select_related("service", "host").annotate(signed=signed)[:most]
    ]


def day_for(actor: Actor, uuid: str) -> Sitting:
    """Return a reception day of the actor's office; raise MissingError for any other."""
    demand(actor, Permission.DAY_RUN)
    rows = Sitting.objects.filter(uuid=uuid, on__isnull=False, office__uuid=actor.office_key, is_active=True)
    return first_of(rows.select_related("office", "service", "host"), "reception day")


def visits_of_day(actor: Actor, day: Sitting) -> list[Appointment]:
    """Return who has signed up for a reception day, in the order in which they are received; cancelled ones too."""
    demand(actor, Permission.DAY_RUN)
    rows = Appointment.objects.filter(sitting=day, state__in=SHOWN).select_related("service", "ticket")
    return list(rows.order_by("starts_at", "id")[:MOST])


def visit_of_day(actor: Actor, day: Sitting, uuid: str) -> Appointment:
    """Return one visit of a reception day; raise MissingError for any other."""
    demand(actor, Permission.DAY_RUN)
    found = Appointment.objects.filter(sitting=day, state__in=SHOWN, uuid=uuid).select_related("sitting")
    row = found.first()
    if row is None:
        raise MissingError("visit")
    return row
