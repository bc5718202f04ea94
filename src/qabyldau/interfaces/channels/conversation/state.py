"""The conversation of one chat between two messages: kept encrypted as a draft, found by a keyed digest of the chat, and it expires.

The chat itself stands nowhere in it. A half-written appeal lives here for thirty days, as on the site.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from qabyldau.core import crypto
from qabyldau.core.drafts import (
    draft_drop,
    draft_file_drop,
    draft_file_of,
    draft_keep,
    draft_lock,
    draft_of,
)
from qabyldau.documents.images import CleanImage
from qabyldau.documents.voices import CleanVoice
from qabyldau.texts.services import CleanFile

PURPOSE = "telegram.chat"

OPEN_FOR = timedelta(minutes=30)
"""How long a receipt can be shown again, and an appeal opened by its secret stays open."""


class Step(StrEnum):
    """What the bot has asked and waits for."""

    IDLE = "idle"
    OFFICE = "office"
    TEXT = "text"
    PLACE = "place"
    CONTACT = "contact"
    PHONE = "phone"
    CONSENT = "consent"
    CHECK = "check"
    NUMBER = "number"
    REPLY = "reply"
    ADD = "add"
    REOPEN = "reopen"


WRITING = frozenset({Step.OFFICE, Step.TEXT, Step.PLACE, Step.CONTACT, Step.PHONE, Step.CONSENT, Step.CHECK})
"""The steps of writing an appeal."""


@dataclass(frozen=True)
class KeptFile:
    """One cleaned file: the name under which it is kept, what it is, and a photo's measures in pixels."""

    name: str
    kind: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Proof:
    """What the receipt says, while it can be shown again."""

    number: str
    secret: str
    due_on: str
    until: str


@dataclass(frozen=True)
class Talk:
    """Where a conversation stands, and the appeal that is being written; ``key`` makes it once."""

    language: str = ""
    step: str = Step.IDLE.value
    key: str = ""
    office: str = ""
    body: str = ""
    files: tuple[KeptFile, ...] = ()
    place: str = ""
    phone: str = ""
    keeps_chat: bool = False
    consent: str = ""
    """The language of the words of consent that were agreed to; "" while nothing was."""
    was_warned: bool = False
    was_shown: bool = False
    """Whether everything was shown once: a changed answer then leads back there."""
    album: str = ""
    about: str = ""
    """The uuid of what the next words are for."""
    opened: str = ""
    """The uuid of an appeal that number and secret have opened, and until when."""
    opened_until: str = ""
    proof: Proof | None = None

    @property
    def has_words(self) -> bool:
        """Whether something was written or recorded already."""
        return bool(self.body.strip() or self.files)

    def fresh(self, office: str = "") -> "Talk":
        """Return the conversation at the beginning of a new appeal."""
        return Talk(language=self.language, step=Step.TEXT.value, key=secrets.token_hex(16), office=office)

    def idle(self) -> "Talk":
        """Return the conversation with nothing being written; what was opened stays open."""
        kept = {"opened": self.opened, "opened_until": self.opened_until, "proof": self.proof}
        return Talk(language=self.language, **kept)  # type: ignore[arg-type]

    def at(self, step: Step, **changes: Any) -> "Talk":
        """Return the conversation at another step."""
        return replace(self, step=step.value, **changes)


def code_of(chat: str) -> str:
    """Return the code of a chat's draft, which says nothing of the chat."""
    return crypto.digest("telegram-chat", chat).hex()


def load(chat: str, at: datetime) -> Talk:
    """Return the conversation of a chat, a new one where nothing is kept, locked until the transaction ends."""
    draft_lock(PURPOSE, code_of(chat))
    content = draft_of(PURPOSE, code_of(chat), at)
    return _from_json(content) if content else Talk()


def peek(chat: str, at: datetime) -> Talk:
    """Return the conversation of a chat as it stands, for looking only."""
    content = draft_of(PURPOSE, code_of(chat), at)
    return _from_json(content) if content else Talk()


def save(chat: str, talk: Talk, at: datetime) -> None:
    """Keep the conversation for thirty days from now."""
    draft_keep(PURPOSE, code_of(chat), asdict(talk), at)


def forget(chat: str, talk: Talk) -> None:
    """Forget a conversation and its files."""
    drop_files(talk)
    draft_drop(code_of(chat))


def drop_files(talk: Talk) -> None:
    """Forget the files of an appeal that is not written any more, or was sent."""
    for file in talk.files:
        draft_file_drop(file.name)


def files_of(talk: Talk) -> tuple[CleanFile, ...]:
    """Return the files of the appeal that is being written; those that are gone are left out."""
    found = ((file, draft_file_of(file.name)) for file in talk.files)
    return tuple(_clean(file, content) for file, content in found if content)


def _clean(file: KeptFile, content: bytes) -> CleanFile:
    if file.kind == "voice":
        return CleanVoice(content)
    return CleanImage(content, file.width, file.height)


def _from_json(content: Mapping[str, Any]) -> Talk:
    names = {field.name for field in fields(Talk)}
    given = {name: value for name, value in content.items() if name in names}
    given["files"] = tuple(KeptFile(**file) for file in given.get("files") or ())
    given["proof"] = Proof(**given["proof"]) if given.get("proof") else None
    return Talk(**given)
