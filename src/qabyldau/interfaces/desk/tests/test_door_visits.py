"""Booked visits at the desk, counters, and how long people waited."""

from datetime import datetime, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.interfaces.desk.tests.test_door import deed, take
from qabyldau.interfaces.desk.tests.working import Desk, address, words
from qabyldau.visits.models import Appointment, Counter, QueueTicket, Slot
from qabyldau.visits.queries.bookings import code_of
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from tests.people import World
from tests.receptions import Reception


def booked(world: World, reception: Reception, at: datetime | None = None) -> Appointment:
    """Return a visit that Aigul booked for the first free time after ``at``."""
    at, actor = at or clock.now(), applicant(str(world.office.uuid))
    time = free_days(world.office, reception.general, at)[0].times[0]
    held = slot_hold(actor=actor, wish=Wish(world.office, reception.general, time), at=at)
    visitor = Visitor("Айгүл Сапарова", "+77010000123")
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=at)


def form(desk: Desk, reception: Reception, **changes: str) -> dict[str, str]:
    page = desk.page("door-book", service=str(reception.lawyer.uuid))
    times = [key for key, _words in page.form.fields["time"].choices[1][1]]
    given = {"time": times[0], "name": "Айгүл", "phone": "8 701 000 01 23", "language": "kk", "consent": "on"}
    return given | changes


def book(desk: Desk, reception: Reception, **given: str):  # type: ignore[no-untyped-def]
    return desk.client.post(f"{address('door-book')}?service={reception.lawyer.uuid}", given)


def test_a_booked_visitor_is_checked_in_by_the_code(world: World, dana: Desk, reception: Reception) -> None:
    visit = booked(world, reception)
    assert [row.name for row in dana.page("door").expected] == ["Айгүл Сапарова"]
    assert dana.post("door-arrive", code=code_of(visit).lower()).status_code == 302
    assert QueueTicket.objects.get().appointment == visit
    assert dana.page("door").expected == []
    again = dana.post("door-arrive", code=code_of(visit))
    assert (again.status_code, again.context["page"].refused) == (
        422,
        "This visitor has a ticket already: 001.",
    )


def test_a_booked_visitor_is_checked_in_from_the_list(world: World, dana: Desk, reception: Reception) -> None:
    visit = booked(world, reception)
    dana.post("door-arrive", visit=visit.uuid)
    assert QueueTicket.objects.get().source == "booked"


def test_a_code_that_cannot_be_used_says_why_and_is_kept(
    world: World, dana: Desk, reception: Reception
) -> None:
    for code in ("", "nonsense", "ABCDE12345"):
        answer = dana.post("door-arrive", code=code)
        assert (answer.status_code, answer.context["page"].code) == (422, code)
    tomorrow = booked(world, reception, clock.now() + timedelta(days=1))
    assert "another day" in words(dana.post("door-arrive", code=code_of(tomorrow)))
    dana.post("door-visit-cancel", tomorrow.uuid)
    assert "was cancelled" in words(dana.post("door-arrive", code=code_of(tomorrow)))
    assert QueueTicket.objects.count() == 0


def test_dana_books_for_somebody_who_calls_and_says_the_code(dana: Desk, reception: Reception) -> None:
    assert len(dana.page("door-book").services) == 2
    answer = book(dana, reception, **form(dana, reception))
    visit = Appointment.objects.get()
    assert answer["Location"] == address("door-visit", visit.uuid)
    assert (visit.phone, visit.service, visit.state) == ("+77010000123", reception.lawyer, "booked")
    page = dana.page("door-visit", visit.uuid)
    assert page.code.replace("-", "") == code_of(visit)
    assert [row.name for row in dana.page("door-visits", on=page.on.isoformat()).rows] == ["Айгүл"]


def test_a_booking_that_cannot_be_keeps_what_was_typed(dana: Desk, reception: Reception) -> None:
    given = form(dana, reception)
    for changes, field in (({"consent": ""}, "consent"), ({"time": ""}, "time"), ({"phone": "12"}, "phone")):
        answer = book(dana, reception, **given | changes)
        assert (answer.status_code, field in answer.context["page"].form.errors) == (422, True)
        assert "Айгүл" in words(answer)
    book(dana, reception, **given)
    taken = book(dana, reception, **given | {"phone": "", "name": "Басқа"})
    assert "time" in taken.context["page"].form.errors
    later = form(dana, reception)
    assert "phone" in book(dana, reception, **later).context["page"].form.errors
    assert Appointment.objects.count() == 1


