"""The queue: tickets once, called in order, each stage timed, numbers leased for when the network is away."""

from datetime import UTC, datetime, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.visits.models import Appointment, QueueTicket, ServicePeriod
from qabyldau.visits.queries.door import ahead_of, board_of, line_of, ticket_by_code, ticket_code, ticket_for
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.queries.waiting import waiting_figures
from qabyldau.visits.rules.queue import BLOCK, FIRST_LEASED, TicketState
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from qabyldau.visits.services.queue import (
    NewTicket,
    Step,
    numbers_forget,
    numbers_lease,
    ticket_call_next,
    ticket_move,
    ticket_take,
)
from tests.people import World, make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
TEN = datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
DAY = TEN.date()
MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    return make_reception(world.office)


def take(world: World, key: str, at: datetime = TEN, **given: object) -> QueueTicket:
    new = NewTicket(key, **given)  # type: ignore[arg-type]
    return ticket_take(actor=world.actor("dana"), office=world.office, new=new, at=at)


def move(
    world: World, ticket: QueueTicket, target: TicketState, at: datetime, **given: object
) -> QueueTicket:
    step = Step(target, ticket.version, **given)  # type: ignore[arg-type]
    return ticket_move(actor=world.actor("dana"), ticket=ticket, step=step, at=at)


def call(world: World, reception: Reception, at: datetime, counter: int = 0) -> QueueTicket | None:
    return ticket_call_next(
        actor=world.actor("dana"), office=world.office, counter=reception.counters[counter], at=at
    )


def booked(world: World, reception: Reception) -> Appointment:
    early, actor = TEN - 2 * timedelta(hours=1), applicant(str(world.office.uuid))
    time = free_days(world.office, reception.general, early)[0].times[0]
    held = slot_hold(actor=actor, wish=Wish(world.office, reception.general, time), at=early)
    visitor = Visitor("Айгүл Сапарова", "+77010000123")
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=early)


def test_tickets_are_numbered_from_one_each_day_and_one_key_is_one_ticket(
    world: World, reception: Reception
) -> None:
    assert [take(world, key).number for key in ("a", "b", "a")] == [1, 2, 1]
    assert take(world, "c", TEN + timedelta(days=1)).number == 1


def test_the_first_who_came_is_called_and_both_stages_are_timed(world: World, reception: Reception) -> None:
    take(world, "a"), take(world, "b", TEN + MINUTE)
    called = call(world, reception, TEN + 5 * MINUTE)
    assert called is not None
    assert (called.number, called.state, called.counter) == (1, TicketState.INVITED, reception.counters[0])
    periods = list(ServicePeriod.objects.filter(ticket=called).order_by("from_at"))
    assert [(row.stage, row.to_at) for row in periods] == [("waiting", TEN + 5 * MINUTE), ("invited", None)]


def test_the_board_shows_numbers_and_counters_the_last_called_first(
    world: World, reception: Reception
) -> None:
    take(world, "a"), take(world, "b")
    call(world, reception, TEN + MINUTE, 0), call(world, reception, TEN + 2 * MINUTE, 1)
    assert [(row.number, row.counter) for row in board_of(world.office, DAY)] == [(2, 2), (1, 1)]


def test_a_counter_with_a_service_calls_those_visitors_and_those_handed_to_it(
    world: World, reception: Reception
) -> None:
    lawyer = reception.counters[2]
    lawyer.service = reception.lawyer
    lawyer.save()
    first = take(world, "a", service=reception.general)
    second = take(world, "b", TEN + MINUTE, service=reception.lawyer)
    assert call(world, reception, TEN + 2 * MINUTE, 2) == second
    served = move(world, call(world, reception, TEN + 3 * MINUTE), TicketState.SERVED, TEN + 4 * MINUTE)  # type: ignore[arg-type]
    handed = move(world, served, TicketState.WAITING, TEN + 5 * MINUTE, counter=lawyer)
    assert handed == first
    assert call(world, reception, TEN + 6 * MINUTE, 0) is None
    seated = call(world, reception, TEN + 6 * MINUTE, 2)
    assert seated == second
    move(world, seated, TicketState.NO_SHOW, TEN + 7 * MINUTE)
    assert call(world, reception, TEN + 7 * MINUTE, 2) == first


def test_who_waits_for_other_counters_alone_is_not_before_one(world: World, reception: Reception) -> None:
    for counter, service in zip(
        reception.counters, (reception.general, reception.general, reception.lawyer), strict=True
    ):
        counter.service = service
        counter.save()
    for place, service in enumerate([reception.lawyer, reception.general, reception.lawyer]):
        take(world, f"before-{place}", TEN + place * MINUTE, service=service)
    general = take(world, "general", TEN + 4 * MINUTE, service=reception.general)
    lawyer = take(world, "lawyer", TEN + 5 * MINUTE, service=reception.lawyer)
    at = TEN + 6 * MINUTE
    assert (ahead_of(general, at), ahead_of(lawyer, at)) == (1, 2)
    reception.counters[1].service = None
    reception.counters[1].save()
    assert (ahead_of(general, at), ahead_of(lawyer, at)) == (3, 4)
    unserved = take(world, "unserved", at)
    reception.counters[1].delete()
    assert ahead_of(unserved, at) == 5


def test_a_press_too_many_calls_no_second_visitor(world: World, reception: Reception) -> None:
    take(world, "a"), take(world, "b")
    assert [call(world, reception, TEN + MINUTE).number for _press in range(2)] == [1, 1]  # type: ignore[union-attr]


