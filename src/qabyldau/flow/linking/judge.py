"""Judging a suggestion, joining what is one matter, and splitting off what was joined by mistake."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_for, case_of
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.casework.services.cases import case_lead, case_split
from qabyldau.casework.services.deadlines import promises_renew
from qabyldau.chain.models import Link
from qabyldau.chain.queries import link_by
from qabyldau.chain.rules import APPEAL, CASE, LinkState, Relation, Thing
from qabyldau.chain.services import link_judge, link_make
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.flow.find.index import index_appeals
from qabyldau.flow.triage import give_case, join_case
from qabyldau.intake.queries import appeal_for


@transaction.atomic
def judge_link(*, actor: Actor, appeal_uuid: str, link_uuid: str, state: LinkState, at: datetime) -> Link:
    """Return a suggestion at an appeal as a person judged it; both ends must be theirs to see."""
    appeal = appeal_for(actor, appeal_uuid)
    link = link_by(link_uuid, [str(appeal.uuid)])
    appeal_for(actor, other_end(link, str(appeal.uuid)))
    return link_judge(actor=actor, link=link, state=state, at=at)


def other_end(link: Link, uuid: str) -> str:
    """Return the uuid of the end of a link that is not ``uuid``."""
    return str(link.target_uuid if str(link.source_uuid) == uuid else link.source_uuid)


@transaction.atomic
def join_as_linked(*, actor: Actor, appeal_uuid: str, link_uuid: str, at: datetime) -> Case:
    """Return the case of the other appeal after this one has joined it: a suggestion is confirmed in the same deed.

    Raises ConflictError where the other is not worked on now.
    """
    link = link_by(link_uuid, [appeal_uuid])
    if link.state != LinkState.CONFIRMED:
        link = judge_link(
            actor=actor, appeal_uuid=appeal_uuid, link_uuid=link_uuid, state=LinkState.CONFIRMED, at=at
        )
    case = case_of(appeal_for(actor, other_end(link, appeal_uuid)))
    if case is None or case.status == CaseStatus.CLOSED:
        raise ConflictError("the other appeal is not worked on now")
    return join_case(actor=actor, appeal_uuid=appeal_uuid, case_uuid=str(case.uuid), at=at)


@transaction.atomic
def take_linked(*, actor: Actor, appeal_uuid: str, link_uuid: str, at: datetime) -> Case:
    """Return the case of this appeal after the other, which nobody works on yet, has joined it."""
    other = other_end(link_by(link_uuid, [appeal_uuid]), appeal_uuid)
    return join_as_linked(actor=actor, appeal_uuid=other, link_uuid=link_uuid, at=at)


@transaction.atomic
def split_appeal(
    *, actor: Actor, case_uuid: str, appeal_uuid: str, reason: str, version: int, at: datetime
) -> Case:
    """Return the new case of an appeal that was joined by mistake: number and clocks stay its own, nothing is lost.

    What it was told in the old case does not count as its answer any more: our promise runs again. It stays with the owner of
    the old case where the actor may give cases to others; else the actor takes it.
    """
    demand(actor, Permission.LINK_JUDGE)
    appeal, old = appeal_for(actor, appeal_uuid), case_for(actor, case_uuid)
    if is_blank(reason):
        raise InputError("reason", "say why it is another matter")
    new = case_split(actor=actor, case=old, appeal=appeal, version=version, at=at)
    source = Thing(APPEAL, appeal_uuid)
    for case, state in ((old, LinkState.REJECTED), (new, LinkState.CONFIRMED)):
        link_make(
            source, Relation.WORKED_ON_IN, Thing(CASE, str(case.uuid)), who=actor.who, state=state, at=at
        )
    stays = old.owner if actor.has(Permission.CASE_ASSIGN) else None
    new = give_case(actor=actor, case=new, owner_key=str(stays.uuid) if stays else actor.key, at=at)
    promises_renew(actor=actor, case=new, at=at)
    case_lead(case=old)
    index_appeals(appeal.pk)
    return new
