"""Reading texts and what came with them."""

from collections.abc import Iterable

from qabyldau.documents.voices import VOICE
from qabyldau.texts.models import Attachment, Text


def attachments_of(text: Text) -> list[Attachment]:
    """Return the files of a text in the order in which they came; at most ten come with one."""
    return list(Attachment.objects.filter(text=text).select_related("transcript").order_by("id"))


def photos_among(texts: Iterable[int]) -> list[Attachment]:
    """Return the photos that came with these texts (ids), in the order in which they came; voice messages are none."""
    return list(Attachment.objects.filter(text_id__in=list(texts)).exclude(media_type=VOICE).order_by("id"))


def voices_among(files: list[Attachment]) -> list[Attachment]:
    """Return those files that are voice messages, to be listened to and written down by a person."""
    return [file for file in files if file.media_type == VOICE]


def additions_to(texts: Iterable[int]) -> list[Text]:
    """Return what was added later to these texts (ids), oldest first."""
    return list(Text.objects.filter(added_to_id__in=list(texts)).order_by("id"))
