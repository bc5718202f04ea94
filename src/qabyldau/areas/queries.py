"""Reading areas."""

from dataclasses import dataclass

from qabyldau.areas.models import Area
from qabyldau.areas.models import Boundary as Boundary
from qabyldau.areas.rules import Box
from qabyldau.core.localized import localized, sort_key


@dataclass(frozen=True)
class AreaChoice:
    """One area as a form offers it: its code and its name in the language of the page."""

    code: str
    name: str


def areas_within(code: str) -> list[AreaChoice]:
    """Return the areas directly inside the area ``code``, and inside those, by name; at most 200."""
    rows = Area.objects.filter(parent__code=code) | Area.objects.filter(parent__parent__code=code)
    choices = [AreaChoice(row.code, localized(row, "name")) for row in rows.distinct()[:200]]
    return sorted(choices, key=lambda choice: sort_key(choice.name))


def is_area(code: str) -> bool:
    """Return whether there is an area of this code."""
    return Area.objects.filter(code=code).exists()


def area_by(code: str) -> Area | None:
    """Return the area of this code; None where there is none."""
    return Area.objects.filter(code=code).first() if code else None


def all_areas() -> list[Area]:
    """Return every area by its name, for a form that offers them; at most 2,000."""
    return sorted(Area.objects.all()[:2000], key=lambda area: sort_key(localized(area, "name")))


MOST_OUTLINES = 600
"""Outlines of one drawing."""


def outlines_in(box: Box) -> list[Boundary]:
    """Return the outlines that may touch a box, areas first; one query, at most MOST_OUTLINES."""
    rows = Boundary.objects.filter(
        west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south
    )
    return list(rows.select_related("area").order_by("kind", "id")[:MOST_OUTLINES])


HIGHEST = 8
"""Steps from a house's neighbourhood to the country."""


def lineage(area: Area | None) -> list[Area]:
    """Return an area and those above it, the country last; at most HIGHEST, one query each, none for no area."""
    found: list[Area] = []
    while area is not None and len(found) < HIGHEST:
        found.append(area)
        area = area.parent
    return found
