"""Voice messages: checksums as RFC 3533 counts them, and files that are made to keep us busy."""

import random

import pytest

from qabyldau.core.errors import InputError
from qabyldau.documents.voices import MOST_PAGES, clean_voice


def page(body, number=0, kind=0):
    lengths = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = b"OggS\0" + bytes([kind]) + bytes(8) + b"abcd" + number.to_bytes(4, "little") + bytes(4)
    return head + bytes([len(lengths)]) + lengths + body


HEAD = page(b"OpusHead" + bytes(11), kind=2)
NOTES = page(b"OpusTags" + "Айгүл".encode())


def counted(whole):
    """Return the checksum of a page, bit by bit."""
    value = 0
    for byte in whole:
        value ^= byte << 24
        for _bit in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
            value &= 0xFFFFFFFF
    return value


def test_every_page_bears_the_checksum_that_players_count():
    sound = random.Random(4).randbytes(700)  # noqa: S311
    found, place, pages = clean_voice(HEAD + NOTES + page(sound)).content, 0, 0
    while place < len(found):
        table = found[place + 27 : place + 27 + found[place + 26]]
        whole = found[place : place + 27 + len(table) + sum(table)]
        given = int.from_bytes(whole[22:26], "little")
        assert given == counted(whole[:22] + bytes(4) + whole[26:])
        place, pages = place + len(whole), pages + 1
    assert pages == 3


def test_a_file_of_nothing_but_heads_of_pages_is_refused():
    empty = page(b"")[:26] + b"\0"
    with pytest.raises(InputError):
        clean_voice(HEAD + NOTES + page(b"sound") + empty * MOST_PAGES)
