"""The pages of the receptions: everything that one needs to go there, and nothing that is not so."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qabyldau.interfaces.site.tests.walking import KIND, walk, walk_to_check
from qabyldau.meetings.models import MobileReception, MobileStop
from qabyldau.meetings.rules import MobileState
from qabyldau.offices.models import Closure, Office, Service, Sitting, WorkCalendar
from qabyldau.people.models import Person
from tests.people import World
from tests.receptions import Reception

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
"""Monday, 9:00 in Almaty: an hour before the reception opens."""
DAY = {"from_on": "2026-09-16", "to_on": "2026-09-16"}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def page(client: Client, address: str) -> str:
    """Return a page as one reads it, with plain gaps."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode().replace("\xa0", " "))


def describe(world: World, **fields: Any) -> None:
    Office.objects.filter(pk=world.office.pk).update(**fields)


def close(world: World, **fields: Any) -> Closure:
    given = {"office": world.office, "reason_kk": "Су құбыры жарылды", "reason_en": "A pipe has burst", **DAY}
    return Closure.objects.create(**{**given, **fields})


@pytest.mark.parametrize("prefix", ["", "/ru", "/en"])
@pytest.mark.parametrize("address", ["/offices/", "/offices/almaty/"])
def test_the_pages_are_there_in_every_language(
    world: World, reception: Reception, client: Client, prefix: str, address: str
) -> None:
    words = page(client, prefix + address)
    assert f'<html lang="{prefix.strip("/") or "kk"}">' in words


def test_the_list_says_of_each_reception_whether_it_is_open(
    world: World, reception: Reception, client: Client, clock: Any
) -> None:
    assert page(client, "/en/offices/").count("Closed. Opens today at 10:00") == 2
    clock.move_to(MONDAY.replace(hour=8, minute=30))
    words = page(client, "/en/offices/")
    assert "Break until 14:00" in words
    assert "Open until 18:00" in words


def test_the_address_is_said_in_the_language_of_the_page(world: World, client: Client) -> None:
    describe(
        world,
        address_kk="Төле би мен Наурызбай батыр көшелерінің қиылысы",
        address_ru="угол Толе би и Наурызбай батыра",
        landmark_kk="ЦУМ-ның қарсысында",
        entrance_kk="Ауладан, екінші есік",
    )
    assert "көшелерінің қиылысы" in page(client, "/offices/almaty/")
    words = page(client, "/ru/offices/almaty/")
    assert "угол Толе би" in words
    assert "ЦУМ-ның қарсысында" in words


def test_what_is_not_known_of_ramp_and_lift_is_said_to_be_not_known(world: World, client: Client) -> None:
    assert page(client, "/en/offices/almaty/").count("not known; ask by telephone") == 2
    describe(world, has_ramp=True, has_lift=False)
    words = page(client, "/en/offices/almaty/")
    assert "There is a ramp." in words
    assert "There is no lift." in words
    assert "not known" not in words


def test_the_week_shows_its_breaks_and_marks_today(
    world: World, reception: Reception, client: Client
) -> None:
    page(client, "/en/offices/almaty/")
    week = client.get("/en/offices/almaty/").context["page"].times.week
    assert [(row.day, row.hours, row.is_today) for row in week[:2]] == [
        ("Monday", "10:00–13:00, 14:00–18:00", True),
        ("Tuesday", "10:00–13:00, 14:00–18:00", False),
    ]
    assert week[5].hours == ""


def test_a_holiday_ahead_is_told_of_with_its_name(world: World, client: Client, clock: Any) -> None:
    clock.move_to(datetime(2026, 10, 12, 5, tzinfo=UTC))
    special = client.get("/en/offices/almaty/").context["page"].times.special
    assert any("25 October" in row.when and row.what == "Closed: holiday" for row in special)


def test_a_make_up_sunday_is_told_of_with_its_hours(
    world: World, reception: Reception, client: Client, clock: Any
) -> None:
    clock.move_to(datetime(2024, 12, 30, 5, tzinfo=UTC))
    special = client.get("/en/offices/almaty/").context["page"].times.special
    assert any(
        row.when.startswith("Sunday, 5 January") and "10:00–13:00, 14:00–18:00" in row.what for row in special
    )


@pytest.mark.parametrize(
    "address", ["/en/", "/en/help/", "/en/offices/", "/en/offices/almaty/", "/en/book/almaty/"]
)
def test_a_closure_is_told_with_reason_days_and_substitute_wherever_the_reception_is_named(
    world: World, reception: Reception, client: Client, address: str
) -> None:
    close(world, substitute=world.other)
    words = page(client, address)
    for said in ("Closed: Wednesday, 16 September", "A pipe has burst", 'href="/en/offices/astana/"'):
        assert said in words


