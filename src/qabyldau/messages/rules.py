"""How a message goes out, how often it is tried, and what is said where nobody can know whether it arrived: pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class Channel(StrEnum):
    """How a person is told."""

    PAGE = "page"
    EMAIL = "email"
    SMS = "sms"
    TELEGRAM = "telegram"


class MessageState(StrEnum):
    """Where a message stands. A message for the page waits there until it is read."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


ONCE_AT_MOST = frozenset({Channel.SMS, Channel.TELEGRAM})
"""Channels that cannot tell a second try from a second message.

A letter keeps its Message-ID, so a mailbox knows a double: e-mail is sent at least once. These have no such mark: what may
have gone is not sent again by itself, but waits as UNCERTAIN for a person who sees it.
"""

BY_MAIL = "intake.receipt_mail"
"""The kind of the one letter that takes number and secret to a sender who has agreed to nothing: its address is never kept."""

OURS = "@qabyldau"
"""What our Message-IDs end with."""

TRIES = 5
FIRST_PAUSE = timedelta(minutes=1)
ASKED_TO_WAIT = "asked to wait"
"""The problem of an attempt that the other side put off: it is no failure and is not counted."""

SILENT_AFTER = 5
"""Failures of a line in a row after which it is left alone for a while."""

REST = timedelta(minutes=1)
LONGEST_REST = timedelta(minutes=16)


@dataclass(frozen=True)
class Attempted:
    """What is known after one attempt; ``problem`` is empty when the message went, and never holds an address."""

    problem: str = ""
    is_unknown: bool = False
    """Whether it may have gone all the same: the line broke after the message was handed over."""
    is_final: bool = False
    """Whether another try would end alike: the receiver takes no messages, or these words are refused."""
    pause: timedelta | None = None
    """For how long the other side asks to wait."""


@dataclass(frozen=True)
class Next:
    """Where a message stands after an attempt, and how long it waits for the next one."""

    state: MessageState
    pause: timedelta | None = None


def following(channel: Channel, attempted: Attempted, tries: int) -> Next:
    """Return what follows the ``tries``-th attempt over ``channel``.

    A message that did not go waits 1, 4, 16, 64 minutes for its next try; after five tries it is given up.

    >>> following(Channel.TELEGRAM, Attempted("TimeoutError", is_unknown=True), 1).state
    <MessageState.UNCERTAIN: 'uncertain'>
    >>> following(Channel.EMAIL, Attempted("TimeoutError", is_unknown=True), 2)
    Next(state=<MessageState.QUEUED: 'queued'>, pause=datetime.timedelta(seconds=240))
    """
    if not attempted.problem:
        return Next(MessageState.SENT)
    if attempted.pause is not None:
        return Next(MessageState.QUEUED, attempted.pause)
    if attempted.is_unknown and channel in ONCE_AT_MOST:
        return Next(MessageState.UNCERTAIN)
    if attempted.is_final or tries >= TRIES:
        return Next(MessageState.FAILED)
    return Next(MessageState.QUEUED, FIRST_PAUSE * 4 ** (tries - 1))


def rest_after(failures: int) -> timedelta | None:
    """Return for how long a line is left alone after so many failures in a row; None while it is tried on.

    >>> rest_after(4), rest_after(5), rest_after(7)
    (None, datetime.timedelta(seconds=60), datetime.timedelta(seconds=240))
    """
    if failures < SILENT_AFTER:
        return None
    longer: int = 2 ** min(failures - SILENT_AFTER, 10)
    return min(REST * longer, LONGEST_REST)


def message_id(uuid: UUID) -> str:
    """Return the Message-ID of a letter of ours, the same however often it is sent: a mailbox knows a double by it."""
    return f"<{uuid}{OURS}>"


def uuid_of(said: str) -> UUID | None:
    """Return the uuid in a Message-ID of ours, without its brackets; None for any other."""
    if not said.endswith(OURS):
        return None
    try:
        return UUID(said.removesuffix(OURS))
    except ValueError:
        return None
