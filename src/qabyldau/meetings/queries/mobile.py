"""Reading receptions that travel."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import CaseAppeal
from qabyldau.casework.rules.moves import Outcome
from qabyldau.chain.queries import sources_of
from qabyldau.chain.rules import APPEAL, MOBILE, Relation, Thing
from qabyldau.core.localized import localized
from qabyldau.core.models import beyond, first_of
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import visible_to
from qabyldau.meetings.models import MobileReception as MobileReception
from qabyldau.meetings.models import MobileStop
from qabyldau.meetings.rules import MobileState
from qabyldau.offices.models import Office

TOLD = 3
"""Mobile receptions of which everybody reads the results."""

PAGE = 20
"""Receptions of one page."""


def mobile_for(actor: Actor, uuid: str) -> MobileReception:
    """Return a mobile reception of the actor's office with its route; raise MissingError for any other."""
    demand(actor, Permission.MOBILE_RUN)
    rows = MobileReception.objects.filter(uuid=uuid, office__uuid=actor.office_key)
    return first_of(rows.select_related("office").prefetch_related("stops__area"), "mobile reception")


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


def told_mobiles(office: Office) -> list[MobileReception]:
    """Return the last mobile receptions of which the results were written down, for everybody, the latest first."""
    rows = MobileReception.objects.filter(office=office, state=MobileState.HELD).exclude(results_kk="")
    return list(rows.order_by("-on", "-pk")[:TOLD])


def place_of(stop: MobileStop, language: str | None = None) -> str:
    """Return where a stop is, with its area unless the words name it already."""
    place = localized(stop, "place", language)
    area = localized(stop.area, "name", language) if stop.area else ""
    return place if area.casefold() in place.casefold() else f"{place} ({area})"


@dataclass(frozen=True)
class MobileFigures:
    """What came of a mobile reception, counted from its appeals: how many, how many left with advice, on which themes."""

    appeals: int
    advised: int
    waiting: int
    """How many nobody has taken up yet, so that their theme is not known."""
    themes: list[tuple[str, int]]
    """Code of the theme of the first level and how many, most first."""


def figures_of(actor: Actor, mobile: MobileReception) -> MobileFigures:
    """Return what came of a mobile reception; two queries, and nobody's name or words behind them."""
    demand(actor, Permission.MOBILE_RUN)
    uuids = sources_of(Thing(MOBILE, str(mobile.uuid)), Relation.BROUGHT_AT, APPEAL)
    rows = CaseAppeal.objects.filter(appeal__uuid__in=uuids).values_list(
        "case__category__code", "case__outcome"
    )
    found = list(rows)
    themes = Counter(code.split(".")[0] for code, _outcome in found)
    advised = sum(outcome == Outcome.ADVISED_ON_THE_SPOT for _code, outcome in found)
    return MobileFigures(len(uuids), advised, len(uuids) - len(found), themes.most_common())


def appeals_of_mobile(actor: Actor, mobile: MobileReception) -> list[Appeal]:
    """Return the appeals brought at a mobile reception that the actor may see, in the order of their registration."""
    demand(actor, Permission.MOBILE_RUN)
    uuids = sources_of(Thing(MOBILE, str(mobile.uuid)), Relation.BROUGHT_AT, APPEAL)
    return list(visible_to(actor).filter(uuid__in=uuids).order_by("id")) if uuids else []
