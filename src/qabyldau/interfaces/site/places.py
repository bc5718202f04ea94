"""The receptions as the citizen's door shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from itertools import groupby

from babel.dates import get_day_names
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qabyldau.areas.queries import AreaChoice, areas_within
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.offices.queries import Office, hours_of, open_offices


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


class Receptions:
    """The receptions that take appeals, asked for once in a request and only if somebody wants to know."""

    @cached_property
    def rows(self) -> list[Office]:
        """The offices, by their Kazakh name."""
        return open_offices()

    def by(self, slug: str) -> Office:
        """Return one of them; raise MissingError where it is not known or takes no appeals any more."""
        found = next((row for row in self.rows if row.slug == slug), None)
        if found is None:
            raise MissingError("office")
        return found

    def choices(self) -> list[OfficeChoice]:
        """Return them as a form offers them."""
        return [OfficeChoice(row.slug, localized(row, "name"), row.address) for row in self.rows]

    def areas_of(self, slug: str) -> list[AreaChoice]:
        """Return the areas within the area of one; none for one that is not known."""
        area = next((row.area for row in self.rows if row.slug == slug), None)
        return areas_within(area.code) if area else []


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
