"""Sweep: the mailbox is read by one process at a time; a letter is taken in first, and only then marked there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from django.conf import settings

from qabyldau.core import ids
from qabyldau.flow.mail.taking import Came, take_mail
from qabyldau.gateways.mailbox import Lying, Mailbox, MailboxError, open_mailbox
from qabyldau.mailroom.queries import places_known
from qabyldau.messages.queries import resting_lines, taken_among
from qabyldau.messages.services import incoming_take, line_failed, line_free, line_hold, line_works

log = structlog.get_logger(__name__)

LINE = "mailbox"

HELD = timedelta(minutes=5)
"""How long the mailbox belongs to the process that reads it."""

MOST = 500
"""Letters of the folder, not taken in before, that are looked at in one sweep."""

CHUNK = 500
"""Letters of which it is asked at once whether they were taken in before."""

SWEEP = 50
"""Letters that are taken in in one sweep."""

LARGEST = 25 * 1024 * 1024
"""Bytes of one letter; of a larger one only the head is fetched, and a person is told."""


@dataclass(frozen=True)
class Swept:
    """What one sweep did: letters taken in, and letters that could not be."""

    taken: int = 0
    failed: int = 0
    problem: str = ""
    """Why the mailbox could not be read; "" where it was."""


NOTHING = Swept()


def fetch_mail(at: datetime) -> Swept:
    """Take in what lies in the mailbox, one sweep at most; a silent server is left alone for a while."""
    if not settings.MAILBOX_URL or LINE in resting_lines(at):
        return NOTHING
    if not line_hold(name=LINE, holder=ids.new_uuid().hex, at=at, lease=HELD):
        return NOTHING
    try:
        with open_mailbox(settings.MAILBOX_URL) as box:
            swept = _swept(box, at)
    except MailboxError as error:
        line_failed(name=LINE, at=at)
        log.warning("the mailbox does not answer", problem=str(error))
        return Swept(problem=str(error))
    finally:
        line_free(name=LINE)
    line_works(name=LINE)
    return swept


def _swept(box: Mailbox, at: datetime) -> Swept:
    numbers = box.numbers()
    old = _known(box, numbers)
    for uid in sorted(old)[:MOST] if box.can_put_away else ():
        box.taken(uid)
    taken = failed = 0
    for lying in box.lying([uid for uid in numbers if uid not in old][:MOST]):
        if taken == SWEEP:
            break
        if _take(box, lying, f"{box.validity}:{lying.uid}", at):
            taken += 1
            box.taken(lying.uid)
        else:
            failed += 1
    return Swept(taken, failed)


def _known(box: Mailbox, numbers: list[int]) -> set[int]:
    """Return which letters of the folder were dealt with before; where letters stay in it, that grows to be nearly all."""
    found: set[str] = set()
    for start in range(0, len(numbers), CHUNK):
        places = [f"{box.validity}:{uid}" for uid in numbers[start : start + CHUNK]]
        found |= places_known(places) | taken_among(LINE, places)
    return {uid for uid in numbers if f"{box.validity}:{uid}" in found}


def _take(box: Mailbox, lying: Lying, place: str, at: datetime) -> bool:
    """Take one letter in; False for one that breaks us, which stays where it lies and stops nobody behind it."""
    is_whole = lying.size <= LARGEST
    raw = box.letter(lying.uid, is_whole=is_whole)
    try:
        take_mail(raw, Came(place, lying.size, is_whole), at)
    except Exception:
        log.exception("a letter could not be taken in", uid=lying.uid)
        return False
    incoming_take(line=LINE, key=place, at=at)
    return True
