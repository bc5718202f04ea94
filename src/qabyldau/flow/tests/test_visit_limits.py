"""Who wants every time for themselves, or somebody else's telephone to ring all day, does not get it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core.errors import TooManyError
from qabyldau.flow.visit import (
    BOOKED_BY_CONTACT,
    HOLDS_BY_ADDRESS,
    MOVES_BY_VISIT,
    ShareError,
    book_visit,
    cancel_visit,
    hold_visit,
    move_visit,
)
from qabyldau.messages.models import Message
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.free import FreeTime, free_days
from qabyldau.visits.rules.slots import HELD_FOR
from qabyldau.visits.services.booking import OftenError, Visitor, Wish, appointment_move
from tests.people import World, make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
VICTIM = Visitor(phone="+77010000123", email="victim@example.kz", consent="1 kk")


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    return make_reception(world.office)


def days(reception: Reception, at: datetime = MONDAY) -> list[list[FreeTime]]:
    return [day.times for day in free_days(reception.office, reception.general, at)]


def hold(
    reception: Reception,
    time: FreeTime,
    source: str = "10.0.0.1",
    instead_of: str = "",
    at: datetime = MONDAY,
) -> Appointment:
    wish = Wish(reception.office, reception.general, time, instead_of=instead_of)
    return hold_visit(actor=applicant(str(reception.office.uuid)), wish=wish, source=source, at=at)


def book(reception: Reception, time: FreeTime, visitor: Visitor, at: datetime = MONDAY) -> Appointment:
    row = hold(reception, time, f"10.1.{time.offer.starts_at:%d.%M}", at=at)
    return book_visit(actor=applicant(str(reception.office.uuid)), uuid=str(row.uuid), visitor=visitor, at=at)


def until(error: type[Exception], deed: Callable[[int], object], most: int = 200) -> int:
    """Return how often a deed is done until it is refused."""
    for turn in range(most):
        try:
            deed(turn)
        except error:
            return turn
    return most


def test_one_address_holds_at_most_half_of_a_day_and_the_other_half_is_there_for_everybody(
    reception: Reception,
) -> None:
    first, second = days(reception)[:2]
    assert until(ShareError, lambda turn: hold(reception, first[turn])) == len(first) / 2
    assert hold(reception, second[0])
    assert hold(reception, first[-1], "10.0.0.2")


def test_holds_that_lapse_give_one_address_no_second_half(reception: Reception) -> None:
    first = days(reception)[1]
    until(ShareError, lambda turn: hold(reception, first[turn]))
    later = MONDAY + HELD_FOR + timedelta(minutes=1)
    again = days(reception, later)[1]
    assert len(again) == len(first)
    assert until(ShareError, lambda turn: hold(reception, again[turn], at=later)) <= 1


def test_who_thinks_again_takes_no_more_of_the_day(reception: Reception) -> None:
    first, row = days(reception)[0], None
    for time in first:
        row = hold(reception, time, instead_of=str(row.uuid) if row else "")
    assert Appointment.objects.count() == 1


def test_many_people_behind_one_address_book_on_many_days(reception: Reception) -> None:
    times = [time for day in days(reception) for time in day[:8]]
    taken = until(TooManyError, lambda turn: hold(reception, times[turn]), len(times))
    assert taken == HOLDS_BY_ADDRESS.burst


def test_nobody_lets_anothers_telephone_ring_all_day(reception: Reception) -> None:
    actor, times = applicant(str(reception.office.uuid)), days(reception)[1]

    def ring(turn: int) -> None:
        row = book(reception, times[turn % 5], VICTIM)
        cancel_visit(actor=actor, appointment=row, at=MONDAY)

    assert until(TooManyError, ring) == BOOKED_BY_CONTACT.burst
    other = Visitor(phone="+77010000999", email=VICTIM.email.upper(), consent="1 kk")
    with pytest.raises(TooManyError):
        book(reception, times[7], other)
    assert book(reception, times[9], Visitor()).state == "booked"


def test_a_visit_is_not_moved_to_and_fro_all_day(reception: Reception) -> None:
    actor, times = applicant(str(reception.office.uuid)), days(reception)[1]
    row = book(reception, times[0], VICTIM)
    moved = until(
        TooManyError,
        lambda turn: move_visit(actor=actor, appointment=row, time=times[1 + turn], at=MONDAY),
        20,
    )
    assert moved == MOVES_BY_VISIT.burst
    assert Message.objects.count() <= 2 * (1 + moved)


def test_no_visitor_comes_to_several_visits_of_one_day_by_moving_them_there(reception: Reception) -> None:
    actor, (_today, first, second) = applicant(str(reception.office.uuid)), days(reception)[:3]
    book(reception, first[0], VICTIM)
    row = book(reception, second[0], VICTIM)
    with pytest.raises(OftenError):
        appointment_move(actor=actor, appointment=row, time=first[5], at=MONDAY)
    same = appointment_move(actor=actor, appointment=row, time=second[5], at=MONDAY)
    assert same.starts_at == second[5].offer.starts_at
