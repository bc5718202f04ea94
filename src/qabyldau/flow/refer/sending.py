"""Refer: a case, or a part of it, goes to the body in charge; whoever asked is told in the same deed (APPC Art. 65)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, Role, demand
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.casework.rules.moves import CaseStatus, may_move
from qabyldau.casework.services.cases import case_claim
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.chain.rules import CASE, REFERRAL, LinkState, Relation, Thing
from qabyldau.chain.services import link_make
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.core.queue import later
from qabyldau.flow.act import refuse_closed
from qabyldau.flow.post.codes import bears_link, link_code, link_digest
from qabyldau.flow.refer.facts import first_facts
from qabyldau.flow.refer.link import referral_by_code
from qabyldau.flow.tell import tell
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import forward_consent_record
from qabyldau.messages.services import Notice, message_queue
from qabyldau.offices.models import Office
from qabyldau.offices.queries import calendar_of
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.referrals.queries.letters import letter_for, referral_for, terms
from qabyldau.referrals.rules.moves import (
    AWAITED,
    LetterKind,
    ReplyState,
    ReplyWay,
    SendState,
    may_reply_move,
)
from qabyldau.referrals.rules.terms import reply_rule, reply_term
from qabyldau.referrals.services.journal import Paper, file_keep
from qabyldau.referrals.services.referring import Going, Words, letter_number, referral_make
from qabyldau.referrals.services.replies import AUTHORITY, Reply, reply_await, reply_keep
from qabyldau.referrals.services.sending import OPENS_TERM, acknowledgement_note, letter_move, rung_climbed
from qabyldau.routines.queries import part_of
from qabyldau.routines.services import part_sent
from qabyldau.texts.models import Attachment
from qabyldau.texts.queries import photos_among
from qabyldau.texts.services import attachment_content, attachments_mark_safe

MOST_BODIES = 20
"""Bodies that one deed writes to."""

WRONG_LINKS = Limit("authority-wrong-by-address", 20, 3600)
"""Wrong codes of links from one address of the network in an hour; a code has a hundred bits."""

FORWARDED = "referrals.forwarded"
"""The notice to an applicant that the appeal was sent on."""


@dataclass(frozen=True)
class Plan:
    """What a person decided: to whom, whose appeals (uuids; none means all), in which words, with or without names."""

    goings: Sequence[Going]
    matter: str
    ask: str = ""
    place: str = ""
    appeal_uuids: Sequence[str] = ()
    signer_key: str = ""
    photos: Sequence[str] = ()
    """Photos (uuids) of these appeals that go along: whoever sends the letter has looked at them and finds them safe."""
    is_named: bool = False
    """Whether the senders are named; each must have agreed to it, which the same deed keeps as a consent."""
    version: int = 0
    part_uuid: str = ""
    """The part of the case that the letter is about; "" for all of it."""


@transaction.atomic
def refer_case(*, actor: Actor, case_uuid: str, plan: Plan, at: datetime) -> list[Referral]:
    """Return the referrals made of a case: letters numbered and on their way, the case sent, every applicant told.

    Raises InputError naming what is lacking, ConflictError for a closed case, an ended body, or a page that is old.
    """
    demand(actor, Permission.REFERRAL_SEND)
    case = case_for(actor, case_uuid)
    refuse_closed(case)
    case_claim(case=case, version=plan.version)
    words = words_of_plan(case, plan)
    if plan.is_named:
        _agreed(actor, words.appeals, plan, at)
    attachments_mark_safe(actor=actor, attachments=words.photos, at=at)
    made = [_refer(actor, case, going, words, at) for going in _goings(plan)]
    for appeal in words.appeals:
        tell(appeal, f"forwarded:{words.group}:{appeal.uuid}", FORWARDED, at)
    if words.part is not None:
        part_sent(actor=actor, part=words.part, at=at)
    _case_sent(actor, Case.objects.get(pk=case.pk), at)
    return made


def _goings(plan: Plan) -> Sequence[Going]:
    if not plan.goings:
        raise InputError("bodies", "choose to whom the letter goes")
    if len(plan.goings) > MOST_BODIES:
        raise InputError("bodies", f"at most {MOST_BODIES} bodies at once")
    return plan.goings


def words_of_plan(case: Case, plan: Plan) -> Words:
    """Return the words of a plan with its appeals; names are read only where they were asked for."""
    every = appeals_of(case)
    chosen = [row for row in every if not plan.appeal_uuids or str(row.uuid) in plan.appeal_uuids]
    if not chosen or (plan.appeal_uuids and len(chosen) != len(set(plan.appeal_uuids))):
        raise InputError("appeals", "choose whose appeals go along")
    chosen = [row for row in chosen if row.withdrawn_at is None]
    part = part_of(case, plan.part_uuid) if plan.part_uuid else None
    return Words(
        matter=plan.matter,
        appeals=chosen,
        place=plan.place,
        ask=plan.ask,
        signer_key=plan.signer_key,
        names=tuple(_named(chosen)) if plan.is_named else (),
        is_part=bool(part) or len(plan.goings) > 1 or len(chosen) < len(every),
        part=part,
        photos=_photos(chosen, plan),
    )


def _photos(appeals: Sequence[Appeal], plan: Plan) -> list[Attachment]:
    known = photos_among(row.text_id for row in appeals) if plan.photos else []
    return [row for row in known if str(row.uuid) in plan.photos]


def _named(appeals: Sequence[Appeal]) -> list[str]:
    names = [row.applicant.name for row in appeals if row.applicant and row.applicant.name]
    if len(names) != len(appeals):
        raise InputError("is_named", "not everybody of these appeals gave a name: send it without names")
    return [str(name) for name in names]


def _agreed(actor: Actor, appeals: Sequence[Appeal], plan: Plan, at: datetime) -> None:
    bodies = "; ".join(going.body.code for going in plan.goings)
    for appeal in appeals:
        forward_consent_record(actor=actor, appeal=appeal, recipients=bodies, at=at)


def _refer(actor: Actor, case: Case, going: Going, words: Words, at: datetime) -> Referral:
    facts = first_facts(case, going, words, actor, clock.local_date(at, case.office.zone))
    letter = referral_make(actor=actor, case=case, going=going, words=words, facts=facts, at=at)
    referral = letter.referral
    source, target = Thing(CASE, str(case.uuid)), Thing(REFERRAL, str(referral.uuid))
    link_make(source, Relation.REFERRED_BY, target, who=actor.who, state=LinkState.CONFIRMED, at=at)
    for place, photo in enumerate(words.photos, 1):
        name = f"{place}.{photo.media_type.rpartition('/')[2]}"
        file_keep(owner=letter, paper=Paper(name, photo.media_type, attachment_content(photo)), at=at)
    _post(actor, letter, at)
    return referral


def _case_sent(actor: Actor, case: Case, at: datetime) -> None:
    """Move the case to SENT_TO_AUTHORITY; from a wait or an answer it goes through work, as the table says."""
    if case.status == CaseStatus.SENT_TO_AUTHORITY:
        return
    if not may_move(CaseStatus(case.status), CaseStatus.SENT_TO_AUTHORITY):
        case = case_move(actor=actor, case=case, move=Move(CaseStatus.IN_WORK), at=at)
    case_move(actor=actor, case=case, move=Move(CaseStatus.SENT_TO_AUTHORITY), at=at)


@transaction.atomic
def send_letter_of(*, actor: Actor, letter_uuid: str, at: datetime) -> Letter:
    """Return a letter that was written by the machine, sent by a person: numbered, fixed, on its way.

    A letter that asks for a better reply awaits one anew. Raises ConflictError if it is on its way already.
    """
    letter = letter_for(actor, letter_uuid)
    row = _post(actor, letter, at)
    rung_climbed(letter=row)
    referral = Referral.objects.get(pk=row.referral_id)
    if row.kind == LetterKind.AGAIN and may_reply_move(ReplyState(referral.reply_state), ReplyState.WAITING):
        reply_await(actor=actor, referral=referral, at=at)
        _case_sent(actor, Case.objects.get(pk=referral.case_id), at)
    return row


def _post(actor: Actor, letter: Letter, at: datetime) -> Letter:
    """Number a letter and put it on its way: into the outbox, or to the person who carries it."""
    row = letter_number(actor=actor, letter=letter, due_on=_expected(letter, at), at=at)
    if bears_link(row):
        _link_open(row.referral, at)
    _queue(row, at)
    return row


def _expected(letter: Letter, at: datetime) -> date | None:
    """Return until when an answer is due if the letter arrives today; None for a letter with which no term begins."""
    return expected_on(letter.office, letter.organization, at) if letter.kind in OPENS_TERM else None


def expected_on(office: Office, body: Organization, at: datetime) -> date:
    """Return until when a body must answer a letter of an office that arrives today."""
    calendar = calendar_of(office)
    rule = reply_rule(terms(), is_outside_law=body.is_outside_law)
    return reply_term(rule, calendar.registered_on(at), calendar).due_on


def _link_open(referral: Referral, at: datetime) -> None:
    """Open a new link for a referral; the one before opens nothing from now on."""
    row = Referral.objects.get(pk=referral.pk)
    row.link_turn += 1
    row.link_until = at + timedelta(days=settings.LINK_DAYS)
    row.link_digest = link_digest(link_code(row))
    row.save(update_fields=["link_turn", "link_until", "link_digest"])


def _queue(letter: Letter, at: datetime) -> None:
    if letter.way == Delivery.HAND:
        return
    notice = Notice(
        key=f"letter:{letter.uuid}:{letter.turn}",
        kind="referrals.link" if letter.way == Delivery.LINK and bears_link(letter) else "referrals.letter",
        about=Target("referrals.letter", str(letter.uuid)),
        language="kk",
        email=letter.address,
    )
    message_queue(office_key=str(letter.office.uuid), notice=notice, at=at)


@transaction.atomic
def resend_letter(*, actor: Actor, letter_uuid: str, contact: BodyContact | None, at: datetime) -> Letter:
    """Return a letter that had failed, on its way again under its own number, to the address that the register has now."""
    row = letter_for(actor, letter_uuid)
    row = letter_move(actor=actor, letter=row, target=SendState.QUEUED, at=at)
    if contact is not None:
        row.way, row.address = contact.delivery, contact.address
        row.save(update_fields=["way", "address"])
    if bears_link(row):
        _link_open(row.referral, at)
    _queue(row, at)
    return row


@transaction.atomic
def hand_letter(*, actor: Actor, letter_uuid: str, number: str, on: date | None, at: datetime) -> Letter:
    """Return a letter that the authority has: handed over with its number or without, or a number that came by telephone."""
    letter = letter_for(actor, letter_uuid)
    if number.strip() or on is not None:
        return acknowledgement_note(actor=actor, letter=letter, number=number, on=on, at=at)
    return letter_move(actor=actor, letter=letter, target=SendState.SENT, at=at)


@transaction.atomic
def take_authority_reply(
    *, actor: Actor, referral_uuid: str, reply: Reply, papers: Sequence[Paper], at: datetime
) -> AuthorityReply:
    """Return a reply that staff typed in or scanned, kept with our incoming number; the case goes on.

    The same reply by the same person, while no new one is awaited, is a second press: it is kept once.
    """
    demand(actor, Permission.REFERRAL_SEND)
    row = referral_for(actor, referral_uuid)
    return _repeated(actor, row, reply) or _taken(actor, row, reply, papers, at)


def _repeated(actor: Actor, referral: Referral, reply: Reply) -> AuthorityReply | None:
    """Return the newest reply if it is the same word for word, by the same person, and no other is awaited since; else None."""
    row = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if ReplyState(row.reply_state) in AWAITED:
        return None
    last = AuthorityReply.objects.filter(referral=row).select_related("text").order_by("-pk").first()
    if last is None or last.by_key != actor.key or last.text.body != reply.body.strip():
        return None
    own = (reply.their_number.strip()[:60], reply.their_on, reply.way, reply.is_not_ours)
    return last if own == (last.their_number, last.their_on, last.way, last.is_not_ours) else None


@transaction.atomic
def answer_by_link(
    *, referral: Referral, reply: Reply, papers: Sequence[Paper], at: datetime
) -> AuthorityReply:
    """Return a reply that an authority gave under its link, without an account; once a link, until it is asked again.

    Raises ConflictError if it was answered meanwhile.
    """
    row = Referral.objects.select_for_update(of=("self",)).select_related("office").get(pk=referral.pk)
    if row.link_digest is None or row.link_until is None or row.link_until <= at:
        raise MissingError("letter")
    if row.replied_at is not None and row.reply_state in {ReplyState.REPLIED, ReplyState.JUDGED}:
        raise ConflictError("the letter is answered already")
    return _taken(authority_of(row), row, reply, papers, at)


@transaction.atomic
def take_mail_reply(
    *, referral: Referral, reply: Reply, papers: Sequence[Paper], at: datetime
) -> AuthorityReply:
    """Return a reply that came to the referral's own address by e-mail, from a sender that is known to have it."""
    return _taken(replace(authority_of(referral), door="email"), referral, reply, papers, at)


