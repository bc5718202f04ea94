"""The receptionist's screen: tickets, calls, holds and ends, each one press; who sees it and who does not."""

from typing import Any

import pytest
import time_machine

from qabyldau.interfaces.desk.tests.working import Desk, address, words
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.rules.queue import TicketState
from tests.people import World
from tests.receptions import Reception


def take(desk: Desk, key: str = "one", **given: object) -> QueueTicket:
    answer = desk.post("door-take", key=key, **given)
    assert answer.status_code == 302
    return QueueTicket.objects.select_related("service").get(uuid=answer["Location"].partition("last=")[2])


def deed(desk: Desk, ticket: QueueTicket, name: str, **given: object) -> Any:
    version = QueueTicket.objects.get(pk=ticket.pk).version
    return desk.post("door-move", ticket.uuid, **{"deed": name, "version": version, **given})


def state_of(ticket: QueueTicket) -> str:
    return str(QueueTicket.objects.get(pk=ticket.pk).state)


def test_dana_gives_a_ticket_calls_receives_and_ends(dana: Desk, reception: Reception) -> None:
    ticket = take(dana, service=reception.lawyer.uuid, language="ru")
    assert (ticket.number, ticket.service, ticket.language) == (1, reception.lawyer, "ru")
    assert dana.page("door").queue.following.number == "001"
    dana.post("door-call")
    assert [row.state for row in dana.page("door").queue.mine] == ["invited"]
    deed(dana, ticket, "serve")
    assert [row.state for row in dana.page("door").queue.mine] == ["served"]
    deed(dana, ticket, "done")
    page = dana.page("door")
    assert (page.queue.mine, page.queue.done) == ([], 1)


def test_the_same_ticket_sent_twice_is_one(dana: Desk, reception: Reception) -> None:
    assert take(dana, "k", service=reception.general.uuid) == take(dana, "k", service=reception.general.uuid)
    assert QueueTicket.objects.count() == 1


def test_whoever_is_let_go_first_is_called_first(dana: Desk) -> None:
    take(dana, "a")
    mother = take(dana, "b", first="on")
    assert [row.number for row in dana.page("door").queue.waiting] == ["002", "001"]
    dana.post("door-call")
    assert state_of(mother) == TicketState.INVITED


def test_whoever_waits_is_let_go_first_and_in_order_again(dana: Desk) -> None:
    take(dana, "a")
    old_man = take(dana, "b")
    deed(dana, old_man, "first")
    assert [row.number for row in dana.page("door").queue.waiting] == ["002", "001"]
    deed(dana, old_man, "in-order")
    assert [row.number for row in dana.page("door").queue.waiting] == ["001", "002"]
    dana.post("door-call")
    called = QueueTicket.objects.get(state=TicketState.INVITED)
    assert deed(dana, called, "first").status_code == 409


def test_before_a_counter_is_chosen_nobody_is_called(world: World, reception: Reception) -> None:
    desk = Desk(world, "dana")
    assert desk.page("door").counter is None
    assert desk.post("door-call").status_code == 404
    assert desk.post("door-sit", counter="nonsense").status_code == 302
    assert desk.page("door").counter is None


def test_a_visitor_is_put_on_hold_and_called_again(dana: Desk) -> None:
    ticket = take(dana)
    dana.post("door-call")
    deed(dana, ticket, "hold")
    assert [row.number for row in dana.page("door").queue.on_hold] == ["001"]
    deed(dana, ticket, "call")
    assert [row.number for row in dana.page("door").queue.mine] == ["001"]


def test_a_visitor_who_is_not_there_may_come_back(dana: Desk) -> None:
    ticket = take(dana)
    dana.post("door-call")
    answer = deed(dana, ticket, "absent")
    page = dana.client.get(answer["Location"]).context["page"]
    assert (page.last.undo, page.queue.absent) == ("back", 1)
    deed(dana, ticket, page.last.undo)
    assert state_of(ticket) == TicketState.WAITING


def test_a_visitor_is_handed_to_another_counter_or_service(dana: Desk, reception: Reception) -> None:
    ticket = take(dana)
    dana.post("door-call")
    deed(dana, ticket, "serve")
    deed(dana, ticket, "hand", to=f"counter:{reception.counters[1].uuid}")
    assert [(row.number, row.counter) for row in dana.page("door").queue.waiting] == [("001", 2)]
    assert dana.page("door").queue.following is None
    deed(dana, ticket, "call")
    deed(dana, ticket, "serve")
    deed(dana, ticket, "hand", to=f"service:{reception.lawyer.uuid}")
    assert dana.page("door").queue.following.service == "Legal advice"
    for bad in ("", "counter:", "service:x", "counter:nobody"):
        assert deed(dana, ticket, "hand", to=bad).status_code == 404


def test_a_deed_on_an_old_page_changes_nothing_and_says_so(dana: Desk) -> None:
    ticket = take(dana)
    dana.post("door-call")
    for version in (0, "x", "", "9" * 30):
        assert deed(dana, ticket, "serve", version=version).status_code == 409
    assert state_of(ticket) == TicketState.INVITED
    assert deed(dana, ticket, "no-such-deed").status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("saule", 200),
        ("nurlan", 200),
        ("bolat", 403),
        ("aizhan", 403),
        ("erlan", 403),
        ("zhanna", 403),
        ("oleg", 403),
    ],
)
def test_the_door_is_for_those_who_receive(
    world: World, reception: Reception, name: str, status: int
) -> None:
    assert Desk(world, name).get("door").status_code == status


def test_marat_of_another_office_sees_no_ticket_of_this_one(world: World, dana: Desk) -> None:
    ticket, marat = take(dana), Desk(world, "marat")
    assert marat.page("door").queue.waiting == []
    assert marat.get("door-slip", ticket.uuid).status_code == 404
    assert marat.get("door-qr", ticket.uuid).status_code == 404
    assert deed(marat, ticket, "absent").status_code == 404
    assert marat.page("door", last=str(ticket.uuid)).last is None


def test_the_door_takes_no_more_queries_for_more_visitors(dana: Desk) -> None:
    take(dana, "0")
    few = dana.queries("door")
    for key in range(1, 9):
        take(dana, str(key))
    assert dana.queries("door") == few


def test_a_page_that_looks_for_news_by_itself_keeps_nobody_signed_in(
    dana: Desk, noon: time_machine.Traveller
) -> None:
    dana.get("door")
    seen = dana.client.session["seen"]
    noon.shift(20 * 60)
    dana.client.get(address("door"), headers={"X-Glance": "1"})
    assert dana.client.session["seen"] == seen
    dana.get("door")
    assert dana.client.session["seen"] > seen


def test_the_last_ticket_is_named_only_where_it_is_one(dana: Desk) -> None:
    for last in ("x", "z" * 36, "00000000-0000-4000-8000-000000000000"):
        assert dana.page("door", last=last).last is None
    assert "Number 001 waits." in words(dana.get("door", last=str(take(dana).uuid)))
