"""Loading areas from reference data; a second load of the same rows changes nothing."""

from collections.abc import Iterable, Mapping

from qabyldau.areas.models import Area, AreaKind

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
