"""Voice messages that come in: Opus in an Ogg file, as telephones record it, kept without the notes beside the sound.

Ogg (RFC 3533) is a chain of pages, each with a checksum; in Opus (RFC 7845) the first page names the sound, the next ones hold
notes (a recorder's name, and whatever somebody put there), all others the sound. The notes are written anew, empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from zlib import crc32

from qabyldau.core.errors import InputError

VOICE = "audio/ogg"
LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of one voice message as it comes."""

HEAD = 27
"""Bytes of the head of a page, before its table of segments."""

MOST_PAGES = 30_000
"""Pages of one file; a recorder makes one or a few a second."""

MOST_NOTES = 8
"""Pages of notes; a recorder needs one."""

EMPTY_NOTES = b"OpusTags" + (8).to_bytes(4, "little") + b"qabyldau" + (0).to_bytes(4, "little")


@dataclass(frozen=True)
class CleanVoice:
    """A voice message as it is kept."""

    content: bytes
    media_type: str = VOICE
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int:
        """Its length in bytes."""
        return len(self.content)


@dataclass(frozen=True)
class _Page:
    """One page: its head up to the number of its segments, their lengths, and what they hold."""

    head: bytes
    lengths: bytes
    body: bytes

    def numbered(self, number: int) -> bytes:
        """Return the page with its place in the file, and the checksum that fits."""
        head = self.head[:18] + number.to_bytes(4, "little") + bytes(4) + self.head[26:]
        whole = head + self.lengths + self.body
        return whole[:22] + _checksum(whole).to_bytes(4, "little") + whole[26:]


def clean_voice(content: bytes) -> CleanVoice:
    """Return a voice message without the notes beside it; raise InputError("voice") if it is not Opus in Ogg."""
    if len(content) > LARGEST_FILE:
        raise InputError("voice", "the file is larger than 20 MB")
    pages = list(islice(_pages(content), MOST_PAGES + 1))
    if not 3 <= len(pages) <= MOST_PAGES or not pages[0].body.startswith(b"OpusHead"):
        raise InputError("voice", "the file is not a voice message")
    sound = _after_notes(pages)
    notes = replace(pages[1], lengths=bytes([len(EMPTY_NOTES)]), body=EMPTY_NOTES)
    notes = replace(notes, head=_plain_head(pages[0]))
    kept = [pages[0], notes, *pages[sound:]]
    return CleanVoice(b"".join(page.numbered(number) for number, page in enumerate(kept)))


def _plain_head(first: _Page) -> bytes:
    """Return the head of a page that begins nothing and ends nothing, of the same stream, with one segment."""
    return b"OggS\0\0" + bytes(8) + first.head[14:18] + bytes(8) + b"\x01"


def _after_notes(pages: list[_Page]) -> int:
    """Return the place of the first page of sound: notes end with a segment that is not full."""
    if not pages[1].body.startswith(b"OpusTags"):
        raise InputError("voice", "the file is not a voice message")
    for place, page in enumerate(pages[1 : 1 + MOST_NOTES], start=1):
        if page.lengths and page.lengths[-1] < 255:
            if any(length < 255 for length in page.lengths[:-1]):
                raise InputError("voice", "sound stands among the notes")
            if place + 1 < len(pages):
                return place + 1
            break
    raise InputError("voice", "there is no sound in the file")


def _pages(content: bytes) -> Iterator[_Page]:
    """Yield the pages of one stream; raise InputError("voice") where the chain breaks or another stream begins."""
    place = 0
    while place < len(content):
        head = content[place : place + HEAD]
        if len(head) < HEAD or head[:5] != b"OggS\0" or head[14:18] != content[14:18]:
            raise InputError("voice", "the file is not a voice message")
        lengths = content[place + HEAD : place + HEAD + head[26]]
        begin = place + HEAD + head[26]
        place = begin + sum(lengths)
        if len(lengths) < head[26] or place > len(content):
            raise InputError("voice", "the file ends too early")
        yield _Page(head, lengths, content[begin:place])


_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Each byte with its bits the other way round."""


def _checksum(page: bytes) -> int:
    """Return the checksum of a page whose own four bytes are zero: CRC-32 of the polynomial 04C11DB7, not mirrored.

    zlib counts the mirrored one, and fast: a file of 20 MB keeps nobody waiting.
    """
    mirrored = crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
