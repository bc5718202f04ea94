"""Storing texts: once, whole, encrypted."""

from datetime import datetime

from qabyldau.core import crypto
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text


def text_store(*, office: Office, body: str, at: datetime) -> Text:
    """Keep ``body`` as it came and return its row; language and masked form come with the reading."""
    return Text.objects.create(office=office, body=body, digest=text_digest(body), made_at=at)


def text_digest(body: str) -> bytes:
    """Return the blind index by which the same words are found again: 32 bytes."""
    return crypto.digest("text", " ".join(body.split()))


def text_understood(text: Text, *, language: str, masked: str) -> None:
    """Note beside a text in which language it is and what it says without personal data."""
    text.language, text.masked = language, masked
    text.save(update_fields=["language", "masked"])
