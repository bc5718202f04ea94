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
class Brought:
    """What came beside the words of an appeal."""

    photos: list[str]
    voices: list[str]
    added: list[Added]


def brought_with(row: Appeal) -> Brought:
    """Return what came with an appeal; files by their uuid, in the order in which they came."""
    files = attachments_of(row.text)
    voices = [str(file.uuid) for file in voices_among(files)]
    return Brought(
        photos=[str(file.uuid) for file in files if str(file.uuid) not in voices],
        voices=voices,
        added=[
            Added(text.body or "", text.language if text.language in {"kk", "ru", "en"} else "", text.made_at)
            for text in additions_to([row.text_id])
        ],
    )
