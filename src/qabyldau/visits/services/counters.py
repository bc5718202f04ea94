"""Desks at which visitors are received."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand_in
from qabyldau.core.errors import InputError
from qabyldau.core.models import filled
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office
from qabyldau.visits.models import Counter


@transaction.atomic
def counter_set(
    *, actor: Actor, office: Office, number: int, fields: Mapping[str, Any], at: datetime
) -> Counter:
    """Return the counter of this number, made or corrected; ``is_active`` false takes it away."""
    demand_in(actor, Permission.OFFICE_CHANGE, str(office.uuid))
    row = Counter.objects.filter(office=office, number=number).first() or Counter(
        office=office, number=number
    )
    if (service := fields.get("service")) is not None and service.office_id != office.pk:
        raise InputError("service", "the service is another office's")
    filled(row, {"is_active": True, **fields})
    row.save()
    record(actor.who, "visits.counter.set", Target("visits.counter", str(row.uuid)), at, {"number": number})
    return row
