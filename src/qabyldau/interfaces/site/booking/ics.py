"""One visit as a calendar file: iCalendar, RFC 5545. Written by hand (decision 0032): one event needs no library.

The same UID with a greater SEQUENCE replaces what a calendar holds, so a moved visit moves there too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LONGEST = 75
"""Octets of one line (RFC 5545, 3.1); a longer one goes on in the next, after a space."""

REMINDER = "-PT2H"
"""Two hours before: who left no e-mail is reminded by their own telephone."""

AROUND, DAY, HOUR = timedelta(days=366), timedelta(days=1), timedelta(hours=1)


@dataclass(frozen=True)
class Event:
    """One visit: its steady name, how often it was changed, when it is in which zone, and what is said of it."""

    uid: str
    sequence: int
    stamp: datetime
    begins: datetime
    ends: datetime
    zone: str
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
        *_zone(event),
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
        f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={event.zone}:{_local(event.begins, event.zone)}",
        f"DTEND;TZID={event.zone}:{_local(event.ends, event.zone)}",
        "STATUS:" + ("CANCELLED" if event.is_cancelled else "CONFIRMED"),
        f"SUMMARY:{_text(event.title)}",
        f"LOCATION:{_text(event.where)}",
        f"DESCRIPTION:{_text(event.words)}",
        f"URL:{event.link}",
        *([] if event.is_cancelled else alarm),
        "END:VEVENT",
    ]


def _zone(event: Event) -> Iterator[str]:
    """Yield the zone around the event (3.6.5): the offset that holds a year before, and each change up to a year after."""
    zone = ZoneInfo(event.zone)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{event.zone}")
    last = (event.begins + AROUND).astimezone(UTC)
    hour = (event.begins - AROUND).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    yield from _observance(zone, hour, hour)
    while hour < last:
        step = DAY if _offset(zone, hour) == _offset(zone, hour + DAY) else HOUR
        if _offset(zone, hour) != _offset(zone, hour + step):
            yield from _observance(zone, hour, hour + step)
        hour += step
    yield "END:VTIMEZONE"


def _observance(zone: ZoneInfo, before: datetime, after: datetime) -> Iterator[str]:
    kind = "DAYLIGHT" if after.astimezone(zone).dst() else "STANDARD"
    starts = after + _offset(zone, before)
    yield from (
        f"BEGIN:{kind}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(_offset(zone, before))}",
        f"TZOFFSETTO:{_signed(_offset(zone, after))}",
        f"END:{kind}",
    )


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _signed(offset: timedelta) -> str:
    minutes = round(abs(offset).total_seconds() / 60)
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02d}{minutes % 60:02d}"


def _local(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):%Y%m%dT%H%M%S}"


def _text(words: str) -> str:
    """Return words as a TEXT value (3.3.11)."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\n").replace("\n", "\\n")


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
