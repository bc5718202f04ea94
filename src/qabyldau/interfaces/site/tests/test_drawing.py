"""The map of a reception, drawn from our own outlines, with the same in words."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from qabyldau.areas.models import Boundary
from qabyldau.interfaces.site.offices.drawing import drawing_of
from qabyldau.offices.models import Office
from tests.people import World, make_world

pytestmark = pytest.mark.django_db
HERE = (76.93, 43.25)


@pytest.fixture
def world() -> World:
    world = make_world()
    Office.objects.filter(pk=world.office.pk).update(longitude=HERE[0], latitude=HERE[1])
    world.office.refresh_from_db()
    return world


def outline(kind: str, path: list[tuple[float, float]], name: str = "", **changes: Any) -> Boundary:
    east, north = [point[0] for point in path], [point[1] for point in path]
    given = {
        "key": f"{kind} {name} {path[0]}", "kind": kind, "name_kk": name, "paths": [path], "west": min(east),
        "east": max(east), "south": min(north), "north": max(north), "source": "OpenStreetMap", "licence": "ODbL 1.0",
    }  # fmt: skip
    return Boundary.objects.create(**{**given, **changes})


def square(half: float) -> list[tuple[float, float]]:
    ends = [(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)]
    return [(HERE[0] + half * east, HERE[1] + half * north) for east, north in ends]


def test_where_nothing_is_loaded_there_is_no_map(world: World, client: Client) -> None:
    assert drawing_of(world.office) is None
    assert '<svg class="map' not in client.get("/offices/almaty/").content.decode()
    outline("area", square(0.02))
    assert drawing_of(world.other) is None


def test_streets_nearby_are_drawn_close_and_named_in_words(world: World, client: Client) -> None:
    outline("street", [(76.92, 43.2505), (76.94, 43.2505)], "Абай даңғылы")
    outline("street", [(76.92, 43.254), (76.94, 43.254)], "Сәтбаев көшесі")
    outline("area", square(0.5), "Бостандық ауданы")
    with translation.override("en"):
        found = drawing_of(world.office)
    assert found is not None
    assert found.scale == "500 m"
    assert found.words == (
        "The reception lies in: Бостандық ауданы. Streets nearby: Абай даңғылы, Сәтбаев көшесі."
    )
    words = client.get("/en/offices/almaty/").content.decode()
    for said in ('class="map__street"', 'role="img"', "OpenStreetMap (ODbL 1.0)", "500 m"):
        assert said in words
    assert "style=" not in words


@pytest.mark.parametrize(("half", "scale"), [(0.02, "2 km"), (0.1, "10 km"), (0.5, "20 km")])
def test_the_window_grows_until_a_border_is_seen(world: World, half: float, scale: str) -> None:
    outline("area", square(half), "Аудан")
    with translation.override("en"):
        found = drawing_of(world.office)
    assert found is not None
    assert found.scale == scale
    assert found.lines[0].name == "Аудан"


def test_an_outline_far_away_is_not_drawn(world: World) -> None:
    outline("area", [(60, 50), (61, 50), (61, 51), (60, 50)], "Алыс")
    assert drawing_of(world.office) is None
