"""What became of a letter on its way out: every try, its reason, and the day on which the authority's term begins."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand, machine
from qabyldau.casework.rules.deadlines import Reckoned
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.queries import calendar_of
from qabyldau.referrals.models import Letter, Referral
from qabyldau.referrals.queries.letters import terms
from qabyldau.referrals.rules.moves import (
    ARRIVED,
    AWAITED,
    LetterKind,
    ReplyState,
    SendState,
    may_reply_move,
    may_send_move,
    read_their_number,
)
from qabyldau.referrals.rules.terms import LETTER_OF, long_overdue_from, reply_rule, reply_term, state_on

OPENS_TERM = frozenset({LetterKind.REFERRAL.value, LetterKind.AGAIN.value})
"""Letters with whose arrival a term begins; reminders begin none."""


def _locked(letter: Letter) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("office", "referral__organization")
    return rows.get(pk=letter.pk)


@transaction.atomic
def letter_move(
    *, actor: Actor, letter: Letter, target: SendState, at: datetime, problem: str = ""
) -> Letter:
    """Return the letter after a move of the table; with its arrival the authority's term begins. Raises ConflictError.

    A person needs REFERRAL_SEND; the machine that sends is asked by nobody.
    """
    demand(actor, Permission.REFERRAL_SEND)
    row = _locked(letter)
    source = SendState(row.send_state)
    if not may_send_move(source, target):
        raise ConflictError(f"a letter cannot go from {source} to {target}")
    row.send_state, row.state_at, row.problem = target, at, problem[:200]
    row.tries += target is SendState.SENDING
    row.turn += source is SendState.FAILED and target is SendState.QUEUED
    arrives = target in ARRIVED and row.sent_at is None
    row.sent_at = at if arrives else row.sent_at
    row.save(update_fields=["send_state", "state_at", "problem", "tries", "turn", "sent_at"])
    if arrives and row.kind in OPENS_TERM:
        _term_begin(row.referral, calendar_of(row.office).registered_on(at))
    record(actor.who, "referrals.letter.moved", target_of(row), at, {"state": target, "problem": problem})
    return row


def letter_tried(*, letter: Letter, problem: str, is_over: bool, at: datetime) -> Letter:
    """Return the letter after one try of the machine: SENT, back to QUEUED with the reason, or FAILED after the last."""
    target = SendState.SENT if not problem else SendState.FAILED if is_over else SendState.QUEUED
    actor = machine("task", str(letter.office.uuid))
    return letter_move(actor=actor, letter=letter, target=target, problem=problem, at=at)


def _term_begin(referral: Referral, arrived: date) -> None:
    """Begin the authority's own term on the day of arrival, or begin it anew; a state of lateness follows it."""
    calendar = calendar_of(referral.office)
    rule = reply_rule(terms(), is_outside_law=referral.organization.is_outside_law)
    found = reply_term(rule, arrived, calendar)
    referral.rule = rule.code
    referral.start_on, referral.due_on = found.start_on, found.due_on
    referral.long_on = long_overdue_from(found.due_on, terms(), calendar)
    referral.calendar_version, referral.reckoning = found.calendar_version, _days(found)
    referral.version += 1
    referral.save(
        update_fields=["rule", "start_on", "due_on", "long_on", "calendar_version", "reckoning", "version"]
    )


def _days(found: Reckoned) -> list[dict[str, Any]]:
    return [
        {
            "on": day.on.isoformat(),
            "kind": day.kind.value,
            "counted": day.counted,
            "number": day.number,
            "name": day.name,
        }
        for day in found.days
    ]


@transaction.atomic
def acknowledgement_note(
    *, actor: Actor, letter: Letter, number: str, on: date | None, at: datetime
) -> Letter:
    """Note that the authority has a letter: its own number and day, from which its term runs; by hand or read to us.

    Raises InputError for a day to come, or one before the letter.
    """
    demand(actor, Permission.REFERRAL_SEND)
    row = _locked(letter)
    today = clock.local_date(at, row.office.zone)
    if on is not None and (on > today or (row.on is not None and on < row.on)):
        raise InputError("their_on", "write the day on which they registered it: from our letter until today")
    number = number.strip()[:60]
    if row.send_state != SendState.ACKNOWLEDGED:
        row = letter_move(actor=actor, letter=row, target=SendState.ACKNOWLEDGED, at=at)
    if row.kind not in OPENS_TERM:
        return row
    referral = Referral.objects.select_for_update().select_related("office", "organization").get(
        pk=row.referral_id
    )  # fmt: skip
    if number:
        referral.their_number, referral.their_index = number, read_their_number(number)
    referral.their_on = on or referral.their_on
    referral.save(update_fields=["their_number", "their_index", "their_on"])
    if on is not None and referral.start_on != on:
        _term_begin(referral, on)
        state_refresh(actor=actor, referral=referral, today=today, at=at)
    record(
        actor.who, "referrals.referral.numbered", target_of(referral), at, {"number": number, "on": on or ""}
    )
    return row


@transaction.atomic
def state_refresh(*, actor: Actor, referral: Referral, today: date, at: datetime) -> bool:
    """Return whether the state of an awaited reply follows the calendar anew; nothing is written where it does already."""
    row = Referral.objects.select_for_update().get(pk=referral.pk)
    if ReplyState(row.reply_state) not in AWAITED or row.due_on is None or row.long_on is None:
        return False
    target = state_on(today, row.due_on, row.long_on)
    if target == row.reply_state or not may_reply_move(ReplyState(row.reply_state), target):
        return False
    row.reply_state = target
    row.version += 1
    row.save(update_fields=["reply_state", "version"])
    record(actor.who, "referrals.reply.late", target_of(row), at, {"state": target})
    return True


def rung_climbed(*, letter: Letter) -> None:
    """Note on the referral how far up the ladder a letter that was just numbered has gone; a part of sending it."""
    rungs = {kind.value: rung.value for rung, kind in LETTER_OF.items()}
    if letter.kind in rungs:
        Referral.objects.filter(pk=letter.referral_id).update(rung=rungs[letter.kind])
    elif letter.kind == LetterKind.AGAIN:
        Referral.objects.filter(pk=letter.referral_id).update(rung="")


def target_of(row: Referral | Letter) -> Target:
    """Return a referral or a letter as the history names it."""
    kind = "referrals.letter" if isinstance(row, Letter) else "referrals.referral"
    return Target(kind, str(row.uuid))
