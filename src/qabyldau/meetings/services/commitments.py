"""Promises: written down, kept or not, and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand, demand_in
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.meetings.models import Commitment
from qabyldau.meetings.rules import MOVES, REASON_NEEDED, CommitmentState
from qabyldau.offices.models import Office
from qabyldau.people.models import Person
from qabyldau.visits.models import Appointment

LONGEST = 2000
"""Characters of a promise."""


@dataclass(frozen=True)
class Promised:
    """What was promised, by when, and at which visit."""

    body: str
    due_on: date | None = None
    appointment: Appointment | None = None


@transaction.atomic
def commitment_make(
    *, actor: Actor, office: Office, promised: Promised, at: datetime, host: Person | None = None
) -> Commitment:
    """Return the promise, written down; whoever receives at the visit is who has promised, else ``host``."""
    demand_in(actor, Permission.COMMITMENT_WRITE, str(office.uuid))
    if is_blank(promised.body):
        raise InputError("body", "write what was promised")
    if len(promised.body) > LONGEST:
        raise InputError("body", "shorten the words of the promise")
    visit = promised.appointment
    if visit is not None and visit.office_id != office.pk:
        raise MissingError("appointment")
    row = Commitment.objects.create(
        office=office,
        person=visit.sitting.host if visit else host,
        appointment=visit,
        body=promised.body.strip(),
        due_on=promised.due_on,
        made_at=at,
        by_key=actor.key,
    )
    record(actor.who, "meetings.commitment.made", _target(row), at)
    return row


@transaction.atomic
def commitment_move(
    *, actor: Actor, commitment: Commitment, target: CommitmentState, outcome: str, at: datetime
) -> Commitment:
    """Return the promise with what became of it; one that was not kept or is withdrawn needs a reason."""
    demand(actor, Permission.COMMITMENT_WRITE)
    row = Commitment.objects.select_for_update().get(pk=commitment.pk)
    if target not in MOVES[CommitmentState(row.state)]:
        raise ConflictError(f"a promise does not go from {row.state} to {target}")
    if target in REASON_NEEDED and is_blank(outcome):
        raise InputError("outcome", "say why: the visitor will ask")
    row.state, row.outcome, row.moved_at = target, outcome.strip()[:LONGEST], at
    row.save(update_fields=["state", "outcome", "moved_at"])
    record(actor.who, "meetings.commitment.moved", _target(row), at, {"state": target})
    return row


def _target(row: Commitment) -> Target:
    return Target("meetings.commitment", str(row.uuid))
