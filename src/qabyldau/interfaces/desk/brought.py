"""What came with an appeal beside its words: photos, voice messages to be listened to, and what was added later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from qabyldau.core import ids
from qabyldau.intake.models import Appeal
from qabyldau.texts.queries import additions_to, attachments_of, photos_among, voices_among


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


def photo_choices(appeals: Iterable[Appeal]) -> list[tuple[str, str]]:
    """Return the photos of some appeals to be ticked, each by its uuid with the picture itself and whose it is."""
    owners = {row.text_id: row for row in appeals}
    found: list[tuple[str, str]] = []
    for place, photo in enumerate(photos_among(owners), 1):
        owner = owners[photo.text_id]
        address = reverse("desk:appeal-photo", args=[owner.uuid, photo.uuid])
        words = _("Photo %(place)s of appeal %(number)s") % {
            "place": place,
            "number": ids.say_number(owner.number),
        }
        found.append(
            (str(photo.uuid), format_html('<img class="glance" src="{}" alt=""> {}', address, words))
        )
    return found
