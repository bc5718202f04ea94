"""What the clock does with questions that wait: one reminder before the term ends, and the work goes on after it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from qabyldau.accounts.rules import machine
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.casework.services.questions import question_lapse, questions_remind
from qabyldau.core import clock
from qabyldau.flow.tell import tell

BEFORE = timedelta(days=3)
"""How long before its last day a sender is reminded of a question."""

SWEEP = 200
"""Questions of one sweep."""


def sweep_questions(at: datetime) -> tuple[int, int]:
    """Remind the senders whose term ends soon and take up the cases whose term is over; return how many of each."""
    waiting = InfoRequest.objects.filter(replied_at__isnull=True, lapsed_at__isnull=True)
    rows = waiting.select_related("case__office", "appeal__office", "appeal__applicant").order_by(
        "expires_on", "id"
    )
    near = rows.filter(expires_on__lte=at.date() + BEFORE + timedelta(days=1))
    reminded = lapsed = 0
    for row in near[:SWEEP]:
        today = clock.local_date(at, row.case.office.zone)
        if row.expires_on < today:
            lapsed += _lapse(row, at)
        elif row.reminded_at is None and row.expires_on - today <= BEFORE < row.expires_on - _asked_on(row):
            reminded += _remind(row, at)
    return reminded, lapsed


def _asked_on(row: InfoRequest) -> date:
    return clock.local_date(row.asked_at, row.case.office.zone)


@transaction.atomic
def _remind(row: InfoRequest, at: datetime) -> int:
    if row.appeal.withdrawn_at is None and row.case.status == CaseStatus.WAITING_FOR_APPLICANT:
        tell(row.appeal, f"question-reminder:{row.uuid}", "casework.reminder", at)
    questions_remind(rows=[row], at=at)
    return 1


@transaction.atomic
def _lapse(row: InfoRequest, at: datetime) -> int:
    actor = machine(office_key=str(row.case.office.uuid))
    if not question_lapse(actor=actor, request=row, at=at):
        return 0
    case = Case.objects.get(pk=row.case_id)
    still = InfoRequest.objects.filter(case=case, replied_at__isnull=True, lapsed_at__isnull=True)
    if case.status == CaseStatus.WAITING_FOR_APPLICANT and not still.exists():
        case_move(actor=actor, case=case, move=Move(CaseStatus.IN_WORK), at=at)
    return 1
