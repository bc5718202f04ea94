"""Reading casework: what waits for whom, one case, and what its applicant may see."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case, CaseAppeal, Deadline, InfoRequest, Note, StateChange
from qabyldau.core.errors import MissingError
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import IsBarred, IsNamed
from qabyldau.offices.queries import pk_of
from qabyldau.texts.models import Text


def running() -> QuerySet[Deadline]:
    """Return the deadlines that run: not replaced by another date, not met."""
    return Deadline.objects.filter(replaced_at__isnull=True, met_at__isnull=True)


class _IsNamed(IsNamed):
    """Whether somebody is named as a reader of an appeal in a case."""

    template = (
        "EXISTS(SELECT 1 FROM intake_appealreader reader JOIN casework_caseappeal own ON own.appeal_id = reader.appeal_id "
        "WHERE reader.user_key = %(expressions)s AND NOT reader.is_barred)"
    )
    arg_joiner = " AND own.case_id = "


class _IsBarred(IsBarred):
    """Whether somebody is barred from reading an appeal in a case."""

    arg_joiner = (
        " IN (SELECT own.case_id FROM intake_appealreader reader "
        "JOIN casework_caseappeal own ON own.appeal_id = reader.appeal_id WHERE reader.user_key = "
    )


def cases_visible_to(actor: Actor) -> QuerySet[Case]:
    """Return the cases ``actor`` may see: the office's, or those assigned to them; confidential ones by name only."""
    rows = Case.objects.filter(office_id=pk_of(actor.office_key)) if actor.office_key else Case.objects.none()
    if not actor.has(Permission.CASE_READ):
        assigned = actor.has(Permission.CASE_READ_ASSIGNED)
        rows = rows.filter(owner__uuid=actor.key) if assigned else rows.none()
    return rows.filter(Q(is_confidential=False) | _IsNamed(actor.key), ~_IsBarred(actor.key))


def case_for(actor: Actor, uuid: str) -> Case:
    """Return one case ``actor`` may see, with what its page needs; else raise MissingError."""
    row = cases_visible_to(actor).select_related("office", "category", "owner").filter(uuid=uuid).first()
    if row is None:
        raise MissingError("case")
    return row


def live_deadlines(appeal: Appeal) -> list[Deadline]:
    """Return the deadlines of an appeal that count now: one a clock."""
    return list(Deadline.objects.filter(appeal=appeal, replaced_at__isnull=True).order_by("clock"))


def all_deadlines(appeals: Iterable[Appeal]) -> list[Deadline]:
    """Return every deadline of these appeals, replaced ones too, oldest first."""
    return list(Deadline.objects.filter(appeal__in=list(appeals)).order_by("appeal_id", "clock", "made_at"))


def changes_of(case: Case) -> list[StateChange]:
    """Return the moves of a case, oldest first."""
    return list(StateChange.objects.filter(case=case).order_by("position"))


def case_of(appeal: Appeal) -> Case | None:
    """Return the case in which an appeal is worked on, if there is one."""
    link = CaseAppeal.objects.filter(appeal=appeal).select_related("case__category", "case__owner").first()
    return link.case if link else None


def cases_by_appeal(appeals: Iterable[Appeal]) -> dict[int, Case]:
    """Return the case of each of these appeals that has one, by the appeal's key; one query."""
    rows = CaseAppeal.objects.filter(appeal__in=list(appeals)).select_related("case")
    return {row.appeal_id: row.case for row in rows}


def open_questions(appeal: Appeal) -> list[InfoRequest]:
    """Return the questions to the sender of an appeal, oldest first."""
    return list(InfoRequest.objects.filter(appeal=appeal).order_by("asked_at").select_related("reply"))


def live_deadlines_of(appeals: Iterable[Appeal]) -> dict[int, Deadline]:
    """Return the nearest live deadline of each of these appeals by the appeal's id, in one query; without its days."""
    rows = Deadline.objects.filter(appeal__in=list(appeals), replaced_at__isnull=True)
    return {row.appeal_id: row for row in rows.order_by("-due_on").defer("reckoning")}


def appeals_of(case: Case) -> list[Appeal]:
    """Return the appeals of a case with their texts and senders, the first one first."""
    rows = Appeal.objects.filter(case_appeal__case=case).select_related("text", "office", "area", "applicant")
    return list(rows.order_by("case_appeal__id"))


def texts_in(case: Case) -> list[Appeal]:
    """Return the appeals of a case with what was written, and nothing of who wrote it, the first one first."""
    return list(
        Appeal.objects.filter(case_appeal__case=case).select_related("text").order_by("case_appeal__id")
    )


def notes_of(case: Case) -> list[Note]:
    """Return the inner remarks on a case, oldest first."""
    return list(Note.objects.filter(case=case).order_by("at"))


def questions_of(case: Case) -> list[InfoRequest]:
    """Return the questions asked in a case with their replies, oldest first."""
    return list(InfoRequest.objects.filter(case=case).select_related("reply").order_by("asked_at"))


def appeals_saying(text: Text) -> list[int]:
    """Return the ids of the appeals whose own text this is, whose sender answered with it, or whose voice message says it."""
    said = Q(text=text) | Q(requests__reply=text) | Q(text__attachments__transcript=text)
    rows = Appeal.objects.filter(said)
    return list(rows.values_list("pk", flat=True).distinct())
