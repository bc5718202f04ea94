"""A mailbox for tests: a real IMAP server, letters put into it, and letters as people and machines write them."""

import imaplib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from urllib.parse import quote

import pytest

from tests.servers import dovecot, mail_server

PASSWORD = "mailbox-password"
ADDRESS = "reception@example.kz"


@dataclass
class Box:
    """One mailbox of the server."""

    where: str
    name: str = field(default_factory=lambda: f"box{secrets.token_hex(4)}")

    @property
    def url(self) -> str:
        """Its address as the settings name it."""
        return f"imap://{quote(self.name)}:{PASSWORD}@{self.where}/INBOX"

    def line(self) -> imaplib.IMAP4:
        """Return a connection that is signed in, with INBOX open."""
        host, _colon, port = self.where.partition(":")
        line = imaplib.IMAP4(host, int(port), timeout=10)
        line.login(self.name, PASSWORD)
        line.select("INBOX")
        return line

    def put(self, *letters: bytes | EmailMessage) -> None:
        """Put letters into INBOX."""
        line = self.line()
        for letter in letters:
            raw = letter.as_bytes() if isinstance(letter, EmailMessage) else letter
            line.append("INBOX", "", imaplib.Time2Internaldate(1_789_000_000), raw)
        line.logout()

    def count(self, folder: str = "INBOX") -> int:
        """Return how many letters lie in a folder; -1 where it is not there."""
        line = self.line()
        said, found = line.select(folder, readonly=True)
        line.logout()
        return int(found[0] or 0) if said == "OK" else -1


@pytest.fixture(scope="session")
def imap_server() -> Iterator[str]:
    """Host and port of a real IMAP server, or a skip that says so."""
    if not dovecot():
        if os.environ.get("QABYLDAU_REQUIRE_DOVECOT"):
            pytest.fail("no Dovecot was found: install dovecot-imapd")
        pytest.skip("no Dovecot was found: install dovecot-imapd")
    with mail_server(PASSWORD) as where:
        yield where


@pytest.fixture
def box(imap_server: str, settings: object) -> Box:
    """A fresh mailbox that the installation reads."""
    made = Box(imap_server)
    settings.MAILBOX_URL, settings.MAILBOX_ADDRESS = made.url, ADDRESS  # type: ignore[attr-defined]
    return made


def letter(
    body: str = "Сәлеметсіз бе!", *, sender: str = "someone@example.org", to: str = ADDRESS, **headers: str
) -> EmailMessage:
    """Return a letter; underscores in the names of headers are dashes."""
    mail = EmailMessage()
    given = {
        "From": sender,
        "To": to,
        "Subject": "Хат",
        "Message-ID": f"<{secrets.token_hex(8)}@example.org>",
    }
    for name, value in {**given, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        mail[name] = value
    mail.set_content(body)
    return mail
