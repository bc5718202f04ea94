"""Reading drafts of answers."""

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_visible_to
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.drafting.models import AnswerDraft
from qabyldau.drafting.rules import DraftState, may_approve


def draft_of(case: Case) -> AnswerDraft | None:
    """Return the answer that is being written in a case, with its words and choices."""
    rows = AnswerDraft.objects.filter(case=case).prefetch_related("texts", "choices__appeal")
    return rows.first()


def draft_state(case: Case) -> DraftState | None:
    """Return how the draft of a case stands; no query where the case was read with ``answer_draft``."""
    try:
        return DraftState(case.answer_draft.state)
    except ObjectDoesNotExist:
        return None


def texts_of(draft: AnswerDraft) -> dict[str, str]:
    """Return the words of a draft by language; languages in which nothing stands are left out."""
    return {row.language: row.body for row in draft.texts.all() if row.body}


def writers_of(draft: AnswerDraft) -> set[str]:
    """Return the keys of everybody who wrote on a draft, though another changed it after them; words taken away count no more."""
    written = [row for row in draft.texts.all() if row.body]
    return {draft.by_key, *(key for row in written for key in (row.by_key, *row.writers.split()))}


def drafts_waiting(actor: Actor, size: int) -> list[AnswerDraft]:
    """Return the drafts that wait for ``actor``, the oldest first: as another pair of eyes, or to be sent or mended; one query where there are none."""
    mine = Q(state__in=[DraftState.APPROVED, DraftState.RETURNED], case__owner__uuid=actor.key)
    asked = Q(state=DraftState.ASKED) & ~Q(by_key=actor.key)
    wanted = asked | mine if actor.has(Permission.ANSWER_APPROVE) else mine
    rows = AnswerDraft.objects.filter(wanted, case__in=cases_visible_to(actor))
    rows = rows.exclude(case__status__in=[CaseStatus.ANSWERED, CaseStatus.CLOSED])
    found = rows.select_related("case__category").prefetch_related("texts", "case__case_appeals__appeal")
    return [row for row in found.order_by("changed_at", "id")[:size] if _waits_for(row, actor)]


def _waits_for(row: AnswerDraft, actor: Actor) -> bool:
    return row.state != DraftState.ASKED or may_approve(actor.key, writers_of(row))
