"""Reading what was understood."""

from qabyldau.texts.models import Text
from qabyldau.understanding.models import Reading


def newest_reading(text: Text) -> Reading | None:
    """Return the newest reading of a text."""
    return Reading.objects.filter(text=text).order_by("-made_at", "-id").first()


def readings_of(texts: list[int]) -> dict[int, Reading]:
    """Return the newest reading of each of these texts (ids), in one query; without its reasons."""
    rows = Reading.objects.filter(text_id__in=texts).order_by("made_at", "id").defer("content")
    return {row.text_id: row for row in rows}


def unread_texts(size: int) -> list[int]:
    """Return ids of texts of appeals that no engine has read yet, oldest first, at most ``size``."""
    rows = Text.objects.filter(language="", appeal__isnull=False, erased_at__isnull=True)
    return list(rows.order_by("id").values_list("id", flat=True)[:size])
