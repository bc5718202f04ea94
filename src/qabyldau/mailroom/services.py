"""Keeping letters, judging those that wait, forgetting what is not needed, and the addresses for replies."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from qabyldau.accounts.rules import Actor, Permission, demand_in
from qabyldau.core import crypto
from qabyldau.core.crypto import SealedFolder, email_index
from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.mailroom.models import Mail, MailFile, ReplyAddress
from qabyldau.mailroom.rules.mime import Parsed, read_mail
from qabyldau.mailroom.rules.sorting import MailState, Reason, Road, Sorted
from qabyldau.offices.models import Office

ORIGINALS = SealedFolder("mail", "mail")
"""Where letters lie as they came."""

KEPT_IGNORED = timedelta(days=30)
"""How long the words of a letter are kept for which nothing follows."""

KEPT_DISMISSED = timedelta(days=180)
"""How long the words of a letter are kept of which a person said that it is not for the office."""

SWEEP = 200
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class Kept:
    """A letter as it is about to be kept: what it says, where its original lies, and what becomes of it."""

    parsed: Parsed
    digest: bytes
    place: str
    size: int
    stored_as: str
    words: str
    sorted: Sorted
    about: Target | None = None


def original_store(raw: bytes) -> str:
    """Keep the bytes of a letter, and return under which name."""
    return ORIGINALS.keep(raw)


def original_drop(name: str) -> None:
    """Delete a kept original; "" is none."""
    if name:
        ORIGINALS.drop(name)


def original_of(mail: Mail) -> bytes:
    """Return the bytes of a letter as it came; raise MissingError where they are not kept (any more)."""
    if not mail.stored_as:
        raise MissingError("original")
    return ORIGINALS.read(mail.stored_as)


@transaction.atomic
def original_looked(*, actor: Actor, mail: Mail, at: datetime) -> bytes:
    """Return the bytes of a letter for a person, and note that somebody looked: they hold the sender's address."""
    demand_in(actor, Permission.MAIL_JUDGE, str(mail.office.uuid))
    record(actor.who, "mailroom.original.looked", target_of(mail), at)
    return original_of(mail)


def file_of(row: MailFile) -> bytes:
    """Return the bytes of one file, read from the original; raise MissingError where it is not there."""
    found = {
        hashlib.sha256(piece.content).hexdigest(): piece.content
        for piece in read_mail(original_of(row.mail)).files
    }
    if row.digest not in found:
        raise MissingError("file")
    return found[row.digest]


def mail_digest(*, message_id: str, sender: str, raw: bytes) -> bytes:
    """Return by what a letter is known again: its Message-ID and sender, or its bytes where it has no Message-ID."""
    body = message_id or hashlib.sha256(raw).hexdigest()
    return crypto.digest("mail", body, sender.casefold())


def mail_keep(*, office: Office, kept: Kept, at: datetime) -> Mail:
    """Keep a letter with the list of its files, in the transaction that is open; IntegrityError where it is here already."""
    parsed, road = kept.parsed, kept.sorted.road
    states = {Road.HELD: MailState.HELD, Road.IGNORED: MailState.IGNORED, Road.BOUNCE: MailState.IGNORED}
    row = Mail.objects.create(
        office=office,
        digest=kept.digest,
        place=kept.place,
        received_at=at,
        sender=parsed.sender,
        sender_name=parsed.sender_name,
        sender_index=email_index(parsed.sender) if parsed.sender else None,
        subject=parsed.subject,
        body=kept.words,
        size=kept.size,
        stored_as=kept.stored_as,
        road=road,
        state=states.get(road, MailState.FILED),
        reason=kept.sorted.reason,
        about_kind=kept.about.kind if kept.about else "",
        about_uuid=kept.about.uuid if kept.about else None,
    )
    MailFile.objects.bulk_create(
        MailFile(
            mail=row, position=place, name=piece.name, media_type=piece.media_type,
            size=len(piece.content), digest=hashlib.sha256(piece.content).hexdigest(),
        )
        for place, piece in enumerate(parsed.files)
    )  # fmt: skip
    return row


def mail_about(*, mail: Mail, about: Target) -> None:
    """Note what a letter was filed to by the machine."""
    mail.about_kind, mail.about_uuid = about.kind, about.uuid
    mail.save(update_fields=["about_kind", "about_uuid"])


def mail_reported(*, mail: Mail, is_ours: bool) -> None:
    """Note whether the report of a mail server was about a letter of ours."""
    mail.reason = Reason.NONE if is_ours else Reason.REPORT
    mail.state = MailState.FILED if is_ours else MailState.IGNORED
    mail.save(update_fields=["reason", "state"])


def held(*, actor: Actor, mail: Mail) -> Mail:
    """Return a letter that waits, locked; raise ConflictError if somebody has judged it meanwhile."""
    demand_in(actor, Permission.MAIL_JUDGE, str(mail.office.uuid))
    row = Mail.objects.select_for_update(of=("self",)).select_related("office").get(pk=mail.pk)
    if row.state != MailState.HELD:
        raise ConflictError("the letter was judged already")
    return row


