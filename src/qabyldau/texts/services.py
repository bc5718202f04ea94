"""Storing texts: once, whole, encrypted; and the photos and voice messages that come with them."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import crypto
from qabyldau.core.crypto import SealedFolder
from qabyldau.documents.images import CleanImage
from qabyldau.documents.voices import CleanVoice
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office
from qabyldau.texts.models import Attachment, Text

FILES = SealedFolder("attachments", "attachment")
"""Where the photos and voice messages lie."""

CleanFile = CleanImage | CleanVoice
"""A file as it may be kept: without anything that its sender did not mean to send."""


def text_store(*, office: Office, body: str, at: datetime, added_to: Text | None = None) -> Text:
    """Keep ``body`` as it came and return its row; language and masked form come with the reading."""
    return Text.objects.create(
        office=office, body=body, digest=text_digest(body), made_at=at, added_to=added_to
    )


def text_digest(body: str) -> bytes:
    """Return the blind index by which the same words are found again: 32 bytes."""
    return crypto.digest("text", " ".join(body.split()))


def text_understood(text: Text, *, language: str, masked: str) -> None:
    """Note beside a text in which language it is and what it says without personal data."""
    text.language, text.masked = language, masked
    text.save(update_fields=["language", "masked"])


def attachment_store(*, text: Text, photo: CleanFile) -> Attachment:
    """Keep a cleaned photo or voice message beside its text, encrypted; nobody outside sees it until a person marks it safe."""
    return Attachment.objects.create(
        text=text,
        stored_as=FILES.keep(photo.content),
        media_type=photo.media_type,
        size=photo.size,
        width=photo.width,
        height=photo.height,
    )


@transaction.atomic
def attachments_mark_safe(*, actor: Actor, attachments: Iterable[Attachment], at: datetime) -> None:
    """Note that a named person has looked at these files and lets them leave the office; the first mark stands."""
    demand(actor, Permission.REFERRAL_SEND)
    for row in attachments:
        unmarked = Attachment.objects.filter(pk=row.pk, marked_safe_at__isnull=True)
        if unmarked.update(marked_safe_by=actor.key, marked_safe_at=at):
            record(actor.who, "texts.attachment.marked", Target("texts.attachment", str(row.uuid)), at)


def attachment_content(attachment: Attachment) -> bytes:
    """Return the bytes of a kept file; whoever serves it has asked for permission before."""
    return FILES.read(attachment.stored_as)
