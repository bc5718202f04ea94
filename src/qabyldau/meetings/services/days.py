"""Reception days: planned, and changed as long as nobody who has signed up loses their time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import clock
from qabyldau.core.errors import InputError, RefusedError
from qabyldau.offices.models import Office, Sitting
from qabyldau.offices.services.changing import day_set
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import bounds_of
from qabyldau.visits.rules.slots import LIVE


@transaction.atomic
def day_plan(
    *, actor: Actor, office: Office, fields: Mapping[str, Any], at: datetime, uuid: str = ""
) -> Sitting:
    """Return a reception day, planned, or with ``uuid`` corrected.

    Raises InputError for a change that would leave somebody who signed up without their time.
    """
    demand(actor, Permission.DAY_RUN)
    row = day_set(actor=actor, office=office, fields=fields, at=at, uuid=uuid)
    if uuid and _is_left_out(office, row):
        raise InputError("on", "somebody has signed up for a time outside: move or cancel those visits first")
    return row


@transaction.atomic
def day_cancel(*, actor: Actor, office: Office, day: Sitting, at: datetime) -> None:
    """Cancel a reception day for which nobody has signed up; raise RefusedError while somebody has."""
    demand(actor, Permission.DAY_RUN)
    if Appointment.objects.filter(sitting=day, state__in=LIVE).exists():
        raise RefusedError("somebody has signed up: move or cancel those visits first")
    day_set(actor=actor, office=office, fields={"is_active": False}, at=at, uuid=str(day.uuid))


def _is_left_out(office: Office, row: Sitting) -> bool:
    on, begins, ends = row.on, row.begins, row.ends
    if on is None:
        return False
    first, last = bounds_of(office, on, on)
    booked = Appointment.objects.filter(sitting=row, state__in=LIVE).values_list("starts_at", "ends_at")
    return any(
        not (first <= starts_at < last)
        or clock.wall(starts_at, office.zone).time() < begins
        or clock.wall(ends_at, office.zone).time() > ends
        for starts_at, ends_at in booked
    )
