"""Receive: somebody brings an appeal; it is registered whole or not at all, and its sender holds the proof."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from qabyldau.accounts.rules import Actor
from qabyldau.areas.models import Area
from qabyldau.casework.services.deadlines import deadlines_start
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import crypto, ids
from qabyldau.core.errors import InputError, TooManyError
from qabyldau.core.limits import Limit, take
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_by_key, is_registered, key_digest
from qabyldau.intake.rules import CONSENT_VERSION as CONSENT_VERSION
from qabyldau.intake.rules import CONSENT_YEARS as CONSENT_YEARS
from qabyldau.intake.rules import LONGEST_TEXT as LONGEST_TEXT
from qabyldau.intake.rules import IntakeChannel as IntakeChannel
from qabyldau.intake.services import Contact as Contact
from qabyldau.intake.services import (
    NewAppeal,
    appeal_register,
    applicant_note,
    consent_record,
    receipt_issue,
)
from qabyldau.messages.services import Notice, message_queue
from qabyldau.offices.models import Office
from qabyldau.offices.queries import calendar_of, complaint_readers_of, confidential_readers_of
from qabyldau.offices.rules.calendar import WorkCalendar
from qabyldau.texts.services import CleanFile, attachment_store, text_store

APPEALS_BY_ADDRESS = Limit("appeals-by-address", 10, 3600)
"""Appeals from one address of the network in an hour, where a door names the address."""


@dataclass(frozen=True)
class IncomingAppeal:
    """An appeal as a door unpacked it. ``key`` makes it once: the same door and key twice is one appeal."""

    key: str
    kind: AppealKind
    body: str
    answer_language: str
    received_at: datetime
    channel: IntakeChannel = IntakeChannel.SITE
    place: str = ""
    area_code: str = ""
    contact: Contact = field(default_factory=Contact)
    consent_language: str = ""
    """The language in which the words of consent were shown and agreed to; "" where no consent was asked."""
    is_confidential: bool = False
    is_about_staff: bool = False
    """Whether it complains of our own staff: it goes round the head, to the second reader alone."""
    is_read_back: bool = False
    """Whether the text was read back to whoever spoke it, and they agreed (APPC Art. 63)."""
    photos: tuple[CleanFile, ...] = ()
    """Photos, and voice messages where the channel has them."""
    source: str = ""
    """The address of the network or the chat it came from, for the limit alone: it is kept nowhere. "" where none is counted."""


@dataclass(frozen=True)
class Registered:
    """What the sender is given: a number, a secret said once, and by when to expect an answer."""

    appeal: Appeal
    secret: str
    due_on: date
    is_new: bool

    @property
    def number(self) -> str:
        """The public number."""
        return self.appeal.number


def receive_appeal(*, actor: Actor, office: Office, incoming: IncomingAppeal) -> Registered:
    """Return the registration of an appeal; a second call with the same key returns the first one's.

    Raises InputError for what cannot be registered and TooManyError when too many came from one address; a limit is
    taken in the transaction of the appeal, so that the same key sent many times counts once.
    """
    _check(incoming)
    secret = ids.secret_from(crypto.digest("receipt-secret", actor.door, str(office.uuid), incoming.key))
    calendar = calendar_of(office)
    digest = key_digest(str(office.uuid), f"{actor.door}:{incoming.key}")
    try:
        return _register(actor, office, incoming, secret, digest, calendar)
    except (IntegrityError, TooManyError):
        known = _registered_before(digest, secret)
        if known is None:
            raise
        return known


def _check(incoming: IncomingAppeal) -> None:
    if is_blank(incoming.body):
        raise InputError("text", "the text is empty")
    if len(incoming.body) > LONGEST_TEXT:
        raise InputError("text", f"the text is longer than {LONGEST_TEXT} characters")
    if not incoming.contact.is_empty and not incoming.consent_language:
        raise InputError("consent", "personal data are kept only with consent")


def _registered_before(digest: bytes, secret: str) -> Registered | None:
    appeal = appeal_by_key(digest) if is_registered(digest) else None
    if appeal is None:
        return None
    receipt = appeal.receipts.order_by("issued_at").first()
    return Registered(appeal, secret, receipt.due_on if receipt else appeal.registered_on, is_new=False)


@transaction.atomic
def _register(
    actor: Actor,
    office: Office,
    incoming: IncomingAppeal,
    secret: str,
    digest: bytes,
    calendar: WorkCalendar,
) -> Registered:
    at = incoming.received_at
    known = _registered_before(digest, secret)
    if known is not None:
        return known
    if incoming.source:
        take(APPEALS_BY_ADDRESS, incoming.source, at)
    text = text_store(office=office, body=incoming.body, at=at)
    for photo in incoming.photos:
        attachment_store(text=text, photo=photo)
    appeal = appeal_register(
        actor=actor,
        office=office,
        new=_new(incoming, digest, calendar),
        text=text,
        applicant=applicant_note(office=office, contact=incoming.contact, at=at),
        readers=_readers(office, incoming),
    )
    if incoming.consent_language:
        consent_record(appeal=appeal, language=incoming.consent_language, at=at)
    due_on = deadlines_start(actor=actor, appeal=appeal, calendar=calendar, at=at)
    receipt_issue(actor=actor, appeal=appeal, secret=secret, due_on=due_on, at=at)
    notice = Notice(
        key=f"receipt:{appeal.uuid}",
        kind="intake.receipt",
        about=Target("intake.appeal", str(appeal.uuid)),
        language=incoming.answer_language,
    )
    message_queue(office_key=str(office.uuid), notice=notice, at=at)
    return Registered(appeal, secret, due_on, is_new=True)


def _readers(office: Office, incoming: IncomingAppeal) -> list[str]:
    if incoming.is_about_staff:
        return complaint_readers_of(office) or confidential_readers_of(office)
    return confidential_readers_of(office) if incoming.is_confidential else []


def _new(incoming: IncomingAppeal, digest: bytes, calendar: WorkCalendar) -> NewAppeal:
    return NewAppeal(
        kind=incoming.kind,
        channel=incoming.channel,
        answer_language=incoming.answer_language,
        received_at=incoming.received_at,
        registered_on=calendar.registered_on(incoming.received_at),
        key_digest=digest,
        place=incoming.place,
        area=Area.objects.filter(code=incoming.area_code).first() if incoming.area_code else None,
        is_confidential=incoming.is_confidential or incoming.is_about_staff,
        is_about_staff=incoming.is_about_staff,
        read_back_at=incoming.received_at if incoming.is_read_back else None,
    )
