"""A complaint against our own staff goes round the head of the office: a named second reader alone has it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor
from qabyldau.casework.queries import case_of
from qabyldau.casework.services.cases import case_seclude
from qabyldau.flow.find.index import index_appeals
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for
from qabyldau.intake.services.people import complaint_seclude
from qabyldau.offices.queries import confidential_readers_of, second_reader_of
from qabyldau.understanding.reader import matter_keys_make


@transaction.atomic
def seclude_complaint(*, actor: Actor, appeal_uuid: str, complained: Iterable[str], at: datetime) -> Appeal:
    """Return the appeal that only the office's second reader sees from now on; whoever it complains of never does.

    Where no second reader is named, the readers of confidential appeals have it, without those it complains of. Raises
    InputError where nobody is left.
    """
    appeal = appeal_for(actor, appeal_uuid)
    second = second_reader_of(appeal.office)
    readers = [second] if second else confidential_readers_of(appeal.office)
    complaint_seclude(actor=actor, appeal=appeal, readers=readers, barred=complained, at=at)
    case = case_of(appeal)
    if case is not None:
        case_seclude(case=case)
    matter_keys_make(appeal=appeal)
    index_appeals(appeal.pk)
    return appeal