def test_somebody_who_moves_an_old_page_is_told(world: World, reception: Reception) -> None:
    ticket = take(world, "a")
    old = QueueTicket.objects.get(pk=ticket.pk)
    move(world, ticket, TicketState.ON_HOLD, TEN + MINUTE)
    with pytest.raises(ConflictError):
        move(world, old, TicketState.INVITED, TEN + MINUTE)


def test_a_visit_that_was_ended_by_mistake_is_taken_up_again_and_one_not_there_may_come_back(
    world: World, reception: Reception
) -> None:
    ticket = take(world, "a")
    move(world, ticket, TicketState.NO_SHOW, TEN + MINUTE)
    move(world, ticket, TicketState.WAITING, TEN + 2 * MINUTE)
    with pytest.raises(ConflictError):
        move(world, ticket, TicketState.SERVED, TEN + 2 * MINUTE)
    line = line_of(world.actor("dana"), world.office, DAY, TEN + 3 * MINUTE)
    assert [row.number for row in line.waiting] == [1]


def test_a_booked_visitor_is_checked_in_once_and_called_at_the_booked_minute(
    world: World, reception: Reception
) -> None:
    row = booked(world, reception)
    take(world, "walked-in", row.starts_at - 20 * MINUTE)
    ticket = take(world, "aigul", row.starts_at - 5 * MINUTE, appointment=row)
    with pytest.raises(ConflictError):
        take(world, "again", row.starts_at, appointment=row)
    row.refresh_from_db()
    assert row.state == AppointmentState.CAME
    assert ahead_of(ticket, row.starts_at - MINUTE) == 1
    assert call(world, reception, row.starts_at) == ticket


def test_a_desk_leases_its_numbers_once_a_day_and_no_two_desks_have_one(
    world: World, reception: Reception
) -> None:
    dana = world.actor("dana")
    blocks = [
        numbers_lease(actor=dana, office=world.office, holder=name, at=TEN) for name in ("d1", "d2", "d1")
    ]
    assert [(row.first, row.last) for row in blocks] == [
        (FIRST_LEASED, FIRST_LEASED + BLOCK - 1),
        (FIRST_LEASED + BLOCK, FIRST_LEASED + 2 * BLOCK - 1),
        (FIRST_LEASED, FIRST_LEASED + BLOCK - 1),
    ]


def test_a_ticket_given_out_without_network_keeps_its_number_and_its_time(
    world: World, reception: Reception
) -> None:
    numbers_lease(actor=world.actor("dana"), office=world.office, holder="d1", at=TEN)
    at = TEN + timedelta(hours=1)
    ticket = take(world, "off", at, number=FIRST_LEASED, came_at=TEN + 5 * MINUTE)
    assert (ticket.number, ticket.came_at, ticket.source) == (FIRST_LEASED, TEN + 5 * MINUTE, "offline")
    assert take(world, "off", at, number=FIRST_LEASED) == ticket
    with pytest.raises(InputError, match="given out before"):
        take(world, "other", at, number=FIRST_LEASED)
    with pytest.raises(InputError, match="no block"):
        take(world, "third", at, number=FIRST_LEASED + BLOCK)


def test_numbers_of_days_past_are_forgotten_once_no_desk_can_bring_one(
    world: World, reception: Reception
) -> None:
    numbers_lease(actor=world.actor("dana"), office=world.office, holder="d1", at=TEN)
    ticket = take(world, "off", TEN, number=FIRST_LEASED)
    assert numbers_forget(TEN + timedelta(days=1)) == 0
    assert (
        take(world, "late", TEN + timedelta(hours=12), number=FIRST_LEASED + 1, came_at=TEN).on == ticket.on
    )
    assert numbers_forget(TEN + timedelta(days=3)) == 2
    assert QueueTicket.objects.count() == 2
    assert ServicePeriod.objects.count() == 2


def test_a_clock_that_goes_wrong_moves_nobody_by_more_than_half_a_day(
    world: World, reception: Reception
) -> None:
    assert take(world, "future", came_at=TEN + timedelta(days=3)).came_at == TEN
    assert take(world, "past", came_at=TEN - timedelta(days=3)).came_at == TEN - timedelta(hours=12)


def test_a_ticket_is_followed_by_its_code_and_belongs_to_its_office(
    world: World, reception: Reception
) -> None:
    ticket = take(world, "a")
    assert ticket_by_code(ticket_code(ticket)) == ticket
    with pytest.raises(MissingError):
        ticket_by_code("")
    with pytest.raises(MissingError):
        ticket_for(world.actor("marat"), str(ticket.uuid))
    with pytest.raises(ForbiddenError):
        ticket_for(world.actor("zhanna"), str(ticket.uuid))


def test_waits_are_counted_until_the_first_call(world: World, reception: Reception) -> None:
    for minute in range(5):
        take(world, str(minute), TEN + minute * MINUTE)
    for minute in range(5):
        ticket = call(world, reception, TEN + (10 + 2 * minute) * MINUTE)
        assert ticket is not None
        move(world, ticket, TicketState.NO_SHOW, TEN + (11 + 2 * minute) * MINUTE)
    whole, hours = waiting_figures(world.actor("zhanna"), world.office, DAY, DAY)
    assert (whole.n, whole.median_minutes) == (5, 12)
    assert [(row.hour, row.n) for row in hours] == [(10, 5)]
