"""Asking the applicant for more, and taking the reply."""

from datetime import date, datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.casework.services.cases import target_of
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.texts.models import Text


@transaction.atomic
def question_ask(
    *, actor: Actor, case: Case, appeal: Appeal, question: str, expires_on: date, at: datetime
) -> InfoRequest:
    """Keep a question to the sender of one appeal of the case; it can be answered until ``expires_on``."""
    demand(actor, Permission.CASE_WORK)
    if is_blank(question):
        raise InputError("question", "write the question first")
    row = InfoRequest.objects.create(
        case=case,
        appeal=appeal,
        question=question.strip(),
        by_key=actor.key,
        asked_at=at,
        expires_on=expires_on,
    )
    record(actor.who, "casework.question.asked", target_of(case), at, {"appeal": appeal.uuid})
    return row


@transaction.atomic
def question_reply(
    *, actor: Actor, request: InfoRequest, reply: Text, today: date, at: datetime
) -> InfoRequest:
    """Keep the applicant's reply, once, while the question stands."""
    row = InfoRequest.objects.select_for_update().get(pk=request.pk)
    if row.replied_at is not None:
        raise ConflictError("the question is already answered")
    if today > row.expires_on:
        raise ConflictError("the time for this reply is over")
    row.reply, row.replied_at = reply, at
    row.save(update_fields=["reply", "replied_at"])
    record(actor.who, "casework.question.replied", target_of(row.case), at)
    return row
