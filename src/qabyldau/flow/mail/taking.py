"""Taking: one letter is kept, sorted, and falls to where it belongs, in one transaction; what fails waits for a person."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from django.db import IntegrityError, OperationalError, transaction

from qabyldau.chain.rules import APPEAL
from qabyldau.core.errors import QabyldauError, TooManyError
from qabyldau.core.localized import is_blank
from qabyldau.flow.mail.fall import add_to_appeal, begin_appeal, note_bounce, reply_of
from qabyldau.flow.mail.known import Known, is_own, known_of, office_of
from qabyldau.flow.refer.sending import take_mail_reply
from qabyldau.history.rules import Target
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.rules.mime import Parsed, read_mail
from qabyldau.mailroom.rules.sorting import Facts, Reason, Road, Sorted, sort
from qabyldau.mailroom.rules.words import own_words
from qabyldau.mailroom.services import (
    Kept,
    mail_about,
    mail_digest,
    mail_keep,
    mail_reported,
    original_drop,
    original_store,
)
from qabyldau.offices.models import Office

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Came:
    """How a letter came: where it lay, its size in bytes, and whether it was fetched whole."""

    place: str
    size: int
    is_whole: bool = True


def take_mail(raw: bytes, came: Came, at: datetime) -> Mail | None:
    """Return a letter that was taken in; None for one that is here already, or where no office is there to have it.

    What cannot fall to where it belongs waits for a person with the reason; nothing is lost and nothing is done twice.
    """
    parsed = read_mail(raw)
    known, own = known_of(parsed), own_words(parsed.words)
    office = known.office or office_of(parsed.recipients)
    if office is None:
        return None
    found = sort(_facts(parsed, known, office, came))
    digest = mail_digest(message_id=parsed.message_id, sender=parsed.sender, raw=raw)
    if Mail.objects.filter(digest=digest).exists():
        return None
    stored = original_store(raw) if came.is_whole else ""
    kept = Kept(parsed, digest, came.place, came.size, stored, own, found, known.about)
    row = _kept(office, kept, known, at)
    if row is None:
        original_drop(stored)
    return row


def _facts(parsed: Parsed, known: Known, office: Office, came: Came) -> Facts:
    return Facts(
        nature=parsed.nature,
        about=known.kind,
        is_known_sender=known.is_known_sender,
        is_open=known.is_open,
        is_forged=parsed.is_forged,
        is_own=is_own(parsed),
        is_too_large=not came.is_whole,
        is_blank=is_blank(parsed.words) and not parsed.files,
        is_readable=parsed.is_readable,
        takes_appeals=office.mail_becomes_appeal,
    )


def _kept(office: Office, kept: Kept, known: Known, at: datetime) -> Mail | None:
    """Keep a letter and let it fall; where that is refused, keep it as one that waits."""
    try:
        return _once(office, kept, known, at)
    except OperationalError:
        raise
    except TooManyError:
        reason = Reason.MANY
    except QabyldauError:
        reason = Reason.CLOSED
    except Exception:
        log.exception("a letter could not be filed")
        reason = Reason.UNREADABLE
    return _once(office, replace(kept, sorted=Sorted(Road.HELD, reason)), known, at)


def _once(office: Office, kept: Kept, known: Known, at: datetime) -> Mail | None:
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = mail_keep(office=office, kept=kept, at=at)
        except IntegrityError:
            return None
        _fall(row, kept, known, at)
        return row


def _fall(row: Mail, kept: Kept, known: Known, at: datetime) -> None:
    road, parsed = kept.sorted.road, kept.parsed
    if road is Road.REPLY and known.referral is not None:
        reply, papers = reply_of(kept.words, parsed.files, at)
        take_mail_reply(referral=known.referral, reply=reply, papers=papers, at=at)
    elif road is Road.ADDITION and known.appeal is not None:
        add_to_appeal(appeal=known.appeal, words=kept.words, sender=parsed.sender, at=at)
    elif road is Road.APPEAL:
        made = begin_appeal(actor=None, office=row.office, mail=row, parsed=parsed, is_answered=True)
        mail_about(mail=row, about=Target(APPEAL, str(made.appeal.uuid)))
    elif road is Road.BOUNCE:
        about = note_bounce(parsed.report, at)
        if about is not None:
            mail_about(mail=row, about=about)
        mail_reported(mail=row, is_ours=about is not None)
