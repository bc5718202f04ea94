"""Changing the register of bodies: what all offices share is the operator's, an office's own rows are its head's."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand, demand_in
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import expect_words, is_blank
from qabyldau.core.models import filled
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.people.models import BodyContact, BodyProposal, Membership, Organization, Person, Post
from qabyldau.people.rules import HEADS, ProposalState

LONGEST = 4000
"""Characters of a proposal."""

Fields = Mapping[str, Any]


def _demand_own(actor: Actor, row: Organization | BodyContact) -> None:
    """Demand the right to change a row: one that all share is changed by the operator or by a command."""
    demand_in(actor, Permission.BODY_CHANGE, str(row.office_key) if row.office_key else "")


def _new_code(actor: Actor) -> str:
    return f"{(actor.office_key or 'shared')[:8]}-{secrets.token_hex(6)}"


def _own_key(actor: Actor) -> UUID | None:
    return UUID(actor.office_key) if actor.office_key else None


@transaction.atomic
def body_set(*, actor: Actor, fields: Fields, at: datetime, code: str = "") -> Organization:
    """Make a body, or change the one of this code; a new one belongs to the actor's office, or to all without one.

    Raises MissingError for one that all share unless the operator or a command changes it, InputError naming a value that
    cannot be.
    """
    demand(actor, Permission.BODY_CHANGE)
    row = Organization.objects.select_for_update().filter(code=code).first() if code else None
    row = row or Organization(code=code or _new_code(actor), office_key=_own_key(actor))
    _demand_own(actor, row)
    if fields.get("successor") is not None and fields.get("ended_on") is None:
        raise InputError(
            "ended_on", "say since when the body has been gone, or leave out who came in its place"
        )
    row = filled(row, fields)
    row.save()
    record(actor.who, "people.body.set", _target("people.organization", row), at, fields)
    return row


@transaction.atomic
def contact_set(*, actor: Actor, fields: Fields, at: datetime, code: str = "") -> BodyContact:
    """Say for what and where a body answers and how letters reach it, or change that; raises as ``body_set`` does.

    A row that was used is not changed in its address: end it and make another, so that old letters keep theirs.
    """
    demand(actor, Permission.BODY_CHANGE)
    row = BodyContact.objects.select_for_update().filter(code=code).first() if code else None
    row = row or BodyContact(code=code or _new_code(actor), office_key=_own_key(actor))
    _demand_own(actor, row)
    delivery = fields.get("delivery", row.delivery)
    if delivery in {"email", "link"} and "@" not in str(fields.get("address", row.address)):
        raise InputError("address", "write the e-mail address to which letters or links go")
    first, last = fields.get("start_on", row.start_on), fields.get("end_on", row.end_on)
    if first and last and last < first:
        raise InputError("end_on", "it ends before it begins")
    row = filled(row, fields)
    row.save()
    record(actor.who, "people.contact.set", _target("people.contact", row), at, fields)
    return row


@dataclass(frozen=True)
class NewHead:
    """Who leads a body since when; the post is named in Kazakh and Russian."""

    name: str
    since: date
    post_kk: str = ""
    post_ru: str = ""
    is_invented: bool = False


@transaction.atomic
def head_set(*, actor: Actor, body: Organization, head: NewHead, at: datetime) -> Membership:
    """Name who leads a body; whoever led it before has led it until the day before."""
    demand(actor, Permission.BODY_CHANGE)
    _demand_own(actor, body)
    if is_blank(head.name):
        raise InputError("name", "write the name of the head")
    post = body.posts.filter(role__in=HEADS).order_by("pk").first() or Post(
        code=f"head-{body.code}"[:80], organization=body, area=body.area, role="head", label_kk="Басшы",
        label_ru="Руководитель",
    )  # fmt: skip
    post.label_kk, post.label_ru = head.post_kk or post.label_kk, head.post_ru or post.label_ru
    post.save()
    held = Membership.objects.filter(post=post, end_on__isnull=True).select_related("person").first()
    if held is not None and held.person.name == head.name.strip():
        return held
    if held is not None:
        _end(held, head.since)
    person = Person.objects.create(
        code=_new_code(actor),
        name=head.name.strip(),
        office_key=body.office_key,
        is_invented=head.is_invented,
    )
    row = Membership.objects.create(person=person, organization=body, post=post, start_on=head.since)
    record(actor.who, "people.head.set", _target("people.organization", body), at, {"since": head.since})
    return row


def _end(held: Membership, since: date) -> None:
    if held.start_on is not None and since <= held.start_on:
        raise InputError("since", "the head before came after this day: write a later one")
    held.end_on = date.fromordinal(since.toordinal() - 1)
    held.save(update_fields=["end_on"])


@transaction.atomic
def proposal_make(*, actor: Actor, body: Organization | None, words: str, at: datetime) -> BodyProposal:
    """Keep what somebody who works on cases says is wrong or missing in the register."""
    demand(actor, Permission.REFERRAL_SEND)
    expect_words("words", words, LONGEST)
    row = BodyProposal.objects.create(
        office_key=UUID(actor.office_key), organization=body, body=words.strip(), by_key=actor.key, made_at=at
    )
    record(actor.who, "people.proposal.made", _target("people.proposal", row), at)
    return row


@transaction.atomic
def proposal_judge(
    *, actor: Actor, proposal: BodyProposal, state: ProposalState, at: datetime
) -> BodyProposal:
    """Say that a proposal was followed or not; raise ConflictError if somebody has said so already."""
    demand_in(actor, Permission.BODY_CHANGE, str(proposal.office_key))
    row = BodyProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != ProposalState.WAITING or state is ProposalState.WAITING:
        raise ConflictError("the proposal is judged")
    row.state, row.judged_by, row.judged_at = state, actor.key, at
    row.save(update_fields=["state", "judged_by", "judged_at"])
    record(actor.who, "people.proposal.judged", _target("people.proposal", row), at, {"state": state})
    return row


def _target(kind: str, row: Organization | BodyContact | BodyProposal) -> Target:
    return Target(kind, str(row.uuid))
