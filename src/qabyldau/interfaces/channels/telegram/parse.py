"""Updates of the Bot API, unpacked into plain values; what is not understood is nothing, never an error."""

import re
from collections.abc import Mapping
from typing import Any

from qabyldau.interfaces.channels.conversation.incoming import FileRef, Update

LONGEST_DATA = 64
LONGEST_ID = 200


def read_update(raw: object) -> Update | None:
    """Return what an update says; None for what is not for us."""
    given = _map(raw)
    number = given.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < 2**62:
        return None
    if "my_chat_member" in given:
        return _membership(number, _map(given["my_chat_member"]))
    if "callback_query" in given:
        return _press(number, _map(given["callback_query"]))
    return _message(number, _map(given.get("message")))


def _membership(number: int, member: Mapping[str, Any]) -> Update | None:
    status = _map(member.get("new_chat_member")).get("status")
    found = _begun(number, _map(member.get("chat")), _map(member.get("from")))
    if found is None or not found["is_private"] or status not in {"kicked", "member"}:
        return None
    return Update(**found, is_closed=status == "kicked")


def _press(number: int, press: Mapping[str, Any]) -> Update | None:
    found = _begun(number, _map(_map(press.get("message")).get("chat")), _map(press.get("from")))
    name, data = _words(press.get("id"), LONGEST_ID), _words(press.get("data"), LONGEST_DATA)
    return Update(**found, press=name, data=data) if found and name and data else None


def _message(number: int, message: Mapping[str, Any]) -> Update | None:
    sender = _map(message.get("from"))
    found = _begun(number, _map(message.get("chat")), sender)
    if found is None or sender.get("is_bot") is True:
        return None
    text = _words(message.get("text") or message.get("caption"), 1_000_000)
    command = re.match(r"/([a-z]+)(?:@\w+)?(?:\s|$)", text)
    contact = _map(message.get("contact"))
    is_own = "user_id" in contact and contact["user_id"] == sender.get("id")
    return Update(
        **found,
        text="" if command else text,
        command=command.group(1) if command else "",
        file=_file(message),
        place=_place(_map(message.get("location"))),
        phone=_words(contact.get("phone_number"), 40) if is_own else "",
        is_strange_phone=bool(contact) and not is_own,
        album=_words(message.get("media_group_id"), LONGEST_ID),
    )


def _begun(number: int, chat: Mapping[str, Any], sender: Mapping[str, Any]) -> dict[str, Any] | None:
    key = chat.get("id")
    if not isinstance(key, int) or isinstance(key, bool):
        return None
    language = _words(sender.get("language_code"), 20)[:2]
    return {
        "number": number,
        "chat": str(key),
        "is_private": chat.get("type") == "private",
        "language": language,
    }


def _file(message: Mapping[str, Any]) -> FileRef | None:
    sizes = message.get("photo")
    if isinstance(sizes, list) and sizes:
        rows = [_ref(_map(size), "photo") for size in sizes[:20]]
        return max((row for row in rows if row), key=lambda row: row.size, default=None)
    if "voice" in message:
        return _ref(_map(message["voice"]), "voice")
    if "document" in message:
        document = _map(message["document"])
        is_photo = _words(document.get("mime_type"), 40).startswith("image/")
        return _ref(document, "photo" if is_photo else "")
    other = next((kind for kind in OTHERS if kind in message), "")
    return FileRef("", "", 0, "") if other else None


OTHERS = ("video", "video_note", "audio", "animation", "sticker", "poll", "dice", "story")
"""What people also send, and what is not taken."""


def _ref(given: Mapping[str, Any], kind: str) -> FileRef | None:
    name, mark = _words(given.get("file_id"), LONGEST_ID), _words(given.get("file_unique_id"), LONGEST_ID)
    size = given.get("file_size")
    return FileRef(name, mark or name, size if isinstance(size, int) else 0, kind) if name else None


def _place(given: Mapping[str, Any]) -> tuple[float, float] | None:
    north, east = given.get("latitude"), given.get("longitude")
    if not isinstance(north, int | float) or not isinstance(east, int | float):
        return None
    return (float(north), float(east)) if -90 <= north <= 90 and -180 <= east <= 180 else None


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _words(value: object, longest: int) -> str:
    """Return a text without zeros, which no text of a database may hold, and without half letters; "" for anything else."""
    if not isinstance(value, str):
        return ""
    return value[:longest].replace("\0", "").encode("utf-8", "ignore").decode("utf-8")