def authority_of(referral: Referral) -> Actor:
    """Return the actor of whoever answers under a link: no role, and nothing but that one deed."""
    return Actor(AUTHORITY, str(referral.office.uuid), frozenset(), "site")


def _taken(
    actor: Actor, referral: Referral, reply: Reply, papers: Sequence[Paper], at: datetime
) -> AuthorityReply:
    kept = reply_keep(actor=actor, referral=referral, reply=reply, at=at)
    for paper in papers:
        file_keep(owner=kept, paper=paper, at=at)
    later("read.text", kept.text_id)
    case = Case.objects.get(pk=referral.case_id)
    if may_move(CaseStatus(case.status), CaseStatus.AUTHORITY_ANSWERED):
        mover = replace(actor, roles=actor.roles | {Role.CASEWORKER}) if actor.key == AUTHORITY else actor
        case_move(actor=mover, case=case, move=Move(CaseStatus.AUTHORITY_ANSWERED), at=at)
    return kept


def open_link(*, code: str, source: str, at: datetime) -> Referral:
    """Return the referral whose link an authority follows, and note that the letter has arrived.

    Wrong codes look alike and are counted by ``source``. Raises MissingError for one, TooManyError for too many.
    """
    if is_empty(WRONG_LINKS, source, at):
        take(WRONG_LINKS, source, at)
    try:
        row = referral_by_code(code, at)
    except MissingError:
        take(WRONG_LINKS, source, at)
        raise
    return row


def note_opened(*, referral: Referral, at: datetime) -> None:
    """Note that an authority has looked at its letter by the link: it has arrived. A second look changes nothing."""
    letters = Letter.objects.filter(referral=referral, send_state=SendState.SENT).exclude(way=Delivery.HAND)
    for letter in letters.filter(organization=referral.organization_id).select_related("office"):
        actor = replace(authority_of(referral), roles=frozenset({Role.CASEWORKER}))
        letter_move(actor=actor, letter=letter, target=SendState.ACKNOWLEDGED, at=at)


def take_link_answer(
    *, referral: Referral, given: Mapping[str, Any], papers: Sequence[tuple[str, bytes]], at: datetime
) -> AuthorityReply:
    """Return the answer of an authority's form: body, number, on, is_not_ours, right_words; raises as ``answer_by_link``."""
    reply = Reply(
        body=given["body"],
        way=ReplyWay.LINK,
        received_at=at,
        their_number=given["number"],
        their_on=given["on"],
        is_not_ours=given["is_not_ours"],
        right_words=given["right_words"],
    )
    files = [Paper(name, "application/octet-stream", content) for name, content in papers]
    return answer_by_link(referral=referral, reply=reply, papers=files, at=at)
