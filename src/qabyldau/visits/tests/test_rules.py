"""Cells, the order of the queue, and waits: tables of cases, and properties that hold for every day."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qabyldau.visits.rules.queue import LATE, MOVES, TicketState, Waiting, in_order, may_move
from qabyldau.visits.rules.slots import Cell, Grid, Offer, Stretch, window
from qabyldau.visits.rules.waits import FEWEST, Wait, by_hour, figure, wait_of

TEN = datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def morning(hours: int = 3, **given_: object) -> Grid:
    return Grid([Stretch(TEN, TEN + timedelta(hours=hours))], QUARTER, **given_)  # type: ignore[arg-type]


def test_a_morning_is_cut_into_quarters() -> None:
    offers = morning().offers(QUARTER)
    assert len(offers) == 12
    assert offers[0] == Offer(TEN, TEN + QUARTER, 1)


def test_a_long_visit_takes_neighbouring_cells_and_never_a_break() -> None:
    day = Grid([Stretch(TEN, TEN + 2 * QUARTER), Stretch(TEN + 4 * QUARTER, TEN + 5 * QUARTER)], QUARTER)
    assert [offer.starts_at for offer in day.offers(2 * QUARTER)] == [TEN]


def test_a_second_seat_is_offered_while_the_first_is_taken() -> None:
    grid = morning(seats=2)
    assert grid.offers(QUARTER, {Cell(TEN, 1)})[0].seat == 2
    assert grid.offers(QUARTER, {Cell(TEN, 1), Cell(TEN, 2)})[0].starts_at == TEN + QUARTER


def test_a_quota_leaves_the_first_places_of_the_day() -> None:
    grid = morning(quota=3)
    assert [offer.starts_at for offer in grid.offers(2 * QUARTER)] == [
        TEN,
        TEN + 2 * QUARTER,
        TEN + 4 * QUARTER,
    ]


@given(
    st.integers(1, 4), st.integers(1, 6), st.integers(1, 3), st.none() | st.integers(1, 9),
    st.lists(st.integers(0, 30), max_size=40),
)  # fmt: skip
def test_whoever_books_in_whatever_order_no_cell_is_taken_twice_and_no_quota_overrun(
    hours: int, cells: int, seats: int, quota: int | None, choices: list[int]
) -> None:
    grid, length = morning(hours, seats=seats, quota=quota), QUARTER * cells
    taken: list[Cell] = []
    booked = 0
    for choice in choices:
        offers = grid.offers(length, set(taken))
        if not offers:
            break
        taken += grid.cells(offers[choice % len(offers)])
        booked += 1
    assert len(taken) == len(set(taken)) == booked * cells
    assert booked <= (quota if quota is not None else booked)
    assert all(TEN <= cell.starts_at < TEN + timedelta(hours=hours) for cell in taken)


def test_the_window_begins_after_the_notice_and_ends_with_the_last_day() -> None:
    span = window(TEN, 60, 1)
    offers = [Offer(TEN + QUARTER * place, TEN + QUARTER * (place + 1), 1) for place in range(6)]
    assert span.within(offers)[0].starts_at == TEN + timedelta(hours=1)


def test_a_booked_visitor_is_next_from_the_booked_minute_on() -> None:
    walked_in = Waiting(1, TEN)
    booked = Waiting(2, TEN + QUARTER / 3, booked_at=TEN + QUARTER)
    before, then = TEN + QUARTER - timedelta(seconds=1), TEN + QUARTER
    assert [ticket.pk for ticket in in_order([walked_in, booked], before)] == [1, 2]
    assert [ticket.pk for ticket in in_order([walked_in, booked], then)] == [2, 1]


def test_who_comes_too_late_for_a_booking_waits_like_everybody() -> None:
    late = Waiting(2, TEN + LATE + timedelta(seconds=1), booked_at=TEN)
    on_time = Waiting(3, TEN + LATE, booked_at=TEN)
    assert [ticket.pk for ticket in in_order([Waiting(1, TEN), late, on_time], TEN + 2 * LATE)] == [3, 1, 2]


def test_who_was_let_go_first_is_first() -> None:
    line = [Waiting(1, TEN, booked_at=TEN), Waiting(2, TEN + QUARTER, is_first=True)]
    assert in_order(line, TEN + QUARTER)[0].pk == 2


def test_every_state_has_its_moves_and_none_stays_where_it_is() -> None:
    assert set(MOVES) == set(TicketState)
    assert not any(may_move(state, state) for state in TicketState)


def test_the_wait_of_who_booked_begins_at_the_booked_minute() -> None:
    assert wait_of(TEN, TEN + QUARTER, TEN + 2 * QUARTER).lasted == QUARTER
    assert wait_of(TEN, TEN + 2 * QUARTER, TEN + QUARTER).lasted == timedelta()
    assert wait_of(TEN, None, TEN + QUARTER).lasted == QUARTER


def test_too_few_visits_have_a_number_and_no_median() -> None:
    waits = [Wait(TEN, timedelta(minutes=minute)) for minute in range(FEWEST - 1)]
    assert figure(10, waits).median_minutes is None
    assert figure(10, [*waits, Wait(TEN, timedelta(minutes=9))]).median_minutes == 2


def test_hours_are_those_of_the_office() -> None:
    waits = [Wait(TEN, QUARTER), Wait(TEN + timedelta(hours=1), QUARTER)]
    assert [(row.hour, row.n) for row in by_hour(waits, "Asia/Almaty")] == [(10, 1), (11, 1)]
