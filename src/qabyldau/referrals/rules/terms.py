"""The authority's own term, when it is over, and the ladder that follows. Pure.

Sources: APPC Art. 65 (on to the right body within 3 working days, the sender told at the same time; the new body opens its own
procedure), Art. 76 (15 working days from the day the appeal arrived), Art. 91 (silence past the term counts as refusal; the
complaint is handed to the very body and decided by the body above). Terms that the texts seen do not settle come from settings.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qabyldau.casework.rules.deadlines import Clock, DeadlineRule, Reckoned, reckon
from qabyldau.offices.rules.calendar import CalendarGapError, WorkCalendar
from qabyldau.referrals.rules.moves import LetterKind, ReplyState

FORWARD_DAYS = 3
"""Art. 65: working days in which an appeal outside one's powers goes on to the right body."""

LAWFUL, ASKED = "appc-76", "asked"
"""Whose term it is: the law's, or only our request, because the body is outside the law's reach."""


@dataclass(frozen=True)
class Terms:
    """What an installation sets: working days for a reply, until a reply is long overdue, and between two rungs."""

    reply_days: int = 15
    long_days: int = 10
    rung_days: int = 5


def reply_rule(terms: Terms, *, is_outside_law: bool) -> DeadlineRule:
    """Return the term of a reply; of a body outside the law's reach it is a request."""
    code, source = (ASKED, "our request") if is_outside_law else (LAWFUL, "APPC Art. 76")
    return DeadlineRule(code, Clock.AUTHORITY, terms.reply_days, source=source)


def reply_term(rule: DeadlineRule, arrived: date, calendar: WorkCalendar) -> Reckoned:
    """Return the authority's own term, which runs from the day on which the letter arrived there."""
    return reckon(rule, arrived, calendar)


def forward_by(registered_on: date, calendar: WorkCalendar) -> date:
    """Return the last day for sending an appeal on (Art. 65), counted from the day of its registration."""
    return reckon(DeadlineRule("appc-65", Clock.OURS, FORWARD_DAYS), registered_on, calendar).due_on


def long_overdue_from(due: date, terms: Terms, calendar: WorkCalendar) -> date:
    """Return the last day on which a late reply is only late."""
    return reckon(DeadlineRule("long", Clock.AUTHORITY, terms.long_days), due, calendar).due_on


def state_on(today: date, due: date, long: date) -> ReplyState:
    """Return how a reply stands that is owed: the last day of a term is still in time."""
    if today <= due:
        return ReplyState.WAITING
    return ReplyState.OVERDUE if today <= long else ReplyState.LONG_OVERDUE


class Rung(StrEnum):
    """A step of the ladder: who is written to when the authority is silent."""

    REMINDER = "reminder"
    HEAD = "head"
    HIGHER = "higher"
    PROSECUTOR = "prosecutor"
    COURT = "court"
    """Not ours to climb: only the applicant goes to court; we say how."""


LADDER = (Rung.REMINDER, Rung.HEAD, Rung.HIGHER, Rung.PROSECUTOR, Rung.COURT)

LETTER_OF: Mapping[Rung, LetterKind] = {
    Rung.REMINDER: LetterKind.REMINDER,
    Rung.HEAD: LetterKind.HEAD,
    Rung.HIGHER: LetterKind.HIGHER,
    Rung.PROSECUTOR: LetterKind.PROSECUTOR,
}
"""The letter of each rung that we write."""


def next_rung(climbed: Collection[str], possible: Collection[Rung]) -> Rung | None:
    """Return the lowest rung that was not climbed and is ``possible``; the ladder has no way down. None at its end."""
    highest = max((LADDER.index(rung) for rung in LADDER if rung.value in climbed), default=-1)
    return next((rung for rung in LADDER[highest + 1 :] if rung in possible), None)


def rung_from(due: date, last_sent: date | None, terms: Terms, calendar: WorkCalendar) -> date:
    """Return the day from which the next rung may be climbed: after the term, and some days after the last letter."""
    first = calendar.next_working_day(due)
    if last_sent is None:
        return first
    rest = reckon(DeadlineRule("rung", Clock.OURS, terms.rung_days), last_sent, calendar).due_on
    return max(first, calendar.next_working_day(rest))


def check_on(promised: date, calendar: WorkCalendar) -> date:
    """Return the day on which a promise is looked at: the first working day after it; of a year unknown yet, the next day."""
    try:
        return calendar.next_working_day(promised)
    except CalendarGapError:
        return promised + timedelta(days=1)


def is_stuck(since: date, today: date, *, by_hand: bool) -> bool:
    """Return whether a letter has waited too long: by e-mail since yesterday, by hand for three days."""
    return today - since >= timedelta(days=3 if by_hand else 1)
