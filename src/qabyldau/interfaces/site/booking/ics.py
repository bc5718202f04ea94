"""One visit as a calendar file: iCalendar, RFC 5545. Written by hand (decision 0032): one event needs no library.

The same UID with a greater SEQUENCE replaces what a calendar holds, so a moved visit moves there too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75
"""Octets of one line (RFC 5545, 3.1); a longer one goes on in the next, after a space."""

REMINDER = "-PT2H"
"""Two hours before: who left no e-mail is reminded by their own telephone."""


@dataclass(frozen=True)
class Event:
    """One visit: its steady name, how often it was changed, when it is, and what is said of it."""

    uid: str
    sequence: int
    stamp: datetime
    begins: datetime
    ends: datetime
    is_cancelled: bool
    title: str
    where: str
    words: str
    link: str


def calendar_file(event: Event) -> bytes:
    """Return the file, in UTF-8 with the line ends of the standard."""
    body = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Qabyldau//Reception//KK",
        "METHOD:" + ("CANCEL" if event.is_cancelled else "PUBLISH"),
        *_event(event),
        "END:VCALENDAR",
    ]
    return "".join(f"{line}\r\n" for words in body for line in _folded(words)).encode()


def _event(event: Event) -> list[str]:
    alarm = [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_text(event.title)}",
        f"TRIGGER:{REMINDER}",
        "END:VALARM",
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_utc(event.stamp)}",
        f"DTSTART:{_utc(event.begins)}",
        f"DTEND:{_utc(event.ends)}",
        "STATUS:" + ("CANCELLED" if event.is_cancelled else "CONFIRMED"),
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(event.where)}",
        f"DESCRIPTION:{_text(event.words)}",
        f"URL:{event.link}",
        *([] if event.is_cancelled else alarm),
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    """Return a moment as a DATE-TIME in UTC (3.3.5, form 2): one moment needs no zone around it."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Return words as a TEXT value (3.3.11)."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    lines = ["".join(sign if sign.isprintable() else " " for sign in line) for line in words.splitlines()]
    return "\\n".join(lines)


def _folded(line: str) -> Iterator[str]:
    """Yield the pieces of a line, none longer than LONGEST octets, no letter cut in two."""
    piece, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST:
            yield piece
            piece, size = " ", 1
        piece, size = piece + sign, size + width
    yield piece
