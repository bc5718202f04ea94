"""Act: ask for more, take the reply, go on working, give more time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from qabyldau.accounts.rules import Actor, applicant
from qabyldau.casework.models import Case, InfoRequest, Note
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.casework.services.cases import case_claim, note_add
from qabyldau.casework.services.deadlines import Moved, deadline_extend, deadlines_recount
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.casework.services.questions import NewQuestion, question_ask, question_reply
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import expect_words
from qabyldau.core.queue import later
from qabyldau.flow.find.index import index_case
from qabyldau.flow.tell import tell
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for, appeals_of_chat
from qabyldau.intake.rules import LONGEST_TEXT
from qabyldau.intake.services import addition_note, chat_forget, consent_withdraw
from qabyldau.mailroom.services import mail_forget_about
from qabyldau.messages.services import addresses_forget
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text
from qabyldau.texts.services import text_store

REPLY_DAYS = 30
"""Calendar days in which a question to the applicant can be answered."""

MOST_OF_CHAT = 1000
"""Appeals of one chat that are forgotten in one deed."""


@dataclass(frozen=True)
class Asking:
    """A question to everyone in a case: its words by language ("" for whoever's language is missing), and its term.

    ``is_return``: the appeal lacks what it must have and is given back to be completed; it stays registered.
    """

    words: Mapping[str, str]
    until: date | None = None
    is_return: bool = False

    def said_in(self, language: str) -> str:
        """Return the words in one language, or those for everybody else."""
        return self.words.get(language) or self.words.get("") or next(iter(self.words.values()), "")


def ask_applicant(*, actor: Actor, case_uuid: str, question: str, version: int, at: datetime) -> Case:
    """Return the case waiting for its applicants, each of whom is told that there is a question."""
    return ask_people(
        actor=actor, case=case_for(actor, case_uuid), asking=Asking({"": question}), version=version, at=at
    )


@transaction.atomic
def ask_people(*, actor: Actor, case: Case, asking: Asking, version: int, at: datetime) -> Case:
    """Return the case waiting for its applicants, each asked in their own language and told so.

    Raises InputError where the term is over before it begins or longer than ``REPLY_DAYS``.
    """
    today = clock.local_date(at, case.office.zone)
    last = today + timedelta(days=REPLY_DAYS)
    until = asking.until or last
    if not today < until <= last:
        raise InputError("until", f"a day after today, {REPLY_DAYS} days from now at the latest")
    for appeal in appeals_of(case):
        if appeal.withdrawn_at is None:
            question = NewQuestion(asking.said_in(appeal.answer_language), until, asking.is_return)
            request = question_ask(actor=actor, case=case, appeal=appeal, question=question, at=at)
            kind = "casework.returned" if asking.is_return else "casework.question"
            tell(appeal, f"question:{request.uuid}", kind, at)
    return case_move(actor=actor, case=case, move=Move(CaseStatus.WAITING_FOR_APPLICANT, version), at=at)


@transaction.atomic
def take_reply(*, appeal: Appeal, request_uuid: str, body: str, at: datetime) -> InfoRequest:
    """Return the question answered by its applicant; the case goes on."""
    expect_words("reply", body, LONGEST_TEXT)
    request = (
        InfoRequest.objects.filter(appeal=appeal, uuid=request_uuid).select_related("case__office").first()
    )
    if request is None:
        raise MissingError("question")
    actor = applicant(str(appeal.office.uuid))
    text = text_store(office=appeal.office, body=body, at=at)
    today = clock.local_date(at, appeal.office.zone)
    replied = question_reply(actor=actor, request=request, reply=text, today=today, at=at)
    if request.case.status == CaseStatus.WAITING_FOR_APPLICANT:
        case_move(actor=actor, case=request.case, move=Move(CaseStatus.IN_WORK), at=at)
    later("read.text", text.pk)
    return replied


@transaction.atomic
def note_case(*, actor: Actor, case: Case, body: str, at: datetime) -> Note:
    """Return an inner remark on a case, by whose words its appeals are found from now on."""
    note = note_add(actor=actor, case=case, body=body, at=at)
    index_case(case)
    return note


@transaction.atomic
def work_case(*, actor: Actor, case_uuid: str, version: int, at: datetime) -> Case:
    """Return the case in work: somebody has begun, or goes on after a wait."""
    return case_move(
        actor=actor, case=case_for(actor, case_uuid), move=Move(CaseStatus.IN_WORK, version), at=at
    )


@transaction.atomic
def forget_contact(*, actor: Actor, appeal_uuid: str, at: datetime) -> Appeal:
    """Return the appeal without its sender, who takes the consent back; letters that wait are not sent any more."""
    appeal = appeal_for(actor, appeal_uuid)
    consent_withdraw(actor=actor, appeal=appeal, at=at)
    addresses_forget(str(appeal.uuid))
    mail_forget_about(about_uuid=str(appeal.uuid), at=at)
    return appeal


@transaction.atomic
def forget_chat(*, chat: str, at: datetime) -> int:
    """Forget everything by which the sender of a chat is known, because they say so there; return with how many appeals.

    The appeals, their numbers and their receipts stay; letters that wait are not sent any more.
    """
    found = appeals_of_chat(chat, size=MOST_OF_CHAT)
    for appeal in found:
        chat_forget(actor=applicant(str(appeal.office.uuid), "telegram"), appeal=appeal, at=at)
        addresses_forget(str(appeal.uuid))
    return len(found)


@transaction.atomic
def add_words(*, appeal: Appeal, body: str, at: datetime, door: str = "site") -> Text:
    """Return what a sender added to an appeal; the appeal's own words stay as they came."""
    expect_words("text", body, LONGEST_TEXT)
    addition_note(actor=applicant(str(appeal.office.uuid), door), appeal=appeal, at=at)
    text = text_store(office=appeal.office, body=body, at=at, added_to=appeal.text)
    later("read.text", text.pk)
    return text


@transaction.atomic
def extend_deadline(
    *, actor: Actor, case_uuid: str, clock_name: Clock, extension: Extension, version: int, at: datetime
) -> Case:
    """Return the case with more time by a reasoned decision; each applicant is told at once (APPC Art. 76)."""
    case = case_for(actor, case_uuid)
    case_claim(case=case, version=version)
    made = deadline_extend(actor=actor, case=case, clock=clock_name, extension=extension, at=at)
    for appeal in appeals_of(case):
        tell(appeal, f"extended:{made.uuid}:{appeal.uuid}", "casework.extended", at)
    return case


@transaction.atomic
def recount_deadlines(*, actor: Actor, office: Office, at: datetime) -> list[Moved]:
    """Return the dates of an office that a changed calendar has moved; whoever was told the old one is told the new."""
    moved = deadlines_recount(actor=actor, office=office, at=at)
    appeals = Appeal.objects.select_related("office", "applicant").in_bulk({item.appeal_id for item in moved})
    for item in moved:
        appeal = appeals[item.appeal_id]
        tell(appeal, f"recounted:{appeal.uuid}:{item.clock}:{item.new}", "casework.recounted", at)
    return moved


def refuse_closed(case: Case) -> None:
    """Raise ConflictError if the work on the case is finished."""
    if case.status == CaseStatus.CLOSED:
        raise ConflictError("the case is closed")
