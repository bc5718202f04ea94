"""Receptions that travel: planned with their route, held with their results, cancelled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand, demand_in
from qabyldau.areas.models import Area
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.models import filled
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.meetings.models import MobileReception, MobileStop
from qabyldau.meetings.rules import MOBILE_MOVES, MobileState
from qabyldau.offices.models import Office


@dataclass(frozen=True)
class Stop:
    """One stop of the route."""

    begins: time
    ends: time
    place_kk: str
    place_ru: str = ""
    place_en: str = ""
    area: Area | None = None


@transaction.atomic
def mobile_plan(
    *, actor: Actor, office: Office, on: date, fields: Mapping[str, Any], at: datetime, uuid: str = ""
) -> MobileReception:
    """Return a reception that travels on ``on``, planned, or with ``uuid`` corrected while it is planned."""
    demand_in(actor, Permission.MOBILE_RUN, str(office.uuid))
    row = MobileReception(office=office, on=on, state=MobileState.PLANNED, made_at=at)
    if uuid:
        row = _locked(office, uuid)
        _refuse_unplanned(row)
    filled(row, {**fields, "on": on}).save()
    record(actor.who, "visits.mobile.planned", _target(row), at)
    return row


@transaction.atomic
def mobile_route(*, actor: Actor, mobile: MobileReception, stops: Sequence[Stop], at: datetime) -> None:
    """Replace the route; its stops follow each other in time."""
    demand(actor, Permission.MOBILE_RUN)
    row = _locked(mobile.office, str(mobile.uuid))
    _refuse_unplanned(row)
    for first, second in zip(stops, stops[1:], strict=False):
        if second.begins < first.ends:
            raise InputError("begins", "a stop begins before the one before it ends")
    MobileStop.objects.filter(reception=row).delete()
    for position, stop in enumerate(stops, start=1):
        filled(MobileStop(reception=row, position=position), vars(stop)).save()
    record(actor.who, "visits.mobile.routed", _target(row), at)


@transaction.atomic
def mobile_end(
    *, actor: Actor, mobile: MobileReception, state: MobileState, results: Mapping[str, str], at: datetime
) -> MobileReception:
    """Return the reception, held with its results in words, cancelled, or planned again after that."""
    demand(actor, Permission.MOBILE_RUN)
    row = _locked(mobile.office, str(mobile.uuid))
    if state not in MOBILE_MOVES[MobileState(row.state)] and state != row.state:
        raise ConflictError(f"a mobile reception does not go from {row.state} to {state}")
    filled(row, {f"results_{language}": words for language, words in results.items()})
    row.state = state
    row.save()
    record(actor.who, "visits.mobile.ended", _target(row), at, {"state": state})
    return row


def _locked(office: Office, uuid: str) -> MobileReception:
    row = MobileReception.objects.select_for_update().filter(office=office, uuid=uuid).first()
    if row is None:
        raise MissingError("mobile reception")
    return row


def _refuse_unplanned(row: MobileReception) -> None:
    if row.state != MobileState.PLANNED:
        raise ConflictError("only a planned reception is changed")


def _target(row: MobileReception) -> Target:
    return Target("visits.mobile", str(row.uuid))
