"""The map of a reception, drawn here from our own outlines: nothing is asked of another server."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from qabyldau.areas.queries import Boundary, outlines_in
from qabyldau.areas.rules import (
    BoundaryKind,
    Box,
    Path,
    Point,
    box_of,
    cut_line,
    cut_ring,
    encloses,
    metres_to,
    round_length,
    simpler,
    window,
)
from qabyldau.core.localized import localized
from qabyldau.offices.queries import Office

WIDE, HIGH = 480, 320
"""The size of the drawing in its own units."""
NEAR = 1_000.0
"""Metres to the west and east where streets are known."""
FAR = (5_000.0, 20_000.0, 80_000.0)
"""The same where only borders are, the first at which one is seen."""
STREETS = 3
"""Streets that the words under the map name."""
LABELLED = 0.1
"""Share of the drawing that an area fills at least to be labelled."""


@dataclass(frozen=True)
class Line:
    """One outline: its class, its path, its name and where that stands ("" for none)."""

    kind: str
    path: str
    name: str
    x: str
    y: str


@dataclass(frozen=True)
class Drawing:
    """A map: outlines, the marker, the bar of the scale, the same in words, and where the outlines come from."""

    lines: list[Line]
    bar: str
    """Where the bar of the scale ends."""
    scale: str
    words: str
    source: str


@dataclass(frozen=True)
class _View:
    box: Box

    def place(self, point: Point) -> tuple[float, float]:
        east = (point[0] - self.box.west) / (self.box.east - self.box.west)
        north = (point[1] - self.box.south) / (self.box.north - self.box.south)
        return east * WIDE, (1 - north) * HIGH

    def path(self, paths: Iterable[Path], end: str) -> str:
        words = []
        for path in paths:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(self.place, path))
            words.append(f"M{points}{end}")
        return "".join(words)


def drawing_of(office: Office) -> Drawing | None:
    """Return the map of a reception; None where its point or the outlines around it are not known."""
    if office.latitude is None or office.longitude is None:
        return None
    centre = (office.longitude, office.latitude)
    for metres in (NEAR, *FAR):
        box = window(centre, metres, HIGH / WIDE)
        rows = outlines_in(box)
        if _is_seen(rows, box, is_near=metres == NEAR):
            return _drawn(rows, centre, box, metres)
    return None


def _is_seen(rows: list[Boundary], box: Box, *, is_near: bool) -> bool:
    kinds = {BoundaryKind.STREET} if is_near else set(BoundaryKind)
    lines = (_paths(row) for row in rows if row.kind in kinds)
    return any(cut_line(path, box) for paths in lines for path in paths)


def _paths(row: Boundary) -> list[Path]:
    return [[(east, north) for east, north in path] for path in row.paths]


def _drawn(rows: list[Boundary], centre: Point, box: Box, metres: float) -> Drawing:
    view, edge = _View(box), box.around(0.05)
    lines = [line for row in rows if (line := _line(row, view, edge, metres / WIDE)) is not None]
    bar = round_length(metres / 2)
    sources = sorted({f"{row.source} ({row.licence})" for row in rows})
    return Drawing(
        lines=lines,
        bar=f"{16 + bar / (2 * metres) * WIDE:.1f}",
        scale=_("%(n)s km") % {"n": bar // 1000} if bar >= 1000 else _("%(n)s m") % {"n": bar},
        words=_words(rows, centre),
        source=", ".join(sources),
    )


def _line(row: Boundary, view: _View, edge: Box, detail: float) -> Line | None:
    paths = [simpler(path, detail) for path in _paths(row)]
    if row.kind != BoundaryKind.AREA:
        runs = [run for path in paths for run in cut_line(path, edge)]
        return Line(row.kind, view.path(runs, ""), "", "", "") if runs else None
    rings = [ring for path in paths if len(ring := cut_ring(path, edge)) > 2]
    if not rings:
        return None
    name, x, y = _label(row, rings, view)
    return Line(row.kind, view.path(rings, "Z"), name, x, y)


def _label(row: Boundary, rings: list[Path], view: _View) -> tuple[str, str, str]:
    found = box_of(rings)
    (left, bottom), (right, top) = (
        view.place((found.west, found.south)),
        view.place((found.east, found.north)),
    )
    if (right - left) * (bottom - top) < LABELLED * WIDE * HIGH:
        return "", "", ""
    x, y = min(max((left + right) / 2, 90), WIDE - 90), min(max((top + bottom) / 2, 24), HIGH - 40)
    if abs(x - WIDE / 2) < 80 and abs(y - HIGH / 2) < 30:
        y = HIGH / 2 - 60
    return _name(row), f"{x:.0f}", f"{y:.0f}"


def _name(row: Boundary) -> str:
    return localized(row.area, "name") if row.area else localized(row, "name")


def _words(rows: list[Boundary], centre: Point) -> str:
    areas = [_name(row) for row in rows if row.kind == BoundaryKind.AREA and encloses(_paths(row), centre)]
    streets = sorted(
        (metres_to(_paths(row), centre), _name(row))
        for row in rows
        if row.kind == BoundaryKind.STREET and _name(row)
    )
    named = list(dict.fromkeys(name for _metres, name in streets))[:STREETS]
    words = [_("The reception lies in: %(area)s.") % {"area": area} for area in areas if area]
    if named:
        words.append(_("Streets nearby: %(names)s.") % {"names": ", ".join(named)})
    return " ".join(words)
