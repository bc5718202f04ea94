"""In whose hands a case is: its team, since how many working days, and whether it stands on one's list for today."""

from dataclasses import dataclass

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.inbox.rows import Reckoning, held_for


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


def hands_of(case: Case, actor: Actor, reckoning: Reckoning, *, is_chosen: bool) -> Hands:
    """Return in whose hands a case is, for the person who looks at it; no query where the case was read with its team."""
    is_open = case.status != CaseStatus.CLOSED
    return Hands(
        team=localized(case.team, "name") if case.team else "",
        held=held_for(case, reckoning) if is_open else None,
        may_choose=is_open and actor.has(Permission.CASE_WORK),
        is_chosen=is_chosen,
    )
