"""Answering: one answer to everyone whose appeal is in the case, in each person's own language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Answer, Delivery
from qabyldau.answers.rules.reach import lacking, languages_for
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of
from qabyldau.casework.services.cases import target_of
from qabyldau.core import ids
from qabyldau.core.errors import InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal


@dataclass(frozen=True)
class Other:
    """That one person gets the answer in another language than they asked for, and why."""

    language: str
    note: str


@dataclass(frozen=True)
class Saying:
    """One answer as it is said: words by language, who gets another one (by appeal), who approved it, whether a part is open."""

    texts: Mapping[str, str]
    others: Mapping[str, Other] = field(default_factory=dict)
    approved_by: str = ""
    is_partial: bool = False


@transaction.atomic
def answer_give(*, actor: Actor, case: Case, saying: Saying, at: datetime) -> list[Delivery]:
    """Keep an answer and put it where each applicant of the case can read it; return one delivery an appeal.

    Raises InputError where nothing is written, or nothing in a language in which somebody waits for it.
    """
    demand(actor, Permission.CASE_WORK)
    texts = {code: body.strip() for code, body in saying.texts.items() if not is_blank(body)}
    if not texts:
        raise InputError("body", "write the answer first")
    appeals = [appeal for appeal in appeals_of(case) if appeal.withdrawn_at is None]
    spoken = _languages(appeals, saying)
    lacks = lacking(spoken.values(), set(texts))
    if lacks:
        raise InputError("language", f"somebody waits for the answer in: {', '.join(lacks)}")
    answers = _answers(actor, case, {code: texts[code] for code in sorted(set(spoken.values()))}, saying, at)
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            answer=answers[spoken[str(appeal.uuid)]],
            appeal=appeal,
            delivered_at=at,
            language_note=_note(saying, appeal),
        )
        for appeal in appeals
    )
    fields = {
        "to": len(deliveries),
        "languages": ",".join(sorted(answers)),
        "approved_by": saying.approved_by,
        "is_partial": saying.is_partial,
    }
    record(actor.who, "answers.answer.given", target_of(case), at, fields)
    return deliveries


def _languages(appeals: list[Appeal], saying: Saying) -> dict[str, str]:
    wanted = {str(appeal.uuid): appeal.answer_language for appeal in appeals}
    return languages_for(wanted, {uuid: other.language for uuid, other in saying.others.items()})


def _note(saying: Saying, appeal: Appeal) -> str | None:
    other = saying.others.get(str(appeal.uuid))
    return other.note if other else None


def _answers(
    actor: Actor, case: Case, texts: Mapping[str, str], saying: Saying, at: datetime
) -> dict[str, Answer]:
    giving = ids.new_uuid()
    return {
        code: Answer.objects.create(
            case=case,
            body=body,
            language=code,
            by_key=actor.key,
            approved_by=saying.approved_by,
            giving=giving,
            made_at=at,
        )
        for code, body in texts.items()
    }


@transaction.atomic
def delivery_hand(*, actor: Actor, delivery: Delivery, at: datetime) -> None:
    """Note that an answer was handed over on paper or read out, to somebody who has no telephone and no e-mail."""
    demand(actor, Permission.APPEAL_REGISTER)
    if Delivery.objects.filter(pk=delivery.pk, handed_at__isnull=True).update(handed_at=at):
        record(actor.who, "answers.answer.handed", Target("answers.delivery", str(delivery.uuid)), at)


def delivery_read(*, appeal: Appeal, at: datetime) -> None:
    """Note that the applicant has opened the page with the answers; only the first time counts."""
    Delivery.objects.filter(appeal=appeal, read_at__isnull=True).update(read_at=at)
