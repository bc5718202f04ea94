"""Taking a reply, judging it, and the tick of the citizen."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import expect_words, is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.language import reply_signs
from qabyldau.offices.queries import calendar_of
from qabyldau.people.models import Organization
from qabyldau.referrals.models import (
    IN,
    AuthorityReply,
    CitizenTick,
    PromisedCheck,
    Referral,
    ReferralAppeal,
)
from qabyldau.referrals.rules.moves import ReplyState, ReplyWay, may_reply_move, read_their_number
from qabyldau.referrals.rules.replies import LONGEST_REPLY, Refusal, Tick, Verdict, promised_dates
from qabyldau.referrals.rules.terms import check_on
from qabyldau.referrals.services.journal import serial_take
from qabyldau.referrals.services.sending import target_of
from qabyldau.texts.services import text_store

AUTHORITY = "authority"
"""The key of whoever answers under a link: no account, and no person of ours."""

Signs = list[tuple[str, int, int, str]]


@dataclass(frozen=True)
class Reply:
    """A reply as it came: its words, their number and day, and to whom it belongs where they say "not ours" (Art. 65)."""

    body: str
    way: ReplyWay
    received_at: datetime
    their_number: str = ""
    their_on: date | None = None
    is_not_ours: bool = False
    right_body: Organization | None = None
    right_words: str = ""
    refusal: Refusal | None = None
    promised_on: date | None = None
    """The day that a person read in it; days that the machine finds are added."""


@transaction.atomic
def reply_keep(*, actor: Actor, referral: Referral, reply: Reply, at: datetime) -> AuthorityReply:
    """Keep a reply with our incoming number; its signs are noted, its promised days become checks, the state is REPLIED.

    Raises InputError for a reply without words, with a day to come, or that says "not ours" and names nobody.
    """
    if actor.key != AUTHORITY:
        demand(actor, Permission.REFERRAL_SEND)
    row = Referral.objects.select_for_update(of=("self",)).select_related("office").get(pk=referral.pk)
    today = clock.local_date(at, row.office.zone)
    _refuse(reply, today, at)
    if not may_reply_move(ReplyState(row.reply_state), ReplyState.REPLIED):
        raise ConflictError("a reply cannot be taken now")
    kept = _stored(actor, row, reply, at)
    _promises(kept, reply, today)
    row.reply_state, row.replied_at = ReplyState.REPLIED, reply.received_at
    if reply.their_number.strip() and not row.their_number:
        row.their_number, row.their_index = kept.their_number, kept.their_index
    row.version += 1
    row.save(update_fields=["reply_state", "replied_at", "their_number", "their_index", "version"])
    record(
        actor.who, "referrals.reply.received", _target(kept), at, {"way": reply.way, "number": kept.number}
    )
    return kept


def _refuse(reply: Reply, today: date, at: datetime) -> None:
    expect_words("body", reply.body, LONGEST_REPLY)
    if reply.received_at > at:
        raise InputError("received_on", "the day is yet to come")
    if reply.their_on is not None and reply.their_on > today:
        raise InputError("their_on", "the day is yet to come")
    if reply.is_not_ours and reply.right_body is None and is_blank(reply.right_words):
        raise InputError("right_words", "name the body in whose powers it lies (Article 65)")
    if reply.promised_on is not None and reply.promised_on < today:
        raise InputError("promised_on", "the promised day is past")


def _stored(actor: Actor, referral: Referral, reply: Reply, at: datetime) -> AuthorityReply:
    office, number = referral.office, reply.their_number.strip()[:60]
    on = clock.local_date(reply.received_at, office.zone)
    year = clock.local_date(at, office.zone).year
    row = AuthorityReply(
        referral=referral,
        office=office,
        text=text_store(office=office, body=reply.body.strip(), at=at),
        way=reply.way,
        year=year,
        serial=serial_take(office=office, year=year, direction=IN),
        received_at=reply.received_at,
        received_on=on,
        by_key=actor.key,
        their_number=number,
        their_index=read_their_number(number),
        their_on=reply.their_on,
        is_not_ours=reply.is_not_ours,
        right_body=reply.right_body,
        right_words=reply.right_words.strip()[:300],
        refusal=reply.refusal or (Refusal.NOT_OURS if reply.is_not_ours else ""),
    )
    row.signs = json.dumps(reply_signs(reply.body, referral.matter or None).signs, ensure_ascii=False)
    row.save()
    return row


def _promises(row: AuthorityReply, reply: Reply, today: date) -> None:
    """Make a check of each promised day (F137): the one that a person read, and those that the machine finds."""
    found = promised_dates(reply_signs(reply.body).dates, reply.body, today)
    days = dict.fromkeys([*([reply.promised_on] if reply.promised_on else []), *found])
    calendar = calendar_of(row.office)
    PromisedCheck.objects.bulk_create(
        PromisedCheck(reply=row, office=row.office, promised_on=day, check_on=check_on(day, calendar))
        for day in days
    )


@transaction.atomic
def reply_judge(*, actor: Actor, reply: AuthorityReply, verdict: Verdict, at: datetime) -> AuthorityReply:
    """Keep the four ticks of staff and whether the reply is an answer; it may be judged anew. Signs decide nothing."""
    demand(actor, Permission.REPLY_JUDGE)
    row = AuthorityReply.objects.select_for_update().get(pk=reply.pk)
    referral = Referral.objects.select_for_update().get(pk=row.referral_id)
    if not verdict.is_enough and is_blank(verdict.note):
        raise InputError("note", "say what the reply lacks: it goes into the question to the authority")
    for tick in Tick:
        setattr(row, f"has_{tick.value}", tick in verdict.ticks)
    row.is_enough, row.note = verdict.is_enough, verdict.note.strip()
    row.judged_by, row.judged_at = actor.key, at
    row.save()
    if may_reply_move(ReplyState(referral.reply_state), ReplyState.JUDGED):
        referral.reply_state, referral.judged_at = ReplyState.JUDGED, at
        referral.version += 1
        referral.save(update_fields=["reply_state", "judged_at", "version"])
    record(
        actor.who,
        "referrals.reply.judged",
        _target(row),
        at,
        {"ticks": ",".join(sorted(verdict.ticks)), "is_enough": verdict.is_enough},
    )
    return row


@transaction.atomic
def reply_await(*, actor: Actor, referral: Referral, at: datetime) -> Referral:
    """Wait for a reply again, after a letter that asks for a better one was sent."""
    demand(actor, Permission.REFERRAL_SEND)
    row = Referral.objects.select_for_update().get(pk=referral.pk)
    if not may_reply_move(ReplyState(row.reply_state), ReplyState.WAITING):
        raise ConflictError("a reply is awaited already")
    row.reply_state = ReplyState.WAITING
    row.version += 1
    row.save(update_fields=["reply_state", "version"])
    record(actor.who, "referrals.reply.awaited", target_of(row), at)
    return row


@transaction.atomic
def citizen_tick(
    *, actor: Actor, appeal: Appeal, reply_uuid: str, is_answer: bool, at: datetime
) -> CitizenTick:
    """Keep whether the sender of an appeal finds a reply an answer; it may be said anew. Others' replies are MissingError."""
    demand(actor, Permission.APPEAL_SEND)
    reply = AuthorityReply.objects.filter(uuid=reply_uuid).first()
    if reply is None or not ReferralAppeal.objects.filter(referral=reply.referral_id, appeal=appeal).exists():
        raise MissingError("reply")
    row, _ = CitizenTick.objects.update_or_create(
        reply=reply, appeal=appeal, defaults={"is_answer": is_answer, "at": at}
    )
    record(actor.who, "referrals.reply.ticked", _target(reply), at, {"is_answer": is_answer})
    return row


@transaction.atomic
def promise_check(*, actor: Actor, promise: PromisedCheck, is_kept: bool, at: datetime) -> PromisedCheck:
    """Keep whether a promised day was kept; raise ConflictError if somebody has said so already."""
    demand(actor, Permission.REPLY_JUDGE)
    row = PromisedCheck.objects.select_for_update().get(pk=promise.pk)
    if row.checked_at is not None:
        raise ConflictError("the promise was checked")
    row.is_kept, row.checked_by, row.checked_at = is_kept, actor.key, at
    row.save(update_fields=["is_kept", "checked_by", "checked_at"])
    record(
        actor.who, "referrals.promise.checked", Target("referrals.promise", str(row.uuid)), at,
        {"is_kept": is_kept},
    )  # fmt: skip
    return row


def signs_of(reply: AuthorityReply) -> Signs:
    """Return the signs of an empty reply that were found when it came: kind, start, end, reason."""
    return [(kind, start, end, why) for kind, start, end, why in json.loads(reply.signs or "[]")]


def _target(row: AuthorityReply) -> Target:
    return Target("referrals.reply", str(row.uuid))
