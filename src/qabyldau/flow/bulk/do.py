"""Doing one deed to many cases and undoing it; each case by its own service, with its own version and history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.casework.services.back import Before, case_return, deadlines_resume
from qabyldau.casework.services.cases import case_give_team
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.flow.act import work_case
from qabyldau.flow.answer import Closing, close_case
from qabyldau.flow.bulk.plan import Order, PlanLine, plan_of
from qabyldau.flow.triage import give_case
from qabyldau.messages.services import messages_hold, messages_withdraw
from qabyldau.offices.models import Office
from qabyldau.worklists.models import Bulk, BulkLine
from qabyldau.worklists.rules import UNDO_TIME, UNDONE, BulkDeed, way_back
from qabyldau.worklists.services.bulk import bulk_keep, bulk_undone
from qabyldau.worklists.services.kept import shortlist_put


@dataclass(frozen=True)
class Done:
    """What became of a deed: the cases it was done to, those it could not be done to, and the kept deed to undo."""

    done: list[Case]
    left: list[PlanLine]
    bulk: Bulk | None


@transaction.atomic
def do_to_many(*, actor: Actor, user: User, office: Office, order: Order, at: datetime) -> Done:
    """Return what one deed did to many cases; where a case hinders it, that case is left as it is and named."""
    demand(actor, Permission.CASE_WORK)
    done: list[Case] = []
    left: list[PlanLine] = []
    lines: list[BulkLine] = []
    for line in plan_of(actor, order):
        hindrance = line.hindrance or _tried(actor, user, line.case, order, at)
        if hindrance:
            left.append(PlanLine(line.case, hindrance))
            continue
        done.append(line.case)
        lines.append(_kept(line.case))
    if order.deed not in UNDONE or not lines:
        return Done(done, left, None)
    return Done(
        done, left, bulk_keep(actor=actor, user=user, office=office, deed=order.deed, lines=lines, at=at)
    )


def _kept(before: Case) -> BulkLine:
    now = Case.objects.filter(pk=before.pk).values_list("version", flat=True).get()
    return BulkLine(
        case=before,
        version=now,
        status=before.status,
        owner=before.owner,
        team=before.team,
    )


def _tried(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> str:
    """Do the deed to one case and return ""; else leave it as it was and return why."""
    fresh = Case.objects.select_related("office", "owner").get(pk=case.pk)
    try:
        with transaction.atomic():
            _DEEDS[order.deed](actor, user, fresh, order, at)
    except ConflictError:
        return "changed"
    except InputError as error:
        return error.field
    return ""


def _take(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    give_case(actor=actor, case=case, owner_key=actor.key, at=at, version=case.version)


def _give(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    give_case(actor=actor, case=case, owner_key=order.owner, at=at, version=case.version)


def _team(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    team = Team.objects.filter(uuid=order.team).first() if order.team else None
    if order.team and team is None:
        raise MissingError("team")
    case_give_team(actor=actor, case=case, team=team, at=at, version=case.version)


def _begin(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    work_case(actor=actor, case_uuid=str(case.uuid), version=case.version, at=at)


def _close(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    if order.outcome is None:
        raise InputError("outcome", "say how they ended")
    closing = Closing(order.outcome, order.reason, case.version)
    row = close_case(actor=actor, case_uuid=str(case.uuid), closing=closing, at=at)
    messages_hold(beginning=_of_closing(row, row.version), until=at + UNDO_TIME)


def _today(actor: Actor, user: User, case: Case, order: Order, at: datetime) -> None:
    shortlist_put(actor=actor, user=user, case=case, on=clock.local_date(at, case.office.zone))


def _of_closing(case: Case, version: int) -> str:
    return f"closed:{case.uuid}:{version}:"


_DEEDS: Mapping[BulkDeed, Callable[[Actor, User, Case, Order, datetime], None]] = {
    BulkDeed.TAKE: _take,
    BulkDeed.GIVE: _give,
    BulkDeed.TEAM: _team,
    BulkDeed.BEGIN: _begin,
    BulkDeed.CLOSE: _close,
    BulkDeed.TODAY: _today,
}


@transaction.atomic
def undo(*, actor: Actor, bulk: Bulk, at: datetime) -> Done:
    """Return what was put back of one's own deed, in time: each case that nobody has changed since; the others are named.

    The way back is made of moves of the table, each in the story of its case: what was done stays written. Letters about
    a closing, which wait as long as it can be undone, are given up.
    """
    done: list[Case] = []
    left: list[PlanLine] = []
    for line in bulk_undone(actor=actor, bulk=bulk, at=at):
        try:
            with transaction.atomic():
                _put_back(actor, bulk, line, at)
        except ConflictError:
            left.append(PlanLine(line.case, "changed"))
        else:
            done.append(line.case)
    return Done(done, left, bulk)


def _put_back(actor: Actor, bulk: Bulk, line: BulkLine, at: datetime) -> None:
    before = Before(line.owner, line.team)
    case = case_return(actor=actor, case=line.case, before=before, version=line.version, at=at)
    for target in way_back(CaseStatus(case.status), CaseStatus(line.status)):
        case = case_move(actor=actor, case=case, move=Move(target), at=at)
    if bulk.deed == BulkDeed.CLOSE:
        messages_withdraw(beginning=_of_closing(case, line.version))
        deadlines_resume(case=case, met_at=bulk.at)
