"""One message of a bot: words, buttons, and how the outbox keeps them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Button:
    """One button below a message: its words, and what comes back when it is pressed (at most 64 bytes)."""

    words: str
    data: str


@dataclass(frozen=True)
class Said:
    """One message of a bot: its words in Telegram's HTML, and rows of buttons.

    ``asks`` puts one large button below the keyboard instead that shares a ``phone`` or a ``place``; ``none`` takes it away.
    """

    text: str
    buttons: Sequence[Sequence[Button]] = ()
    asks: str = ""
    label: str = ""
    """The words of the large button."""
    skip: str = ""
    """The words of a second key that leaves the question out."""

    def as_json(self) -> str:
        """Return it as the outbox keeps it."""
        rows = [[[button.words, button.data] for button in row] for row in self.buttons]
        large = {"asks": self.asks, "label": self.label, "skip": self.skip}
        return json.dumps({"text": self.text, "buttons": rows, **large}, ensure_ascii=False)

    def markup(self) -> Mapping[str, Any] | None:
        """Return what stands below the message as the Bot API spells it."""
        if self.buttons:
            rows = [[{"text": one.words, "callback_data": one.data} for one in row] for row in self.buttons]
            return {"inline_keyboard": rows}
        if self.asks in {"phone", "place"}:
            wanted = "request_contact" if self.asks == "phone" else "request_location"
            keys = [[{"text": self.label, wanted: True}], [{"text": self.skip}]]
            return {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}
        return {"remove_keyboard": True} if self.asks == "none" else None


def said_of(content: str) -> Said:
    """Return what ``as_json`` has kept."""
    given = json.loads(content)
    rows = [[Button(*button) for button in row] for row in given["buttons"]]
    return Said(given["text"], rows, given["asks"], given["label"], given["skip"])
