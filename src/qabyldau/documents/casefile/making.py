"""A case as PDF, as JSON, and both in one ZIP with the sums of all its parts: the same bytes for the same facts.

The PDF is made from the JSON alone and bears its SHA-256, so that the sheet in the hand is tied to the file, and whoever
has the file can make the sheet again.
"""

import io
import json
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from qabyldau.core.clock import in_zone
from qabyldau.documents.casefile.facts import CaseFile, digest_of
from qabyldau.documents.pdf import make_pdf

BUNDLE = "qabyldau.bundle/1"
"""The shape of the ZIP and of its manifest."""
MANIFEST, CASE, PAPER = "manifest.json", "case.json", "case.pdf"
_PACKED_ON = (1980, 1, 1, 0, 0, 0)


def typesetter() -> str:
    """Return the name and version of what sets the PDF: another version may give other bytes."""
    return f"typst {version('typst')}"


def case_json(case: CaseFile) -> bytes:
    """Return the case as JSON: UTF-8, keys in the order of the facts, moments in UTC as ISO 8601."""
    return as_json(asdict(case))


def as_json(value: object) -> bytes:
    """Return a value as the one spelling of JSON whose sum is counted."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode("utf-8", "replace")


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return in_zone(value, "UTC").isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def case_pdf(made: bytes) -> bytes:
    """Return the PDF of a case from its JSON; raise ValueError for a JSON of another shape."""
    case = json.loads(made)
    words = words_in(case["language"])
    shown = _shown(case, ZoneInfo(case["zone"]))
    at = datetime.fromisoformat(case["made_at"])
    return make_pdf("case", {"case": shown, "words": words, "sum": digest_of(made)}, at)


@cache
def words_in(language: str) -> Mapping[str, str]:
    """Return the headings of the paper in a language (kk, ru, en); in Kazakh for any other."""
    with Path(__file__).with_name("words.toml").open("rb") as file:
        tables = tomllib.load(file)
    return dict(tables.get(language, tables["kk"]))


def _shown(value: Any, zone: ZoneInfo) -> Any:
    """Return the JSON with moments and days as people read them: 2026-11-26 11:00, 26.11.2026."""
    if isinstance(value, dict):
        return {key: _moment(key, each, zone) or _shown(each, zone) for key, each in value.items()}
    if isinstance(value, list):
        return [_shown(each, zone) for each in value]
    return value


def _moment(key: str, value: Any, zone: ZoneInfo) -> str:
    if not isinstance(value, str):
        return ""
    if key == "at" or key.endswith("_at"):
        return f"{datetime.fromisoformat(value).astimezone(zone):%d.%m.%Y %H:%M}"
    if key == "on" or key.endswith("_on"):
        return f"{date.fromisoformat(value):%d.%m.%Y}"
    return ""


def case_bundle(case: CaseFile, files: Mapping[str, bytes]) -> bytes:
    """Return the bundle: ``case.json``, ``case.pdf``, the ``files`` by their names, and the manifest with every sum."""
    said = case_json(case)
    parts = {CASE: said, PAPER: case_pdf(said), **dict(sorted(files.items()))}
    manifest = {
        "schema": BUNDLE,
        "made_with": {"qabyldau": version("qabyldau"), "typesetter": typesetter()},
        "parts": [
            {"name": name, "size": len(content), "sha256": digest_of(content)}
            for name, content in parts.items()
        ],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in {MANIFEST: as_json(manifest), **parts}.items():
            entry = zipfile.ZipInfo(name, _PACKED_ON)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            bundle.writestr(entry, content)
    return out.getvalue()
