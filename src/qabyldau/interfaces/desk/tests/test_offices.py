"""Nurlan describes his office: card, hours, services, who receives, closures with those whom they touch, the election period."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.history.models import Entry
from qabyldau.interfaces.desk.tests.working import Desk, words
from qabyldau.offices.models import Closure, Office, Opening, Service, Sitting
from qabyldau.offices.queries import week_of
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from tests.people import World
from tests.receptions import Reception

PLACES = (
    "place", "place-card", "place-hours", "place-services", "place-service-new", "place-sittings", "place-sitting-new",
    "place-closures", "place-closure-new", "place-election",
)  # fmt: skip


@pytest.fixture
def nurlan(world: World, reception: Reception) -> Desk:
    return Desk(world, "nurlan")


def typed(form: Any, **changes: object) -> dict[str, object]:
    """Return a form as a browser would send it back, with some fields changed."""
    said = {}
    for field in form:
        value = field.value()
        if hasattr(value, "strftime"):
            value = value.strftime("%H:%M") if isinstance(value, time) else value.isoformat()
        if value not in (None, False, ""):
            said[field.html_name] = "on" if value is True else value
    return {name: value for name, value in {**said, **changes}.items() if value not in (None, "")}


def booked(world: World, reception: Reception, at: datetime | None = None) -> Appointment:
    at, actor = at or clock.now(), applicant(str(world.office.uuid))
    offer = free_days(world.office, reception.general, at)[1].times[0]
    held = slot_hold(actor=actor, wish=Wish(world.office, reception.general, offer), at=at)
    visitor = Visitor("Айгүл Сапарова", "+77010000123")
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=at)


@pytest.mark.parametrize("place", PLACES)
def test_every_page_opens_for_the_head_alone(world: World, nurlan: Desk, place: str) -> None:
    assert nurlan.get(place).status_code == 200
    for name in ("dana", "saule", "bolat", "aizhan", "zhanna", "marat"):
        assert Desk(world, name).get(place).status_code == 403, name
    assert Desk(world, "oleg").get(place).status_code == 404


def test_the_card_is_changed_and_the_history_tells_of_it(world: World, nurlan: Desk) -> None:
    form = nurlan.page("place-card").form
    given = typed(
        form, address_kk="Төле би мен Наурызбай қиылысы", has_ramp="1", has_lift="0", latitude="43.2567",
        longitude="76.9286", promise_days="7",
    )  # fmt: skip
    assert nurlan.post("place-card", **given).status_code == 302
    office = Office.objects.get(pk=world.office.pk)
    assert (office.address_kk, office.has_ramp, office.has_lift) == (
        "Төле би мен Наурызбай қиылысы", True, False,
    )  # fmt: skip
    assert (office.latitude, office.promise_days) == (43.2567, 7)
    assert Entry.objects.filter(action="offices.office.changed").count() == 1
    nurlan.post("place-card", **typed(nurlan.page("place-card").form, has_ramp="", latitude="", longitude=""))
    office.refresh_from_db()
    assert (office.has_ramp, office.latitude) == (None, None)


def test_half_a_point_and_a_nameless_office_are_refused_and_nothing_typed_is_lost(nurlan: Desk) -> None:
    answer = nurlan.post("place-card", name_ru="Приёмная", latitude="43.2", address_kk="Абай көшесі 1")
    assert answer.status_code == 422
    assert {"name_kk", "longitude"} <= set(answer.context["page"].form.errors)
    assert "Абай көшесі 1" in words(answer)


def test_the_hours_are_set_with_a_break_and_without(world: World, nurlan: Desk) -> None:
    given = typed(
        nurlan.page("place-hours").form, opens_6="10:00", closes_6="14:00", opens_1="09:00", rests_1="12:30"
    )
    assert nurlan.post("place-hours", **given).status_code == 302
    week = week_of(world.office)
    assert [(span.opens, span.closes) for span in week[6]] == [(time(10), time(14))]
    assert [(span.opens, span.closes) for span in week[1]] == [
        (time(9), time(12, 30)),
        (time(14), time(18)),
    ]
    assert 7 not in week


@pytest.mark.parametrize(
    "wrong",
    [{"closes_2": ""}, {"rests_2": ""}, {"rests_2": "09:00"}, {"resumes_2": "12:00"}, {"opens_2": "25:00"}],
)
def test_hours_that_are_not_whole_are_refused_at_their_day(
    world: World, nurlan: Desk, wrong: dict[str, str]
) -> None:
    answer = nurlan.post("place-hours", **typed(nurlan.page("place-hours").form, **wrong))
    assert answer.status_code == 422
    assert "opens_2" in answer.context["page"].form.errors
    assert Opening.objects.filter(office=world.office).count() == 10


def test_a_week_without_hours_is_kept_only_when_it_is_said_to_be_meant(world: World, nurlan: Desk) -> None:
    answer = nurlan.post("place-hours")
    assert answer.status_code == 422
    assert "is_closed" in answer.context["page"].form.errors
    assert 'name="is_closed"' in answer.content.decode()
    assert Opening.objects.filter(office=world.office).count() == 10
    assert 'name="is_closed"' not in nurlan.get("place-hours").content.decode()
    assert nurlan.post("place-hours", is_closed="on").status_code == 302
    assert not Opening.objects.filter(office=world.office).exists()


def test_a_service_is_added_and_changed_and_one_that_is_not_done_says_where_to_go(
    world: World, nurlan: Desk
) -> None:
    given = {"code": "papers", "name_kk": "Анықтама", "note_kk": "ХҚКО-ға барыңыз", "position": "3"}
    assert nurlan.post("place-service-new", **given).status_code == 302
    row = Service.objects.get(code="papers")
    assert (row.is_offered, row.note_kk) == (False, "ХҚКО-ға барыңыз")
    changed = typed(nurlan.page("place-service", row.uuid).form, is_offered="on", minutes="20")
    assert nurlan.post("place-service", row.uuid, **changed).status_code == 302
    row.refresh_from_db()
    assert (row.code, row.is_offered, row.minutes) == ("papers", True, 20)
    assert nurlan.post("place-service-new", code="bad code", name_kk="").status_code == 422


def test_who_receives_is_added_changed_and_put_out_of_use(world: World, nurlan: Desk) -> None:
    given = {"who_kk": "Нотариус", "weekday": "4", "begins": "11:00", "ends": "13:00", "seats": "1"}
    assert nurlan.post("place-sitting-new", **given, is_active="on").status_code == 302
    row = Sitting.objects.get(who_kk="Нотариус")
    assert (row.weekday, row.service, row.is_active) == (4, None, True)
    changed = typed(nurlan.page("place-sitting", row.uuid).form, is_active="", ends="12:00")
    assert nurlan.post("place-sitting", row.uuid, **changed).status_code == 302
    row.refresh_from_db()
    assert (row.is_active, row.ends) == (False, time(12))
    answer = nurlan.post("place-sitting-new", **{**given, "ends": "10:00"})
    assert "ends" in answer.context["page"].form.errors


def test_before_a_closure_is_kept_the_visits_that_fall_into_it_are_named(
    world: World, nurlan: Desk, reception: Reception
) -> None:
    visit = booked(world, reception)
    on = clock.local_date(visit.starts_at, world.office.zone)
    given = {"from_on": on, "to_on": on, "reason_kk": "Жөндеу", "substitute": "astana"}
    looked = nurlan.post("place-closure-new", **given, go="look")
    assert [(row.name, row.phone) for row in looked.context["page"].touched] == [
        ("Айгүл Сапарова", "+7 701 000 0123")
    ]
    assert "1 booked visit falls into this closure" in words(looked)
    assert not Closure.objects.exists()
    saved = nurlan.post("place-closure-new", **given, go="save")
    assert saved.status_code == 302
    row = Closure.objects.get()
    assert row.substitute == world.other
    assert len(nurlan.page("place-closure", row.uuid).touched) == 1
    assert nurlan.post("place-closure-drop", row.uuid).status_code == 302
    assert not Closure.objects.exists()


def test_a_closure_of_other_hours_or_another_host_touches_nobody(
    world: World, nurlan: Desk, reception: Reception
) -> None:
    visit = booked(world, reception)
    on = clock.local_date(visit.starts_at, world.office.zone)
    lawyer = Sitting.objects.get(who_kk="Заңгер")
    given = {"from_on": on, "to_on": on, "reason_kk": "Жөндеу", "go": "look"}
    for narrow in ({"from_time": "17:00", "to_time": "18:00"}, {"sitting": lawyer.uuid}, {"weekday": "7"}):
        looked = nurlan.post("place-closure-new", **given, **narrow)
        assert (looked.status_code, looked.context["page"].touched) == (200, []), narrow
        assert "No booked visit falls into this closure." in words(looked)


def test_a_closure_that_cannot_be_is_refused(nurlan: Desk) -> None:
    answer = nurlan.post(
        "place-closure-new", from_on="2026-09-20", to_on="2026-09-19", from_time="10:00", go="save"
    )
    assert answer.status_code == 422
    assert {"to_on", "to_time", "reason_kk"} <= set(answer.context["page"].form.errors)


def test_the_election_period_is_set_and_ended(world: World, nurlan: Desk) -> None:
    assert nurlan.post("place-election", from_on="2026-09-01", to_on="2026-09-20").status_code == 302
    assert Office.objects.get(pk=world.office.pk).election.holds_on(date(2026, 9, 14))
    assert nurlan.post("place-election", from_on="", to_on="").status_code == 302
    assert not Office.objects.get(pk=world.office.pk).election.holds_on(date(2026, 9, 14))
    assert nurlan.post("place-election", from_on="2026-09-01", to_on="").status_code == 422
    assert nurlan.post("place-election", from_on="2026-09-02", to_on="2026-09-01").status_code == 422


def test_in_the_election_period_advice_is_refused_at_the_desk_and_nothing_typed_is_lost(
    world: World, reception: Reception
) -> None:
    Office.objects.filter(pk=world.office.pk).update(
        election_from_on=clock.now().date() - timedelta(days=1),
        election_to_on=clock.now().date() + timedelta(days=9),
    )
    dana = Desk(world, "dana")
    form = dana.page("register").form
    given = typed(form, body="Маған кеңес керек", advice="Мынаны істеңіз", category="lighting.street")
    answer = dana.post("register", **given)
    assert answer.status_code == 422
    assert "In the election period no advice is given" in words(answer)
    assert "Мынаны істеңіз" in words(answer)
    assert dana.post("register", **{**given, "advice": ""}).status_code == 302


def test_another_office_is_not_there(world: World, nurlan: Desk) -> None:
    service = Service.objects.create(office=world.other, code="x", name_kk="Х")
    sitting = Sitting.objects.create(office=world.other, weekday=1, begins=time(10), ends=time(11))
    closure = Closure.objects.create(
        office=world.other, from_on="2026-09-20", to_on="2026-09-20", reason_kk="Жөндеу"
    )
    for place, row in (("place-service", service), ("place-sitting", sitting), ("place-closure", closure)):
        assert nurlan.get(place, row.uuid).status_code == 404
    assert nurlan.post("place-closure-drop", closure.uuid).status_code == 404
    assert Closure.objects.count() == 1