@transaction.atomic
def mail_file(*, actor: Actor, mail: Mail, road: Road, about: Target, at: datetime) -> Mail:
    """Note to what a person filed a letter that waited."""
    row = held(actor=actor, mail=mail)
    row.road, row.state = road, MailState.FILED
    row.about_kind, row.about_uuid = about.kind, about.uuid
    _judged(row, actor, at)
    record(actor.who, "mailroom.mail.filed", target_of(row), at, {"road": road, "about": about.uuid})
    return row


@transaction.atomic
def mail_dismiss(*, actor: Actor, mail: Mail, note: str, at: datetime) -> Mail:
    """Say that a letter is not for the office, and why; it can be brought back while it is kept."""
    row = held(actor=actor, mail=mail)
    if is_blank(note) or len(note) > LONGEST_NOTE:
        raise InputError("note", "say in a few words why it is not for this office")
    row.state, row.note = MailState.DISMISSED, note.strip()
    _judged(row, actor, at)
    record(actor.who, "mailroom.mail.dismissed", target_of(row), at, {"note": note})
    return row


def _judged(row: Mail, actor: Actor, at: datetime) -> None:
    row.judged_by, row.judged_at = actor.key, at
    row.save(update_fields=["road", "state", "about_kind", "about_uuid", "note", "judged_by", "judged_at"])


@transaction.atomic
def mail_bring_back(*, actor: Actor, mail: Mail, at: datetime) -> Mail:
    """Let a letter wait again that was left out or not for the office; ConflictError for one that was filed or forgotten."""
    demand_in(actor, Permission.MAIL_JUDGE, str(mail.office.uuid))
    row = Mail.objects.select_for_update(of=("self",)).select_related("office").get(pk=mail.pk)
    if row.state not in {MailState.DISMISSED, MailState.IGNORED} or row.forgotten_at is not None:
        raise ConflictError("the letter cannot wait again")
    row.state, row.road, row.judged_by, row.judged_at = MailState.HELD, Road.HELD, "", None
    row.reason = row.reason or Reason.REPORT
    row.save(update_fields=["state", "road", "reason", "judged_by", "judged_at"])
    record(actor.who, "mailroom.mail.brought_back", target_of(row), at)
    return row


@transaction.atomic
def mail_claim(*, actor: Actor, mail: Mail, is_claimed: bool, at: datetime) -> Mail:
    """Say that one looks into a letter, or lets it go; ConflictError where somebody else does."""
    row = held(actor=actor, mail=mail)
    if row.claimed_by not in {"", actor.key}:
        raise ConflictError("somebody else looks into it")
    row.claimed_by = actor.key if is_claimed else ""
    row.save(update_fields=["claimed_by"])
    record(actor.who, "mailroom.mail.claimed", target_of(row), at, {"is_claimed": is_claimed})
    return row


@transaction.atomic
def mail_escalate(*, actor: Actor, mail: Mail, note: str, at: datetime) -> Mail:
    """Ask the head of the office about a letter: it stands first in the list, with the question; nobody holds it any more."""
    row = held(actor=actor, mail=mail)
    if is_blank(note) or len(note) > LONGEST_NOTE:
        raise InputError("note", "say in a few words what is not clear")
    row.note, row.escalated_at, row.claimed_by = note.strip(), at, ""
    row.save(update_fields=["note", "escalated_at", "claimed_by"])
    record(actor.who, "mailroom.mail.escalated", target_of(row), at, {"note": note})
    return row


def mails_forget(*, at: datetime) -> int:
    """Forget the words, sender and original of letters that were left out or not for us, when their time is over."""
    old = Q(state=MailState.IGNORED, received_at__lte=at - KEPT_IGNORED) | Q(
        state=MailState.DISMISSED, judged_at__lte=at - KEPT_DISMISSED
    )
    rows = list(Mail.objects.filter(old, forgotten_at__isnull=True).order_by("pk")[:SWEEP])
    for row in rows:
        _forget(row, at)
    return len(rows)


def mail_forget_about(*, about_uuid: str, at: datetime) -> None:
    """Forget who wrote the letters about one thing, with their originals, and that they can be replied to."""
    for row in Mail.objects.filter(about_uuid=about_uuid, forgotten_at__isnull=True):
        _forget(row, at)
    ReplyAddress.objects.filter(about_uuid=about_uuid).delete()


def _forget(row: Mail, at: datetime) -> None:
    name = row.stored_as
    row.sender = row.sender_name = row.subject = row.body = row.note = None
    row.sender_index, row.stored_as, row.forgotten_at = None, "", at
    row.save()
    row.files.all().delete()
    transaction.on_commit(lambda: original_drop(name))


def address_keep(*, code: str, about: Target, at: datetime) -> None:
    """Note under which code one thing is replied to; a second time changes nothing."""
    row = ReplyAddress(digest=code_digest(code), about_kind=about.kind, about_uuid=about.uuid, made_at=at)
    ReplyAddress.objects.bulk_create([row], ignore_conflicts=True)


def code_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("reply-address", code)


def target_of(row: Mail) -> Target:
    """Return a letter as the history names it."""
    return Target("mailroom.mail", str(row.uuid))
