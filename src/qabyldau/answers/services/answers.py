"""Answering: one answer to everyone whose appeal is in the case."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Answer, Delivery
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of
from qabyldau.core.errors import InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal


@transaction.atomic
def answer_give(*, actor: Actor, case: Case, body: str, language: str, at: datetime) -> list[Delivery]:
    """Keep an answer and put it where each applicant of the case can read it; return one delivery an appeal."""
    demand(actor, Permission.CASE_WORK)
    if is_blank(body):
        raise InputError("body", "write the answer first")
    answer = Answer.objects.create(
        case=case, body=body.strip(), language=language, by_key=actor.key, made_at=at
    )
    deliveries = Delivery.objects.bulk_create(
        Delivery(answer=answer, appeal=appeal, delivered_at=at) for appeal in appeals_of(case)
    )
    record(
        actor.who,
        "answers.answer.given",
        Target("casework.case", str(case.uuid)),
        at,
        {"to": len(deliveries)},
    )
    return deliveries


@transaction.atomic
def delivery_hand(*, actor: Actor, delivery: Delivery, at: datetime) -> None:
    """Note that an answer was handed over on paper or read out, to somebody who has no telephone and no e-mail."""
    demand(actor, Permission.APPEAL_REGISTER)
    if Delivery.objects.filter(pk=delivery.pk, handed_at__isnull=True).update(handed_at=at):
        record(actor.who, "answers.answer.handed", Target("answers.delivery", str(delivery.uuid)), at)


def delivery_read(*, appeal: Appeal, at: datetime) -> None:
    """Note that the applicant has opened the page with the answers; only the first time counts."""
    Delivery.objects.filter(appeal=appeal, read_at__isnull=True).update(read_at=at)
