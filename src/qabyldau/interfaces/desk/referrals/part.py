"""The part of a case's page about authorities, and the cards that all pages of referrals share."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.casework.rules.moves import OPEN, CaseStatus
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.offices.rules.calendar import WorkCalendar
from qabyldau.referrals.labels import (
    LETTER_LABELS,
    REPLY_LABELS,
    REPLY_TONES,
    SEND_LABELS,
    SEND_TONES,
    problem_words,
)
from qabyldau.referrals.models import Letter, Referral
from qabyldau.referrals.rules.moves import AWAITED, LetterKind, ReplyState, SendState
from qabyldau.referrals.rules.terms import forward_by


@dataclass(frozen=True)
class State:
    """A state in words with the tone it is drawn in."""

    label: str
    tone: str


@dataclass(frozen=True)
class LetterLine:
    """One letter in a list: what it is, its number and day, where it stands."""

    href: str
    kind: str
    body: str
    number: str
    on: date | None
    state: State
    problem: str
    tries: int


@dataclass(frozen=True)
class ReferralCard:
    """One referral in short: to whom, its numbers, how long until the reply."""

    href: str
    body: str
    number: str
    their_number: str
    state: State
    due_on: date | None
    left: int | None
    """Working days until the reply is due, below zero when late; None while none is owed."""
    theme: str
    letters: list[LetterLine]


@dataclass(frozen=True)
class ReferralsPart:
    """What was sent on from a case, and until when it has to be."""

    cards: list[ReferralCard]
    refer_href: str
    """Where a letter is written; "" for whoever may not, and for a closed case."""
    forward_by: date | None
    """The last day for sending the first appeal on (APPC Art. 65); None once it was."""
    left: int
    """Working days until then, below zero when late."""


def part_of(
    case: Case,
    actor: Actor,
    appeals: list[Appeal],
    calendar: WorkCalendar,
    sent: list[tuple[Referral, list[Letter]]],
) -> ReferralsPart:
    """Return the part of a case's page about authorities."""
    today = clock.today(case.office.zone)
    may = actor.has(Permission.REFERRAL_SEND) and CaseStatus(case.status) in OPEN
    last = forward_by(min(row.registered_on for row in appeals), calendar) if may and not sent else None
    return ReferralsPart(
        cards=[card_of(row, calendar, today, letters) for row, letters in sent],
        refer_href=reverse("desk:refer", args=[case.uuid]) if may else "",
        forward_by=last,
        left=days_left(last, today, calendar) if last else 0,
    )


def card_of(
    row: Referral, calendar: WorkCalendar, today: date, letters: list[Letter], number: str = ""
) -> ReferralCard:
    """Return one referral in short."""
    state = ReplyState(row.reply_state)
    first = min(letters, key=lambda letter: letter.pk, default=None)
    is_owed = state in AWAITED and row.due_on is not None
    return ReferralCard(
        href=reverse("desk:referral", args=[row.uuid]),
        body=localized(row.organization, "name"),
        number=number or (str(first.number) if first and first.number else ""),
        their_number=row.their_number,
        state=_state(row, first),
        due_on=row.due_on,
        left=days_left(row.due_on, today, calendar) if is_owed and row.due_on else None,
        theme="",
        letters=[letter_line(letter) for letter in letters],
    )


def _state(row: Referral, first: Letter | None) -> State:
    """Return the state of the reply; before the first letter has arrived, that of the letter."""
    if row.due_on is None and first is not None and row.reply_state == ReplyState.WAITING:
        return send_state(first)
    state = ReplyState(row.reply_state)
    return State(str(REPLY_LABELS[state]), REPLY_TONES[state])


def send_state(letter: Letter) -> State:
    """Return where a letter stands, in words."""
    state = SendState(letter.send_state)
    return State(str(SEND_LABELS[state]), SEND_TONES[state])


def letter_line(letter: Letter) -> LetterLine:
    """Return one letter as a line of a list."""
    return LetterLine(
        href=reverse("desk:letter", args=[letter.uuid]),
        kind=str(LETTER_LABELS[LetterKind(letter.kind)]),
        body=localized(letter.organization, "name"),
        number=str(letter.number) if letter.number else _("no number yet"),
        on=letter.on,
        state=send_state(letter),
        problem=problem_words(letter.problem),
        tries=letter.tries,
    )
