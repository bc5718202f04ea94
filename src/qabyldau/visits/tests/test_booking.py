"""Booking: a time is held, booked, moved, cancelled, missed and forgotten; nobody is ever in somebody else's."""

from datetime import UTC, datetime, time, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, ForbiddenError, MissingError
from qabyldau.history.models import Entry
from qabyldau.offices.models import Closure, Office, Service, Sitting
from qabyldau.visits.models import Appointment, Slot
from qabyldau.visits.queries.bookings import appointment_by_code, code_of
from qabyldau.visits.queries.free import FreeTime, free_days
from qabyldau.visits.rules.slots import HELD_FOR, AppointmentState
from qabyldau.visits.services.booking import (
    KEPT,
    OftenError,
    TakenError,
    Visitor,
    Wish,
    absences_note,
    appointment_book,
    appointment_cancel,
    appointment_move,
    holds_lapse,
    slot_hold,
    slots_forget,
    visitors_forget,
)  # fmt: skip
from tests.people import World, make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
AIGUL = Visitor("Айгүл Сапарова", "+77010000123", "", "Шам жанбайды", "kk")
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
"""Monday, 9:00 in Almaty: an hour before the door opens."""


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    return make_reception(world.office)


def times(office: Office, service: Service, at: datetime = MONDAY) -> list[FreeTime]:
    return [time for day in free_days(office, service, at) for time in day.times]


def hold(
    reception: Reception, time: FreeTime, at: datetime = MONDAY, service: Service | None = None
) -> Appointment:
    wish = Wish(reception.office, service or reception.general, time)
    return slot_hold(actor=applicant(str(reception.office.uuid)), wish=wish, at=at)


def book(
    reception: Reception, time: FreeTime, visitor: Visitor = AIGUL, at: datetime = MONDAY
) -> Appointment:
    held = hold(reception, time, at)
    return appointment_book(
        actor=applicant(str(reception.office.uuid)), uuid=str(held.uuid), visitor=visitor, at=at
    )


def test_times_are_offered_in_hours_outside_the_break_and_after_the_notice(reception: Reception) -> None:
    first = free_days(reception.office, reception.general, MONDAY)[0]
    offered = [time.offer.starts_at for time in first.times]
    assert offered[0] == MONDAY + timedelta(hours=1)
    assert len(offered) == 12 + 16
    assert MONDAY + timedelta(hours=4) not in offered


def test_the_lawyer_is_offered_on_tuesdays_in_half_hours(reception: Reception) -> None:
    days = free_days(reception.office, reception.lawyer, MONDAY)
    assert {day.on.isoweekday() for day in days} == {2}
    assert [len(day.times) for day in days] == [6, 6]


def test_a_held_time_is_offered_to_nobody_until_it_lapses(reception: Reception) -> None:
    wanted = times(reception.office, reception.general)[0]
    hold(reception, wanted)
    assert times(reception.office, reception.general)[0] != wanted
    with pytest.raises(TakenError):
        hold(reception, wanted)
    later = MONDAY + HELD_FOR
    reception.office.notice_minutes = 0
    assert times(reception.office, reception.general, later)[0] == wanted
    assert hold(reception, wanted, later).state == AppointmentState.HELD


def test_one_who_is_slow_keeps_the_time_unless_somebody_asked_for_it(reception: Reception) -> None:
    first, second = times(reception.office, reception.general)[:2]
    slow, unlucky = hold(reception, first), hold(reception, second)
    reception.office.notice_minutes = 0
    hold(reception, second, MONDAY + HELD_FOR)
    actor, late = applicant(str(reception.office.uuid)), MONDAY + 2 * HELD_FOR
    assert (
        appointment_book(actor=actor, uuid=str(slow.uuid), visitor=AIGUL, at=late).state
        == AppointmentState.BOOKED
    )
    with pytest.raises(TakenError):
        appointment_book(actor=actor, uuid=str(unlucky.uuid), visitor=AIGUL, at=late)


def test_a_booked_visit_is_found_by_its_code_alone_and_booked_once(reception: Reception) -> None:
    row = book(reception, times(reception.office, reception.general)[0])
    again = appointment_book(
        actor=applicant(str(reception.office.uuid)), uuid=str(row.uuid), visitor=Visitor(), at=MONDAY
    )
    assert again.name == AIGUL.name
    assert appointment_by_code(code_of(row).lower()) == row
    with pytest.raises(MissingError):
        appointment_by_code("AAAAAAAAAA")
    assert Entry.objects.filter(action="visits.appointment.booked").count() == 1


def test_one_visitor_has_one_visit_a_day_and_another_the_next_day(reception: Reception) -> None:
    days = free_days(reception.office, reception.general, MONDAY)
    book(reception, days[0].times[0])
    with pytest.raises(OftenError):
        book(reception, days[0].times[1])
    assert book(reception, days[1].times[0]).state == AppointmentState.BOOKED
    stranger = Visitor("Ербол", "+77020000000")
    assert book(reception, days[0].times[2], stranger).state == AppointmentState.BOOKED


def test_a_visit_moves_and_its_old_time_is_free_again(reception: Reception) -> None:
    first, second = times(reception.office, reception.general)[:2]
    row = book(reception, first)
    appointment_move(actor=applicant(str(reception.office.uuid)), appointment=row, time=second, at=MONDAY)
    row.refresh_from_db()
    assert (row.starts_at, row.moves, row.state) == (second.offer.starts_at, 1, AppointmentState.BOOKED)
    assert times(reception.office, reception.general)[0] == first


