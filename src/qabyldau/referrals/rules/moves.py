"""Which state of a letter and of an awaited reply may follow which: two tables a lawyer can read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SendState(StrEnum):
    """Where a letter stands on its way out."""

    PREPARED = "prepared"
    """Written by the machine; it has no number and goes nowhere until a person presses "send"."""
    QUEUED = "queued"
    """Numbered; it waits for the mail server, or for the person who carries it."""
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    """Given up after the last try; a person must look."""
    ACKNOWLEDGED = "acknowledged"
    """The authority has it: its own number is known, or it has opened the link."""


class ReplyState(StrEnum):
    """Where the reply to a referral stands."""

    WAITING = "waiting"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    REPLIED = "replied"
    JUDGED = "judged"


class LetterKind(StrEnum):
    """What a letter is for: the referral itself, a question after an empty reply, and the rungs of the ladder."""

    REFERRAL = "referral"
    AGAIN = "again"
    REMINDER = "reminder"
    HEAD = "head"
    HIGHER = "higher"
    PROSECUTOR = "prosecutor"


class ReplyWay(StrEnum):
    """How a reply came."""

    EMAIL = "email"
    LINK = "link"
    HAND = "hand"
    """On paper or in e-Otinish, typed in or scanned by a person."""


_S, _R = SendState, ReplyState

SEND_MOVES: Mapping[SendState, frozenset[SendState]] = {
    _S.PREPARED: frozenset({_S.QUEUED}),
    _S.QUEUED: frozenset({_S.SENDING, _S.SENT, _S.FAILED, _S.ACKNOWLEDGED}),
    _S.SENDING: frozenset({_S.QUEUED, _S.SENDING, _S.SENT, _S.FAILED, _S.ACKNOWLEDGED}),
    _S.SENT: frozenset({_S.ACKNOWLEDGED, _S.FAILED}),
    _S.FAILED: frozenset({_S.QUEUED, _S.SENT, _S.ACKNOWLEDGED}),
    _S.ACKNOWLEDGED: frozenset(),
}
"""From each state of a letter, where it may go. A sender killed in the middle begins again from SENDING."""

REPLY_MOVES: Mapping[ReplyState, frozenset[ReplyState]] = {
    _R.WAITING: frozenset({_R.OVERDUE, _R.LONG_OVERDUE, _R.REPLIED}),
    _R.OVERDUE: frozenset({_R.WAITING, _R.LONG_OVERDUE, _R.REPLIED}),
    _R.LONG_OVERDUE: frozenset({_R.WAITING, _R.OVERDUE, _R.REPLIED}),
    _R.REPLIED: frozenset({_R.REPLIED, _R.JUDGED, _R.WAITING}),
    _R.JUDGED: frozenset({_R.REPLIED, _R.JUDGED, _R.WAITING}),
}
"""From each state of a reply, where it may go. Back to WAITING: a new term began, by their number or by a new question."""

AWAITED = frozenset({_R.WAITING, _R.OVERDUE, _R.LONG_OVERDUE})
"""States in which the authority owes a reply."""

ARRIVED = frozenset({_S.SENT, _S.ACKNOWLEDGED})
"""States of a letter that has gone out: the authority's term runs."""

STUCK = frozenset({_S.QUEUED, _S.SENDING, _S.FAILED})
"""States of a letter that should have gone out by now."""


def may_send_move(source: SendState, target: SendState) -> bool:
    """Return whether the table allows a letter's move."""
    return target in SEND_MOVES[source]


def may_reply_move(source: ReplyState, target: ReplyState) -> bool:
    """Return whether the table allows a reply's move."""
    return target in REPLY_MOVES[source]


@dataclass(frozen=True)
class JournalNumber:
    """A number of the journal of outgoing or incoming papers, gap-free per office, year and direction."""

    office: str
    serial: int
    year: int

    def __str__(self) -> str:
        return f"{self.office}-{self.serial}/{self.year}"


def read_their_number(said: str) -> str:
    """Return an authority's own number as it is looked for: capital letters, without gaps, № and dashes of any sort.

    >>> read_their_number("№ ЖТ - 2026 / 015")
    'ЖТ2026/015'
    """
    return "".join(sign for sign in said.upper() if sign.isalnum() or sign == "/")
