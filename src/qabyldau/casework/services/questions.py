"""Asking the applicant for more, and taking the reply."""

from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class NewQuestion:
    """A question to one sender, until when it can be answered, and whether the appeal is given back to be completed."""

    body: str
    expires_on: date
    is_return: bool = False


@transaction.atomic
def question_ask(
    *, actor: Actor, case: Case, appeal: Appeal, question: NewQuestion, at: datetime
) -> InfoRequest:
    """Keep a question to the sender of one appeal of the case; it can be answered until its day."""
    demand(actor, Permission.CASE_WORK)
    if is_blank(question.body):
        raise InputError("question", "write the question first")
    row = InfoRequest.objects.create(
        case=case,
        appeal=appeal,
        question=question.body.strip(),
        by_key=actor.key,
        asked_at=at,
        expires_on=question.expires_on,
        is_return=question.is_return,
    )
    fields = {"appeal": appeal.uuid, "is_return": question.is_return}
    record(actor.who, "casework.question.asked", target_of(case), at, fields)
    return row


def questions_remind(*, rows: Iterable[InfoRequest], at: datetime) -> None:
    """Mark that the senders of these questions were reminded."""
    InfoRequest.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_at=at)


@transaction.atomic
def question_lapse(*, actor: Actor, request: InfoRequest, at: datetime) -> bool:
    """Note that the term of a question is over without a reply; return whether this was the first to note it.

    The appeal stays registered and its work goes on: silence is never a refusal to accept it (APPC Art. 64).
    """
    demand(actor, Permission.CASE_WORK)
    waiting = InfoRequest.objects.filter(pk=request.pk, replied_at__isnull=True, lapsed_at__isnull=True)
    if not waiting.update(lapsed_at=at):
        return False
    record(actor.who, "casework.question.lapsed", target_of(request.case), at)
    return True


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