def test_a_move_to_a_taken_time_leaves_the_old_one(reception: Reception) -> None:
    first, second = times(reception.office, reception.general)[:2]
    row = book(reception, first)
    book(reception, second, Visitor("Ербол", "+77020000000"))
    with pytest.raises(TakenError):
        appointment_move(actor=applicant(str(reception.office.uuid)), appointment=row, time=second, at=MONDAY)
    assert Slot.objects.filter(appointment=row).get().starts_at == first.offer.starts_at


def test_a_cancelled_visit_gives_its_time_back_and_does_not_move(reception: Reception) -> None:
    wanted = times(reception.office, reception.general)[0]
    row, actor = book(reception, wanted), applicant(str(reception.office.uuid))
    appointment_cancel(actor=actor, appointment=row, at=MONDAY)
    appointment_cancel(actor=actor, appointment=row, at=MONDAY)
    assert times(reception.office, reception.general)[0] == wanted
    assert Entry.objects.filter(action="visits.appointment.cancelled").count() == 1
    row.refresh_from_db()
    with pytest.raises(ConflictError):
        appointment_move(actor=actor, appointment=row, time=wanted, at=MONDAY)


def test_a_closure_of_the_lawyer_alone_leaves_the_general_reception(reception: Reception) -> None:
    sitting = Sitting.objects.get(service=reception.lawyer)
    before = len(times(reception.office, reception.general))
    Closure.objects.create(
        office=reception.office, sitting=sitting, from_on="2026-09-15", to_on="2026-09-15", reason_kk="Сот"
    )
    assert [day.on.day for day in free_days(reception.office, reception.lawyer, MONDAY)] == [22]
    assert len(times(reception.office, reception.general)) == before


def test_a_closure_each_week_takes_its_hours_each_week(reception: Reception) -> None:
    Closure.objects.create(
        office=reception.office,
        from_on=MONDAY.date(),
        to_on=MONDAY.date() + timedelta(days=60),
        weekday=2,
        from_time=time(14),
        to_time=time(18),
        reason_kk="Сессия",
    )
    late = {
        day.on.isoweekday()
        for day in free_days(reception.office, reception.general, MONDAY)
        for row in day.times
        if clock.wall(row.offer.starts_at, reception.office.zone).hour == 15
    }
    assert late == {1, 3, 4, 5}


def test_a_deputy_receives_on_a_saturday_with_a_quota(reception: Reception) -> None:
    Sitting.objects.create(
        office=reception.office,
        service=reception.general,
        on="2026-09-19",
        begins=time(11),
        ends=time(14),
        quota=4,
    )
    saturday = next(day for day in free_days(reception.office, reception.general, MONDAY) if day.on.day == 19)
    assert len(saturday.times) == 4


def test_no_advice_is_offered_in_an_election_period(reception: Reception) -> None:
    Office.objects.filter(pk=reception.office.pk).update(
        election_from_on="2026-09-14", election_to_on="2026-09-16"
    )
    reception.office.refresh_from_db()
    assert [day.on.day for day in free_days(reception.office, reception.lawyer, MONDAY)] == [22]
    assert free_days(reception.office, reception.general, MONDAY)[0].on.day == 14


def test_the_sitting_of_another_office_cannot_be_held(world: World, reception: Reception) -> None:
    foreign = make_reception(world.other)
    with pytest.raises(TakenError):
        hold(reception, times(foreign.office, foreign.general)[0])


def test_a_time_that_nobody_offered_cannot_be_held(reception: Reception) -> None:
    wanted = times(reception.office, reception.general)[0]
    for minutes in (7, 3 * 60, -24 * 60):
        shift = timedelta(minutes=minutes)
        offer = type(wanted.offer)(wanted.offer.starts_at + shift, wanted.offer.ends_at + shift, 1)
        with pytest.raises(TakenError):
            hold(reception, FreeTime(offer, wanted.sitting))


def test_the_number_of_queries_does_not_grow_with_the_days(
    reception: Reception, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    free_days(reception.office, reception.general, MONDAY)
    for days in (2, 60):
        reception.office.booking_days = days
        with django_assert_max_num_queries(5):
            free_days(reception.office, reception.general, MONDAY)


def test_what_is_over_is_noted_lapsed_and_forgotten(reception: Reception) -> None:
    first, second = times(reception.office, reception.general)[:2]
    row = book(reception, first)
    hold(reception, second)
    assert holds_lapse(MONDAY + timedelta(hours=2)) > 0
    assert absences_note(row.ends_at + timedelta(hours=1)) == 1
    assert visitors_forget(row.ends_at + KEPT - timedelta(seconds=1)) == 0
    assert visitors_forget(row.ends_at + KEPT) == 1
    row = Appointment.objects.get()
    assert (row.name, row.phone, row.matter, row.state) == (None, None, None, AppointmentState.ABSENT)


def test_what_served_the_day_is_forgotten_the_day_after_and_the_visit_stays(reception: Reception) -> None:
    row = book(reception, times(reception.office, reception.general)[0])
    assert slots_forget(row.starts_at + timedelta(days=1)) == 0
    assert slots_forget(row.starts_at + timedelta(days=1, seconds=1)) > 0
    assert Appointment.objects.get().state == AppointmentState.BOOKED


def test_an_auditor_books_nothing(world: World, reception: Reception) -> None:
    wish = Wish(reception.office, reception.general, times(reception.office, reception.general)[0])
    with pytest.raises(ForbiddenError):
        slot_hold(actor=world.actor("zhanna"), wish=wish, at=MONDAY)
