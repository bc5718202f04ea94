"""Outlines on a small piece of the earth: read from GeoJSON, made simpler, cut to a window, measured. Pure.

Coordinates are pairs of degrees, longitude first (RFC 7946). A window is so small that a degree of longitude has one length
everywhere in it; that is off by less than one part in a hundred over a hundred kilometres.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import cos, hypot, isfinite, radians
from typing import Any

from qabyldau.core.errors import InputError

METRES = 111_320.0
"""Metres of one degree of latitude."""
MOST_POINTS = 200_000
"""Points of one feature; more is a mistake."""

Point = tuple[float, float]
Path = list[Point]


class BoundaryKind(StrEnum):
    """What an outline is: AREA encloses, the others are lines."""

    AREA = "area"
    STREET = "street"
    WATER = "water"


@dataclass(frozen=True)
class Box:
    """West, south, east and north ends of something, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def around(self, share: float) -> "Box":
        """Return a box larger by ``share`` of its size on each side."""
        wide, high = (self.east - self.west) * share, (self.north - self.south) * share
        return Box(self.west - wide, self.south - high, self.east + wide, self.north + high)


@dataclass(frozen=True)
class Shape:
    """One outline: what it is, its paths, and whether they enclose."""

    kind: BoundaryKind
    paths: list[Path]


def box_of(paths: Iterable[Path]) -> Box:
    """Return the ends of some paths."""
    points = [point for path in paths for point in path]
    east, north = [point[0] for point in points], [point[1] for point in points]
    return Box(min(east), min(north), max(east), max(north))


def window(centre: Point, metres: float, ratio: float) -> Box:
    """Return the box ``metres`` to the west and east of ``centre``, and ``ratio`` of that to the south and north."""
    high = metres * ratio / METRES
    wide = metres / (METRES * cos(radians(centre[1])))
    return Box(centre[0] - wide, centre[1] - high, centre[0] + wide, centre[1] + high)


def read_shape(geometry: object, kind: BoundaryKind) -> Shape:
    """Return the outline of a GeoJSON geometry; raise InputError that says what is wrong with it."""
    if not isinstance(geometry, Mapping):
        raise InputError("geometry", "there is no geometry")
    paths = _paths(geometry.get("type"), geometry.get("coordinates"))
    read = [_path(path) for path in paths]
    if kind is BoundaryKind.AREA and any(len(path) < 4 for path in read):
        raise InputError("geometry", "a ring has at least four points")
    if not read or any(len(path) < 2 for path in read):
        raise InputError("geometry", "a line has at least two points")
    if sum(map(len, read)) > MOST_POINTS:
        raise InputError("geometry", f"more than {MOST_POINTS} points")
    return Shape(kind, read)


def _paths(name: object, coordinates: Any) -> list[Any]:
    if not isinstance(coordinates, Sequence) or isinstance(coordinates, str):
        raise InputError("geometry", "the coordinates are missing")
    if name == "LineString":
        return [coordinates]
    if name in ("Polygon", "MultiLineString"):
        return list(coordinates)
    if name == "MultiPolygon" and all(isinstance(part, list) for part in coordinates):
        return [ring for part in coordinates for ring in part]
    raise InputError("geometry", "only Polygon, MultiPolygon, LineString and MultiLineString are drawn")


def _path(said: Any) -> Path:
    try:
        points = [(float(east), float(north)) for east, north, *_height in said]
    except (TypeError, ValueError, OverflowError) as error:
        raise InputError("geometry", "a point is two numbers, longitude first") from error
    for east, north in points:
        if not (isfinite(east) and isfinite(north) and abs(east) <= 180 and abs(north) <= 90):
            raise InputError("geometry", "a point lies outside the earth: is longitude first?")
    return points


