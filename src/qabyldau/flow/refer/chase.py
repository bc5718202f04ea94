"""Chase: each day who is late is found and the next letter is written; a person looks at it and sends it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from qabyldau.accounts.rules import Actor, Permission, demand, machine
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.flow.refer.facts import addressee_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import calendar_of, open_offices
from qabyldau.people.models import Organization
from qabyldau.people.queries.bodies import above, of_kind_near, way_to
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.referrals.queries.letters import first_letter, referral_for, reply_for, stuck_letters, terms
from qabyldau.referrals.rules.moves import AWAITED, LetterKind, ReplyState, SendState
from qabyldau.referrals.rules.terms import LETTER_OF, Rung, is_stuck, next_rung, rung_from
from qabyldau.referrals.services.referring import Going, letter_prepare
from qabyldau.referrals.services.sending import state_refresh
from qabyldau.referrals.writing.facts import Facts, facts_from

ABOUT = frozenset({LetterKind.HEAD, LetterKind.HIGHER, LetterKind.PROSECUTOR})
"""Letters that complain of a silent body."""
NOTHING = ("", "")
BATCH = 500
"""Referrals that one look takes at once."""


def late_find(*, office: Office, at: datetime) -> int:
    """Return how many awaited replies of an office are in another state today than yesterday: late, or long late."""
    today = clock.local_date(at, office.zone)
    owed = Referral.objects.filter(
        office=office, due_on__lt=today, reply_state__in=[s.value for s in AWAITED]
    )
    changed = Q(reply_state=ReplyState.WAITING) | Q(reply_state=ReplyState.OVERDUE, long_on__lt=today)
    actor = machine("task", str(office.uuid))
    rows = list(owed.filter(changed).order_by("pk")[:BATCH])
    return sum(state_refresh(actor=actor, referral=row, today=today, at=at) for row in rows)


def letters_due_prepare(*, office: Office, at: datetime) -> int:
    """Return how many letters of the ladder were written for an office: one a silent body, when its day has come."""
    today = clock.local_date(at, office.zone)
    late = [ReplyState.OVERDUE.value, ReplyState.LONG_OVERDUE.value]
    rows = Referral.objects.filter(office=office, reply_state__in=late)
    waits = Letter.objects.filter(send_state=SendState.PREPARED).values("referral")
    rows = rows.exclude(pk__in=waits).exclude(rung__in=[Rung.PROSECUTOR.value, Rung.COURT.value])
    found = rows.select_related("office", "organization", "case").order_by("due_on", "pk")
    return sum(_prepared(row, today, at) for row in list(found[:BATCH]))


def _prepared(referral: Referral, today: date, at: datetime) -> bool:
    rung = rung_due(referral, today)
    if rung is None or rung not in LETTER_OF:
        return False
    rung_prepare(actor=machine("task", str(referral.office.uuid)), referral=referral, rung=rung, at=at)
    return True


@transaction.atomic
def rung_prepare(*, actor: Actor, referral: Referral, rung: Rung, at: datetime) -> Letter:
    """Return the written letter of a rung; staff press "send". Raises MissingError where nobody is known to write to."""
    demand(actor, Permission.REFERRAL_SEND)
    if Letter.objects.filter(referral=referral, send_state=SendState.PREPARED).exists():
        raise ConflictError("a letter waits to be sent already")
    body = whom(referral, rung)
    if body is None or rung not in LETTER_OF:
        raise MissingError("body")
    facts = _facts(referral, LETTER_OF[rung], body, clock.local_date(at, referral.office.zone))
    going = _going(referral, body, at)
    return letter_prepare(actor=actor, referral=referral, going=going, facts=facts, at=at)


@transaction.atomic
def again_prepare(*, actor: Actor, reply: AuthorityReply, at: datetime) -> Letter:
    """Return a written letter that asks for a better reply than this one, with what staff found it lacks."""
    demand(actor, Permission.REFERRAL_SEND)
    referral = reply.referral
    if Letter.objects.filter(referral=referral, send_state=SendState.PREPARED).exists():
        raise ConflictError("a letter waits to be sent already")
    body, today = referral.organization, clock.local_date(at, referral.office.zone)
    facts = _facts(referral, LetterKind.AGAIN, body, today)
    facts = replace(facts, matter=replace(facts.matter, ask=reply.note or ""))
    if reply.their_on is not None:
        facts = replace(facts, theirs=(reply.their_number, reply.their_on.isoformat()))
    return letter_prepare(
        actor=actor, referral=referral, going=_going(referral, body, at), facts=facts, at=at
    )


def _facts(referral: Referral, kind: LetterKind, body: Organization, on: date) -> Facts:
    """Return the facts of the first letter turned to a new use; nobody's name goes further than it went."""
    facts, sent = facts_from(first_letter(referral).facts), _sent(referral)
    silent = referral.organization
    return replace(
        facts,
        kind=kind.value,
        to=addressee_of(body, on),
        matter=replace(facts.matter, named=[], ask=""),
        earlier=sent[LetterKind.REFERRAL],
        reminded=sent[LetterKind.REMINDER] if kind in ABOUT else NOTHING,
        complained=sent[LetterKind.HIGHER] if kind is LetterKind.PROSECUTOR else NOTHING,
        about=addressee_of(silent, on) if kind in ABOUT else None,
        number="",
        on="",
        due_on=referral.due_on.isoformat() if referral.due_on else "",
        is_outside_law=silent.is_outside_law,
        photos=0,
    )


