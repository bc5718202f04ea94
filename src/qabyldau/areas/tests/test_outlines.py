"""Outlines: read from GeoJSON, made simpler, cut to a window, measured, kept."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.accounts.rules import machine
from qabyldau.areas.models import Area, AreaKind, Boundary
from qabyldau.areas.queries import outlines_in
from qabyldau.areas.rules import (
    BoundaryKind,
    Box,
    Shape,
    cut_line,
    cut_ring,
    encloses,
    metres_to,
    read_shape,
    round_length,
    simpler,
    window,
)
from qabyldau.areas.services import Origin, Outline, boundaries_keep
from qabyldau.core.errors import ForbiddenError, InputError
from qabyldau.history.models import Entry
from tests.people import MONDAY_NOON, make_world

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
BOX = Box(1.0, 1.0, 3.0, 3.0)
OSM = Origin("OpenStreetMap", "ODbL 1.0", 10)
places = st.tuples(st.floats(60, 80), st.floats(41, 55))


@pytest.mark.parametrize(
    ("geometry", "wrong"),
    [
        (None, "no geometry"),
        ({"type": "Point", "coordinates": [76, 43]}, "only Polygon"),
        ({"type": "Polygon"}, "missing"),
        ({"type": "Polygon", "coordinates": [[[76, 43], [77, 43], [76, 43]]]}, "four points"),
        ({"type": "LineString", "coordinates": [[76, 43]]}, "two points"),
        ({"type": "LineString", "coordinates": [[43.2, 176], [43.3, 176]]}, "longitude first"),
        ({"type": "LineString", "coordinates": [["a", 43], [76, 43]]}, "two numbers"),
        ({"type": "LineString", "coordinates": [[math.nan, 43], [76, 43]]}, "outside the earth"),
        ({"type": "MultiPolygon", "coordinates": [5]}, "only Polygon"),
        ({"type": "Polygon", "coordinates": []}, "two points"),
    ],
)
def test_a_geometry_that_cannot_be_drawn_is_refused_with_the_mend(geometry: Any, wrong: str) -> None:
    is_line = isinstance(geometry, dict) and geometry["type"] == "LineString"
    with pytest.raises(InputError, match=wrong):
        read_shape(geometry, BoundaryKind.STREET if is_line else BoundaryKind.AREA)


def test_each_kind_of_geometry_becomes_paths() -> None:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    assert len(read_shape({"type": "Polygon", "coordinates": [ring, ring]}, BoundaryKind.AREA).paths) == 2
    assert (
        len(read_shape({"type": "MultiPolygon", "coordinates": [[ring], [ring]]}, BoundaryKind.AREA).paths)
        == 2
    )
    line = {"type": "MultiLineString", "coordinates": [[[0, 0, 7], [1, 0, 7]]]}
    assert read_shape(line, BoundaryKind.STREET).paths == [[(0.0, 0.0), (1.0, 0.0)]]


@given(st.lists(places, min_size=2, max_size=30), st.floats(0, 50_000))
def test_what_is_left_out_lies_within_the_metres_and_the_ends_stay(path: Any, metres: float) -> None:
    left = simpler(path, metres)
    assert (left[0], left[-1]) == (path[0], path[-1])
    assert set(left) <= set(path)
    # Each point is measured at the latitude of the path's beginning here and of the point there.
    assert all(metres_to([left], point) <= metres * 1.5 + 1 for point in path) or len(set(left)) == 1


def test_a_ring_is_cut_to_its_window_and_one_far_away_leaves_nothing() -> None:
    cut = cut_ring(SQUARE, BOX)
    assert {(round(x), round(y)) for x, y in cut} == {(1, 1), (3, 1), (3, 3), (1, 3)}
    assert cut_ring(SQUARE, Box(10, 10, 12, 12)) == []


@given(st.lists(places, min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_window(ring: Any) -> None:
    box = window((70.0, 48.0), 100_000, 0.7)
    for east, north in cut_ring(ring, box):
        assert box.west - 1e-9 <= east <= box.east + 1e-9
        assert box.south - 1e-9 <= north <= box.north + 1e-9


def test_a_line_is_cut_into_the_runs_that_touch_the_window() -> None:
    line = [(0.0, 2.0), (2.0, 2.0), (5.0, 2.0), (5.0, 9.0), (2.0, 9.0), (2.0, 2.5)]
    assert cut_line(line, BOX) == [[(0.0, 2.0), (2.0, 2.0), (5.0, 2.0)], [(2.0, 9.0), (2.0, 2.5)]]


def test_a_point_is_inside_a_ring_and_not_inside_its_hole() -> None:
    hole = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)]
    assert encloses([SQUARE], (2.0, 2.0))
    assert not encloses([SQUARE, hole], (2.0, 2.0))
    assert not encloses([SQUARE], (5.0, 2.0))


def test_metres_are_metres() -> None:
    assert metres_to([[(76.9, 43.2), (76.95, 43.2)]], (76.92, 43.21)) == pytest.approx(1113, rel=0.01)
    assert [round_length(metres) for metres in (0.2, 1, 19, 730, 99_999)] == [1, 1, 10, 500, 50_000]


def outline(key: str = "1", **changes: Any) -> Outline:
    given = {
        "key": key,
        "names": {"kk": "Бостандық"},
        "shape": Shape(BoundaryKind.AREA, [SQUARE]),
        "area": "",
    }
    return Outline(**{**given, **changes})


@pytest.mark.django_db
def test_outlines_are_kept_once_however_often_they_come_and_found_by_place() -> None:
    kind = AreaKind.objects.create(code="district", name_kk="Аудан")
    area = Area.objects.create(code="almaty.bostandyk", kind=kind, name_kk="Бостандық ауданы")
    rows = [outline(), outline("2", area="almaty.bostandyk", names={})]
    for _time in (1, 2):
        assert boundaries_keep(actor=machine("test"), rows=rows, origin=OSM, at=MONDAY_NOON) == 2
    assert Boundary.objects.count() == 2
    assert Boundary.objects.get(key="2").area == area
    assert len(outlines_in(BOX)) == 2
    assert outlines_in(Box(10, 10, 11, 11)) == []
    assert Entry.objects.filter(action="areas.boundaries.kept").count() == 2


@pytest.mark.django_db
def test_outlines_without_a_licence_or_by_somebody_else_are_refused() -> None:
    world = make_world()
    with pytest.raises(InputError, match="licence"):
        boundaries_keep(actor=machine("test"), rows=[outline()], origin=Origin("x", "", 1), at=MONDAY_NOON)
    with pytest.raises(ForbiddenError):
        boundaries_keep(actor=world.actor("nurlan"), rows=[outline()], origin=OSM, at=MONDAY_NOON)
