"""The receptions as the citizen's door shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from itertools import groupby

from babel.dates import get_day_names
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qabyldau.areas.queries import AreaChoice, areas_within
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.offices.queries import hours_of, office_by, open_offices


@dataclass(frozen=True)
class OfficeChoice:
    """One reception as a form offers it."""

    slug: str
    name: str
    address: str


@dataclass(frozen=True)
class HoursLine:
    """Days of the week with the same hours, in the words of the page."""

    days: str
    hours: str


@dataclass(frozen=True)
class OfficeCard:
    """One reception with what one needs to go there."""

    slug: str
    name: str
    address: str
    phone: str
    hours: tuple[HoursLine, ...]
    promise_days: int


def office_choices() -> list[OfficeChoice]:
    """Return the receptions that take appeals."""
    return [OfficeChoice(row.slug, localized(row, "name"), row.address) for row in open_offices()]


def office_cards() -> list[OfficeCard]:
    """Return the receptions with address, hours and telephone."""
    return [
        OfficeCard(
            row.slug,
            localized(row, "name"),
            row.address,
            row.phone,
            tuple(hours_lines(hours_of(row).items())),
            row.promise_days,
        )
        for row in open_offices()
    ]


def areas_of(slug: str) -> list[AreaChoice]:
    """Return the areas within the area of a reception; none for one that is not known."""
    try:
        area = office_by(slug=slug).area if slug else None
    except MissingError:
        return []
    return areas_within(area.code) if area else []


def hours_lines(hours: Iterable[tuple[int, tuple[time, time]]]) -> list[HoursLine]:
    """Return the hours by weekday (1 Monday) with neighbouring days of equal hours drawn together."""
    lines, names = [], get_day_names("wide", locale=get_language() or "kk")
    ordered = sorted(hours)
    runs = groupby(enumerate(ordered), key=lambda item: (item[1][0] - item[0], item[1][1]))
    for (_start, (opens, closes)), days in runs:
        numbers = [day for _position, (day, _hours) in days]
        span = {"first": names[numbers[0] - 1], "last": names[numbers[-1] - 1]}
        words = _("%(first)s – %(last)s") % span if len(numbers) > 1 else span["first"]
        lines.append(HoursLine(capfirst(words), f"{opens:%H:%M}–{closes:%H:%M}"))
    return lines
