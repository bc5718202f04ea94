"""E-mail out, over SMTP."""

from dataclasses import dataclass
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from qabyldau.gateways.outcome import TAKEN, Outcome

TIMEOUT = 15
"""Seconds that a mail server may keep us waiting."""


@dataclass(frozen=True)
class Enclosed:
    """One file that goes with a letter."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Letter:
    """One letter, ready to go; ``message_id`` stays the same however often it is sent."""

    to: str
    subject: str
    body: str
    message_id: str
    enclosed: tuple[Enclosed, ...] = ()
    reply_to: str = ""
    is_automatic: bool = True
    """Whether no person pressed "send" for this very letter (RFC 3834)."""


def send_letter(letter: Letter) -> Outcome:
    """Send one letter and return what became of it."""
    automatic = {"Auto-Submitted": "auto-generated"} if letter.is_automatic else {}
    message = EmailMessage(
        letter.subject,
        letter.body,
        settings.DEFAULT_FROM_EMAIL,
        [letter.to],
        headers={"Message-ID": letter.message_id, **automatic},
        reply_to=[letter.reply_to] if letter.reply_to else None,
        connection=_server(),
    )
    for file in letter.enclosed:
        message.attach(file.name, file.content, file.media_type)
    try:
        message.send()
    except (OSError, ValueError) as error:
        is_down = not isinstance(error, SMTPResponseException | SMTPRecipientsRefused | ValueError)
        return Outcome(type(error).__name__, is_unknown=is_down, is_down=is_down)
    return TAKEN


def _server() -> EmailBackend:
    parts = urlsplit(settings.EMAIL_URL)
    return EmailBackend(
        host=parts.hostname or "127.0.0.1",
        port=parts.port or 25,
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        use_tls=parts.scheme == "smtp+tls",
        use_ssl=parts.scheme == "smtps",
        timeout=TIMEOUT,
    )
