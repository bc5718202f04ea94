"""Reading promises."""

from collections.abc import Iterable

from django.db.models import F

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.models import first_of
from qabyldau.meetings.models import Commitment
from qabyldau.meetings.rules import CommitmentState
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment

ENDED = 50
"""Promises of which something became that a list shows."""
MOST = 200
"""Open promises that a list shows, the next due first."""


def commitment_for(actor: Actor, uuid: str) -> Commitment:
    """Return a promise of the actor's office; raise MissingError for any other."""
    demand(actor, Permission.COMMITMENT_WRITE)
    rows = Commitment.objects.filter(uuid=uuid, office__uuid=actor.office_key).select_related("person")
    return first_of(rows, "commitment")


def open_commitments(actor: Actor, office: Office) -> list[Commitment]:
    """Return the open promises of an office, the next due first, those without a date last."""
    demand(actor, Permission.COMMITMENT_WRITE)
    rows = Commitment.objects.filter(office=office, state=CommitmentState.OPEN).select_related("person")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "id")[:MOST])


def ended_commitments(actor: Actor, office: Office) -> list[Commitment]:
    """Return the promises of which something became, the newest first."""
    demand(actor, Permission.COMMITMENT_WRITE)
    rows = Commitment.objects.filter(office=office).exclude(state=CommitmentState.OPEN)
    return list(rows.select_related("person").order_by("-moved_at", "-id")[:ENDED])


def commitments_at(visits: Iterable[Appointment]) -> dict[int, list[Commitment]]:
    """Return the promises made at some visits by the key of the visit; one query."""
    found: dict[int, list[Commitment]] = {}
    for row in Commitment.objects.filter(appointment__in=[visit.pk for visit in visits]).order_by("id"):
        if row.appointment_id is not None:
            found.setdefault(row.appointment_id, []).append(row)
    return found
