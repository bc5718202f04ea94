"""What a deed would do to each of many cases: asked before anything is done, and again when it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qabyldau.accounts.rules import Actor
from qabyldau.answers.queries.tracking import has_answer
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_visible_to
from qabyldau.casework.rules.moves import CaseStatus, Ending, Outcome, may_move, why_not_closed
from qabyldau.routines.queries import open_parts_of
from qabyldau.worklists.queries.lists import with_lines
from qabyldau.worklists.rules import MOST_AT_ONCE, BulkDeed


@dataclass(frozen=True)
class Order:
    """A deed on many: the cases by uuid with the version that was seen, and whom to give them to or how they end."""

    deed: BulkDeed
    cases: Mapping[str, int] = field(default_factory=dict)
    owner: str = ""
    team: str = ""
    outcome: Outcome | None = None
    reason: str = ""


@dataclass(frozen=True)
class PlanLine:
    """One case, and why the deed cannot be done to it; "" where it can."""

    case: Case
    hindrance: str


def plan_of(actor: Actor, order: Order) -> list[PlanLine]:
    """Return the cases of an order that ``actor`` may see, at most ``MOST_AT_ONCE``, each with what hinders the deed."""
    uuids = list(order.cases)[:MOST_AT_ONCE]
    rows = with_lines(cases_visible_to(actor).filter(uuid__in=uuids))
    by_uuid = {str(row.uuid): row for row in rows}
    return [
        PlanLine(by_uuid[uuid], _hindrance(by_uuid[uuid], order, actor)) for uuid in uuids if uuid in by_uuid
    ]


def _hindrance(case: Case, order: Order, actor: Actor) -> str:
    seen = order.cases[str(case.uuid)]
    if order.deed is BulkDeed.TODAY:
        return ""
    if seen and seen != case.version:
        return "changed"
    if case.status == CaseStatus.CLOSED:
        return "closed"
    return _OF_DEED[order.deed](case, order, actor)


def _of_giving(case: Case, order: Order, actor: Actor) -> str:
    key = actor.key if order.deed is BulkDeed.TAKE else order.owner
    if case.owner is not None and str(case.owner.uuid) == key:
        return "same"
    is_there = case.status == CaseStatus.ASSIGNED
    return "" if is_there or may_move(CaseStatus(case.status), CaseStatus.ASSIGNED) else "move"


def _of_team(case: Case, order: Order, actor: Actor) -> str:
    return "same" if str(case.team.uuid if case.team else "") == order.team else ""


def _of_beginning(case: Case, order: Order, actor: Actor) -> str:
    if case.status == CaseStatus.IN_WORK:
        return "same"
    return "" if may_move(CaseStatus(case.status), CaseStatus.IN_WORK) else "move"


def _of_closing(case: Case, order: Order, actor: Actor) -> str:
    return why_not_closed(
        Ending(order.outcome, order.reason, has_answer(case), has_open_parts=bool(open_parts_of(case)))
    )


_OF_DEED: Mapping[BulkDeed, Callable[[Case, Order, Actor], str]] = {
    BulkDeed.TAKE: _of_giving,
    BulkDeed.GIVE: _of_giving,
    BulkDeed.TEAM: _of_team,
    BulkDeed.BEGIN: _of_beginning,
    BulkDeed.CLOSE: _of_closing,
}
