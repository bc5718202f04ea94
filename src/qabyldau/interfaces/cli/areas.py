"""``qabyldau areas import-map FILE``: outlines of areas and streets from GeoJSON, for the map that we draw ourselves."""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from qabyldau.accounts.rules import machine
from qabyldau.areas.rules import BoundaryKind, read_shape
from qabyldau.areas.services import Origin, Outline, boundaries_keep
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import storable

BATCH = 200
"""Outlines that are kept in one transaction."""
REJECTED = 3
"""Exit code when good features were kept and some were not."""
LONGEST = 80
"""Characters of a key."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which file, from whom, under which licence."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    importing = deeds.add_parser("import-map", help="load outlines from a GeoJSON file")
    importing.add_argument(
        "path", type=Path, help="a FeatureCollection in degrees, longitude first (RFC 7946)"
    )
    importing.add_argument("--source", default="OpenStreetMap", help="from where; unsaid: OpenStreetMap")
    importing.add_argument("--licence", default="ODbL 1.0", help="under which licence; unsaid: ODbL 1.0")
    importing.add_argument(
        "--metres", type=float, default=15.0, help="points nearer to the line are left out; unsaid: 15"
    )
    importing.add_argument("--dry-run", action="store_true", help="check everything and write nothing")


def run(options: argparse.Namespace) -> int:
    """Read the features, keep the good ones, and name the others by their number."""
    features = features_of(options.path)
    wrong: list[str] = []
    rows = list(_outlines(features, wrong))
    origin = Origin(options.source.strip(), options.licence.strip(), max(options.metres, 0.0))
    with transaction.atomic():
        for begin in range(0, len(rows), BATCH):
            boundaries_keep(
                actor=machine("cli"), rows=rows[begin : begin + BATCH], origin=origin, at=clock.now()
            )
            print(f"{min(begin + BATCH, len(rows))} of {len(rows)}", file=sys.stderr)
        transaction.set_rollback(options.dry_run)
    for line in wrong:
        print(line)
    print(f"{len(rows)} taken, {len(wrong)} rejected")
    if options.dry_run:
        print("Dry run: nothing was written.")
    return REJECTED if wrong else 0


def features_of(path: Path) -> list[Any]:
    """Return the features of a GeoJSON file; raise InputError for anything else."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise InputError("path", f"{path} is no JSON in UTF-8") from error
    features = found.get("features") if isinstance(found, Mapping) else None
    if not isinstance(features, list):
        raise InputError("path", f"{path} is no GeoJSON FeatureCollection")
    return features


def _outlines(features: list[Any], wrong: list[str]) -> Iterator[Outline]:
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        try:
            row = outline_of(feature)
            if row.key in seen:
                raise InputError("id", f"{row.key} was there before")
        except InputError as error:
            wrong.append(f"feature {number}, {error.field}: {error.message}")
        else:
            seen.add(row.key)
            yield row


def outline_of(feature: Any) -> Outline:
    """Return one outline of a feature; raise InputError that names what is wrong."""
    if not isinstance(feature, Mapping):
        raise InputError("feature", "it is no object")
    said = feature.get("properties") or {}
    if not isinstance(said, Mapping):
        raise InputError("properties", "they are no object")
    shape = read_shape(feature.get("geometry"), _kind(said, feature.get("geometry")))
    names = {code: _name(said, code) for code in ("kk", "ru", "en")}
    return Outline(_key(feature, said), names, shape, _words(said.get("area", ""))[:LONGEST])


def _words(said: object) -> str:
    """Return words as a table can keep them, without the sign that is none."""
    return storable(said).replace("\0", "").strip()


def _kind(said: Mapping[str, Any], geometry: Any) -> BoundaryKind:
    if said.get("kind") in list(BoundaryKind):
        return BoundaryKind(said["kind"])
    if said.get("natural") == "water" or said.get("waterway"):
        return BoundaryKind.WATER
    is_line = isinstance(geometry, Mapping) and "Line" in str(geometry.get("type"))
    return BoundaryKind.STREET if said.get("highway") or is_line else BoundaryKind.AREA


def _name(said: Mapping[str, Any], code: str) -> str:
    plain = said.get("name") if code == "kk" else ""
    found = said.get(f"name:{code}") or said.get(f"name_{code}") or plain
    return _words(found or "")[:200]


def _key(feature: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    found = feature.get("id") or said.get("@id") or said.get("osm_id") or said.get("id")
    if found:
        return _words(found)[:LONGEST]
    return hashlib.sha256(json.dumps(feature, sort_keys=True).encode()).hexdigest()[:LONGEST]