def test_a_visit_is_moved_and_cancelled_at_the_desk(world: World, dana: Desk, reception: Reception) -> None:
    visit = booked(world, reception)
    page = dana.page("door-visit", visit.uuid)
    later = page.form.fields["time"].choices[-1][1][0][0]
    assert dana.post("door-visit-move", visit.uuid, time=later).status_code == 302
    moved = Appointment.objects.get()
    assert (moved.moves, moved.starts_at > visit.starts_at) == (1, True)
    assert dana.post("door-visit-move", visit.uuid, time="nonsense").status_code == 422
    dana.post("door-visit-cancel", visit.uuid)
    assert (Appointment.objects.get().state, Slot.objects.count()) == (AppointmentState.CANCELLED, 0)
    assert dana.post("door-visit-move", visit.uuid, time=later).status_code == 404


def test_the_days_of_visits_are_walked_and_nonsense_is_the_present_day(dana: Desk) -> None:
    today = clock.today("Asia/Almaty")
    for on in ("", "nonsense", "9999-12-31", "0001-01-01"):
        assert dana.page("door-visits", on=on).on == today
    assert dana.page("door-visits", on="2026-09-20").later_href.endswith("?on=2026-09-21")


@pytest.mark.parametrize(("name", "status"), [("marat", 404), ("bolat", 403), ("zhanna", 403), ("oleg", 403)])
def test_others_see_no_booked_visit(
    world: World, reception: Reception, dana: Desk, name: str, status: int
) -> None:
    visit, desk = booked(world, reception), Desk(world, name)
    assert desk.get("door-visit", visit.uuid).status_code == status
    assert desk.post("door-visit-cancel", visit.uuid).status_code == status
    assert desk.post("door-visit-move", visit.uuid, time="x").status_code == status
    if name == "marat":
        assert desk.post("door-arrive", code=code_of(visit)).status_code == 422
        assert desk.post("door-arrive", visit=visit.uuid).status_code == 422


def test_the_head_adds_names_and_takes_away_counters(world: World, reception: Reception, dana: Desk) -> None:
    nurlan = Desk(world, "nurlan")
    assert dana.get("door-counters").status_code == 403
    assert nurlan.page("door-counters").form.initial["number"] == 4
    nurlan.post("door-counters", number=4, name_kk="Заңгер", service=reception.lawyer.uuid)
    assert Counter.objects.get(number=4).service == reception.lawyer
    assert [row.name for row in nurlan.page("door-counters").rows][-1] == "Заңгер"
    nurlan.post("door-counters", number=4, is_gone="on")
    assert [row.number for row in dana.page("door").counters] == [1, 2, 3]
    for bad in ({"number": 0}, {"number": ""}, {"number": 5, "service": "nobody"}):
        assert nurlan.post("door-counters", **bad).status_code == 422


def test_waiting_times_are_shown_from_five_visits_on(
    world: World, dana: Desk, reception: Reception, noon
) -> None:  # type: ignore[no-untyped-def]
    for key in range(5):
        take(dana, str(key))
    noon.shift(timedelta(minutes=10))
    for turn in range(5):
        if turn == 4:
            assert dana.page("door-waits").whole.n is None
        dana.post("door-call")
        deed(dana, QueueTicket.objects.get(state="invited"), "absent")
    page = Desk(world, "zhanna").page("door-waits")
    assert (page.whole.n, page.whole.median, page.rows[0].n) == (5, 10, 5)
    assert page.first == page.last - timedelta(days=29)
    assert Desk(world, "oleg").get("door-waits").status_code == 403
    assert Desk(world, "marat").page("door-waits").whole.n is None


def test_a_period_of_waiting_times_is_at_most_a_year_and_ends_today(dana: Desk) -> None:
    today = clock.today("Asia/Almaty")
    page = dana.page("door-waits", **{"from": "2019-01-01", "to": "2030-01-01"})
    assert (page.first, page.last) == (today - timedelta(days=366), today)
    page = dana.page("door-waits", **{"from": "2026-09-10", "to": "2026-09-01"})
    assert page.first == page.last
