"""The desk without a network, attacked: boxes that are altered, replayed, or stand in each other's way."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from qabyldau.core import clock
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.desk.offline.boxes import place_of
from qabyldau.offices.models import Service
from qabyldau.visits.models import NumberBlock, QueueTicket
from tests.boxes import boxed
from tests.people import PASSWORD, World
from tests.receptions import Reception

BODY = "Абай көшесінде шам жанбайды, балалар қараңғыда жүреді"
APPEAL = {"channel": "in_person", "kind": "message", "body": BODY, "answer_language": "kk"}
HALF = chr(0xD83D)
"""Half of a sign beyond the basic plane: JSON may hold it, no table can."""


@pytest.fixture
def dana(world: World, reception: Reception) -> Client:
    client = Client()
    assert client.login(username="dana", password=PASSWORD)
    client.post("/desk/offline/supply/", headers={"X-Desk": "tablet-1"})
    return client


def item(world: World, key: object, value: object) -> dict[str, Any]:
    at = place_of(world.office, clock.today(world.office.zone))
    given = {"at": clock.now().isoformat(), **value} if isinstance(value, dict) else value
    return {"id": key, "place": at, "box": base64.b64encode(boxed(json.dumps(given).encode(), at)).decode()}


def ticket(world: World, key: str, number: object = None, **fields: str) -> dict[str, Any]:
    return item(world, key, {"kind": "ticket", "number": number, "fields": {"key": key, **fields}})


def appeal(world: World, key: str, **fields: str) -> dict[str, Any]:
    return item(world, key, {"kind": "appeal", "fields": {"key": key, **APPEAL, **fields}})


def states(client: Client, *items: dict[str, Any]) -> list[str]:
    answer = client.post("/desk/offline/send/", {"items": list(items)}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return [row["state"] for row in answer.json()["results"]]


@pytest.mark.parametrize(
    "value",
    [
        [],
        "words",
        {"kind": "ticket", "fields": []},
        {"kind": "ticket", "fields": {}, "at": "0001-01-01T00:00:00+14:00"},
        {"kind": "ticket", "fields": {}, "at": "9999-12-31T23:59:59-12:00"},
        {"kind": "ticket", "fields": {"language": HALF, "service": "\0"}, "number": 10**30},
        {"kind": "ticket", "fields": {}, "number": True},
        {"kind": "ticket", "fields": {}, "number": -1},
        {"kind": "ticket", "fields": {}, "number": 501.5},
        {"kind": "ticket", "fields": {"service": ["x"]}, "number": "501"},
        {"kind": "appeal", "fields": {**APPEAL, "key": HALF, "body": f"Шам {HALF} жанбайды"}},
        {"kind": "appeal", "fields": {**APPEAL, "key": "k", "name": f"Ай\0гүл{HALF}", "consent": "on"}},
        {"kind": "appeal", "fields": {**APPEAL, "key": "k", "visit": HALF, "mobile": "\0"}},
        {"kind": HALF, "fields": {}},
    ],
)
def test_no_box_stands_in_the_way_of_the_others(world: World, dana: Client, value: object) -> None:
    hostile = {**item(world, f"k{HALF}", value)}
    assert states(dana, hostile, appeal(world, "good"))[1] == "done"
    assert Appeal.objects.filter(text__language="kk").exists()


def test_a_number_that_another_visitor_holds_is_refused_and_the_other_boxes_are_taken(
    world: World, dana: Client
) -> None:
    dana.post("/desk/door/take/", {"key": "t1", "service": "", "language": "kk"})
    assert states(dana, ticket(world, "t2", 501)) == ["done"]
    assert states(dana, ticket(world, "t1", 501), ticket(world, "t3", 502)) == ["refused", "done"]


def test_a_box_under_another_name_is_the_same_ticket(world: World, dana: Client) -> None:
    box = ticket(world, "t1", 501)
    assert states(dana, box, {**box, "id": "another"}) == ["done", "done"]
    assert QueueTicket.objects.count() == 1


@pytest.mark.parametrize("number", [1, 500, 521, 999, 1000])
def test_a_number_that_was_not_leased_is_refused(world: World, dana: Client, number: int) -> None:
    assert states(dana, ticket(world, "t1", number)) == ["refused"]
    assert not QueueTicket.objects.exists()


def test_a_service_that_is_not_done_here_any_more_is_on_no_ticket_with_the_network_or_without(
    world: World, dana: Client, reception: Reception
) -> None:
    Service.objects.filter(pk=reception.lawyer.pk).update(is_offered=False)
    dana.post("/desk/door/take/", {"key": "t1", "service": str(reception.lawyer.uuid)})
    states(dana, ticket(world, "t2", 501, service=str(reception.lawyer.uuid)))
    assert [row.service for row in QueueTicket.objects.select_related("service")] == [None, None]


def test_a_ticket_of_another_offices_service_has_none(
    world: World, dana: Client, reception: Reception
) -> None:
    theirs = Service.objects.create(office=world.other, code="general", name_kk="Жалпы қабылдау")
    states(dana, ticket(world, "t1", 501, service=str(theirs.uuid)))
    assert QueueTicket.objects.get().service is None


def test_twenty_of_the_longest_appeals_are_more_than_one_sending_holds(world: World, dana: Client) -> None:
    many = [appeal(world, f"k{place}", body="ұ" * 20000) for place in range(20)]
    answer = dana.post("/desk/offline/send/", {"items": many}, content_type="application/json")
    assert answer.status_code == 413
    assert states(dana, *many[:5]) == ["done"] * 5


def test_asking_again_for_the_same_numbers_locks_nothing(
    world: World, dana: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12) as found:
        dana.post("/desk/offline/supply/", headers={"X-Desk": "tablet-1"})
    words = " ".join(row["sql"] for row in found.captured_queries)
    assert "FOR UPDATE" not in words
    assert not any(
        "numberblock" in row["sql"] and "SELECT" not in row["sql"] for row in found.captured_queries
    )
    assert NumberBlock.objects.exclude(holder="").count() == 1


@pytest.mark.parametrize("desk", ["", "x" * 5000, "ұ", "a\tb"])
def test_the_name_of_a_desk_may_be_anything(world: World, dana: Client, desk: str) -> None:
    answer = dana.post("/desk/offline/supply/", HTTP_X_DESK=desk)
    assert answer.status_code == 200


def test_a_ticket_of_the_evening_before_stays_on_its_day(
    world: World, dana: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    midnight = datetime(2026, 9, 14, 19, 30, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: midnight)
    before = (midnight - timedelta(hours=3)).isoformat()
    box = item(world, "t1", {"kind": "ticket", "at": before, "fields": {"key": "t1"}})
    assert states(dana, box) == ["done"]
    assert QueueTicket.objects.get().on.isoformat() == "2026-09-14"
