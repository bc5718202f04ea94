"""Reading drafts of answers."""

from django.core.exceptions import ObjectDoesNotExist

from qabyldau.casework.models import Case
from qabyldau.drafting.models import AnswerDraft
from qabyldau.drafting.rules import DraftState


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
