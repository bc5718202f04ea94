"""The desk without a network: what waited sealed in a browser comes in once, checked as any form is."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qabyldau.chain.models import Link
from qabyldau.core import clock, crypto
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.desk.offline.boxes import place_of
from qabyldau.meetings.models import MobileReception
from qabyldau.meetings.rules import MobileState
from qabyldau.visits.models import NumberBlock, QueueTicket
from tests.boxes import boxed
from tests.people import PASSWORD, World, make_world
from tests.receptions import make_reception

BODY = "Абай көшесінде шам жанбайды, балалар қараңғыда жүреді"


@pytest.fixture
def world(db: None) -> World:
    found = make_world()
    make_reception(found.office)
    return found


def signed_in(name: str) -> Client:
    client = Client()
    assert client.login(username=name, password=PASSWORD)
    return client


def place(world: World, days: int = 0) -> str:
    return place_of(world.office, clock.today(world.office.zone) - timedelta(days=days))


def item(world: World, key: str, value: dict[str, Any], days: int = 0) -> dict[str, str]:
    at = place(world, days)
    given = {"at": clock.now().isoformat(), **value}
    return {"id": key, "place": at, "box": base64.b64encode(boxed(json.dumps(given).encode(), at)).decode()}


def appeal(world: World, key: str, **fields: str) -> dict[str, str]:
    given = {
        "key": key,
        "channel": "in_person",
        "kind": "message",
        "body": BODY,
        "answer_language": "kk",
        **fields,
    }
    return item(world, key, {"kind": "appeal", "fields": given})


def send(client: Client, *items: dict[str, Any]) -> list[dict[str, Any]]:
    answer = client.post("/desk/offline/send/", {"items": list(items)}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return list(answer.json()["results"])


def supply(client: Client, desk: str = "tablet-1") -> dict[str, Any]:
    return dict(client.post("/desk/offline/supply/", headers={"X-Desk": desk}).json())


def test_a_desk_is_supplied_with_a_key_numbers_of_its_own_and_a_token(world: World) -> None:
    dana = signed_in("dana")
    first, again, other = supply(dana), supply(dana), supply(dana, "tablet-2")
    assert base64.b64decode(first["key"]) == crypto.box_key(place(world))
    assert first["numbers"] == again["numbers"] == {"first": 501, "last": 520, "next": 501}
    assert other["numbers"]["first"] == 521
    assert first["csrf"]


def test_an_appeal_that_waited_is_registered_once_however_often_it_is_sent(world: World) -> None:
    dana = signed_in("dana")
    waiting = appeal(world, "k1", name="Айгүл", phone="8 701 000 01 23", consent="on")
    results = [*send(dana, waiting), *send(dana, waiting)]
    assert [row["state"] for row in results] == ["done", "done"]
    row = Appeal.objects.get()
    assert (row.text.body, row.registered_by) == (BODY, str(world.users["dana"].uuid))
    assert results[0]["href"] == f"/desk/appeals/{row.uuid}/"


def test_a_ticket_keeps_the_number_that_its_visitor_holds(world: World) -> None:
    dana = signed_in("dana")
    supply(dana)
    ticket = item(world, "t1", {"kind": "ticket", "number": 501, "fields": {"language": "ru"}})
    assert [row["state"] for row in send(dana, ticket, ticket)] == ["done", "done"]
    assert QueueTicket.objects.get().number == 501
    assert supply(dana)["numbers"]["next"] == 502


def test_where_only_the_answer_was_lost_the_ticket_gets_the_number_of_the_slip(world: World) -> None:
    dana = signed_in("dana")
    supply(dana)
    dana.post("/desk/door/take/", {"key": "t1", "service": "", "language": "kk"})
    send(dana, item(world, "t1", {"kind": "ticket", "number": 501, "fields": {"service": ""}}))
    assert QueueTicket.objects.get().number == 501


def test_what_does_not_fit_stays_with_its_words_and_its_reason(world: World) -> None:
    dana = signed_in("dana")
    (result,) = send(dana, appeal(world, "k1", phone="12"))
    assert (result["state"], result["text"], Appeal.objects.count()) == ("refused", BODY, 0)
    (alien,) = send(dana, item(world, "k2", {"kind": "measure", "fields": {}}))
    assert alien["state"] == "refused"


def test_an_appeal_of_a_mobile_reception_belongs_to_it_and_another_offices_does_not(world: World) -> None:
    dana, today = signed_in("dana"), clock.today(world.office.zone)
    rows = [
        MobileReception.objects.create(
            office=office, on=today, title_kk="Ауылға", state=MobileState.PLANNED, made_at=clock.now()
        )
        for office in (world.office, world.other)
    ]
    assert 'name="mobile"' in dana.get("/desk/offline/").content.decode()
    (kept,) = send(dana, appeal(world, "k1", mobile=str(rows[0].uuid)))
    (refused,) = send(dana, appeal(world, "k2", mobile=str(rows[1].uuid)))
    assert (kept["state"], refused["state"]) == ("done", "refused")
    assert Link.objects.get(relation="brought_at").target_uuid == rows[0].uuid


@pytest.mark.parametrize("box", ["", "AAAA", "не base64", None, 5, "QUJD" * 50])
def test_a_box_that_is_none_is_refused_by_itself(world: World, box: object) -> None:
    wrong = {"id": "k1", "place": place(world), "box": box}
    results = send(signed_in("dana"), wrong, appeal(world, "k2"))
    assert [row["state"] for row in results] == ["refused", "done"]


def test_a_box_of_another_office_or_of_yesterdays_yesterday_is_left_alone(world: World) -> None:
    dana = signed_in("dana")
    foreign = place_of(world.other, clock.today(world.other.zone))
    assert send(dana, {"id": "k1", "place": foreign, "box": ""})[0]["state"] == "foreign"
    assert send(dana, item(world, "k2", {"kind": "appeal", "fields": {}}, days=2))[0]["state"] == "foreign"
    assert (
        signed_in("marat")
        .post("/desk/offline/send/", {"items": [appeal(world, "k3")]}, content_type="application/json")
        .json()["results"][0]["state"]
        == "foreign"
    )


def test_a_clock_that_goes_wrong_makes_no_appeal_of_the_future(world: World) -> None:
    late = (clock.now() + timedelta(days=400)).isoformat()
    given = {
        "kind": "appeal",
        "at": late,
        "fields": {
            "key": "k",
            "channel": "in_person",
            "kind": "message",
            "body": BODY,
            "answer_language": "kk",
        },
    }
    send(signed_in("dana"), item(world, "k1", given))
    assert Appeal.objects.get().received_at <= clock.now()


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"items": 5}', b"\xff"])
def test_what_is_no_list_of_boxes_is_refused(world: World, body: bytes) -> None:
    assert (
        signed_in("dana").post("/desk/offline/send/", body, content_type="application/json").status_code
        == 400
    )


def test_who_does_not_work_at_the_door_has_none_of_it(world: World) -> None:
    for name in ("zhanna", "bolat", "oleg"):
        client = signed_in(name)
        assert client.post("/desk/offline/supply/").status_code == 403
        assert client.get("/desk/offline/").status_code == 403
    assert not NumberBlock.objects.exists()


def test_the_page_that_is_kept_names_no_visitor_and_the_worker_serves_its_language(world: World) -> None:
    world.appeal()
    dana = signed_in("dana")
    words = dana.get("/ru/desk/offline/").content.decode()
    assert "Сапарова" not in words
    assert "Абай" not in words
    answer = dana.get("/ru/desk/offline/worker.js")
    assert answer["Service-Worker-Allowed"] == "/ru/desk/"
    assert '"/ru/desk/register/": "appeal"' in answer.content.decode()


def test_signing_out_wipes_what_the_browser_kept(world: World) -> None:
    assert signed_in("dana").post("/desk/sign-out/")["Clear-Site-Data"] == '"cache", "storage"'
