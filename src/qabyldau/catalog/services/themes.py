"""Loading themes from reference data; a second load of the same rows changes nothing."""

from collections.abc import Iterable, Mapping

from qabyldau.catalog.models import Category

NOTES = ("public_note_kk", "public_note_ru", "public_note_en")


def categories_load(rows: Iterable[Mapping[str, str]]) -> None:
    """Make or correct themes; a parent stands above its children."""
    known: dict[str, Category] = {}
    for row in rows:
        fields = {name: row[name] for name in ("name_kk", "name_ru", "name_en", *NOTES)}
        parent = known[row["parent"]] if row["parent"] else None
        known[row["code"]], _ = Category.objects.update_or_create(
            code=row["code"], defaults={**fields, "parent": parent, "position": int(row["position"])}
        )
