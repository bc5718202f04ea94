"""Dividing a case into parts, keeping its checklist, setting macros."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.services.cases import target_of
from qabyldau.catalog.models import ReadyText
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office
from qabyldau.routines.models import CasePart, CheckItem, Macro
from qabyldau.routines.rules import AWAITED, MOST_CHECKS, MOST_PARTS, PartState, may_move_part


@transaction.atomic
def part_add(*, actor: Actor, case: Case, title: str, at: datetime) -> CasePart:
    """Return a new open part of a case: what one authority is asked to solve."""
    demand(actor, Permission.CASE_WORK)
    if is_blank(title):
        raise InputError("title", "say what this part is about")
    place = _next(CasePart, case)
    if place > MOST_PARTS:
        raise InputError("title", f"a case has {MOST_PARTS} parts at most")
    row = CasePart.objects.create(
        case=case, position=place, title=title.strip(), state=PartState.OPEN, by_key=actor.key, at=at
    )
    record(actor.who, "routines.part.added", target_of(case), at, {"part": row.uuid})
    return row


@transaction.atomic
def part_move(*, actor: Actor, part: CasePart, state: PartState, result: str, at: datetime) -> CasePart:
    """Return the part in another state; one that ends says what came of it, in words for the assembled answer."""
    demand(actor, Permission.CASE_WORK)
    row = CasePart.objects.select_for_update().select_related("case").get(pk=part.pk)
    if not may_move_part(PartState(row.state), state):
        raise ConflictError("this part cannot go there")
    if state in {PartState.SETTLED, PartState.DROPPED} and is_blank(result):
        raise InputError("result", "say what came of it: the answer lists it")
    row.state, row.result, row.by_key, row.at = state, result.strip() or row.result, actor.key, at
    row.save()
    record(actor.who, "routines.part.moved", target_of(row.case), at, {"part": row.uuid, "state": state})
    return row


@transaction.atomic
def part_sent(*, actor: Actor, part: CasePart, at: datetime) -> None:
    """Note that a letter about a part went to an authority; a part that had ended is open again."""
    for state in (PartState.OPEN, PartState.SENT) if part.state not in AWAITED else (PartState.SENT,):
        if PartState(part.state) is not state:
            part = part_move(actor=actor, part=part, state=state, result="", at=at)


@transaction.atomic
def checks_add(*, actor: Actor, case: Case, lines: str, at: datetime) -> list[CheckItem]:
    """Return the new lines of a checklist, one for each line of text that says something."""
    demand(actor, Permission.CASE_WORK)
    bodies = [line.strip() for line in lines.splitlines() if not is_blank(line)]
    if not bodies:
        raise InputError("lines", "write one thing to check on each line")
    place = _next(CheckItem, case)
    if place + len(bodies) > MOST_CHECKS + 1:
        raise InputError("lines", f"a checklist has {MOST_CHECKS} lines at most")
    rows = [
        CheckItem(case=case, position=place + step, body=body, by_key=actor.key, at=at)
        for step, body in enumerate(bodies)
    ]
    CheckItem.objects.bulk_create(rows)
    record(actor.who, "routines.checks.added", target_of(case), at, {"lines": len(rows)})
    return rows


@transaction.atomic
def check_tick(*, actor: Actor, item: CheckItem, is_done: bool, at: datetime) -> None:
    """Note that one thing of a checklist is done, or is not done after all."""
    demand(actor, Permission.CASE_WORK)
    done = {"done_by": actor.key, "done_at": at} if is_done else {"done_by": "", "done_at": None}
    if CheckItem.objects.filter(pk=item.pk, done_at__isnull=is_done).update(**done):
        record(actor.who, "routines.check.ticked", target_of(item.case), at, {"is_done": is_done})


@transaction.atomic
def macro_set(
    *, actor: Actor, office: Office, fields: Mapping[str, Any], ready_text: ReadyText | None, at: datetime
) -> Macro:
    """Return a new macro of an office; raise InputError for one without a name or without a deed."""
    demand(actor, Permission.READY_TEXT_CHANGE)
    demand(actor, Permission.CASE_WORK)
    if is_blank(fields["name_kk"]):
        raise InputError("name_kk", "a macro has a name in Kazakh")
    if not (fields["is_mine"] or fields["begins"] or fields["checks"].strip() or ready_text):
        raise InputError("is_mine", "a macro does something: choose at least one deed")
    row = Macro.objects.create(office=office, ready_text=ready_text, by_key=actor.key, at=at, **fields)
    record(actor.who, "routines.macro.set", Target("routines.macro", str(row.uuid)), at)
    return row


@transaction.atomic
def macro_drop(*, actor: Actor, macro: Macro, at: datetime) -> None:
    """Offer a macro to nobody any more."""
    demand(actor, Permission.READY_TEXT_CHANGE)
    Macro.objects.filter(pk=macro.pk).update(is_active=False)
    record(actor.who, "routines.macro.dropped", Target("routines.macro", str(macro.uuid)), at)


def _next(model: type[CasePart] | type[CheckItem], case: Case) -> int:
    Case.objects.select_for_update().get(pk=case.pk)
    return model._default_manager.filter(case=case).count() + 1
