"""Which language each person gets an answer in, whether it reached them, and until when they may say it is not enough. Pure."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Reach(StrEnum):
    """How far one answer has come to one person."""

    READ = "read"
    HANDED = "handed"
    SENT = "sent"
    WAITING = "waiting"
    PAGE = "page"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


REACHED: Set[Reach] = frozenset({Reach.READ, Reach.HANDED, Reach.SENT})
"""Where somebody has surely got it, or a server has taken it for them."""


def reopens_until(told_on: date, days: int) -> date:
    """Return the last day on which the sender may open an appeal again with one press."""
    return told_on + timedelta(days=days)


@dataclass(frozen=True)
class Trace:
    """What is known of one answer to one person: whether it was read or handed over, and the state of its letter."""

    is_read: bool
    is_handed: bool
    message: str
    """State of the letter that left the house, as the outbox has it; "" where none was to leave."""


def reach_of(trace: Trace) -> Reach:
    """Return how far an answer has come: what the person did counts before what a server said.

    >>> reach_of(Trace(is_read=False, is_handed=False, message="failed"))
    <Reach.FAILED: 'failed'>
    """
    if trace.is_read:
        return Reach.READ
    if trace.is_handed:
        return Reach.HANDED
    if trace.message in {"queued", "sending"}:
        return Reach.WAITING
    return Reach(trace.message or Reach.PAGE)


def languages_for(wanted: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return by appeal the language each gets: what its sender asked for, or what staff chose with a note."""
    return {appeal: chosen.get(appeal, language) for appeal, language in wanted.items()}


def lacking(needed: Iterable[str], written: Set[str]) -> list[str]:
    """Return the languages in which somebody is owed an answer and nothing is written yet, in order."""
    return sorted(set(needed) - written)
