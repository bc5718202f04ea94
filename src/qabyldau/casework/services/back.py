"""Putting a case back as it stood before a deed that was undone: its owner, its team, its clocks. Nothing is erased."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Assignment, Case, Deadline
from qabyldau.casework.services.cases import case_claim, case_lead, target_of
from qabyldau.history.services import record


@dataclass(frozen=True)
class Before:
    """With whom a case lay before."""

    owner: User | None
    team: Team | None


@transaction.atomic
def case_return(*, actor: Actor, case: Case, before: Before, version: int, at: datetime) -> Case:
    """Return the case with the owner and team it had, if nobody has changed it since ``version``; else raise ConflictError."""
    demand(actor, Permission.CASE_WORK)
    case_claim(case=case, version=version)
    row = Case.objects.get(pk=case.pk)
    owner, team = before.owner, before.team
    if owner is not None and owner.pk != row.owner_id:
        Assignment.objects.create(case=row, user=owner, by_key=actor.key, at=at)
        row.owner, row.given_at = owner, at
    row.team = team
    row.save(update_fields=["owner", "given_at", "team"])
    fields = {"owner": owner.uuid if owner else "", "team": team.uuid if team else ""}
    record(actor.who, "casework.case.returned", target_of(row), at, fields)
    return row


@transaction.atomic
def deadlines_resume(*, case: Case, met_at: datetime) -> None:
    """Let the clocks run again that one deed stopped at ``met_at``."""
    rows = Deadline.objects.filter(appeal__case_appeal__case=case, met_at=met_at, replaced_at__isnull=True)
    rows.update(met_at=None)
    case_lead(case=case)
