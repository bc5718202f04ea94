"""Reading receptions that travel."""

from datetime import date

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import MissingError
from qabyldau.core.models import beyond
from qabyldau.offices.models import Office
from qabyldau.visits.models import MobileReception as MobileReception
from qabyldau.visits.rules.mobile import MobileState

PAGE = 20
"""Receptions of one page."""


def mobile_for(actor: Actor, uuid: str) -> MobileReception:
    """Return a mobile reception of the actor's office with its route; raise MissingError for any other."""
    demand(actor, Permission.MOBILE_RUN)
    rows = MobileReception.objects.filter(uuid=uuid, office__uuid=actor.office_key)
    found = rows.select_related("office").prefetch_related("stops__area").first()
    if found is None:
        raise MissingError("mobile reception")
    return found


def mobiles_of(actor: Actor, office: Office, after: MobileReception | None = None) -> list[MobileReception]:
    """Return the mobile receptions of an office, the latest first, one page and one more."""
    demand(actor, Permission.MOBILE_RUN)
    rows = MobileReception.objects.filter(office=office)
    if after is not None:
        rows = rows.filter(beyond("on", after.on, after.pk, is_falling=True))
    return list(rows.prefetch_related("stops").order_by("-on", "-pk")[: PAGE + 1])


def coming_mobiles(office: Office, today: date) -> list[MobileReception]:
    """Return the mobile receptions that are still to come, for everybody, the next first."""
    rows = MobileReception.objects.filter(office=office, on__gte=today, state=MobileState.PLANNED)
    return list(rows.prefetch_related("stops__area").order_by("on", "pk")[:PAGE])