def _sent(referral: Referral) -> Mapping[LetterKind, tuple[str, str]]:
    """Return the number and day of the newest letter of each kind that was numbered; nothing for the others."""
    rows = Letter.objects.filter(referral=referral, serial__isnull=False).select_related("office")
    known = {LetterKind(row.kind): (str(row.number), str(row.on)) for row in rows.order_by("pk")}
    return defaultdict(lambda: NOTHING, known)


def _going(referral: Referral, body: Organization, at: datetime) -> Going:
    """Return how a letter reaches a body today: as the first one did, or as the register says now; else by hand."""
    today = clock.local_date(at, referral.office.zone)
    contact = referral.contact if body.pk == referral.organization_id else None
    if contact is None or (contact.end_on is not None and contact.end_on < today):
        contact = way_to(body=body, on=today, office_key=str(referral.office.uuid))
    if contact is None:
        return Going(body)
    return Going(body, contact, Delivery(contact.delivery), contact.address)


def rung_due(referral: Referral, today: date) -> Rung | None:
    """Return the rung of the ladder that may be climbed today; None while it is too early, or at its end."""
    if ReplyState(referral.reply_state) not in AWAITED or referral.due_on is None or today <= referral.due_on:
        return None
    sent = referral.letters.filter(sent_at__isnull=False).order_by("-sent_at").first()
    is_first = sent is None or sent.kind in {LetterKind.REFERRAL, LetterKind.AGAIN}
    last = None if is_first or sent is None or sent.on is None else sent.on
    if today < rung_from(referral.due_on, last, terms(), calendar_of(referral.office)):
        return None
    return next_rung({referral.rung}, [rung for rung in Rung if whom(referral, rung) is not None])


def whom(referral: Referral, rung: Rung) -> Organization | None:
    """Return to whom the letter of a rung goes; None where nobody is known. The court is nobody's but the applicant's."""
    body, key = referral.organization, str(referral.office.uuid)
    if rung in {Rung.REMINDER, Rung.HEAD}:
        return body
    if rung is Rung.COURT:
        return body if not body.is_outside_law else None
    return above(body) if rung is Rung.HIGHER else of_kind_near("prosecutor", body, key)


STUCK_AFTER = timedelta(days=1)
"""How long a letter may wait to go out before the daily list names it."""


def chase_all(at: datetime) -> tuple[int, int]:
    """Return how many replies have become late in all offices, and how many letters were written about late ones.

    Running it again on the same day finds nothing more.
    """
    late = written = 0
    for office in open_offices():
        late += late_find(office=office, at=at)
        written += letters_due_prepare(office=office, at=at)
    return late, written


def write_rung(*, actor: Actor, referral_uuid: str, rung: Rung, at: datetime) -> Letter:
    """Return the written letter of a rung, for a person who does not wait for the daily look."""
    return rung_prepare(actor=actor, referral=referral_for(actor, referral_uuid), rung=rung, at=at)


def write_again(*, actor: Actor, reply_uuid: str, at: datetime) -> Letter:
    """Return a written letter that asks for a better reply than the one that came."""
    return again_prepare(actor=actor, reply=reply_for(actor, reply_uuid), at=at)


def stuck_today(actor: Actor, at: datetime) -> list[Letter]:
    """Return the letters of the actor's office that should have gone out: the daily list."""
    rows = stuck_letters(actor, at - STUCK_AFTER)
    return [row for row in rows if row.send_state == SendState.FAILED or _is_stuck(row, at)]


def _is_stuck(row: Letter, at: datetime) -> bool:
    since, today = (clock.local_date(moment, row.office.zone) for moment in (row.state_at, at))
    return is_stuck(since, today, by_hand=row.way == Delivery.HAND)
