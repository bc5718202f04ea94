"""Open data: what programs read, with nobody in it and no small number."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from qabyldau.answers.rules.reviews import Tally
from qabyldau.interfaces.opendata.files import cell
from qabyldau.interfaces.opendata.reviews import figures
from qabyldau.offices.models import Closure, Office
from tests.people import World, make_world
from tests.receptions import make_reception


@pytest.fixture
def world(db: None) -> World:
    found = make_world()
    make_reception(found.office)
    return found


def rows(client: Client, name: str) -> list[dict[str, str]]:
    words = client.get(f"/opendata/{name}").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(words, newline="")))


def test_receptions_are_there_in_three_formats_for_any_site(client: Client, world: World) -> None:
    Office.objects.filter(pk=world.office.pk).update(latitude=43.25, longitude=76.93, has_ramp=True)
    Closure.objects.create(office=world.office, from_on="2099-09-14", to_on="2099-09-15", reason_kk="Жөндеу")
    answer = client.get("/opendata/offices.json")
    assert (answer["Access-Control-Allow-Origin"], answer["Cache-Control"]) == ("*", "public, max-age=300")
    found = {row["code"]: row for row in json.loads(answer.content)["offices"]}
    assert (len(found["ALM"]["hours"]), found["ALM"]["closures"][0]["reason"]["kk"]) == (10, "Жөндеу")
    assert {row["code"]: row["has_ramp"] for row in rows(client, "offices.csv")} == {"ALM": "1", "AST": ""}
    points = json.loads(client.get("/opendata/offices.geojson").content)["features"]
    assert [row["geometry"]["coordinates"] for row in points] == [[76.93, 43.25]]


def test_a_hidden_reception_is_in_no_file(client: Client, world: World) -> None:
    Office.objects.filter(code="ALM").update(is_listed=False)
    assert [row["code"] for row in rows(client, "offices.csv")] == ["AST"]
    assert "ALM" not in client.get("/opendata/offices.json").content.decode()


def test_the_number_of_queries_does_not_grow_with_the_receptions(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        Office.objects.create(code=f"X{number}", slug=f"x{number}", name_kk=f"Қабылдау {number}")
    with django_assert_max_num_queries(6):
        client.get("/opendata/offices.json")


def test_a_cell_that_a_spreadsheet_would_run_is_words(client: Client, world: World) -> None:
    Office.objects.filter(code="ALM").update(name_kk="=HYPERLINK(1)")
    assert rows(client, "offices.csv")[0]["name_kk"] == "'=HYPERLINK(1)"
    assert [cell(value) for value in ("＝1", "+7 700", -5, None)] == ["'＝1", "'+7 700", -5, ""]


@pytest.mark.parametrize(
    ("tally", "told"),
    [
        (Tally(3, 2, 2, 0, 0), [None] + [None] * 7),
        (Tally(40, 9, 9, 0, 0), [40] + [None] * 7),
        (Tally(40, 30, 28, 0, 2), [40, 30, None, None, None, None, None, None]),
        (Tally(40, 20, 15, 0, 5), [40, 20, 15, 0, 5, 0.75, 0.531, 0.888]),
    ],
)
def test_small_numbers_are_left_out_with_all_that_would_betray_them(tally: Tally, told: list[object]) -> None:
    assert figures(tally) == told


@pytest.mark.parametrize("address", ["/opendata/", "/ru/opendata/", "/en/opendata/"])
def test_the_page_lists_what_there_is(client: Client, world: World, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert "/offices.json" in answer.content.decode()
    assert client.get("/opendata/reviews.csv").status_code == 200
