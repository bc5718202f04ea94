"""Reading answers, and the story of one appeal for its sender."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from qabyldau.accounts.rules import Role
from qabyldau.answers.models import Answer, Delivery
from qabyldau.answers.queries.reviews import AskedReview, asked_about
from qabyldau.answers.rules.reach import reopens_until
from qabyldau.answers.terms import Term, terms_of
from qabyldau.casework.models import Case, CaseAppeal, Ground, InfoRequest
from qabyldau.casework.queries import case_of, changes_of, open_questions
from qabyldau.casework.rules.moves import OPEN, CaseStatus
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office, Staff
from qabyldau.offices.queries import current_calendar


def answers_of(case: Case) -> list[Answer]:
    """Return the answers given in a case, oldest first, with their deliveries."""
    return list(Answer.objects.filter(case=case).order_by("made_at").prefetch_related("deliveries"))


def answers_for(appeal: Appeal) -> list[Delivery]:
    """Return what the sender of an appeal was told, oldest first."""
    return list(Delivery.objects.filter(appeal=appeal).select_related("answer").order_by("delivered_at"))


def told_to(appeals: Iterable[Appeal]) -> dict[int, list[str]]:
    """Return what the senders of these appeals were told, oldest first, by the appeal's key; one query."""
    found: dict[int, list[str]] = {}
    rows = Delivery.objects.filter(appeal__in=list(appeals)).select_related("answer").order_by("delivered_at")
    for row in rows:
        found.setdefault(row.appeal_id, []).append(row.answer.body)
    return found


def has_answer(case: Case) -> bool:
    """Return whether everybody whose appeal is in the case, and was not taken back, has been told an answer of this case."""
    told = Delivery.objects.filter(answer__case=case).values("appeal")
    asking = Appeal.objects.filter(case_appeal__case=case, withdrawn_at__isnull=True)
    return not asking.exclude(pk__in=told).exists()


def reopens_on(appeal: Appeal, case: Case) -> date | None:
    """Return the last day on which the sender may open the case again with one press; None where nothing has ended yet."""
    newest = Delivery.objects.filter(appeal=appeal, answer__case=case).order_by("-delivered_at").first()
    ends = [at for at in (case.closed_at, newest.delivered_at if newest else None) if at is not None]
    if not ends:
        return None
    return reopens_until(clock.local_date(max(ends), appeal.office.zone), appeal.office.reopen_days)


@dataclass(frozen=True)
class Step:
    """One line of the story of an appeal: a moment, the public name of what happened, and why, where that was said."""

    at: datetime
    status: CaseStatus
    outcome: str
    reason: str


@dataclass(frozen=True)
class Told:
    """One answer: its words, their language and the moment it was given."""

    body: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Question:
    """One question to the sender: its words, until when it may be answered, and the reply if there is one."""

    uuid: str
    body: str
    asked_at: datetime
    expires_on: date
    reply: str


@dataclass(frozen=True)
class Tracking:
    """All that the holder of a number and its secret may see: the appeal's own words and what was done, no name of theirs."""

    number: str
    office: Office
    office_name: str
    office_phone: str
    zone: str
    kind: str
    received_at: datetime
    registered_on: date
    status: CaseStatus
    outcome: str
    owner_position: str
    body: str
    steps: list[Step]
    answers: list[Told]
    questions: list[Question]
    terms: list[Term]
    reopens_on: date | None
    """The last day on which one press opens it again; None where that is not possible now."""
    may_withdraw: bool
    withdrawn_at: datetime | None
    review: AskedReview | None


def tracking_of(appeal: Appeal) -> Tracking:
    """Return the story of one appeal for its sender; the number of queries does not grow with its length."""
    case = case_of(appeal)
    status = CaseStatus(case.status) if case else CaseStatus.REGISTERED
    calendar = current_calendar(appeal.office.zone)
    today = clock.today(appeal.office.zone)
    return Tracking(
        number=appeal.number,
        office=appeal.office,
        office_name=localized(appeal.office, "name"),
        office_phone=appeal.office.phone,
        zone=appeal.office.zone,
        kind=appeal.kind,
        received_at=appeal.received_at,
        registered_on=appeal.registered_on,
        status=status,
        outcome=case.outcome if case else "",
        owner_position=_position(case),
        body=appeal.text.body or "",
        steps=_steps(appeal, case),
        answers=[Told(row.answer.body, row.answer.language, row.delivered_at) for row in answers_for(appeal)],
        questions=[_question(row) for row in open_questions(appeal)],
        terms=terms_of([appeal], calendar, today).get(appeal.pk, []),
        reopens_on=_reopens(appeal, case, today),
        may_withdraw=status in OPEN and appeal.withdrawn_at is None,
        withdrawn_at=appeal.withdrawn_at,
        review=asked_about(appeal, clock.now()) if appeal.withdrawn_at is None else None,
    )


def _reopens(appeal: Appeal, case: Case | None, today: date) -> date | None:
    is_over = case is not None and case.status in {CaseStatus.ANSWERED, CaseStatus.CLOSED}
    until = reopens_on(appeal, case) if case and is_over and appeal.withdrawn_at is None else None
    return until if until is not None and today <= until else None


def _position(case: Case | None) -> str:
    if case is None or case.owner_id is None:
        return ""
    staff = Staff.objects.filter(office_id=case.office_id, user_id=case.owner_id, is_active=True).first()
    return localized(staff, "position") if staff else ""


def _steps(appeal: Appeal, case: Case | None) -> list[Step]:
    first = Step(appeal.received_at, CaseStatus.REGISTERED, "", "")
    if case is None:
        return [first]
    moves = [row for row in changes_of(case) if row.target != CaseStatus.REGISTERED]
    reasons = {row.position: row.body for row in Ground.objects.filter(case=case)}
    if CaseAppeal.objects.filter(case=case).count() > 1:
        # What one applicant wrote to the staff is not for the others of the same case.
        reasons = {
            row.position: reasons.get(row.position, "") for row in moves if row.by_key != Role.APPLICANT
        }
    return [
        first,
        *(Step(row.at, CaseStatus(row.target), row.outcome, reasons.get(row.position, "")) for row in moves),
    ]


def _question(row: InfoRequest) -> Question:
    reply = row.reply.body if row.reply else ""
    return Question(str(row.uuid), row.question, row.asked_at, row.expires_on, reply)
