"""Booking, attacked: closures while the form is open, presses that mean nothing, codes that are guessed, pages that are kept."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from qabyldau.interfaces.site.tests.test_booking import (
    AIGUL,
    MONDAY,
    NOBODY,
    TIMES,
    TUESDAY,
    booked,
    buttons,
    pick,
    words_of,
)  # fmt: skip
from qabyldau.offices.models import Closure, Office, Service, Sitting
from qabyldau.visits.models import Appointment
from tests.receptions import Reception

pytestmark = pytest.mark.django_db
STRANGE = [
    "",
    "\0",
    "'; --",
    "‮",
    "🙂",
    "9" * 5000,
    "0000-00-00",
    "9999-12-31",
    "0001-01-01",
    "@",
    "10:00@",
    "<script>",
]


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def close(reception: Reception) -> None:
    day = date.fromisoformat(TUESDAY)
    Closure.objects.create(office=reception.office, from_on=day, to_on=day, reason_kk="Жөндеу")


@pytest.mark.parametrize("page", ["form", "check", "press"])
def test_a_closure_that_comes_while_the_form_is_open_is_said_and_nothing_typed_is_lost(
    reception: Reception, client: Client, page: str
) -> None:
    pick(client)
    if page == "form":
        close(reception)
        answer = client.get("/booking/new/", follow=True)
    elif page == "check":
        close(reception)
        answer = client.post("/booking/new/", AIGUL, follow=True)
    else:
        client.post("/booking/new/", AIGUL)
        close(reception)
        answer = client.post("/booking/check/", follow=True)
    assert answer.redirect_chain[-1][0] == TIMES
    assert "қабылдау уақыты өзгерді" in words_of(answer)
    assert not Appointment.objects.filter(state="booked").exists()
    pick(client, day="2026-09-16")
    if page != "form":
        assert "Шам жанбайды" in words_of(client.get("/booking/new/"))
        assert "Шам жанбайды" in words_of(client.get("/booking/check/"))


@pytest.mark.parametrize(
    "change",
    [
        lambda: Service.objects.update(is_booked=False),
        lambda: Service.objects.update(is_offered=False),
        lambda: Office.objects.update(takes_bookings=False),
    ],
)
def test_what_is_not_booked_any_more_is_said_and_nothing_typed_is_lost(
    reception: Reception, client: Client, change: Any
) -> None:
    pick(client)
    client.post("/booking/new/", AIGUL)
    change()
    answer = client.post("/booking/check/", follow=True)
    assert answer.redirect_chain[-1][0] == "/book/almaty/"
    assert 'role="alert"' in words_of(answer)
    assert not Appointment.objects.filter(state="booked").exists()
    Service.objects.update(is_booked=True, is_offered=True)
    Office.objects.update(takes_bookings=True)
    pick(client, "10:15")
    assert "Шам жанбайды" in words_of(client.get("/booking/new/"))
    assert 'role="alert"' not in words_of(client.get("/book/almaty/"))


def test_a_sitting_that_is_taken_away_is_not_booked_by_an_open_form(
    reception: Reception, client: Client
) -> None:
    pick(client)
    client.post("/booking/new/", NOBODY)
    Sitting.objects.update(is_active=False)
    client.post("/booking/check/")
    assert not Appointment.objects.filter(state="booked").exists()


def test_one_address_is_told_that_its_share_of_a_day_is_taken(reception: Reception) -> None:
    clients = [Client() for _turn in range(20)]
    values = buttons(Client())
    answers = [
        client.post(TIMES, {"day": TUESDAY, "time": value})
        for client, value in zip(clients, values, strict=False)
    ]
    codes = [answer.status_code for answer in answers]
    assert codes == [302] * 14 + [429] * 6
    assert 'role="alert"' in words_of(answers[-1])
    pick(clients[-1], day="2026-09-16")


@pytest.mark.parametrize("said", STRANGE)
def test_presses_that_mean_nothing_are_answered_with_other_times(
    reception: Reception, client: Client, said: str
) -> None:
    assert client.post(TIMES, {"day": said, "time": said}).status_code == 409
    assert client.get(TIMES, {"day": said}).status_code == 200
    booked(client)
    assert client.post("/booking/move/", {"day": said, "time": said}).status_code == 409


@pytest.mark.parametrize("said", STRANGE)
def test_strange_words_of_a_visitor_are_kept_or_refused(
    reception: Reception, client: Client, said: str
) -> None:
    pick(client)
    given = dict.fromkeys(("name", "phone", "email", "matter", "language", "consent"), said)
    assert client.post("/booking/new/", given).status_code == 200
    assert client.get("/booking/new/").status_code == 200
    assert client.post("/booking/check/").status_code == 302


def test_a_second_visit_on_a_day_is_refused_by_moving_too(reception: Reception, client: Client) -> None:
    booked(Client(), AIGUL)
    booked(client, AIGUL, day="2026-09-16")
    answer = client.post("/booking/move/", {"day": TUESDAY, "time": buttons(Client())[3]})
    assert answer.status_code == 409
    assert 'role="alert"' in words_of(answer)


@pytest.mark.parametrize("door", ["booking", "ticket", "review"])
def test_codes_are_not_guessed(reception: Reception, client: Client, door: str) -> None:
    codes = [client.post(f"/{door}/", {"code": f"AAAAA-{turn:05d}"}).status_code for turn in range(25)]
    assert codes == [200] * 20 + [429] * 5
    assert client.get(f"/{door}/AAAAA-99999/").status_code == 429
    assert client.get(f"/{door}/{'A' * 300}/").status_code in {200, 404}


@pytest.mark.parametrize("said", STRANGE)
def test_codes_may_be_anything(reception: Reception, client: Client, said: str) -> None:
    for door in ("booking", "ticket", "review"):
        assert client.post(f"/{door}/", {"code": said}).status_code == 200


def test_pages_of_one_visit_are_kept_by_nobody_between(reception: Reception, client: Client) -> None:
    pick(client)
    client.post("/booking/new/", AIGUL)
    pages = [client.get("/booking/new/"), client.get("/booking/check/")]
    client.post("/booking/check/")
    addresses = ("", "paper/", "visit.ics", "move/", "cancel/")
    pages += [client.get(f"/booking/{name}") for name in addresses]
    for page in pages:
        assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    for page in pages[2:]:
        words = page.content.decode()
        assert "Айгүл" not in words
        assert "701 000" not in words


def test_without_the_token_of_the_form_nothing_is_booked_moved_or_cancelled(reception: Reception) -> None:
    client = Client()
    booked(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    for address in ("/booking/cancel/", "/booking/move/", TIMES, "/booking/new/", "/booking/check/"):
        assert strict.post(address, {"day": TUESDAY, "time": "10:00@"}).status_code == 403
    assert Appointment.objects.filter(state="booked").count() == 1


def test_nothing_that_an_office_is_called_breaks_out_of_the_calendar_file(
    reception: Reception, client: Client
) -> None:
    hostile = "Кеңсе\rATTACH:x\r\nBEGIN:VALARM\x0b\x85\u2028\x1f;,\\"
    Office.objects.update(address_kk=hostile, landmark_kk=hostile)
    Service.objects.update(note_kk=hostile, name_kk=hostile)
    booked(client)
    lines = client.get("/booking/visit.ics").content.split(b"\r\n")
    words = client.get("/booking/visit.ics").content.decode()
    assert not any(line.startswith((b"ATTACH", b"BEGIN:VALARM\x0b")) for line in words.encode().splitlines())
    assert words.count("BEGIN:VALARM\r\n") == 1
    assert not any(set(line) & set(b"\r\n\x0b\x1f") for line in lines)
    assert "\u2028" not in words
