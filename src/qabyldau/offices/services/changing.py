"""What the head of an office changes: its card, hours, services, sittings, closures, and the election switch.

Each deed says which office it is for; an actor of another office finds nothing there. The machine is asked by whoever starts it.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from qabyldau.accounts.rules import Actor, Permission, Role, demand, demand_in
from qabyldau.core.errors import ForbiddenError, InputError, MissingError
from qabyldau.core.models import filled
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Closure, Office, Opening, Service, Sitting
from qabyldau.offices.rules.hours import ElectionPeriod, Week, check_spans

CARD = frozenset(
    {
        "name_kk", "name_ru", "name_en", "address_kk", "address_ru", "address_en", "landmark_kk", "landmark_ru",
        "landmark_en", "entrance_kk", "entrance_ru", "entrance_en", "has_ramp", "has_lift", "latitude", "longitude",
        "map_link", "phone", "email", "zone", "promise_days", "visit_minutes", "booking_days", "notice_minutes",
        "visits_a_day", "is_listed", "takes_bookings", "organization", "area", "needs_second_eyes", "reopen_days", "mail_becomes_appeal",
        "second_reader",
    }
)  # fmt: skip
"""What the head of an office may change on its card."""

CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
"""What stands before the year in the number of a case: ALM/2026/98."""

Fields = Mapping[str, Any]
RowT = TypeVar("RowT", bound=Model)


@transaction.atomic
def office_change(*, actor: Actor, office: Office, fields: Fields, at: datetime) -> Office:
    """Return the office with these fields of its card changed; raise InputError that names the first that cannot be."""
    _own(actor, office)
    strange = sorted(set(fields) - CARD)
    if strange:
        raise InputError(strange[0], "this is not on the card of an office")
    row = Office.objects.select_for_update().get(pk=office.pk)
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    filled(row, fields)
    if changed:
        row.save(update_fields=changed)
        record(actor.who, "offices.office.changed", _target(office), at, dict.fromkeys(changed, ""))
    return row


@transaction.atomic
def office_add(*, actor: Actor, code: str, slug: str, fields: Fields, at: datetime) -> Office:
    """Return a new office; raise InputError that names the first field that cannot be."""
    demand(actor, Permission.OFFICE_CHANGE)
    if actor.key != "machine" and Role.OPERATOR not in actor.roles:
        raise ForbiddenError(Permission.OFFICE_CHANGE.value)
    if not CODE.fullmatch(code):
        raise InputError("code", "two to eight capital Latin letters and digits, such as ALM")
    row = Office(code=code, slug=slug)
    filled(row, {"promise_days": settings.PROMISE_DAYS, **fields})
    row.save()
    record(actor.who, "offices.office.added", _target(row), at, {"code": code})
    return row


@transaction.atomic
def hours_set(*, actor: Actor, office: Office, week: Week, at: datetime) -> None:
    """Replace the hours of the week; a weekday that is not named is closed."""
    _own(actor, office)
    for spans in week.values():
        check_spans(spans)
    Opening.objects.filter(office=office).delete()
    Opening.objects.bulk_create(
        Opening(office=office, weekday=weekday, opens=span.opens, closes=span.closes)
        for weekday, spans in sorted(week.items())
        for span in sorted(spans)
    )
    record(actor.who, "offices.hours.set", _target(office), at)


@transaction.atomic
def service_set(*, actor: Actor, office: Office, code: str, fields: Fields, at: datetime) -> Service:
    """Return the service of this code, made or corrected."""
    _own(actor, office)
    row = Service.objects.filter(office=office, code=code).first() or Service(office=office, code=code)
    filled(row, fields)
    row.save()
    record(actor.who, "offices.service.set", Target("offices.service", str(row.uuid)), at, {"code": code})
    return row


@transaction.atomic
def sitting_set(*, actor: Actor, office: Office, fields: Fields, at: datetime, uuid: str = "") -> Sitting:
    """Return a sitting, made, or with ``uuid`` corrected; visits booked before keep their time."""
    _own(actor, office)
    row = _of(Sitting, office, uuid) if uuid else Sitting(office=office)
    filled(row, fields)
    if (row.weekday is None) == (row.on is None):
        raise InputError("weekday", "say either a weekday or one day")
    if row.service is not None and row.service.office_id != office.pk:
        raise InputError("service", "the service is another office's")
    row.save()
    record(actor.who, "offices.sitting.set", Target("offices.sitting", str(row.uuid)), at)
    return row


@transaction.atomic
def day_set(*, actor: Actor, office: Office, fields: Fields, at: datetime, uuid: str = "") -> Sitting:
    """Return a reception day: a sitting of one day, made, or with ``uuid`` corrected."""
    _own(actor, office, Permission.DAY_RUN)
    row = _of(Sitting, office, uuid) if uuid else Sitting(office=office)
    filled(row, {**fields, "weekday": None})
    if row.on is None:
        raise InputError("on", "say on which day")
    if row.service is None or row.service.office_id != office.pk:
        raise InputError("service", "choose one of the services of this office")
    row.save()
    record(actor.who, "offices.day.set", Target("offices.sitting", str(row.uuid)), at)
    return row


@transaction.atomic
def closure_set(*, actor: Actor, office: Office, fields: Fields, at: datetime, uuid: str = "") -> Closure:
    """Return a closure, made, or with ``uuid`` corrected."""
    _own(actor, office)
    row = _of(Closure, office, uuid) if uuid else Closure(office=office)
    filled(row, fields)
    if row.substitute is not None and row.substitute.pk == office.pk:
        raise InputError("substitute", "an office cannot stand in for itself")
    if row.sitting is not None and row.sitting.office_id != office.pk:
        raise InputError("sitting", "the sitting is another office's")
    row.save()
    record(actor.who, "offices.closure.set", Target("offices.closure", str(row.uuid)), at)
    return row


@transaction.atomic
def closure_drop(*, actor: Actor, office: Office, uuid: str, at: datetime) -> None:
    """Take a closure back: the office is open as its hours say."""
    _own(actor, office)
    _of(Closure, office, uuid).delete()
    record(actor.who, "offices.closure.dropped", Target("offices.closure", uuid), at)


@transaction.atomic
def election_set(*, actor: Actor, office: Office, period: ElectionPeriod, at: datetime) -> None:
    """Say between which days the office takes mandates alone; an empty period ends it."""
    _own(actor, office)
    if (period.from_on is None) != (period.to_on is None):
        raise InputError("election_to_on", "say both the first day and the last, or neither")
    if period.from_on and period.to_on and period.to_on < period.from_on:
        raise InputError("election_to_on", "the last day lies before the first")
    Office.objects.filter(pk=office.pk).update(election_from_on=period.from_on, election_to_on=period.to_on)
    said = {"from": _iso(period.from_on), "to": _iso(period.to_on)}
    record(actor.who, "offices.election.set", _target(office), at, said)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _own(actor: Actor, office: Office, needed: Permission = Permission.OFFICE_CHANGE) -> None:
    demand_in(actor, needed, str(office.uuid))


def _of(model: type[RowT], office: Office, uuid: str) -> RowT:
    row = model._default_manager.filter(office=office, uuid=uuid).first()
    if row is None:
        raise MissingError(model._meta.model_name or "row")
    return row


def _target(office: Office) -> Target:
    return Target("offices.office", str(office.uuid))