def test_a_closure_of_some_hours_says_which_and_one_that_recurs_says_so(
    world: World, reception: Reception, client: Client
) -> None:
    close(world, from_time=time(10), to_time=time(12))
    close(world, to_on="2026-12-31", weekday=5, from_time=time(16), to_time=time(18))
    words = page(client, "/en/offices/almaty/")
    assert "Closed: Wednesday, 16 September, 10:00–12:00" in words
    assert "every Friday" in words


def test_a_closure_long_ago_and_one_far_ahead_are_not_on_the_start_page(world: World, client: Client) -> None:
    close(world, from_on="2026-09-01", to_on="2026-09-02")
    close(world, from_on="2026-11-01", to_on="2026-11-02")
    assert "A pipe has burst" not in page(client, "/en/")


def test_a_deputys_day_is_told_with_its_quota_and_shown_as_cancelled_when_it_is_closed(
    world: World, reception: Reception, client: Client
) -> None:
    bolat = Person.objects.create(code="bolat", name="Ермеков Болат Қайратұлы", is_invented=True)
    day = Sitting.objects.create(
        office=world.office, service=reception.general, host=bolat, on="2026-09-19", begins=time(11),
        ends=time(13), quota=4,
    )  # fmt: skip
    words = page(client, "/en/offices/almaty/")
    for said in ("Saturday, 19 September", "11:00–13:00", "Ермеков Болат Қайратұлы", "4 visits at most"):
        assert said in words
    close(world, sitting=day, from_on="2026-09-19", to_on="2026-09-19")
    words = page(client, "/en/offices/almaty/")
    assert "cancelled" in words
    assert "Ермеков Болат Қайратұлы: no reception, Saturday, 19 September" in words


def test_who_receives_each_week_is_told_once_for_all_days(
    world: World, reception: Reception, client: Client
) -> None:
    rows = client.get("/en/offices/almaty/").context["page"].weekly
    assert [(row.when, row.who or row.service, row.hours) for row in rows] == [
        ("Monday – Friday", "General reception", "10:00–18:00"),
        ("Tuesday", "Заңгер", "14:00–17:00"),
    ]


def test_what_is_not_done_here_says_where_to_go(world: World, reception: Reception, client: Client) -> None:
    Service.objects.create(
        office=world.office, code="papers", name_kk="Анықтама беру", name_en="Certificates",
        note_kk="ХҚКО-ға барыңыз", note_en="Go to the public service centre", is_offered=False,
    )  # fmt: skip
    after = page(client, "/en/offices/almaty/").split("What this reception cannot do")[1]
    assert "Certificates" in after
    assert "Go to the public service centre" in after


def test_a_reception_that_travels_is_told_with_its_route(world: World, client: Client) -> None:
    mobile = MobileReception.objects.create(
        office=world.office, on=date(2026, 9, 20), title_kk="Ауылдарға көшпелі қабылдау", made_at=MONDAY,
        state=MobileState.PLANNED,
    )  # fmt: skip
    MobileStop.objects.create(
        reception=mobile, position=1, place_kk="№ 12 мектеп алды", begins=time(10), ends=time(12)
    )
    words = page(client, "/en/offices/almaty/")
    for said in ("Ауылдарға көшпелі қабылдау", "Sunday, 20 September", "10:00–12:00", "№ 12 мектеп алды"):
        assert said in words


def test_what_came_of_a_reception_that_travelled_is_told_to_everybody(world: World, client: Client) -> None:
    given = {
        "office": world.office,
        "on": date(2026, 9, 5),
        "title_kk": "Көшпелі қабылдау",
        "made_at": MONDAY,
    }
    MobileReception.objects.create(**given, state=MobileState.HELD, results_kk="14 адам қабылданды")
    MobileReception.objects.create(**given, state=MobileState.CANCELLED, results_kk="Болмады")
    words = page(client, "/offices/almaty/")
    assert "14 адам қабылданды" in words
    assert "Болмады" not in words


def test_the_maps_that_people_use_are_links_and_nothing_is_loaded_from_them(
    world: World, client: Client
) -> None:
    describe(world, latitude=43.2567, longitude=76.9286, map_link="https://example.kz/map")
    words = page(client, "/en/offices/almaty/")
    assert 'href="https://2gis.kz/geo/76.928600,43.256700" rel="noreferrer noopener"' in words
    assert "openstreetmap.org/?mlat=43.256700" in words
    assert "https://example.kz/map" in words
    assert 'src="http' not in words


