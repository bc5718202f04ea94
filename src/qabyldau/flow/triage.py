"""Triage: a person decides what an appeal is about, and it becomes work, or joins work that is going on."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_for
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.casework.services.cases import case_assign, case_join, case_open
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.catalog.queries import category_by
from qabyldau.catalog.rules import AppealKind
from qabyldau.chain.rules import APPEAL, CASE, LinkState, Relation, Thing
from qabyldau.chain.services import link_make
from qabyldau.core.errors import MissingError
from qabyldau.flow.find.index import index_appeals
from qabyldau.intake.queries import appeal_for
from qabyldau.intake.services import appeal_take_up, kind_correct
from qabyldau.offices.queries import caseworkers_of
from qabyldau.understanding.queries import newest_reading
from qabyldau.understanding.services import judgement_record


@dataclass(frozen=True)
class Decision:
    """What a person decided about an appeal: its theme, how urgent it is (0 to 3), and who shall work on it."""

    category_code: str
    urgency: int = 0
    owner_key: str = ""
    """The uuid of the owner; "" for the one who decides."""
    kind: str = ""
    """The legal kind, corrected; "" where it stays what the sender chose."""


@transaction.atomic
def open_case(*, actor: Actor, appeal_uuid: str, decision: Decision, at: datetime) -> Case:
    """Return the case made of an appeal: the judgement is kept beside the reading, the case has an owner at once."""
    appeal = appeal_for(actor, appeal_uuid)
    category = category_by(decision.category_code)
    if decision.kind:
        kind_correct(actor=actor, appeal=appeal, kind=AppealKind(decision.kind), at=at)
    judgement_record(
        actor=actor,
        appeal=appeal,
        reading=newest_reading(appeal.text),
        category=category,
        urgency=decision.urgency,
        at=at,
    )
    case = case_open(actor=actor, appeal=appeal, category=category, urgency=decision.urgency, at=at)
    _link(actor, str(appeal.uuid), case, at)
    appeal_take_up(appeal=appeal, at=at)
    return give_case(actor=actor, case=case, owner_key=decision.owner_key or actor.key, at=at)


@transaction.atomic
def give_case(*, actor: Actor, case: Case, owner_key: str, at: datetime, version: int = 0) -> Case:
    """Return the case given to oneself, or to a member of staff of its office who may own cases."""
    owners = User.objects.filter(uuid=owner_key) if owner_key == actor.key else caseworkers_of(case.office)
    owner = next((user for user in owners if str(user.uuid) == owner_key), None)
    if owner is None:
        raise MissingError("owner")
    case_assign(actor=actor, case=case, user=owner, at=at, version=version)
    if case.status == CaseStatus.ASSIGNED:
        return _reloaded(case)
    return case_move(actor=actor, case=case, move=Move(CaseStatus.ASSIGNED), at=at)


@transaction.atomic
def join_case(*, actor: Actor, appeal_uuid: str, case_uuid: str, at: datetime) -> Case:
    """Return the case that an appeal about the same matter has joined."""
    appeal = appeal_for(actor, appeal_uuid)
    case = case_join(actor=actor, case=case_for(actor, case_uuid), appeal=appeal, at=at)
    judgement_record(
        actor=actor,
        appeal=appeal,
        reading=newest_reading(appeal.text),
        category=case.category,
        urgency=case.urgency,
        at=at,
    )
    _link(actor, appeal_uuid, case, at)
    appeal_take_up(appeal=appeal, at=at)
    index_appeals(appeal.pk)
    if case.status == CaseStatus.ANSWERED:
        # Whoever has just joined was told nothing: the case does not count as answered.
        return case_move(actor=actor, case=case, move=Move(CaseStatus.IN_WORK), at=at)
    return case


def _link(actor: Actor, appeal_uuid: str, case: Case, at: datetime) -> None:
    source, target = Thing(APPEAL, appeal_uuid), Thing(CASE, str(case.uuid))
    link_make(source, Relation.WORKED_ON_IN, target, who=actor.who, state=LinkState.CONFIRMED, at=at)


def _reloaded(case: Case) -> Case:
    return Case.objects.select_related("office", "category", "owner").get(pk=case.pk)
