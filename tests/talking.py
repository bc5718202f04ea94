"""Somebody who talks with the bot: sends, presses buttons by their words, reads what it says."""

import io
from datetime import datetime, timedelta
from typing import Any

from PIL import Image

from qabyldau.core import clock
from qabyldau.interfaces.channels.telegram.taking import take_update
from tests.telegram import AIGUL, BotApi, message

NEXT, SEND, AGREE = "Әрі қарай", "Жіберу", "Келісемін"
IN_THE_CHAT, UNNAMED = "Осы чатта жауап беріңіз", "Атымды айтпаймын"
SKIP = "Өткізіп жіберу"


class Person:
    """One person in a private chat with the bot."""

    def __init__(self, api: BotApi, chat: int = AIGUL) -> None:
        self.api, self.chat, self.at = api, chat, clock.now()

    def _deal(self, update: dict[str, Any]) -> list[str]:
        before = len(self.api.words(self.chat))
        self.at += timedelta(seconds=3)
        take_update(update, self.at)
        return self.api.words(self.chat)[before:]

    def says(self, text: str) -> list[str]:
        """Write something; return what the bot says."""
        return self._deal(self.api.says(text, self.chat))

    def sends(self, **what: Any) -> list[str]:
        """Send anything else."""
        return self._deal(self.api.comes(message=message(self.chat, **what)))

    def presses(self, words: str) -> list[str]:
        """Press a button of the last message."""
        return self._deal(self.api.presses(self.api.buttons(self.chat)[words], self.chat))

    def pressed(self, data: str) -> list[str]:
        """Press a button of long ago."""
        return self._deal(self.api.presses(data, self.chat))

    def begins(self, language: str = "Қазақша") -> list[str]:
        """Begin the conversation and choose the language."""
        self.says("/start")
        return self.presses(language)

    def writes(self, body: str, contact: str = UNNAMED) -> list[str]:
        """Write an appeal up to the last look, in Kazakh."""
        self.says(body)
        self.presses(NEXT)
        self.says(SKIP)
        return self.presses(contact)

    def waits(self, pause: timedelta) -> datetime:
        """Let time pass."""
        self.at += pause
        return self.at


def photo_bytes() -> bytes:
    """Return a photo with a comment that must not be kept."""
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(file, "JPEG", comment=b"Saparova")
    return file.getvalue()


def photo(name: str = "photo-1", size: int = 900) -> list[dict[str, Any]]:
    """Return the sizes of a photo as the API spells them."""
    small = {
        "file_id": f"{name}-small",
        "file_unique_id": f"u-{name}-small",
        "file_size": 10,
        "width": 4,
        "height": 3,
    }
    return [
        small,
        {"file_id": name, "file_unique_id": f"u-{name}", "file_size": size, "width": 40, "height": 30},
    ]


def ogg(tags: bytes = b"Saparova", sounds: int = 2) -> bytes:
    """Return a voice message of a few empty packets, with a note of its recorder beside the sound."""
    head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0"
    notes = b"OpusTags" + len(tags).to_bytes(4, "little") + tags + bytes(4)
    pages = [head, notes, *[b"\xfc\xff\xfe"] * sounds]
    return b"".join(_page(number, body) for number, body in enumerate(pages))


def _page(number: int, body: bytes) -> bytes:
    lengths = [255] * (len(body) // 255) + [len(body) % 255]
    return (
        b"OggS\0" + (b"\x02" if number == 0 else b"\0") + bytes(8) + b"\x07\0\0\0" + number.to_bytes(4, "little") + bytes(4)
        + bytes([len(lengths)]) + bytes(lengths) + body
    )  # fmt: skip