def simpler(path: Path, metres: float) -> Path:
    """Return ``path`` without the points that lie within ``metres`` of what stays (Douglas and Peucker 1973).

    >>> simpler([(0.0, 0.0), (0.5, 0.000001), (1.0, 0.0)], 10)
    [(0.0, 0.0), (1.0, 0.0)]
    """
    kept, waiting = {0, len(path) - 1}, [(0, len(path) - 1)]
    wide = cos(radians(path[0][1]))
    while waiting:
        first, last = waiting.pop()
        found, farthest = metres, 0
        for place in range(first + 1, last):
            away = _away(path[place], path[first], path[last], wide)
            if away > found:
                found, farthest = away, place
        if farthest:
            kept.add(farthest)
            waiting += [(first, farthest), (farthest, last)]
    return [path[place] for place in sorted(kept)]


def _away(point: Point, first: Point, last: Point, wide: float) -> float:
    """Return the metres between a point and the line of two others; ``wide``: length of a degree of longitude."""
    east, north = (point[0] - first[0]) * wide, point[1] - first[1]
    far_east, far_north = (last[0] - first[0]) * wide, last[1] - first[1]
    square = far_east**2 + far_north**2
    share = max(0.0, min(1.0, (east * far_east + north * far_north) / square)) if square else 0.0
    return METRES * hypot(east - share * far_east, north - share * far_north)


def cut_ring(ring: Path, box: Box) -> Path:
    """Return what lies of a ring in a box, none where nothing does (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, box.west, 1), (0, box.east, -1), (1, box.south, 1), (1, box.north, -1)):
        cut: Path = []
        for place, point in enumerate(ring):
            before = ring[place - 1]
            if (point[axis] - bound) * sign >= 0:
                if (before[axis] - bound) * sign < 0:
                    cut.append(_met(before, point, axis, bound))
                cut.append(point)
            elif (before[axis] - bound) * sign >= 0:
                cut.append(_met(before, point, axis, bound))
        ring = cut
    return ring


def _met(first: Point, last: Point, axis: int, bound: float) -> Point:
    share = (bound - first[axis]) / (last[axis] - first[axis])
    met = [first[0] + share * (last[0] - first[0]), first[1] + share * (last[1] - first[1])]
    met[axis] = bound
    return met[0], met[1]


def cut_line(line: Path, box: Box) -> list[Path]:
    """Return the runs of a line that touch a box; each begins and ends at most one point outside."""
    runs: list[Path] = []
    for first, last in zip(line, line[1:], strict=False):
        if not _is_near(first, last, box):
            continue
        if runs and runs[-1][-1] == first:
            runs[-1].append(last)
        else:
            runs.append([first, last])
    return runs


def _is_near(first: Point, last: Point, box: Box) -> bool:
    west, east = sorted((first[0], last[0]))
    south, north = sorted((first[1], last[1]))
    return west <= box.east and east >= box.west and south <= box.north and north >= box.south


def encloses(rings: Iterable[Path], point: Point) -> bool:
    """Return whether a point lies inside: a line from it crosses the rings an odd number of times."""
    inside = False
    for ring in rings:
        for place, last in enumerate(ring):
            first = ring[place - 1]
            if (first[1] > point[1]) != (last[1] > point[1]):
                share = (point[1] - first[1]) / (last[1] - first[1])
                inside ^= point[0] < first[0] + share * (last[0] - first[0])
    return inside


def metres_to(paths: Iterable[Path], point: Point) -> float:
    """Return how many metres a point lies from the nearest of some lines."""
    wide = cos(radians(point[1]))
    pairs = (pair for path in paths for pair in zip(path, path[1:], strict=False))
    return min((_away(point, first, last, wide) for first, last in pairs), default=float("inf"))


def round_length(metres: float) -> int:
    """Return the longest round length that is not longer: 1, 2 or 5 with noughts, for the bar of a scale.

    >>> round_length(730), round_length(2600)
    (500, 2000)
    """
    step = 1
    while step * 10 <= metres:
        step *= 10
    return next(step * times for times in (5, 2, 1) if step * times <= max(metres, 1))
