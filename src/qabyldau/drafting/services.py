"""Drafts of answers: written by anybody who works on the case, kept encrypted, approved by another pair of eyes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.services.cases import target_of
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError
from qabyldau.core.localized import OWN_NAMES, is_blank
from qabyldau.drafting.models import AnswerDraft, DraftChoice, DraftText
from qabyldau.drafting.queries import draft_of, writers_of
from qabyldau.drafting.rules import DraftState, may_approve
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal


class OwnWordsError(ForbiddenError):
    """Nobody approves what they wrote a part of."""


@transaction.atomic
def draft_write(
    *, actor: Actor, case: Case, texts: Mapping[str, str], version: int, at: datetime
) -> AnswerDraft:
    """Return the draft of a case with these words by language; changed words must be approved anew.

    Raises ConflictError if the draft is not the one that was seen in ``version`` (0: none yet).
    """
    demand(actor, Permission.CASE_WORK)
    draft = _claimed(actor, case, version, at)
    before = {row.language: row.body or "" for row in draft.texts.all()}
    changed = {
        code: body.strip()
        for code, body in texts.items()
        if code in OWN_NAMES and body.strip() != before.get(code, "")
    }
    for code, body in changed.items():
        _set_text(draft, code, "" if is_blank(body) else body, actor)
    if changed:
        draft.state, draft.judged_by = DraftState.WRITING, ""
    draft.by_key, draft.changed_at = actor.key if changed else draft.by_key, at
    draft.save(update_fields=["state", "judged_by", "by_key", "changed_at"])
    return draft


def _claimed(actor: Actor, case: Case, version: int, at: datetime) -> AnswerDraft:
    if version == 0:
        fresh = AnswerDraft(case=case, state=DraftState.WRITING, by_key=actor.key, changed_at=at)
        AnswerDraft.objects.bulk_create([fresh], ignore_conflicts=True)
        row = AnswerDraft.objects.get(case=case)
        if row.uuid != fresh.uuid:
            raise ConflictError("somebody else has begun this answer")
        return row
    if not AnswerDraft.objects.filter(case=case, version=version).update(version=F("version") + 1):
        raise ConflictError("somebody else has changed this draft")
    return AnswerDraft.objects.get(case=case)


def _set_text(draft: AnswerDraft, code: str, body: str, actor: Actor) -> None:
    row = DraftText.objects.filter(draft=draft, language=code).first()
    row = row or DraftText(draft=draft, language=code)
    row.writers = " ".join(sorted({*row.writers.split(), row.by_key, actor.key} - {""})) if body else ""
    row.body, row.by_key = body, actor.key
    row.save()


@transaction.atomic
def draft_choose(
    *, actor: Actor, draft: AnswerDraft, appeal: Appeal, language: str, note: str
) -> AnswerDraft:
    """Return the draft in which one person gets another language than they asked for; their own takes the choice back.

    Raises InputError where the note that says why is empty.
    """
    demand(actor, Permission.CASE_WORK)
    DraftChoice.objects.filter(draft=draft, appeal=appeal).delete()
    AnswerDraft.objects.filter(pk=draft.pk).update(version=F("version") + 1)
    if language != appeal.answer_language:
        if language not in OWN_NAMES or is_blank(note):
            raise InputError("note", "say why this person gets another language")
        DraftChoice.objects.create(draft=draft, appeal=appeal, language=language, note=note.strip())
    draft.refresh_from_db()
    return draft


@transaction.atomic
def draft_ask(*, actor: Actor, case: Case, version: int, at: datetime) -> AnswerDraft:
    """Return the draft, given to another pair of eyes."""
    demand(actor, Permission.CASE_WORK)
    draft = _moved(case, version, state=DraftState.ASKED, judged_by="")
    record(actor.who, "answers.draft.asked", target_of(case), at)
    return draft


@dataclass(frozen=True)
class Verdict:
    """What another pair of eyes says of a draft, as seen in ``version``: good, or what to mend."""

    is_good: bool
    remark: str
    version: int


@transaction.atomic
def draft_judge(*, actor: Actor, case: Case, verdict: Verdict, at: datetime) -> AnswerDraft:
    """Return the draft approved, or given back with what to mend; raise OwnWordsError where the judge wrote a part of it."""
    demand(actor, Permission.ANSWER_APPROVE)
    draft = draft_of(case)
    if draft is None or draft.state != DraftState.ASKED:
        raise ConflictError("this draft does not wait for anybody's eyes")
    if not may_approve(actor.key, writers_of(draft)):
        raise OwnWordsError("whoever wrote a part of an answer does not approve it")
    if not verdict.is_good and is_blank(verdict.remark):
        raise InputError("remark", "say what to mend")
    state = DraftState.APPROVED if verdict.is_good else DraftState.RETURNED
    draft = _moved(case, verdict.version, state=state, judged_by=actor.key)
    draft.remark = verdict.remark.strip()
    draft.save(update_fields=["remark"])
    action = "answers.draft.approved" if verdict.is_good else "answers.draft.returned"
    record(actor.who, action, target_of(case), at)
    return draft


def _moved(case: Case, version: int, **changes: object) -> AnswerDraft:
    rows = AnswerDraft.objects.filter(case=case, version=version)
    if not rows.update(version=F("version") + 1, **changes):
        raise ConflictError("somebody else has changed this draft")
    return AnswerDraft.objects.get(case=case)


def draft_drop(*, case: Case) -> None:
    """Forget the draft of a case: it was sent."""
    AnswerDraft.objects.filter(case=case).delete()
