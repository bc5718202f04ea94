"""In whose hands a case is: its team, since how many working days, and whether it stands on one's list for today."""

from dataclasses import dataclass

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.guard import DeskRequest
from qabyldau.interfaces.desk.inbox.rows import held_for, reckoning_of
from qabyldau.worklists.queries.kept import shortlisted_among


@dataclass(frozen=True)
class Hands:
    """In whose hands a case is."""

    team: str
    """The team in whose queue it stands; "" where none."""
    held: int | None
    """Working days that it lies with its owner or team; None for a closed case and while nobody has it."""
    may_choose: bool
    """Whether this person may put it on the list for today."""
    is_chosen: bool
    """Whether it stands on that list."""


def hands_of(case: Case, request: DeskRequest) -> Hands:
    """Return in whose hands a case is, for the person who looks at it."""
    is_open = case.status != CaseStatus.CLOSED
    may = is_open and request.actor.has(Permission.CASE_WORK)
    on = clock.today(case.office.zone)
    user = request.user
    is_chosen = may and isinstance(user, User) and case.pk in shortlisted_among(user, on, [case.pk])
    return Hands(
        team=localized(case.team, "name") if case.team else "",
        held=held_for(case, reckoning_of(case.office)) if is_open else None,
        may_choose=may,
        is_chosen=is_chosen,
    )
