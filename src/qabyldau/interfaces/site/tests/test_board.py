"""The queue as those who wait see it: one's own place by the code of a slip, and the screen on the wall; numbers alone."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qabyldau.core import clock as present
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.services.queue import NewTicket, Step, ticket_call_next, ticket_move, ticket_take
from tests.people import World
from tests.receptions import Reception

pytestmark = pytest.mark.django_db
TEN = datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
"""Monday, 10:00 in Almaty: the door opens."""


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


def take(world: World, key: str, **given: Any) -> QueueTicket:
    return ticket_take(
        actor=world.actor("dana"), office=world.office, new=NewTicket(key, **given), at=present.now()
    )


def call(world: World, reception: Reception, counter: int = 0) -> QueueTicket:
    row = ticket_call_next(
        actor=world.actor("dana"),
        office=world.office,
        counter=reception.counters[counter],
        at=present.now(),
    )
    assert row is not None
    return row


def move(world: World, ticket: QueueTicket, target: TicketState) -> QueueTicket:
    ticket.refresh_from_db()
    step = Step(target, ticket.version)
    return ticket_move(actor=world.actor("dana"), ticket=ticket, step=step, at=present.now())


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


def following(ticket: QueueTicket) -> Client:
    """Return a browser that opened the code of a slip."""
    client = Client()
    client.get(f"/ticket/{ticket_code(ticket)}/")
    return client


def test_the_code_of_a_slip_shows_the_place_and_leaves_the_address_at_once(
    world: World, reception: Reception
) -> None:
    take(world, "first")
    mine = take(world, "mine", language="ru")
    client = Client()
    answer = client.get(f"/ticket/{ticket_code(mine)}/")
    assert answer.headers["Location"] == "/ru/ticket/"
    page = client.get("/ticket/").context["page"]
    assert (page.number, page.place, page.state) == ("002", 2, "waiting")
    assert ticket_code(mine) not in words_of(client.get("/ticket/"))


def test_the_place_moves_up_and_the_call_names_the_counter(world: World, reception: Reception) -> None:
    take(world, "first")
    client = following(take(world, "mine"))
    call(world, reception)
    assert client.get("/ticket/").context["page"].place == 1
    call(world, reception, counter=1)
    page = client.get("/ticket/").context["page"]
    assert (page.state, page.counter, page.place) == ("invited", 2, 0)


def test_the_page_says_each_end_of_a_visit(world: World, reception: Reception) -> None:
    mine = take(world, "mine")
    client = following(mine)
    call(world, reception)
    said = [words_of(client.get("/ticket/"))]
    for target in (TicketState.SERVED, TicketState.ON_HOLD, TicketState.NO_SHOW):
        move(world, mine, target)
        said.append(words_of(client.get("/ticket/")))
    move(world, mine, TicketState.WAITING)
    move(world, mine, TicketState.DONE)
    said.append(words_of(client.get("/ticket/")))
    assert f"/review/{ticket_code(mine)}/" in said[-1]
    leads = [re.findall(r"<div>(.*?)</div>", words, re.DOTALL)[0] for words in said]
    assert len(set(leads)) == 5


def test_no_wait_is_told_from_four_visits_and_the_median_of_five_is(
    world: World, reception: Reception, clock: Any
) -> None:
    rows = [take(world, f"visitor-{turn}") for turn in range(5)]
    client = following(take(world, "mine"))
    for turn, row in enumerate(rows):
        clock.shift(timedelta(minutes=4))
        move(world, call(world, reception), TicketState.SERVED)
        move(world, row, TicketState.DONE)
        page = client.get("/ticket/").context["page"]
        assert page.minutes == (12 if turn == 4 else None)
    assert page.n == 5


def test_a_slip_of_yesterday_says_so_and_tells_nothing_of_today(
    world: World, reception: Reception, clock: Any
) -> None:
    client = following(take(world, "mine"))
    clock.shift(timedelta(hours=11))
    assert client.get("/ticket/").status_code == 200
    clock.shift(timedelta(hours=13))
    client = following(QueueTicket.objects.get())
    page = client.get("/ticket/").context["page"]
    assert (page.state, page.place, page.minutes) == ("past", 0, None)


def test_wrong_codes_of_tickets_look_alike_and_are_counted(world: World, reception: Reception) -> None:
    guest = Client()
    codes = [guest.get(f"/ticket/{code}/").status_code for code in ("AAAAABBBBB", "nonsense", "!")]
    codes += [guest.post("/ticket/", {"code": "AAAAABBBBB"}).status_code for _turn in range(20)]
    assert codes[:20] == [200] * 20
    assert codes[-1] == 429


def test_the_screen_shows_numbers_and_counters_and_nothing_of_anybody(
    world: World, reception: Reception, client: Client
) -> None:
    for turn in range(3):
        take(world, f"visitor-{turn}", service=reception.lawyer)
    call(world, reception)
    call(world, reception, counter=1)
    answer = client.get("/screen/almaty/")
    page = answer.context["page"]
    assert sorted((row.number, row.counter) for row in page.rows) == [("001", 1), ("002", 2)]
    said = words_of(answer)
    assert "003" not in said
    for name in ("Заңгер", "Омарова", "Дана"):
        assert name not in said
    assert re.search(r'aria-live="polite".*001', said, re.DOTALL)


def test_the_screen_speaks_kazakh_and_russian_in_turn_without_scripts(
    world: World, reception: Reception, client: Client
) -> None:
    address, spoken = "/screen/almaty/", []
    for _turn in range(3):
        said = words_of(client.get(address))
        spoken.append(re.findall(r'<html lang="(\w+)"', said)[0])
        found = re.search(r'<noscript><meta http-equiv="refresh" content="10; url=([^"]+)"', said)
        assert found is not None
        address = found.group(1)
    assert spoken == ["kk", "ru", "kk"]


def test_a_number_leaves_the_screen_when_its_visitor_is_received(
    world: World, reception: Reception, client: Client
) -> None:
    take(world, "visitor")
    called = call(world, reception)
    assert "001" in words_of(client.get("/screen/almaty/"))
    move(world, called, TicketState.SERVED)
    assert "001" not in words_of(client.get("/screen/almaty/"))


def test_each_reception_has_its_own_screen_and_a_hidden_one_has_none(
    world: World, reception: Reception, client: Client
) -> None:
    take(world, "visitor")
    call(world, reception)
    assert "001" not in words_of(client.get("/screen/astana/"))
    assert client.get("/screen/nowhere/").status_code == 404
    Office.objects.filter(slug="almaty").update(is_listed=False)
    assert client.get("/screen/almaty/").status_code == 404


def test_both_pages_are_light_uncached_and_cost_the_same_for_two_and_for_forty(
    world: World, reception: Reception
) -> None:
    costs = []
    client = following(take(world, "mine"))
    for many in (2, 38):
        for turn in range(many):
            take(world, f"{many}-{turn}")
        for address in ("/ticket/", "/screen/almaty/"):
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address)
            assert len(answer.content) < 14_000
            assert answer.headers["Cache-Control"] == "no-store"
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
