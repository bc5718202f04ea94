"""What came with an appeal beside its words: photos, voice messages to be listened to, and what was added later."""

from dataclasses import dataclass
from datetime import datetime

from qabyldau.intake.models import Appeal
from qabyldau.texts.queries import additions_to, attachments_of, voices_among


@dataclass(frozen=True)
class Added:
    """Words that the sender added later."""

    body: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Voice:
    """A voice message and what a person heard in it; "" while nobody has typed it."""

    uuid: str
    heard: str


@dataclass(frozen=True)
class Brought:
    """What came beside the words of an appeal."""

    photos: list[str]
    voices: list[Voice]
    added: list[Added]


def brought_with(row: Appeal) -> Brought:
    """Return what came with an appeal; files by their uuid, in the order in which they came."""
    files = attachments_of(row.text)
    spoken = voices_among(files)
    return Brought(
        photos=[str(file.uuid) for file in files if file not in spoken],
        voices=[
            Voice(str(file.uuid), (file.transcript.body or "") if file.transcript else "") for file in spoken
        ],
        added=[
            Added(text.body or "", text.language if text.language in {"kk", "ru", "en"} else "", text.made_at)
            for text in additions_to([row.text_id])
        ],
    )
