"""Loading public persons and bodies from reference data; a second load of the same rows changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date

from qabyldau.areas.models import Area
from qabyldau.people.models import ContactDetail, Membership, Organization, Person, Post

Row = Mapping[str, str]
NAMES = ("name_kk", "name_ru", "name_en")


def _area(code: str) -> Area | None:
    return Area.objects.get(code=code) if code else None


def organizations_load(rows: Iterable[Row]) -> None:
    """Make or correct bodies: code, kind, names, area, source."""
    for row in rows:
        fields = {name: row[name] for name in (*NAMES, "kind", "source")}
        Organization.objects.update_or_create(
            code=row["code"], defaults={**fields, "area": _area(row["area"])}
        )


def posts_load(rows: Iterable[Row]) -> None:
    """Make or correct posts: code, organization, area, names."""
    for row in rows:
        Post.objects.update_or_create(
            code=row["code"],
            defaults={
                "organization": Organization.objects.get(code=row["organization"]),
                "area": _area(row["area"]),
                "role": row.get("role", ""),
                "label_kk": row["name_kk"],
                "label_ru": row["name_ru"],
                "label_en": row["name_en"],
            },
        )


def persons_load(rows: Iterable[Row]) -> None:
    """Make or correct public persons: code, name_kk, invented."""
    for row in rows:
        fields = {"name": row["name_kk"], "is_invented": row["invented"] == "1"}
        Person.objects.update_or_create(code=row["code"], defaults=fields)


def memberships_load(rows: Iterable[Row]) -> None:
    """Make or correct memberships: person, organization, post, from_on, until_on."""
    for row in rows:
        Membership.objects.update_or_create(
            person=Person.objects.get(code=row["person"]),
            organization=Organization.objects.get(code=row["organization"]),
            post=Post.objects.get(code=row["post"]) if row["post"] else None,
            defaults={
                "start_on": date.fromisoformat(row["from_on"]) if row["from_on"] else None,
                "end_on": date.fromisoformat(row["until_on"]) if row["until_on"] else None,
            },
        )


def contacts_load(rows: Iterable[Row]) -> None:
    """Make or correct public contacts: owner_kind (organization or person), owner, kind, value."""
    for row in rows:
        organization = row["owner_kind"] == "organization"
        ContactDetail.objects.update_or_create(
            organization=Organization.objects.get(code=row["owner"]) if organization else None,
            person=None if organization else Person.objects.get(code=row["owner"]),
            kind=row["kind"],
            defaults={"value": row["value"]},
        )
