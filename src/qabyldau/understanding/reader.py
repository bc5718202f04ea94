"""Asks the language door what a text says, and keeps the reading."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qabyldau import language
from qabyldau.texts.models import Text
from qabyldau.understanding.models import Reading


@dataclass(frozen=True)
class Theme:
    """One proposed theme with its score from 0 to 1 and the words that decided."""

    code: str
    score: float
    why: tuple[str, ...]


def reading_make(*, text: Text, at: datetime) -> language.Understanding:
    """Keep the reading of ``text`` by the engine of today, made once a version, and return what the engine said."""
    found = language.read(text.body)
    reading = Reading(
        text=text,
        version=found.version,
        language=found.language,
        script=found.script,
        theme=found.theme,
        urgency=found.urgency,
        content=json.dumps(_content(found), ensure_ascii=False),
        made_at=at,
    )
    Reading.objects.bulk_create([reading], ignore_conflicts=True)
    return found


def _content(found: language.Understanding) -> dict[str, Any]:
    return {
        "themes": [[code, score, list(why)] for code, score, why in found.themes],
        "pii": [list(span) for span in found.pii],
        "urgency_why": list(found.urgency_why),
    }


def themes_of(reading: Reading) -> list[Theme]:
    """Return the themes that a reading proposes, best first."""
    content = json.loads(reading.content) if reading.content else {}
    return [Theme(code, score, tuple(why)) for code, score, why in content.get("themes", [])]


def urgency_words(reading: Reading) -> list[str]:
    """Return the words for which a reading calls a text urgent."""
    content = json.loads(reading.content) if reading.content else {}
    return list(content.get("urgency_why", []))
