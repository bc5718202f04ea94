"""Moving a case from status to status: the table is asked, a row is added, the pointer follows."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, demand
from qabyldau.casework.models import Case, Ground, StateChange
from qabyldau.casework.rules.moves import NEEDED, CaseStatus, Ending, Outcome, may_move, why_not_closed
from qabyldau.casework.services.cases import target_of
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.history.services import record


@dataclass(frozen=True)
class Move:
    """Where to, as seen in ``version`` (0: whatever it is now); how it ends and why, where that is asked."""

    target: CaseStatus
    version: int = 0
    outcome: Outcome | None = None
    reason: str = ""
    has_answer: bool = False
    has_open_parts: bool = False


@transaction.atomic
def case_move(*, actor: Actor, case: Case, move: Move, at: datetime) -> Case:
    """Return the case after the move; raise ConflictError if it was changed meanwhile or the table has no such move.

    The applicant may reopen or withdraw his own case; everybody else needs the right that ``rules.moves.NEEDED`` names.
    """
    is_own = actor.key == "applicant" and _is_an_applicants(move)
    if not is_own:
        demand(actor, NEEDED[move.target])
    row = Case.objects.select_for_update().get(pk=case.pk)
    if move.version and move.version != row.version:
        raise ConflictError("somebody else has changed this case")
    source = CaseStatus(row.status)
    if not may_move(source, move.target):
        raise ConflictError(f"a case cannot go from {source} to {move.target}")
    if move.target is CaseStatus.CLOSED and not is_own:
        _demand_ending(move)
    _write(row, source, move, actor, at)
    record(
        actor.who,
        "casework.case.moved",
        target_of(row),
        at,
        {"status": move.target, "outcome": move.outcome or ""},
    )
    return row


def _is_an_applicants(move: Move) -> bool:
    if move.target is CaseStatus.CLOSED:
        return move.outcome is Outcome.WITHDRAWN
    return move.target in {CaseStatus.REOPENED, CaseStatus.IN_WORK}


def _demand_ending(move: Move) -> None:
    lacking = why_not_closed(Ending(move.outcome, move.reason, move.has_answer, move.has_open_parts))
    if lacking:
        raise InputError(
            lacking,
            "a case is closed with an outcome, its reason where one is due, and an answer to all of it",
        )


def _write(row: Case, source: CaseStatus, move: Move, actor: Actor, at: datetime) -> None:
    outcome = move.outcome or ""
    row.version += 1
    row.status = move.target
    row.outcome = outcome if move.target is CaseStatus.CLOSED else ""
    row.closed_at = at if move.target is CaseStatus.CLOSED else None
    row.save(update_fields=["version", "status", "outcome", "closed_at"])
    position = StateChange.objects.filter(case=row).count() + 1
    StateChange.objects.create(
        case=row,
        position=position,
        source=source,
        target=move.target,
        outcome=row.outcome,
        by_key=actor.key,
        at=at,
    )
    if move.reason.strip():
        Ground.objects.create(case=row, position=position, body=move.reason.strip())
