"""Answers that are being written."""

from django.db import models

from qabyldau.casework.models import Case
from qabyldau.core.models import EncryptedField, UuidModel
from qabyldau.drafting.rules import DraftState
from qabyldau.intake.models import Appeal


class AnswerDraft(UuidModel):
    """The answer that is being written in a case: kept encrypted, for whoever goes on with it; ``version`` finds conflicts."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="answer_draft")
    state = models.CharField(max_length=10, choices=[(item.value, item.value) for item in DraftState])
    version = models.PositiveIntegerField(default=1)
    by_key = models.CharField(max_length=40)
    changed_at = models.DateTimeField()
    judged_by = models.CharField(max_length=40, blank=True)
    remark = EncryptedField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[item.value for item in DraftState]),
                name="answer_draft_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=DraftState.APPROVED)
                | (~models.Q(judged_by="") & ~models.Q(judged_by=models.F("by_key"))),
                name="answer_draft_approved_by_another",
            ),
        ]


class DraftText(UuidModel):
    """The words of a draft in one language, who wrote them last, and the keys of everybody who wrote on them, by blanks."""

    draft = models.ForeignKey(AnswerDraft, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    body = EncryptedField()
    by_key = models.CharField(max_length=40)
    writers = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "language"], name="draft_text_once_a_language")
        ]


class DraftChoice(UuidModel):
    """That one person gets the answer in another language than they asked for, and why."""

    draft = models.ForeignKey(AnswerDraft, on_delete=models.CASCADE, related_name="choices")
    appeal = models.ForeignKey(Appeal, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    note = EncryptedField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "appeal"], name="draft_choice_once_an_appeal"),
            models.CheckConstraint(condition=models.Q(note__isnull=False), name="draft_choice_with_a_note"),
        ]
