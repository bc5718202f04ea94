"""Registering appeals and giving proof of it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.areas.models import Area
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import crypto, ids
from qabyldau.core.crypto import email_index
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.core.models import locked
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import (
    Appeal,
    AppealReader,
    Applicant,
    Consent,
    ContactLook,
    Receipt,
    RegisterCounter,
)
from qabyldau.intake.queries import chat_index, secret_digest
from qabyldau.intake.rules import CONSENT_VERSION, CONSENT_YEARS, ConsentPurpose, IntakeChannel, receiver_name
from qabyldau.offices.models import Office, Staff
from qabyldau.texts.models import Text

TELEGRAM = "Telegram"
"""The recipient that a consent names where the answer goes into a chat; its servers stand abroad."""


@dataclass(frozen=True)
class Contact:
    """Who brings the appeal, as far as they say; all empty for an unnamed sender."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    chat: str = ""
    """The chat with our bot in which to answer; "" where they did not ask for that."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not any((self.name, self.phone, self.email, self.address, self.chat))


@dataclass(frozen=True)
class NewAppeal:
    """An appeal that was checked and is about to be registered."""

    kind: AppealKind
    channel: IntakeChannel
    answer_language: str
    received_at: datetime
    registered_on: date
    key_digest: bytes
    place: str = ""
    area: Area | None = None
    is_confidential: bool = False
    is_about_staff: bool = False
    read_back_at: datetime | None = None
    """When the text was read back to whoever spoke it, and they agreed; None where it was not."""


def applicant_note(*, office: Office, contact: Contact, at: datetime) -> Applicant | None:
    """Return a new applicant with blind indexes for telephone, e-mail and chat, or None for an unnamed sender."""
    if contact.is_empty:
        return None
    return Applicant.objects.create(
        office=office,
        name=contact.name,
        phone=contact.phone,
        email=contact.email,
        address=contact.address,
        phone_index=crypto.digest("phone", contact.phone) if contact.phone else None,
        email_index=email_index(contact.email) if contact.email else None,
        chat=contact.chat,
        chat_index=chat_index(contact.chat) if contact.chat else None,
        made_at=at,
    )


@transaction.atomic(savepoint=False)
def appeal_register(
    *,
    actor: Actor,
    office: Office,
    new: NewAppeal,
    text: Text,
    applicant: Applicant | None,
    readers: list[str],
) -> Appeal:
    """Return the registered appeal with its public number and the next number of the register, or nothing at all.

    The register has no gaps: its counter is locked until the transaction ends (APPC Art. 64: registration is obligatory).
    """
    demand(actor, Permission.APPEAL_REGISTER if actor.door == "desk" else Permission.APPEAL_SEND)
    year = new.registered_on.year
    appeal = Appeal.objects.create(
        office=office,
        applicant=applicant,
        text=text,
        number=_free_number(),
        register_year=year,
        register_serial=_next_serial(office, year),
        kind=new.kind,
        channel=new.channel,
        place=new.place,
        area=new.area,
        answer_language=new.answer_language,
        is_confidential=new.is_confidential,
        is_about_staff=new.is_about_staff,
        received_at=new.received_at,
        registered_on=new.registered_on,
        registered_by=actor.key,
        key_digest=new.key_digest,
        read_back_at=new.read_back_at,
    )
    if new.is_confidential:
        AppealReader.objects.bulk_create(AppealReader(appeal=appeal, user_key=key) for key in readers)
    fields = {
        "kind": new.kind,
        "channel": new.channel,
        "register": appeal.register_number,
        "read_back": new.read_back_at is not None,
    }
    record(actor.who, "intake.appeal.registered", _target(appeal), new.received_at, fields)
    return appeal


def _next_serial(office: Office, year: int) -> int:
    counter = locked(RegisterCounter, office=office, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _free_number() -> str:
    for _ in range(20):
        number = ids.new_number()
        if not Appeal.objects.filter(number=number).exists():
            return number
    raise RuntimeError("no free public number was found in twenty tries")


def consent_record(*, appeal: Appeal, language: str, at: datetime) -> Consent:
    """Keep that the sender agreed to the use of the data for this appeal, in the words and language that were shown.

    Whoever is answered in a chat has agreed that Telegram carries it: it is named as a recipient.
    """
    goes_by_chat = appeal.applicant is not None and appeal.applicant.chat_index is not None
    return Consent.objects.create(
        appeal=appeal,
        purpose=ConsentPurpose.APPEAL,
        words_version=CONSENT_VERSION,
        language=language,
        channel=appeal.channel,
        kept_years=CONSENT_YEARS,
        recipients=TELEGRAM if goes_by_chat else "",
        given_at=at,
    )


@transaction.atomic
def forward_consent_record(*, actor: Actor, appeal: Appeal, recipients: str, at: datetime) -> Consent:
    """Keep that the sender agreed, when asked, to be named to these authorities; raise ConflictError where nobody is named.

    A consent that was taken back is not renewed by asking for a letter: it is given anew.
    """
    demand(actor, Permission.REFERRAL_SEND)
    if appeal.applicant is None or not appeal.applicant.name:
        raise ConflictError("nobody is named in this appeal")
    row, _ = Consent.objects.get_or_create(
        appeal=appeal,
        purpose=ConsentPurpose.FORWARD,
        defaults={
            "words_version": CONSENT_VERSION, "language": appeal.answer_language, "channel": actor.door,
            "kept_years": CONSENT_YEARS, "given_at": at,
        },
    )  # fmt: skip
    known = [name for name in row.recipients.split("; ") if name]
    row.recipients = "; ".join(dict.fromkeys([*known, recipients]))[:200]
    row.withdrawn_at, row.given_at = None, at
    row.save(update_fields=["recipients", "withdrawn_at", "given_at"])
    record(actor.who, "intake.consent.forwarding", _target(appeal), at)
    return row


@transaction.atomic(savepoint=False)
def receipt_issue(
    *, actor: Actor, appeal: Appeal, secret: str, due_on: date, at: datetime, is_copy: bool = False
) -> Receipt:
    """Return a new receipt with ``secret``. A copy is marked as one, and the receipt before it is void from this moment."""
    demand(
        actor,
        Permission.RECEIPT_REISSUE
        if is_copy
        else Permission.APPEAL_SEND
        if actor.door != "desk"
        else Permission.APPEAL_REGISTER,
    )
    if is_copy:
        Receipt.objects.filter(appeal=appeal, voided_at__isnull=True).update(voided_at=at)
    staff = (
        Staff.objects.filter(office=appeal.office, user__uuid=actor.key).first()
        if actor.door == "desk"
        else None
    )
    receipt = Receipt.objects.create(
        appeal=appeal,
        secret_digest=secret_digest(appeal.number, secret),
        issued_at=at,
        issued_by=actor.key,
        receiver_name=receiver_name(actor.name) if actor.name else "",
        receiver_position_kk=staff.position_kk if staff else "",
        receiver_position_ru=staff.position_ru if staff else "",
        receiver_position_en=staff.position_en if staff else "",
        due_on=due_on,
        is_copy=is_copy,
    )
    record(actor.who, "intake.receipt.issued", _target(appeal), at, {"is_copy": is_copy})
    return receipt


@dataclass(frozen=True)
class WrittenWord:
    """A sender's written word that an appeal is taken back: what it says and of which day it is."""

    words: str
    written_on: date


