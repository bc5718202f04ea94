"""Macros: a named set of deeds, looked at before it is done, done whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.casework.rules.moves import MOVES, CaseStatus
from qabyldau.catalog.rules import TextUse
from qabyldau.core.errors import ConflictError
from qabyldau.drafting.queries import draft_of, texts_of
from qabyldau.drafting.services import draft_write
from qabyldau.flow.act import Asking, ask_people, work_case
from qabyldau.flow.triage import give_case
from qabyldau.flow.working.quoted import beginning, best_reply
from qabyldau.flow.working.ready import SIDES, words_in
from qabyldau.routines.models import Macro
from qabyldau.routines.queries import macro_for
from qabyldau.routines.services import checks_add


class DeedKind(StrEnum):
    """One deed of a macro."""

    MINE = "mine"
    BEGIN = "begin"
    CHECKS = "checks"
    ASK = "ask"
    DRAFT = "draft"


@dataclass(frozen=True)
class Planned:
    """One deed that a macro will do: what, in which words by language, and whether it can be done now."""

    kind: DeedKind
    words: Mapping[str, str]
    is_possible: bool


def plan_of(actor: Actor, case: Case, macro: Macro) -> list[Planned]:
    """Return the deeds of a macro in their order, as they would be done now; nothing is done."""
    status = CaseStatus(case.status)
    asks = macro.ready_text is not None and macro.ready_text.use == TextUse.QUESTION
    drafts = macro.ready_text is not None and macro.ready_text.use == TextUse.ANSWER
    begun = CaseStatus.IN_WORK if macro.begins else status
    planned = [
        (macro.is_mine, DeedKind.MINE, {}, status is not CaseStatus.CLOSED),
        (
            macro.begins,
            DeedKind.BEGIN,
            {},
            status is CaseStatus.IN_WORK or CaseStatus.IN_WORK in MOVES[status],
        ),
        (bool(macro.checks), DeedKind.CHECKS, {"": macro.checks}, status is not CaseStatus.CLOSED),
        (asks, DeedKind.ASK, _question(macro, case), CaseStatus.WAITING_FOR_APPLICANT in MOVES[begun]),
        (drafts, DeedKind.DRAFT, _draft(macro, case), CaseStatus.ANSWERED in MOVES[begun]),
    ]
    may = actor.has(Permission.CASE_WORK)
    return [Planned(kind, words, may and fits) for is_in, kind, words, fits in planned if is_in]


def _question(macro: Macro, case: Case) -> dict[str, str]:
    return {side: words_in(macro.ready_text, case, side) for side in SIDES} if macro.ready_text else {}


@transaction.atomic
def run_macro(*, actor: Actor, case_uuid: str, macro_uuid: str, version: int, at: datetime) -> Case:
    """Return the case after all deeds of a macro; raise ConflictError where one of them cannot be done, and do none then."""
    demand(actor, Permission.CASE_WORK)
    case = case_for(actor, case_uuid)
    macro = macro_for(case.office, macro_uuid)
    plan = plan_of(actor, case, macro)
    if version != case.version or not plan or not all(deed.is_possible for deed in plan):
        raise ConflictError("the case has changed: look at the deeds again")
    for deed in plan:
        case = _do(deed, actor, case, at)
    return case


def _do(deed: Planned, actor: Actor, case: Case, at: datetime) -> Case:
    uuid = str(case.uuid)
    if deed.kind is DeedKind.MINE:
        _take(actor, case, at)
    elif deed.kind is DeedKind.BEGIN and case.status != CaseStatus.IN_WORK:
        work_case(actor=actor, case_uuid=uuid, version=0, at=at)
    elif deed.kind is DeedKind.CHECKS:
        checks_add(actor=actor, case=case, lines=deed.words[""], at=at)
    elif deed.kind is DeedKind.ASK:
        ask_people(actor=actor, case=case, asking=Asking(deed.words), version=0, at=at)
    elif deed.kind is DeedKind.DRAFT:
        _write(actor, case, deed.words, at)
    return case_for(actor, uuid)


def _draft(macro: Macro, case: Case) -> dict[str, str]:
    """Return the newest reply that is an answer, quoted, and the ready text, in each language that somebody waits for."""
    spoken = {row.answer_language for row in appeals_of(case) if row.withdrawn_at is None}
    words = beginning(case, best_reply(case), macro.ready_text)
    return {code: said for code, said in words.items() if code in spoken}


def _write(actor: Actor, case: Case, words: Mapping[str, str], at: datetime) -> None:
    """Put words at the end of the draft; what was typed stands as it was."""
    draft = draft_of(case)
    typed = texts_of(draft) if draft else {}
    texts = {
        code: "\n\n".join(part for part in (typed.get(code, ""), said) if part)
        for code, said in words.items()
    }
    draft_write(actor=actor, case=case, texts=texts, version=draft.version if draft else 0, at=at)


def _take(actor: Actor, case: Case, at: datetime) -> None:
    if case.owner is None or str(case.owner.uuid) != actor.key:
        give_case(actor=actor, case=case, owner_key=actor.key, at=at)
