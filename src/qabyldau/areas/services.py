"""Loading areas and outlines from data; a second load of the same rows changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.areas.models import Area, AreaKind, Boundary
from qabyldau.areas.rules import Shape, box_of, simpler
from qabyldau.core.errors import InputError
from qabyldau.history.rules import Target
from qabyldau.history.services import record

Row = Mapping[str, str]


def area_kinds_load(rows: Iterable[Row]) -> None:
    """Make or correct the kinds of areas: code, name_kk, name_ru, name_en."""
    for row in rows:
        names = {name: row[name] for name in ("name_kk", "name_ru", "name_en")}
        AreaKind.objects.update_or_create(code=row["code"], defaults=names)


def areas_load(rows: Iterable[Row]) -> None:
    """Make or correct areas; a parent stands above its children."""
    kinds = {kind.code: kind for kind in AreaKind.objects.all()}
    known = {area.code: area for area in Area.objects.all()}
    for row in rows:
        fields = {name: row[name] for name in ("name_kk", "name_ru", "name_en", "source")}
        parent = known[row["parent"]] if row["parent"] else None
        known[row["code"]], _ = Area.objects.update_or_create(
            code=row["code"], defaults={**fields, "kind": kinds[row["kind"]], "parent": parent}
        )


@dataclass(frozen=True)
class Outline:
    """One outline as it came: its key in its source, names by language, shape, and the code of its area ("" for none)."""

    key: str
    names: Mapping[str, str]
    shape: Shape
    area: str = ""


@dataclass(frozen=True)
class Origin:
    """From where outlines come, under which licence, and within how many metres they are made simpler."""

    source: str
    licence: str
    metres: float


@transaction.atomic
def boundaries_keep(*, actor: Actor, rows: Sequence[Outline], origin: Origin, at: datetime) -> int:
    """Make or correct outlines of one source; return how many. An outline is known again by its key."""
    demand(actor, Permission.REFERENCE_LOAD)
    if not origin.source or not origin.licence:
        raise InputError(
            "source", "say where the outlines come from and under which licence they may be used"
        )
    areas = {area.code: area for area in Area.objects.filter(code__in={row.area for row in rows if row.area})}
    for row in rows:
        paths = [simpler(path, origin.metres) for path in row.shape.paths]
        box = box_of(paths)
        fields = {f"name_{code}": row.names.get(code, "") for code in ("kk", "ru", "en")}
        Boundary.objects.update_or_create(
            source=origin.source, key=row.key,
            defaults={
                **fields, "kind": row.shape.kind, "area": areas.get(row.area), "paths": paths, "west": box.west,
                "south": box.south, "east": box.east, "north": box.north, "licence": origin.licence,
            },
        )  # fmt: skip
    record(actor.who, "areas.boundaries.kept", Target("areas.boundary", ""), at, {"rows": len(rows)})
    return len(rows)
