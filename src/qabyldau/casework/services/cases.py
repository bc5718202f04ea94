"""Opening a case, joining appeals, giving it to somebody, noting on it."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from qabyldau.accounts.models import Team, User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Assignment, Case, CaseAppeal, InfoRequest, Note, StateChange
from qabyldau.casework.queries import live_deadlines, running
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.catalog.models import Category
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal


@transaction.atomic
def case_open(*, actor: Actor, appeal: Appeal, category: Category, urgency: int, at: datetime) -> Case:
    """Return a new case for an appeal that has none, in status REGISTERED; its date is the nearest of its clocks."""
    demand(actor, Permission.CASE_OPEN)
    _refuse_second_case(appeal)
    case = Case(category=category, urgency=urgency, is_confidential=appeal.is_confidential, opened_at=at)
    _begin(actor, case, appeal)
    CaseAppeal.objects.create(case=case, appeal=appeal, joined_at=at, joined_by=actor.key)
    return case


def _begin(actor: Actor, case: Case, appeal: Appeal) -> None:
    """Keep a new case with what it has from its first appeal, and the first line of its story."""
    case.office, case.area, case.channel = appeal.office, appeal.area, appeal.channel
    case.language, case.received_at = appeal.text.language, appeal.received_at
    case.due_on = min(row.due_on for row in live_deadlines(appeal))
    case.status = CaseStatus.REGISTERED
    case.save()
    StateChange.objects.create(case=case, position=1, target=case.status, by_key=actor.key, at=case.opened_at)
    fields = {"category": case.category.code, "appeal": appeal.uuid}
    record(actor.who, "casework.case.opened", target_of(case), case.opened_at, fields)


def _refuse_second_case(appeal: Appeal) -> None:
    if CaseAppeal.objects.filter(appeal=appeal).exists():
        raise ConflictError("the appeal is already worked on")


@transaction.atomic
def case_join(*, actor: Actor, case: Case, appeal: Appeal, at: datetime) -> Case:
    """Add an appeal about the same matter; its registration and its clocks stay its own, the nearest date leads."""
    demand(actor, Permission.CASE_WORK)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.status == CaseStatus.CLOSED:
        raise ConflictError("the case is closed")
    if appeal.office_id != case.office_id or appeal.is_confidential != case.is_confidential:
        raise InputError(
            "case", "an appeal joins only a case of its own office and of the same confidentiality"
        )
    _refuse_second_case(appeal)
    CaseAppeal.objects.create(case=case, appeal=appeal, joined_at=at, joined_by=actor.key)
    case.version += 1
    case.save(update_fields=["version"])
    case_lead(case=case)
    record(actor.who, "casework.case.joined", target_of(case), at, {"appeal": appeal.uuid})
    return case


@transaction.atomic
def case_split(*, actor: Actor, case: Case, appeal: Appeal, version: int, at: datetime) -> Case:
    """Return a new case for one appeal of several; raise ConflictError for the only one, or where the case was changed.

    Its registration, its clocks and the questions to its sender go with it.
    """
    demand(actor, Permission.CASE_WORK)
    case_claim(case=case, version=version)
    links = CaseAppeal.objects.select_for_update().filter(case=case)
    if not links.filter(appeal=appeal).exists() or links.count() == 1:
        raise ConflictError("this appeal stands alone in its case")
    new = Case(
        category=case.category, urgency=case.urgency, is_confidential=case.is_confidential, opened_at=at
    )
    record(actor.who, "casework.case.split", target_of(case), at, {"appeal": appeal.uuid, "into": new.uuid})
    _begin(actor, new, appeal)
    links.filter(appeal=appeal).update(case=new, joined_at=at, joined_by=actor.key)
    InfoRequest.objects.filter(case=case, appeal=appeal).update(case=new)
    return new


def case_claim(*, case: Case, version: int) -> None:
    """Take the next version of a case that was seen in ``version`` (0: any); raise ConflictError if another was quicker."""
    seen = Case.objects.filter(pk=case.pk)
    if version:
        seen = seen.filter(version=version)
    if not seen.update(version=F("version") + 1):
        raise ConflictError("somebody else has changed this case")


@transaction.atomic
def case_assign(*, actor: Actor, case: Case, user: User, at: datetime, version: int = 0) -> None:
    """Give the case to ``user``; to oneself with the right to work, to another with the right to assign."""
    demand(actor, Permission.CASE_WORK if str(user.uuid) == actor.key else Permission.CASE_ASSIGN)
    case_claim(case=case, version=version)
    Assignment.objects.create(case=case, user=user, by_key=actor.key, at=at)
    case.owner, case.given_at = user, at
    case.save(update_fields=["owner", "given_at"])
    record(actor.who, "casework.case.assigned", target_of(case), at, {"owner": user.uuid})


@transaction.atomic
def note_add(*, actor: Actor, case: Case, body: str, at: datetime) -> Note:
    """Keep an inner remark, encrypted; the applicant never sees it."""
    demand(actor, Permission.CASE_WORK)
    if is_blank(body):
        raise InputError("body", "write the note first")
    note = Note.objects.create(case=case, body=body.strip(), by_key=actor.key, at=at)
    record(actor.who, "casework.note.added", target_of(case), at)
    return note


@transaction.atomic
def deadlines_meet(*, case: Case, at: datetime) -> None:
    """Stop the clocks of every appeal of the case: an answer was given or the work is finished."""
    running().filter(appeal__case_appeal__case=case).update(met_at=at)
    case_lead(case=case)


def appeal_deadlines_meet(*, appeal: Appeal, at: datetime) -> None:
    """Stop the clocks of one appeal, whether it is in a case or not."""
    running().filter(appeal=appeal).update(met_at=at)
    for case in Case.objects.filter(case_appeals__appeal=appeal):
        case_lead(case=case)


def case_lead(*, case: Case) -> None:
    """Point the case at the nearest of its running clocks; where none runs nothing is owed, and the date stays."""
    rows = running().filter(appeal__case_appeal__case=case)
    nearest = rows.order_by("due_on").values_list("due_on", flat=True).first()
    case.is_owed = nearest is not None
    case.due_on = nearest or case.due_on
    Case.objects.filter(pk=case.pk).update(is_owed=case.is_owed, due_on=case.due_on)


@transaction.atomic
def case_give_team(*, actor: Actor, case: Case, team: Team | None, at: datetime, version: int = 0) -> None:
    """Put the case into the queue of a team of its office, or of none; whoever owns it goes on owning it."""
    is_own = team is not None and team.members.filter(uuid=actor.key).exists()
    demand(actor, Permission.CASE_WORK if is_own else Permission.CASE_ASSIGN)
    if team is not None and str(team.office_key) != str(case.office.uuid):
        raise InputError("team", "choose a team of this office")
    case_claim(case=case, version=version)
    if team is not None:
        Assignment.objects.create(case=case, team=team, by_key=actor.key, at=at)
    case.team = team
    case.save(update_fields=["team"])
    record(actor.who, "casework.case.given", target_of(case), at, {"team": team.uuid if team else ""})


def case_seclude(*, case: Case) -> None:
    """Show a case to the named readers of its appeal alone."""
    Case.objects.filter(pk=case.pk).update(is_confidential=True, version=F("version") + 1)


def target_of(case: Case) -> Target:
    """Return the case as the history names it."""
    return Target("casework.case", str(case.uuid))
