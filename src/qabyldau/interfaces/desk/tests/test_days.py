"""Reception days of a deputy, promises, receptions that travel, and answers for people who cannot be called back."""

from datetime import date, time
from typing import Any

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.areas.models import Area, AreaKind
from qabyldau.casework.models import Case
from qabyldau.core import clock
from qabyldau.core.ids import say_number
from qabyldau.flow.answer import answer_case
from qabyldau.flow.visit import cancel_visit, check_in
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact
from qabyldau.interfaces.desk.tests.test_offices import typed
from qabyldau.interfaces.desk.tests.working import Desk, opened, words
from qabyldau.meetings.models import Commitment, MobileReception
from qabyldau.meetings.rules import CommitmentState, MobileState
from qabyldau.offices.models import Sitting
from qabyldau.people.models import Person
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from tests.people import World
from tests.receptions import Reception

SATURDAY = date(2026, 9, 19)


@pytest.fixture
def bolat(world: World) -> Person:
    return Person.objects.create(code="bolat", name="Ермеков Болат Қайратұлы", is_invented=True)


@pytest.fixture
def aizhan(world: World, reception: Reception) -> Desk:
    return Desk(world, "aizhan")


def plan(desk: Desk, reception: Reception, person: Person, **changes: object) -> Any:
    given = {
        "host": person.uuid, "service": reception.general.uuid, "on": SATURDAY, "begins": "11:00", "ends": "13:00",
        "minutes": "20", "quota": "4",
    }  # fmt: skip
    return desk.post("day-plan", **{**given, **changes})


def planned(desk: Desk, reception: Reception, host: Person, **changes: object) -> Sitting:
    assert plan(desk, reception, host, **changes).status_code == 302
    return Sitting.objects.filter(on__isnull=False).latest("pk")


def sign_up(world: World, reception: Reception, day: Sitting, name: str = "Айгүл Сапарова") -> Appointment:
    """Return a visit booked for a reception day."""
    at, actor = clock.now(), applicant(str(world.office.uuid))
    days = free_days(world.office, reception.general, at)
    offer = next(row for found in days for row in found.times if row.sitting.pk == day.pk)
    held = slot_hold(actor=actor, wish=Wish(world.office, reception.general, offer), at=at)
    visitor = Visitor(name, f"+7701000{len(name):04}", matter="Аула жарығы туралы")
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=at)


