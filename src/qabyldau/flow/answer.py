"""Answer: everyone whose appeal is in the case is told; then the case may be closed, and opened again."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Actor, adviser, applicant
from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.reach import KIND, message_key
from qabyldau.answers.queries.tracking import has_answer, reopens_on
from qabyldau.answers.services.answers import Other, Saying, answer_give, delivery_hand
from qabyldau.answers.services.asking import answer_reviews_ask
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for, case_of
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.casework.services.cases import appeal_deadlines_meet, case_claim, deadlines_meet
from qabyldau.casework.services.deadlines import promises_renew
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import is_blank
from qabyldau.drafting.queries import draft_of, texts_of
from qabyldau.drafting.rules import DraftState, is_marked
from qabyldau.drafting.services import draft_drop
from qabyldau.flow.act import refuse_closed
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import IncomingAppeal, Registered
from qabyldau.flow.tell import tell, tell_signer
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for, cosigners_of
from qabyldau.intake.rules import MOST_SIGNERS
from qabyldau.intake.services import WrittenWord, appeal_withdraw
from qabyldau.offices.models import Office
from qabyldau.routines.queries import open_parts_of


@dataclass(frozen=True)
class Closing:
    """How a case ends, and why where that is asked."""

    outcome: Outcome
    reason: str = ""
    version: int = 0


def answer_case(*, actor: Actor, case_uuid: str, body: str, version: int, at: datetime) -> Case:
    """Return the case after an answer in the one language that everybody in it asked for; raise as ``say_answer`` does."""
    case = case_for(actor, case_uuid)
    _refuse_unseen(case)
    return say_answer(actor=actor, case=case, saying=Saying({_language(case): body}), version=version, at=at)


@transaction.atomic
def say_answer(*, actor: Actor, case: Case, saying: Saying, version: int, at: datetime) -> Case:
    """Return the case after its answer was put where each of its applicants can read it, and each was told so.

    An answer while a part of the case is open says itself that it is not whole: then the clocks run on and the case stays
    where it is. Raises InputError where somebody waits for it in a language in which nothing is written, or where a part is
    open and the answer does not say so; ConflictError for a closed case.
    """
    refuse_closed(case)
    if open_parts_of(case) and not saying.is_partial:
        raise InputError("parts", "a part of the case is still open: say that this is not the whole answer")
    deliveries = answer_give(actor=actor, case=case, saying=saying, at=at)
    answer_reviews_ask(deliveries=deliveries, office=case.office, at=at)
    for delivery in deliveries:
        tell(delivery.appeal, message_key(delivery), KIND, at)
        for signer in cosigners_of(delivery.appeal, MOST_SIGNERS):
            tell_signer(delivery.appeal, signer, f"cosigner:{delivery.uuid}:{signer.position}", at)
    draft_drop(case=case)
    if saying.is_partial:
        case_claim(case=case, version=version)
        return case_for(actor, str(case.uuid))
    deadlines_meet(case=case, at=at)
    return case_move(actor=actor, case=case, move=Move(CaseStatus.ANSWERED, version), at=at)


@transaction.atomic
def send_draft(
    *, actor: Actor, case_uuid: str, seen: int, version: int, at: datetime, is_partial: bool = False
) -> Case:
    """Return the case answered with its draft as it was ``seen``; where the office wants it, only after another's approval.

    Raises InputError where a mark asks for a translation, and as ``say_answer`` does.
    """
    case = case_for(actor, case_uuid)
    draft = draft_of(case)
    if draft is None or draft.version != seen:
        raise ConflictError("somebody else has changed this draft")
    if case.office.needs_second_eyes and draft.state != DraftState.APPROVED:
        _refuse_unseen(case)
    if is_marked(texts_of(draft).values()):
        raise InputError("marked", "a quotation has still to be translated")
    others = {str(row.appeal.uuid): Other(row.language, row.note) for row in draft.choices.all()}
    approved_by = draft.judged_by if draft.state == DraftState.APPROVED else ""
    if approved_by == actor.key:
        approved_by = ""
    partial = is_partial and bool(open_parts_of(case))
    texts = {code: _honest(body, code) if partial else body for code, body in texts_of(draft).items()}
    saying = Saying(texts, others, approved_by, is_partial=partial)
    return say_answer(actor=actor, case=case, saying=saying, version=version, at=at)


def _honest(body: str, language: str) -> str:
    """Return an answer that says itself that it is not whole."""
    with translation.override(language):
        said = _("This is not the whole answer yet: a part of the matter is still being looked into.")
    return body if said in body else f"{body.rstrip()}\n\n{said}"


def _refuse_unseen(case: Case) -> None:
    if case.office.needs_second_eyes:
        raise InputError("approval", "in this office another pair of eyes sees an answer before it goes")


def _language(case: Case) -> str:
    first = Appeal.objects.filter(case_appeal__case=case).order_by("id").first()
    return first.answer_language if first else "kk"


@transaction.atomic
def close_case(*, actor: Actor, case_uuid: str, closing: Closing, at: datetime) -> Case:
    """Return the closed case; the reason becomes the last word to the applicants where nothing was answered.

    Raises InputError naming what is lacking: the reason, the answer, or what came of a part that is open.
    """
    case = case_for(actor, case_uuid)
    move = Move(
        target=CaseStatus.CLOSED,
        version=closing.version,
        outcome=closing.outcome,
        reason=closing.reason,
        has_answer=has_answer(case),
        has_open_parts=bool(open_parts_of(case)),
    )
    case = case_move(actor=actor, case=case, move=move, at=at)
    deadlines_meet(case=case, at=at)
    for appeal in appeals_of(case):
        tell(appeal, f"closed:{case.uuid}:{case.version}:{appeal.uuid}", "casework.closed", at)
    return case


@transaction.atomic
def reopen_case(*, actor: Actor, case_uuid: str, reason: str, version: int, at: datetime) -> Case:
    """Return the case opened again by staff; our promise begins anew, the authority's clock stays as it was kept."""
    move = Move(CaseStatus.REOPENED, version, reason=_said(reason))
    case = case_move(actor=actor, case=case_for(actor, case_uuid), move=move, at=at)
    return promises_renew(actor=actor, case=case, at=at)


