"""Short messages out, through a gateway of one's own that speaks Kannel's HTTP protocol.

Kannel 1.4 User's Guide, "SMS Push, HTTP interface": a POST to ``sendsms`` with the words as its body and the rest in headers
``X-Kannel-*``, so that no number and no password stands in an address that servers log. 202 means that it was taken.
"""

from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings

from qabyldau.gateways.outcome import Outcome

TIMEOUT = 15
"""Seconds that a gateway may keep us waiting."""

UCS2 = "2"
"""The coding of letters beyond the Latin ones: 70 in a message, 67 in each part of a longer one."""

TAKEN = 202


@dataclass(frozen=True)
class ShortMessage:
    """One short message: to which number (``+77011234567``), and its words."""

    to: str
    body: str


def send_sms(message: ShortMessage) -> Outcome:
    """Give one message to the gateway and return what became of it."""
    parts = urlsplit(settings.SMS_URL)
    is_sent = False
    try:
        connection = _server(parts)
        try:
            connection.connect()
            is_sent = True
            connection.request("POST", parts.path, message.body.encode(), _headers(parts, message))
            status = connection.getresponse().status
        finally:
            connection.close()
    except (OSError, HTTPException, ValueError) as error:
        return Outcome(type(error).__name__, is_unknown=is_sent, is_down=True)
    return Outcome("" if status == TAKEN else f"HTTP {status}")


def _server(parts: SplitResult) -> HTTPConnection:
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    return kind(parts.hostname or "127.0.0.1", parts.port, timeout=TIMEOUT)


def _headers(parts: SplitResult, message: ShortMessage) -> dict[str, str]:
    sender = parse_qs(parts.query).get("from", [""])[0]
    return {
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Kannel-Username": unquote(parts.username or ""),
        "X-Kannel-Password": unquote(parts.password or ""),
        "X-Kannel-To": message.to,
        "X-Kannel-Coding": UCS2,
        **({"X-Kannel-From": sender} if sender else {}),
    }