@transaction.atomic
def appeal_withdraw(*, actor: Actor, appeal: Appeal, at: datetime, word: WrittenWord | None = None) -> None:
    """Note that the sender takes the appeal back (APPC Art. 64): it waits for nobody any more.

    Staff do it at the sender's written word alone, which is kept. Raises ConflictError if that was done before.
    """
    if word is None:
        demand(actor, Permission.APPEAL_SEND)
    else:
        demand(actor, Permission.CASE_WORK)
        if is_blank(word.words) or word.written_on > at.date():
            raise InputError("words", "keep what the sender wrote, and the day on which it was written")
    rows = Appeal.objects.filter(pk=appeal.pk, withdrawn_at__isnull=True)
    if not rows.update(
        withdrawn_at=at, withdrawn_by=actor.key, taken_up_at=Coalesce("taken_up_at", Value(at))
    ):
        raise ConflictError("the appeal was withdrawn before")
    if word is not None:
        appeal.withdrawal_words, appeal.withdrawal_on = word.words.strip(), word.written_on
        appeal.save(update_fields=["withdrawal_words", "withdrawal_on"])
    record(actor.who, "intake.appeal.withdrawn", _target(appeal), at)


@transaction.atomic
def contact_reveal(*, actor: Actor, appeal: Appeal, at: datetime, reason: str = "") -> Contact:
    """Return who brought an appeal; each look is kept, countable by clerk and day.

    Raises InputError where the appeal complains of staff and no reason is given: its sender is shown on a request alone.
    """
    demand(actor, Permission.CONTACT_SEE)
    if appeal.is_about_staff and is_blank(reason):
        raise InputError("reason", "say why you must know who complains: it stays in the log")
    ContactLook.objects.create(
        office=appeal.office, appeal=appeal, user_key=actor.key, reason=reason.strip()[:200], at=at
    )
    record(actor.who, "intake.contact.seen", _target(appeal), at)
    who = appeal.applicant
    if who is None:
        return Contact()
    return Contact(who.name or "", who.phone or "", who.email or "", who.address or "", who.chat or "")


