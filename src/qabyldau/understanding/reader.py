"""Asks the language door what a text says, and keeps the reading."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from qabyldau import language
from qabyldau.core import crypto
from qabyldau.intake.models import Appeal
from qabyldau.texts.models import Text
from qabyldau.understanding.models import MatterKey, Reading

WINDOW = timedelta(days=365)
"""How far back the same matter is looked for."""

NEWEST_OF_A_KEY, COMPARED = 200, 40
"""Appeals taken from each key, newest first, and texts compared at most: the work does not grow with the archive."""

KEY_BYTES = 16


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


def matter_keys_make(*, appeal: Appeal) -> list[bytes]:
    """Return the blind keys of an appeal's matter, made anew; a confidential appeal has none."""
    MatterKey.objects.filter(appeal=appeal).delete()
    if appeal.is_confidential or not appeal.text.body:
        return []
    spoken = [*language.matter_keys(appeal.text.body), f"same|{bytes(appeal.text.digest).hex()}"]
    area = appeal.area.code if appeal.area else ""
    keys = [
        crypto.digest("matter", str(appeal.office_id), area if "|" not in word else "", word)[:KEY_BYTES]
        for word in spoken
    ]
    MatterKey.objects.bulk_create(
        MatterKey(appeal=appeal, office_pk=appeal.office_id, digest=key, at=appeal.received_at)
        for key in keys
    )
    return keys


def near_in_matter(appeal: Appeal, keys: list[bytes]) -> list[Appeal]:
    """Return the appeals that share most keys with this one, at most ``COMPARED``: of one office, in a year, none confidential."""
    since = appeal.received_at - WINDOW
    found: set[int] = set()
    for key in keys:
        rows = MatterKey.objects.filter(office_pk=appeal.office_id, digest=key, at__gte=since).exclude(
            appeal=appeal
        )
        found |= set(rows.order_by("-at").values_list("appeal_id", flat=True)[:NEWEST_OF_A_KEY])
    shared = MatterKey.objects.filter(appeal_id__in=found, digest__in=keys).values("appeal_id")
    ranked = shared.annotate(n=Count("id")).order_by("-n", "-appeal_id").values_list("appeal_id", flat=True)
    near = Appeal.objects.filter(
        pk__in=list(ranked[:COMPARED]), is_confidential=False, withdrawn_at__isnull=True
    )
    return list(near.select_related("text", "applicant"))