def test_an_aide_plans_a_day_and_people_sign_up_in_order(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    sign_up(world, reception, day)
    sign_up(world, reception, day, "Марат")
    page = aizhan.page("day", day.uuid)
    assert [(row.place, row.time, row.name, row.matter) for row in page.visits] == [
        (1, "11:00", "Айгүл Сапарова", "Аула жарығы туралы"),
        (2, "11:20", "Марат", "Аула жарығы туралы"),
    ]
    assert (page.day.signed_up, page.day.quota, page.came) == (2, 4, 0)
    assert [row.signed_up for row in aizhan.page("days").coming] == [2]


def test_the_quota_bounds_the_list(world: World, reception: Reception, bolat: Person, aizhan: Desk) -> None:
    day = planned(aizhan, reception, bolat, quota="1")
    sign_up(world, reception, day)
    with pytest.raises(StopIteration):
        sign_up(world, reception, day, "Марат")


def test_a_deputy_and_an_aide_see_no_telephone_and_the_head_does(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    sign_up(world, reception, day)
    assert aizhan.page("day", day.uuid).visits[0].phone == ""
    assert Desk(world, "bolat").page("day", day.uuid).visits[0].phone == ""
    assert Desk(world, "nurlan").page("day", day.uuid).visits[0].phone != ""


def test_who_came_is_on_the_list_and_the_list_is_printed(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    visit = sign_up(world, reception, day)
    check_in(actor=world.actor("dana"), office=world.office, appointment=visit, at=clock.now())
    page = aizhan.page("day", day.uuid)
    assert (page.came, page.visits[0].state) == (1, "came")
    paper = words(aizhan.get("day-paper", day.uuid))
    assert "Айгүл Сапарова" in paper
    assert "Аула жарығы туралы" in paper


def test_a_matter_brought_on_a_deputys_day_is_registered_as_such(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    visit = sign_up(world, reception, day)
    ticket = check_in(actor=world.actor("dana"), office=world.office, appointment=visit, at=clock.now())
    dana = Desk(world, "dana")
    form = dana.page("door-matter", ticket.uuid).form
    assert form["channel"].value() == IntakeChannel.DEPUTY_DAY
    assert dana.post("door-matter", ticket.uuid, **typed(form, body="Шам жанбайды")).status_code == 302
    assert Appeal.objects.get().channel == IntakeChannel.DEPUTY_DAY


def test_the_list_tells_what_was_registered_at_each_visit_and_links_what_one_may_read(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    visit, other = sign_up(world, reception, day), sign_up(world, reception, day, "Марат")
    dana = Desk(world, "dana")
    for one in (visit, other):
        ticket = check_in(actor=world.actor("dana"), office=world.office, appointment=one, at=clock.now())
        form = dana.page("door-matter", ticket.uuid).form
        dana.post("door-matter", ticket.uuid, **typed(form, body="Шам жанбайды"))
    numbers = [say_number(row.number) for row in Appeal.objects.order_by("pk")]
    for desk in (aizhan, Desk(world, "nurlan")):
        rows = desk.page("day", day.uuid).visits
        assert [[appeal.number for appeal in row.appeals] for row in rows] == [[one] for one in numbers]
        hrefs = [appeal.href for row in rows for appeal in row.appeals if appeal.href]
        assert {desk.client.get(href).status_code for href in hrefs} <= {200}
    assert len(hrefs) == len(numbers)
    paper = words(aizhan.get("day-paper", day.uuid))
    assert all(number in paper for number in numbers)


@pytest.mark.parametrize(("quota", "numbers"), [("4", range(2, 8)), ("9", range(2, 10)), ("", range(2, 8))])
def test_the_printed_list_leaves_rows_for_those_who_come_without_signing_up(
    world: World, reception: Reception, bolat: Person, aizhan: Desk, quota: str, numbers: range
) -> None:
    day = planned(aizhan, reception, bolat, quota=quota, minutes="10")
    sign_up(world, reception, day)
    assert aizhan.page("day-paper", day.uuid).blanks == numbers
    assert aizhan.get("day-paper", day.uuid).content.decode().count("blank-row") == len(numbers)


def test_a_day_is_changed_but_nobody_who_signed_up_loses_their_time(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    given = typed(aizhan.page("day-edit", day.uuid).form)
    assert aizhan.post("day-edit", day.uuid, **{**given, "ends": "14:00"}).status_code == 302
    sign_up(world, reception, day)
    for wrong in ({"on": "2026-09-26"}, {"begins": "12:00"}):
        assert aizhan.post("day-edit", day.uuid, **{**given, **wrong}).status_code == 422
    day.refresh_from_db()
    assert (day.on, day.begins, day.ends) == (SATURDAY, time(11), time(14))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"on": "2026-09-01"}, "on"),
        ({"ends": "10:00"}, "ends"),
        ({"host": ""}, "host"),
        ({"service": ""}, "service"),
    ],
)
def test_a_day_that_cannot_be_is_refused_at_its_field(
    reception: Reception, bolat: Person, aizhan: Desk, wrong: dict[str, str], field: str
) -> None:
    answer = plan(aizhan, reception, bolat, **wrong)
    assert (answer.status_code, list(answer.context["page"].form.errors)) == (422, [field])


def test_a_day_is_cancelled_only_while_nobody_has_signed_up(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    visit = sign_up(world, reception, day)
    refused = aizhan.post("day-cancel", day.uuid)
    assert (refused.status_code, refused.headers["Location"]) == (302, f"/en/desk/days/{day.uuid}/")
    assert aizhan.page("day", day.uuid).day.signed_up == 1
    cancel_visit(actor=world.actor("nurlan"), appointment=visit, at=clock.now())
    assert aizhan.post("day-cancel", day.uuid).status_code == 302
    assert aizhan.get("day", day.uuid).status_code == 404
    assert aizhan.page("days").coming == []


def test_a_session_that_ended_leads_back_to_the_page_of_the_deed(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    aizhan.post("day-promise", day.uuid, body="Жол жөнделеді")
    row = Commitment.objects.get()
    aizhan.client.logout()
    for place, uuid, behind in (
        ("promises-move", row.uuid, "/en/desk/promises/"),
        ("day-promise", day.uuid, f"/en/desk/days/{day.uuid}/"),
        ("waiting-hand", row.uuid, "/en/desk/waiting-answers/"),
    ):
        answer = aizhan.post(place, uuid, reason="Себебі", body="Себебі")
        assert answer.status_code == 403
        assert behind in answer.context["page"].sign_in_href


def test_a_promise_is_written_down_kept_and_taken_back(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    visit = sign_up(world, reception, day)
    assert aizhan.post("day-promise", day.uuid, body="").status_code == 422
    given = {"visit": visit.uuid, "body": "Екі аптада шам қойылады", "due_on": "2026-10-03"}
    assert aizhan.post("day-promise", day.uuid, **given).status_code == 302
    row = Commitment.objects.get()
    assert (row.person, row.appointment) == (bolat, visit)
    assert [found.body for found in aizhan.page("day", day.uuid).visits[0].promises] == [given["body"]]
    refused = aizhan.post("promises-move", row.uuid, state="not_kept", reason="")
    assert (refused.status_code, refused.context["page"].refused) == (422, str(row.uuid))
    moved = aizhan.post("promises-move", row.uuid, state="not_kept", reason="Қаражат бөлінбеді")
    assert moved.status_code == 302
    page = aizhan.page("promises")
    assert ([row.outcome for row in page.ended], page.open) == (["Қаражат бөлінбеді"], [])
    assert aizhan.post("promises-move", row.uuid, state="open").status_code == 302
    assert Commitment.objects.get().state == CommitmentState.OPEN


def test_a_promise_to_nobody_in_particular_is_the_hosts_and_one_after_its_day_is_late(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    aizhan.post("day-promise", day.uuid, body="Жол жөнделеді", due_on="2026-09-10")
    found = aizhan.page("promises").open
    assert [(row.who, row.is_late) for row in found] == [("Ермеков Болат Қайратұлы", True)]


@pytest.mark.parametrize("name", ["dana", "saule", "zhanna", "marat"])
def test_reception_days_are_the_deputys_aides_and_heads_alone(
    world: World, reception: Reception, bolat: Person, aizhan: Desk, name: str
) -> None:
    day = planned(aizhan, reception, bolat)
    desk = Desk(world, name)
    assert [desk.get("days").status_code, desk.get("day", day.uuid).status_code] == [403, 403]


def test_a_weekly_sitting_and_a_day_of_another_office_are_no_reception_day(
    world: World, reception: Reception, aizhan: Desk
) -> None:
    weekly = Sitting.objects.filter(office=world.office).first()
    foreign = Sitting.objects.create(office=world.other, on=SATURDAY, begins=time(10), ends=time(11))
    for row in (weekly, foreign):
        assert row is not None
        assert aizhan.get("day", row.uuid).status_code == 404


ROUTE = {
    "on": SATURDAY, "title_kk": "Ауылдарға көшпелі қабылдау", "begins_0": "10:00", "ends_0": "12:00",
    "place_kk_0": "№ 12 мектеп", "begins_1": "13:00", "ends_1": "15:00", "place_kk_1": "Арай мөлтек ауданы",
}  # fmt: skip


def mobile(world: World) -> tuple[Desk, MobileReception]:
    dana = Desk(world, "dana")
    assert dana.post("mobile-plan", **ROUTE).status_code == 302
    return dana, MobileReception.objects.get()


def test_a_mobile_reception_is_planned_with_its_route_and_printed(world: World) -> None:
    dana, row = mobile(world)
    assert dana.page("mobile", row.uuid).stops == [
        ("10:00–12:00", "№ 12 мектеп"),
        ("13:00–15:00", "Арай мөлтек ауданы"),
    ]
    paper = words(dana.get("mobile-paper", row.uuid))
    assert "№ 12 мектеп" in paper
    assert paper.count("Суть обращения") == 4
    given = typed(dana.page("mobile-edit", row.uuid).stops) | {"on": SATURDAY, "title_kk": "Басқа"}
    assert (
        dana.post(
            "mobile-edit", row.uuid, **{**given, "place_kk_1": "", "begins_1": "", "ends_1": ""}
        ).status_code
        == 302
    )
    assert len(dana.page("mobile", row.uuid).stops) == 1
    assert [found.title for found in dana.page("mobiles").rows] == ["Басқа"]


@pytest.mark.parametrize(
    "wrong", [{"place_kk_1": ""}, {"begins_1": "11:00"}, {"ends_0": "09:00"}, {"title_kk": ""}]
)
def test_a_route_that_cannot_be_is_refused(world: World, wrong: dict[str, str]) -> None:
    answer = Desk(world, "dana").post("mobile-plan", **{**ROUTE, **wrong})
    assert answer.status_code == 422
    assert not MobileReception.objects.exists()


def test_a_route_has_as_many_stops_as_are_asked_for_and_each_may_name_its_area(world: World) -> None:
    kind = AreaKind.objects.create(code="settlement", name_kk="Кент")
    city = Area.objects.create(code="kz-test", kind=kind, name_kk="Қызылорда")
    Area.objects.create(code="kz-test-1", kind=kind, name_kk="Тасбөгет", parent=city)
    world.office.area = city
    world.office.save()
    desk, row = mobile(world)
    more = desk.post("mobile-edit", row.uuid, **ROUTE, more="1", place_en_0="School 12")
    assert more.status_code == 200
    assert "School 12" in words(more)
    assert len(more.context["page"].stops.rows()) == 16
    assert row.stops.count() == 2
    late = {
        f"{name}_{n}": value
        for n in range(2, 14)
        for name, value in {
            "begins": f"{14 + n // 2}:{30 * (n % 2):02}",
            "ends": f"{14 + n // 2}:{30 * (n % 2) + 29:02}",
            "place_kk": f"Ауыл {n}",
        }.items()
    }
    given = {**ROUTE, **late, "place_en_0": "School 12", "area_0": "kz-test-1"}
    assert desk.post("mobile-edit", row.uuid, **given).status_code == 302
    stops = list(row.stops.order_by("position"))
    assert (len(stops), stops[0].place_en, stops[0].area and stops[0].area.code) == (
        14,
        "School 12",
        "kz-test-1",
    )
    again = desk.page("mobile-edit", row.uuid).stops
    assert len(again.rows()) == 14
    assert again["area_0"].value() == "kz-test-1"
    assert "School 12 (Тасбөгет)" in words(desk.get("mobile", row.uuid))
    assert desk.post("mobile-edit", row.uuid, **{**given, "area_0": "elsewhere"}).status_code == 422


def test_appeals_brought_to_it_are_counted_with_their_themes_and_advice_apart(world: World) -> None:
    dana, row = mobile(world)
    form = dana.page("mobile-register", row.uuid).form
    assert form["channel"].value() == IntakeChannel.MOBILE
    assert dana.post("mobile-register", row.uuid, **typed(form, body="Су жоқ")).status_code == 302
    form = dana.page("mobile-register", row.uuid).form
    advised = typed(
        form, body="Шам туралы", advice="Мына нөмірге қоңырау шалыңыз", category="lighting.street"
    )
    assert dana.post("mobile-register", row.uuid, **advised).status_code == 302
    page = dana.page("mobile", row.uuid)
    assert (page.figures.appeals, page.figures.advised, page.figures.waiting) == (2, 1, 1)
    assert page.themes == [("Lighting", 1)]
    assert set(Appeal.objects.values_list("channel", flat=True)) == {IntakeChannel.MOBILE}


def test_its_results_are_written_down_and_a_cancelled_one_takes_no_appeals(world: World) -> None:
    dana, row = mobile(world)
    assert dana.post("mobile", row.uuid, state="held", results_kk="14 адам қабылданды").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.results_kk) == (MobileState.HELD, "14 адам қабылданды")
    assert dana.post("mobile", row.uuid, state="planned").status_code == 422
    MobileReception.objects.update(state=MobileState.CANCELLED)
    form = dana.page("mobile-register", row.uuid).form
    assert dana.post("mobile-register", row.uuid, **typed(form, body="Су жоқ")).status_code == 409
    assert not Appeal.objects.exists()


def test_a_mobile_reception_of_another_office_is_not_there(world: World) -> None:
    _dana, row = mobile(world)
    marat = Desk(world, "marat")
    for place in ("mobile", "mobile-edit", "mobile-paper", "mobile-register"):
        assert marat.get(place, row.uuid).status_code == 404
    assert marat.page("mobiles").rows == []
    assert Desk(world, "bolat").get("mobile", row.uuid).status_code == 403


def answered(world: World, **changes: object) -> Case:
    """Return the answered case of somebody who came in person."""
    given = {"channel": IntakeChannel.IN_PERSON, "contact": Contact(name="Нұрбек"), **changes}
    case = opened(world, world.appeal(**given))
    body = "Шам жөнделді."
    return answer_case(
        actor=world.actor("saule"), case_uuid=str(case.uuid), body=body, version=case.version, at=clock.now()
    )


def test_the_answer_for_somebody_without_a_telephone_waits_is_printed_and_handed_over(world: World) -> None:
    answered(world)
    answered(world, key="2", contact=Contact(name="Айгүл", phone="+77010000123"))
    answered(world, key="3", channel=IntakeChannel.SITE)
    saule = Desk(world, "saule")
    rows = saule.page("waiting").rows
    assert len(rows) == 1
    assert "Шам жөнделді." in words(saule.get("waiting-letter", rows[0].uuid))
    assert Desk(world, "marat").get("waiting-letter", rows[0].uuid).status_code == 404
    assert Desk(world, "marat").post("waiting-hand", rows[0].uuid).status_code == 404
    assert saule.post("waiting-hand", rows[0].uuid).status_code == 302
    assert saule.page("waiting").rows == []
    assert saule.get("waiting", after="nothing").status_code == 200
    assert saule.get("mobiles", after="nothing").status_code == 200


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("dana", ["Mobile receptions", "Answers that wait here", "Booked visits", "Waiting times"]),
        ("bolat", ["Reception days", "Promises", "Waiting times"]),
        ("zhanna", ["Looks at contacts today", "Waiting times"]),
    ],
)
def test_the_reception_shows_each_role_what_is_open_to_it(world: World, name: str, parts: list[str]) -> None:
    desk = Desk(world, name)
    lines = desk.page("reception").lines
    assert [line.title for line in lines] == parts
    assert {desk.client.get(line.href).status_code for line in lines} == {200}


def test_lists_take_no_more_questions_for_more_rows(
    world: World, reception: Reception, bolat: Person, aizhan: Desk
) -> None:
    day = planned(aizhan, reception, bolat)
    sign_up(world, reception, day)
    aizhan.page("day", day.uuid)
    before = aizhan.queries("day", day.uuid)
    sign_up(world, reception, day, "Марат")
    sign_up(world, reception, day, "Нұрбек")
    assert aizhan.queries("day", day.uuid) == before


def test_advice_on_the_spot_is_counted_apart_from_what_was_solved_with_its_theme_and_no_name(
    world: World,
) -> None:
    dana = Desk(world, "dana")
    form = dana.page("register").form
    given = typed(form, body="Шам туралы", advice="Қоңырау шалыңыз", category="lighting.street")
    assert dana.post("register", **given).status_code == 302
    page = Desk(world, "saule").page("numbers")
    assert [(row.label, row.value) for row in page.advised] == [("Lighting", 1)]
    assert [row.value for row in page.outcomes] == [1]
    assert Appeal.objects.get().applicant is None
