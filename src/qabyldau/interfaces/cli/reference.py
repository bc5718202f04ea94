"""Loading the reference data that come with the wheel. A second load changes nothing."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from qabyldau.accounts.rules import Actor
from qabyldau.areas.services import area_kinds_load, areas_load
from qabyldau.catalog.services.ready import ready_texts_load
from qabyldau.catalog.services.themes import categories_load
from qabyldau.interfaces.cli.tables import rows_of
from qabyldau.offices.rules.calendar import CalendarDay, DayKind
from qabyldau.offices.services.calendar import calendar_load
from qabyldau.people.services.loading import memberships_load, organizations_load, persons_load, posts_load


def load_reference(actor: Actor, at: datetime) -> None:
    """Load areas, bodies, themes and the working calendar."""
    area_kinds_load(rows_of("areas/kinds.csv"))
    areas_load(rows_of("areas/areas.csv"))
    organizations_load(rows_of("bodies/organizations.csv"))
    posts_load(rows_of("bodies/posts.csv"))
    persons_load(rows_of("bodies/persons.csv"))
    memberships_load(rows_of("bodies/memberships.csv"))
    categories_load(rows_of("categories/categories.csv"))
    ready_texts_load(rows_of("ready_texts/ready_texts.csv"), at)
    load_calendar(actor, at)


def calendar_days(rows: Iterable[dict[str, str]]) -> list[CalendarDay]:
    """Return the days of a calendar's rows."""
    return [
        CalendarDay(
            on=date.fromisoformat(row["on"]),
            kind=DayKind(row["kind"]),
            name_kk=row["name_kk"],
            name_ru=row["name_ru"],
            name_en=row["name_en"],
            replaces=date.fromisoformat(row["replaces"]) if row["replaces"] else None,
            estimated=row["estimated"] in {"1", "true"},
            source=row["source"],
        )
        for row in rows
    ]


def reference_days() -> list[CalendarDay]:
    """Return the days of the reference calendar, with corrections by hand in the place of what they correct."""
    known = {day.on: day for day in calendar_days(rows_of("holidays/kz.csv"))}
    known |= {day.on: day for day in calendar_days(rows_of("holidays/kz_corrections.csv"))}
    return [known[on] for on in sorted(known)]


def calendar_version(days: Iterable[CalendarDay]) -> str:
    """Return the name of this calendar: a digest of its days, so that the same days have the same name."""
    spelled = "\n".join(f"{day.on} {day.kind} {day.replaces or ''}" for day in days)
    return hashlib.sha256(spelled.encode()).hexdigest()[:12]


def load_calendar(actor: Actor, at: datetime) -> bool:
    """Make the reference calendar the current one; return whether anything changed."""
    days = reference_days()
    return calendar_load(actor=actor, version=calendar_version(days), days=days, at=at)
