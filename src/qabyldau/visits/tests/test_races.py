"""Two at the same moment: whoever is told that something is theirs keeps it, on both databases."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from qabyldau.accounts.rules import applicant
from qabyldau.core.errors import ConflictError, QabyldauError
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment, NumberBlock, QueueTicket, Slot
from qabyldau.visits.queries.free import FreeTime, free_days
from qabyldau.visits.rules.slots import HELD_FOR
from qabyldau.visits.services.booking import (
    Visitor,
    Wish,
    appointment_book,
    appointment_cancel,
    appointment_move,
    holds_lapse,
    slot_hold,
)  # fmt: skip
from qabyldau.visits.services.queue import NewTicket, numbers_lease, ticket_call_next, ticket_take
from tests.people import World, make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
LATER = MONDAY + HELD_FOR + timedelta(minutes=1)
HOURS_LATER = MONDAY + timedelta(minutes=50) + HELD_FOR


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    Office.objects.update(notice_minutes=0)
    world.office.refresh_from_db()
    return make_reception(world.office)


def hold(reception: Reception, time: FreeTime, at: datetime, instead_of: str = "") -> Appointment:
    wish = Wish(reception.office, reception.general, time, instead_of=instead_of)
    return slot_hold(actor=applicant(str(reception.office.uuid)), wish=wish, at=at)


def times(reception: Reception, at: datetime = MONDAY) -> list[FreeTime]:
    return free_days(reception.office, reception.general, at)[0].times


def _alone(deed: Callable[[], object]) -> object:
    try:
        return deed()
    except QabyldauError as error:
        return error
    finally:
        connection.close()


def at_once(count: int, deed: Callable[[int], object]) -> list[object]:
    """Return what became of ``count`` deeds that were begun at one moment."""
    gate = Barrier(count)

    def one(number: int) -> object:
        gate.wait(timeout=20)
        return _alone(lambda: deed(number))

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.mark.parametrize("who", ["next", "exchange", "sweep"])
def test_a_visit_that_is_being_booked_is_given_to_nobody_else(reception: Reception, who: str) -> None:
    first, second = times(reception)[:2]
    at = MONDAY + timedelta(hours=1, minutes=20) if who == "sweep" else LATER
    late = times(reception)[20] if who == "sweep" else first
    row = hold(reception, late, MONDAY)
    deeds: dict[str, Callable[[], object]] = {
        "next": lambda: hold(reception, late, at),
        "exchange": lambda: hold(reception, second, at, str(row.uuid)),
        "sweep": lambda: holds_lapse(at),
    }
    begun = Event()

    def other() -> object:
        begun.set()
        return _alone(deeds[who])

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            actor = applicant(str(reception.office.uuid))
            appointment_book(actor=actor, uuid=str(row.uuid), visitor=Visitor(), at=at)
            found: Future[object] = pool.submit(other)
            begun.wait(timeout=5)
            Event().wait(0.6)
        found.result(timeout=20)
    assert Appointment.objects.get(pk=row.pk).state == "booked"
    assert Slot.objects.filter(appointment=row).exists()


def test_a_visit_that_is_moved_and_cancelled_at_once_has_one_time_or_none(reception: Reception) -> None:
    actor, free = applicant(str(reception.office.uuid)), times(reception)
    row = hold(reception, free[0], MONDAY)
    appointment_book(actor=actor, uuid=str(row.uuid), visitor=Visitor(), at=MONDAY)

    def deed(number: int) -> object:
        if number % 2:
            return appointment_cancel(actor=actor, appointment=row, at=MONDAY)
        return appointment_move(actor=actor, appointment=row, time=free[1 + number], at=MONDAY)

    at_once(6, deed)
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert not Slot.objects.exists()


def test_eight_presses_of_one_form_are_one_ticket_for_all_of_them(world: World, reception: Reception) -> None:
    def deed(_number: int) -> object:
        return ticket_take(
            actor=world.actor("dana"), office=world.office, new=NewTicket("k"), at=MONDAY
        ).number

    assert at_once(8, deed) == [1] * 8
    assert QueueTicket.objects.count() == 1


def test_three_desks_never_call_one_ticket(world: World, reception: Reception) -> None:
    for key in "ab":
        ticket_take(actor=world.actor("dana"), office=world.office, new=NewTicket(key), at=MONDAY)

    def deed(number: int) -> object:
        counter = reception.counters[number]
        found = ticket_call_next(actor=world.actor("dana"), office=world.office, counter=counter, at=MONDAY)
        return found.number if found else None

    assert sorted(at_once(3, deed), key=str) == [1, 2, None]


def test_desks_that_ask_at_once_are_leased_numbers_of_their_own(world: World, reception: Reception) -> None:
    def deed(number: int) -> object:
        holder = f"desk-{number % 3}"
        return numbers_lease(actor=world.actor("dana"), office=world.office, holder=holder, at=MONDAY).first

    found = at_once(6, deed)
    assert sorted(set(map(str, found))) == ["501", "521", "541"]
    assert NumberBlock.objects.exclude(holder="").count() == 3


def test_one_visitor_who_books_in_two_windows_at_once_has_one_visit(reception: Reception) -> None:
    actor, free = applicant(str(reception.office.uuid)), times(reception)
    held = [hold(reception, time, MONDAY) for time in free[:4]]
    aigul = Visitor("Айгүл", "+77010000123", consent="1 kk")

    def deed(number: int) -> object:
        return appointment_book(actor=actor, uuid=str(held[number].uuid), visitor=aigul, at=MONDAY).state

    found = at_once(4, deed)
    assert found.count("booked") == 1
    assert not any(isinstance(row, ConflictError) for row in found)