@transaction.atomic
def consent_withdraw(*, actor: Actor, appeal: Appeal, at: datetime) -> None:
    """Forget who brought an appeal, because the sender takes the consent back (Law on Personal Data, Art. 8).

    The appeal, its register number and its receipt stay. Raises ConflictError if nobody is named.
    """
    demand(actor, Permission.CONTACT_SEE)
    _sender_forget(appeal, at)
    record(actor.who, "intake.consent.withdrawn", _target(appeal), at)


@transaction.atomic
def chat_forget(*, actor: Actor, appeal: Appeal, at: datetime) -> None:
    """Forget everything by which a sender is known, because they say so in the chat itself (Law on Personal Data, Art. 8).

    The appeal, its register number and its receipt stay. Raises ConflictError if nobody is named.
    """
    demand(actor, Permission.APPEAL_SEND)
    _sender_forget(appeal, at)
    record(actor.who, "intake.consent.withdrawn", _target(appeal), at)


@transaction.atomic
def sender_agree(*, actor: Actor, appeal: Appeal, contact: Contact, language: str, at: datetime) -> None:
    """Keep the contact of a sender who was unnamed and agrees now, in the words and language that were shown."""
    demand(actor, Permission.APPEAL_SEND)
    if appeal.applicant is not None:
        raise ConflictError("somebody is named in this appeal")
    appeal.applicant = applicant_note(office=appeal.office, contact=contact, at=at)
    appeal.save(update_fields=["applicant"])
    consent_record(appeal=appeal, language=language, at=at)
    record(actor.who, "intake.contact.agreed", _target(appeal), at)


def _sender_forget(appeal: Appeal, at: datetime) -> None:
    sender = appeal.applicant
    if sender is None:
        raise ConflictError("nobody is named in this appeal")
    Consent.objects.filter(appeal=appeal, withdrawn_at__isnull=True).update(withdrawn_at=at)
    appeal.applicant = None
    appeal.save(update_fields=["applicant"])
    if not sender.appeal_set.exists():
        sender.delete()


def chat_close(*, chat: str, at: datetime) -> int:
    """Note that a chat takes no messages from us any more, and return with how many appeals it was left."""
    rows = Applicant.objects.filter(chat_index__in=crypto.digests("chat", chat), chat_closed_at__isnull=True)
    return rows.update(chat_closed_at=at)


def chat_open(*, chat: str) -> int:
    """Note that somebody who had closed a chat writes in it again."""
    rows = Applicant.objects.filter(chat_index__in=crypto.digests("chat", chat), chat_closed_at__isnull=False)
    return rows.update(chat_closed_at=None)


def addition_note(*, actor: Actor, appeal: Appeal, at: datetime) -> None:
    """Note that a sender adds something to an appeal; raise ConflictError for one that was withdrawn."""
    demand(actor, Permission.APPEAL_SEND)
    if appeal.withdrawn_at is not None:
        raise ConflictError("the appeal was withdrawn")
    record(actor.who, "intake.appeal.added", _target(appeal), at)


@transaction.atomic
def kind_correct(*, actor: Actor, appeal: Appeal, kind: AppealKind, at: datetime) -> None:
    """Correct the legal kind that a sender chose; the same kind changes nothing."""
    demand(actor, Permission.CASE_OPEN)
    if kind == appeal.kind:
        return
    appeal.kind = kind
    appeal.save(update_fields=["kind"])
    record(actor.who, "intake.kind.corrected", _target(appeal), at, {"kind": kind})


def appeal_take_up(*, appeal: Appeal, at: datetime) -> None:
    """Mark that somebody works on the appeal: it leaves the list of those that wait."""
    Appeal.objects.filter(pk=appeal.pk, taken_up_at__isnull=True).update(taken_up_at=at)


def _target(appeal: Appeal) -> Target:
    return Target("intake.appeal", str(appeal.uuid))


def appeal_understood(*, text: Text, language: str, theme: str, urgency: int) -> None:
    """Note on the appeal that a text is of what the machine proposed, so that lists can be narrowed by it."""
    Appeal.objects.filter(text=text).update(language=language, theme=theme, urgency=urgency)