def test_before_an_election_the_page_says_that_no_advice_is_given(
    world: World, reception: Reception, client: Client
) -> None:
    describe(world, election_from_on=date(2026, 9, 1), election_to_on=date(2026, 9, 20))
    for address in ("/en/", "/en/offices/almaty/", "/en/book/almaty/"):
        words = page(client, address)
        assert "Mandates only, until 20 September 2026" in words, address
        assert "gives no advice" in words


def test_a_reception_that_is_hidden_or_unknown_has_no_page(world: World, client: Client) -> None:
    assert client.get("/offices/nowhere/").status_code == 404
    describe(world, is_listed=False)
    assert client.get("/offices/almaty/").status_code == 404
    assert "Алматы қабылдауы" not in page(client, "/offices/")


def test_without_a_calendar_the_hours_are_there_and_nothing_is_said_of_the_door(
    world: World, reception: Reception, client: Client
) -> None:
    WorkCalendar.objects.update(is_current=False)
    words = page(client, "/en/offices/almaty/")
    assert "Monday – Friday" in words
    assert "Open until" not in words
    assert page(client, "/en/offices/").count("Opens") == 0


def test_the_list_takes_no_more_questions_for_more_receptions(
    world: World, reception: Reception, client: Client
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/offices/")
        return len(found)

    asked()  # The days of the calendar are read once for each set of hours.
    before = asked()
    for number in range(5):
        office = Office.objects.create(code=f"X{number}", slug=f"x{number}", name_kk=f"Қабылдау {number}")
        close(world, office=office)
    asked()
    assert asked() == before


def test_the_page_of_a_reception_takes_few_questions(
    world: World, reception: Reception, client: Client
) -> None:
    with CaptureQueriesContext(connection) as found:
        client.get("/offices/almaty/")
    assert len(found) <= 13


def write_to(client: Client, name: str = "kind") -> str:
    client.post("/en/appeal/kind/", KIND)
    return page(client, f"/en/appeal/{name}/")


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 9, 14, 12, 59, tzinfo=UTC), ""),
        (datetime(2026, 9, 14, 13, 0, tzinfo=UTC), "registered on: Tuesday, 15 September."),
        (datetime(2026, 9, 18, 15, 0, tzinfo=UTC), "registered on: Monday, 21 September."),
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), "registered on: Tuesday, 27 October."),
    ],
)
def test_out_of_hours_the_form_says_on_which_working_day_the_appeal_is_registered(
    world: World, reception: Reception, client: Client, clock: Any, moment: datetime, told: str
) -> None:
    clock.move_to(moment)
    words = write_to(client, "text")
    assert ("registered on" in words) == bool(told)
    assert told in words


def test_whoever_writes_is_told_of_a_closure_and_of_the_election_at_every_step(
    world: World, reception: Reception, client: Client
) -> None:
    close(world, substitute=world.other)
    describe(world, election_from_on=date(2026, 9, 1), election_to_on=date(2026, 9, 20))
    walk_to_check(client, prefix="/en")
    for name in ("kind", "text", "person", "check"):
        words = page(client, f"/en/appeal/{name}/")
        assert "Closed: Wednesday, 16 September" in words, name
        assert "Mandates only" in words, name


def test_the_choice_of_a_reception_names_the_closure_and_the_substitute(world: World, client: Client) -> None:
    close(world, substitute=world.other)
    words = page(client, "/en/appeal/kind/")
    assert "Closed: Wednesday, 16 September. A pipe has burst. Go there instead: Астана қабылдауы" in words


def test_the_receipt_and_the_coupon_name_the_closure_the_coupon_in_both_languages(
    world: World, client: Client
) -> None:
    close(world, reason_ru="Прорвало трубу")
    walk(client)
    assert "Су құбыры жарылды" in page(client, "/appeal/receipt/")
    words = page(client, "/en/appeal/receipt/coupon/")
    assert "Су құбыры жарылды" in words
    assert "Прорвало трубу" in words
    assert "A pipe has burst" not in words


def test_whoever_follows_an_appeal_is_told_of_the_closure_and_led_to_the_reception(
    world: World, client: Client
) -> None:
    close(world)
    found = world.appeal()
    client.post("/en/track/", {"number": found.number, "secret": found.secret})
    words = page(client, f"/en/track/{found.number}/")
    assert "Closed: Wednesday, 16 September" in words
    assert 'href="/en/offices/almaty/"' in words