@transaction.atomic
def reopen_for_applicant(*, appeal: Appeal, reason: str, at: datetime) -> Case:
    """Return the case of an appeal opened again because its sender is not content; our promise begins anew.

    Raises ConflictError once the days that the office gives for it are over.
    """
    case = case_of(appeal)
    if case is None:
        raise MissingError("case")
    until = reopens_on(appeal, case)
    if until is not None and clock.local_date(at, appeal.office.zone) > until:
        raise ConflictError("the time in which this appeal could be opened again is over")
    actor = applicant(str(appeal.office.uuid))
    case = case_move(actor=actor, case=case, move=Move(CaseStatus.REOPENED, reason=_said(reason)), at=at)
    return promises_renew(actor=actor, case=case, at=at)


@transaction.atomic
def withdraw_appeal(*, appeal: Appeal, at: datetime) -> None:
    """Take an appeal back for its sender, who owes no reason; its case is closed unless others have asked for the same."""
    actor = applicant(str(appeal.office.uuid))
    appeal_withdraw(actor=actor, appeal=appeal, at=at)
    _end_withdrawn(actor, appeal, at)


@transaction.atomic
def withdraw_at_word(*, actor: Actor, appeal_uuid: str, word: WrittenWord, at: datetime) -> Appeal:
    """Return the appeal taken back by staff at its sender's written word, which is kept; the sender is told so."""
    appeal = appeal_for(actor, appeal_uuid)
    appeal_withdraw(actor=actor, appeal=appeal, at=at, word=word)
    _end_withdrawn(applicant(str(appeal.office.uuid), actor.door), appeal, at)
    tell(appeal, f"withdrawn:{appeal.uuid}", "intake.withdrawn", at)
    return appeal


def _end_withdrawn(actor: Actor, appeal: Appeal, at: datetime) -> None:
    appeal_deadlines_meet(appeal=appeal, at=at)
    case = case_of(appeal)
    if case is None or case.status == CaseStatus.CLOSED:
        return
    if not Appeal.objects.filter(case_appeal__case=case, withdrawn_at__isnull=True).exists():
        move = Move(CaseStatus.CLOSED, outcome=Outcome.WITHDRAWN)
        case_move(actor=actor, case=case, move=move, at=at)


def _said(reason: str) -> str:
    if is_blank(reason):
        raise InputError("reason", "say why in a few words")
    return reason.strip()


@dataclass(frozen=True)
class Advice:
    """What was said at once, in the words the visitor takes home."""

    body: str
    category_code: str


@transaction.atomic
def advise_on_the_spot(
    *, actor: Actor, office: Office, incoming: IncomingAppeal, advice: Advice
) -> Registered:
    """Return the registration of a contact that ended with advice at once: opened, answered and closed in one deed.

    It is counted apart from "solved", and needs no name and no telephone. Raises InputError in an election period, in which a
    reception takes mandates alone.
    """
    _refuse_election(office, incoming.received_at)
    registered = take_in(actor=actor, office=office, incoming=incoming)
    if registered.is_new:
        advise_appeal(actor=actor, appeal=registered.appeal, advice=advice, at=incoming.received_at)
    return registered


@transaction.atomic
def advise_appeal(*, actor: Actor, appeal: Appeal, advice: Advice, at: datetime) -> Case:
    """Return the closed case of an appeal that waited and was settled with advice at once; raises as the deed above does."""
    _refuse_election(appeal.office, at)
    worker, decision = adviser(actor), Decision(advice.category_code)
    case = open_case(actor=worker, appeal_uuid=str(appeal.uuid), decision=decision, at=at)
    saying = Saying({appeal.answer_language: advice.body})
    case = say_answer(actor=worker, case=case, saying=saying, version=case.version, at=at)
    delivery_hand(actor=worker, delivery=Delivery.objects.get(answer__case=case, appeal=appeal), at=at)
    closing = Closing(Outcome.ADVISED_ON_THE_SPOT, version=case.version)
    return close_case(actor=worker, case_uuid=str(case.uuid), closing=closing, at=at)


def _refuse_election(office: Office, at: datetime) -> None:
    if office.election.holds_on(clock.local_date(at, office.zone)):
        raise InputError("advice", "in the election period mandates are taken and no advice is given")
