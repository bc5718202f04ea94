"""The journal of outgoing and incoming papers, and how the bodies answered: figures, never a rank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from qabyldau.accounts.rules import Actor
from qabyldau.core.models import beyond
from qabyldau.people.models import Organization
from qabyldau.referrals.models import AuthorityReply, Letter
from qabyldau.referrals.queries.letters import visible_referrals

PAGE = 50
"""Rows of one page of the journal."""

LONGEST = 1000
"""Rows of a journal that is printed."""


def letters_out(
    actor: Actor, *, first: date, last: date, after: tuple[date, int] | None, size: int = PAGE
) -> list[Letter]:
    """Return outgoing papers between two days, the newest first; one more than ``size`` where there are more."""
    rows = Letter.objects.filter(referral__in=visible_referrals(actor), on__range=(first, last))
    rows = rows.select_related("organization", "office", "referral__case")
    if after is not None:
        rows = rows.filter(beyond("on", *after, is_falling=True))
    return list(rows.order_by("-on", "-id")[: size + 1])


def replies_in(
    actor: Actor, *, first: date, last: date, after: tuple[date, int] | None, size: int = PAGE
) -> list[AuthorityReply]:
    """Return incoming papers between two days, the newest first; one more than ``size`` where there are more."""
    rows = AuthorityReply.objects.filter(
        referral__in=visible_referrals(actor), received_on__range=(first, last)
    )
    rows = rows.select_related("referral__organization", "office", "referral__case")
    if after is not None:
        rows = rows.filter(beyond("received_on", *after, is_falling=True))
    return list(rows.order_by("-received_on", "-id")[: size + 1])


@dataclass(frozen=True)
class Answering:
    """How one body answered: letters whose term is over or that were answered, answered in time, judged, found enough."""

    body: Organization
    asked: int
    in_time: int
    judged: int
    enough: int


def answering(actor: Actor, *, first: date, last: date, today: date) -> list[Answering]:
    """Return how the bodies answered letters that arrived between two days, by name; two queries.

    A letter whose term runs and that nobody has answered yet counts nowhere: it is neither in time nor late.
    """
    rows = visible_referrals(actor).filter(start_on__range=(first, last))
    rows = rows.filter(Q(due_on__lt=today) | Q(replied_at__isnull=False))
    in_time = Q(replied_at__isnull=False, replied_at__date__lte=F("due_on"))
    judged = Q(replies__judged_at__isnull=False)
    found = rows.values("organization").annotate(
        asked=Count("pk", distinct=True),
        in_time=Count("pk", filter=in_time, distinct=True),
        judged=Count("pk", filter=judged, distinct=True),
        enough=Count("pk", filter=Q(replies__is_enough=True), distinct=True),
    )
    counted: list[Any] = list(found.order_by("organization"))
    bodies = Organization.objects.in_bulk([row["organization"] for row in counted])
    return list(_rows(counted, bodies))


def _rows(counted: Iterable[Any], bodies: dict[int, Organization]) -> Iterable[Answering]:
    for row in counted:
        yield Answering(
            bodies[row["organization"]], row["asked"], row["in_time"], row["judged"], row["enough"]
        )
