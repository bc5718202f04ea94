"""Aigul books a visit, without a document and without an account: the time is held, booked once, moved, cancelled."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qabyldau.interfaces.site.booking import days
from qabyldau.offices.models import Closure, Office, Service, Sitting
from qabyldau.visits.models import Appointment
from tests.people import World
from tests.receptions import Reception

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
"""Monday, 9:00 in Almaty."""

TIMES = "/book/almaty/general/"
TUESDAY = "2026-09-15"
AIGUL = {
    "name": "Айгүл",
    "phone": "8 701 000 01 23",
    "matter": "Шам жанбайды",
    "language": "kk",
    "consent": "on",
}
NOBODY = {"language": "kk"}


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


def words_of(answer: Any) -> str:
    """Return a page as one reads it, with plain gaps."""
    return str(answer.content.decode().replace("\xa0", " "))


def buttons(client: Client, day: str = TUESDAY, address: str = TIMES) -> list[str]:
    """Return what the buttons of the free times of a day send."""
    return re.findall(r'name="time" value="([^"]+)"', words_of(client.get(f"{address}?day={day}")))


def pick(client: Client, label: str = "10:00", day: str = TUESDAY, address: str = TIMES) -> Any:
    """Press a time."""
    value = next(value for value in buttons(client, day, address) if value.startswith(label))
    return client.post(address, {"day": day, "time": value})


def booked(
    client: Client, who: dict[str, str] | None = None, label: str = "10:00", day: str = TUESDAY
) -> str:
    """Book, and return the code as the page shows it."""
    pick(client, label, day)
    client.post("/booking/new/", AIGUL if who is None else who)
    client.post("/booking/check/")
    return code_of(client)


def code_of(client: Client) -> str:
    """Return the code on the page of the visit."""
    found = re.search(r'confirmation__number">([^<]+)<', words_of(client.get("/booking/")))
    assert found is not None
    return found.group(1)


def test_aigul_books_in_four_pages_and_is_shown_code_place_and_time(
    reception: Reception, client: Client
) -> None:
    Office.objects.update(address_kk="Төле би көшесі 1", landmark_kk="Наурызбай батыр бұрышы", has_ramp=True)
    Service.objects.update(note_kk="Мәселеңізді айтасыз", bring_kk="Хаттарыңызды ала келіңіз")
    code = booked(client)
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    page = words_of(client.get("/booking/"))
    for said in (
        "15 қыркүйек, сейсенбі",
        "10:00–10:15",
        "Төле би көшесі 1",
        "Наурызбай батыр",
        "Мәселеңізді айтасыз",
        "Хаттарыңызды",
    ):
        assert said in page
    row = Appointment.objects.get()
    assert (row.state, row.name, row.phone, row.matter) == ("booked", "Айгүл", "+77010000123", "Шам жанбайды")


def test_a_visit_is_booked_without_saying_anything_of_oneself(reception: Reception, client: Client) -> None:
    booked(client, NOBODY)
    row = Appointment.objects.get(state="booked")
    assert (row.name, row.phone, row.email, row.matter) == (None, None, None, None)


def test_consent_is_asked_of_whoever_says_who_they_are(reception: Reception, client: Client) -> None:
    pick(client)
    answer = client.post("/booking/new/", {**AIGUL, "consent": ""})
    assert answer.status_code == 200
    assert answer.context["page"].form.errors.keys() == {"consent"}


def test_the_time_is_held_for_ten_minutes_and_the_page_says_until_when(
    reception: Reception, client: Client
) -> None:
    pick(client)
    assert "09:10" in words_of(client.get("/booking/new/"))
    assert not any(value.startswith("10:00") for value in buttons(Client()))


def test_a_second_press_of_the_last_button_books_nothing_more(reception: Reception, client: Client) -> None:
    code = booked(client)
    assert client.post("/booking/check/").headers["Location"] == "/booking/"
    assert code_of(client) == code
    assert Appointment.objects.count() == 1


def test_whoever_thinks_again_holds_one_time_and_not_two(reception: Reception, client: Client) -> None:
    pick(client, "10:00")
    pick(client, "11:00")
    assert [row.starts_at.hour for row in Appointment.objects.all()] == [6]


def test_one_who_lost_the_time_is_told_keeps_every_word_and_is_offered_others(
    reception: Reception, client: Client, clock: Any
) -> None:
    pick(client)
    client.post("/booking/new/", AIGUL)
    clock.shift(timedelta(minutes=11))
    pick(Client())
    answer = client.post("/booking/check/", follow=True)
    assert answer.redirect_chain[-1][0] == TIMES
    assert 'role="alert"' in words_of(answer)
    assert pick(client, "10:15").headers["Location"] == "/booking/check/"
    assert "Шам жанбайды" in words_of(client.get("/booking/check/"))
    client.post("/booking/check/")
    assert Appointment.objects.get(state="booked").name == "Айгүл"


def test_one_who_typed_nothing_is_told_too_that_the_time_went(
    reception: Reception, client: Client, clock: Any
) -> None:
    pick(client)
    clock.shift(timedelta(minutes=11))
    pick(Client())
    answer = client.post("/booking/new/", NOBODY, follow=True)
    assert answer.redirect_chain[-1][0] == TIMES
    assert 'role="alert"' in words_of(answer)


def test_where_two_receive_at_once_the_second_place_is_taken_before_anybody_is_refused(
    reception: Reception, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    Sitting.objects.update(seats=2)
    real, turns = days.hold_visit, []

    def overtaken(**given: Any) -> Appointment:
        turns.append(given)
        if len(turns) == 1:
            real(**given)
        return real(**given)

    monkeypatch.setattr(days, "hold_visit", overtaken)
    assert pick(client).headers["Location"] == "/booking/new/"
    assert len(turns) == 2
    assert not any(value.startswith("10:00") for value in buttons(client))


def test_one_who_is_slow_is_told_and_keeps_the_time_that_nobody_wanted(
    reception: Reception, client: Client, clock: Any
) -> None:
    pick(client)
    clock.shift(timedelta(minutes=30))
    assert 'role="status"' in words_of(client.get("/booking/new/"))
    client.post("/booking/new/", AIGUL)
    client.post("/booking/check/")
    assert Appointment.objects.get().state == "booked"


def test_a_time_that_went_a_moment_ago_is_said_to_be_taken_and_the_rest_is_shown(
    reception: Reception, client: Client
) -> None:
    value = buttons(client)[0]
    pick(Client())
    answer = client.post(TIMES, {"day": TUESDAY, "time": value})
    assert answer.status_code == 409
    assert 'role="alert"' in words_of(answer)
    assert words_of(answer).count('name="time"') == 27


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"day": "yesterday", "time": "@"},
        {"day": TUESDAY, "time": "25:00@zz"},
        {"day": TUESDAY, "time": ""},
    ],
)
def test_a_time_that_was_never_offered_is_not_booked(
    reception: Reception, client: Client, sent: dict[str, str]
) -> None:
    assert client.post(TIMES, sent).status_code == 409
    assert not Appointment.objects.exists()


def test_a_second_visit_on_the_same_day_is_refused_in_plain_words_with_two_ways_on(
    reception: Reception, client: Client
) -> None:
    booked(client)
    other = Client()
    pick(other, "11:00")
    other.post("/booking/new/", AIGUL)
    answer = other.post("/booking/check/")
    assert answer.status_code == 409
    assert TIMES in words_of(answer)
    pick(other, "11:00", "2026-09-16")
    other.post("/booking/check/")
    assert Appointment.objects.filter(state="booked").count() == 2


def test_the_visit_is_opened_by_its_code_moved_and_cancelled(reception: Reception, client: Client) -> None:
    code, later = booked(client), Client()
    answer = later.post("/booking/", {"code": code.lower().replace("-", " ")}, follow=True)
    assert code in words_of(answer)
    assert pick(later, "15:30", "2026-09-17", "/booking/move/").headers["Location"] == "/booking/"
    assert "17 қыркүйек, бейсенбі" in words_of(later.get("/booking/"))
    Sitting.objects.update(seats=2)
    own = later.get("/booking/move/?day=2026-09-17").context["page"].groups
    assert "15:30" not in [time.label for group in own for time in group.buttons]
    assert "?" in words_of(later.get("/booking/cancel/"))
    later.post("/booking/cancel/")
    row = Appointment.objects.get()
    assert (row.state, row.name, row.phone, row.matter) == ("cancelled", None, None, None)
    assert TIMES in words_of(later.get("/booking/"))


def test_a_letter_s_link_opens_the_visit_in_its_language_and_the_code_leaves_the_address(
    reception: Reception, client: Client
) -> None:
    code = booked(client, {**AIGUL, "language": "ru"})
    answer = Client().get(f"/booking/{code}/")
    assert answer.headers["Location"] == "/ru/booking/"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.cookies["visit"]["httponly"]


def test_wrong_codes_look_alike_and_are_counted(reception: Reception) -> None:
    guest = Client()
    answers = {
        guest.get(f"/booking/{code}/").content.count(b"field--bad")
        for code in ("AAAAA-BBBBB", "nonsense", "!")
    }
    assert answers == {1}
    codes = [guest.post("/booking/", {"code": "AAAAABBBBB"}).status_code for _turn in range(20)]
    assert codes[:17] == [200] * 17
    assert codes[-1] == 429


def test_the_page_of_a_visit_names_nobody(reception: Reception, client: Client) -> None:
    booked(client)
    for address in ("/booking/", "/booking/paper/", "/booking/visit.ics", "/booking/cancel/"):
        said = words_of(client.get(address))
        assert "Айгүл" not in said
        assert "701" not in said
        assert "Шам" not in said


def test_without_a_code_no_visit_is_shown_moved_or_cancelled(reception: Reception, client: Client) -> None:
    booked(client)
    guest = Client()
    for address in ("/booking/move/", "/booking/cancel/"):
        assert guest.post(address, {"day": TUESDAY, "time": "10:00@"}).headers["Location"] == "/booking/"
    for address in ("/booking/paper/", "/booking/visit.ics"):
        assert guest.get(address).headers["Location"] == "/booking/"
    assert Appointment.objects.get().state == "booked"


def test_a_closed_browser_forgets_the_visit(reception: Reception, client: Client) -> None:
    booked(client)
    client.post("/booking/leave/")
    assert 'name="code"' in words_of(client.get("/booking/"))


def test_what_is_not_done_here_is_named_with_where_to_go_instead(
    reception: Reception, client: Client
) -> None:
    Service.objects.create(
        office=reception.office,
        code="passport",
        name_kk="Жеке куәлік",
        note_kk="ХҚКО-ға барыңыз",
        is_offered=False,
    )
    said = words_of(client.get("/book/almaty/"))
    assert "ХҚКО-ға барыңыз" in said
    assert "/book/almaty/passport/" not in said
    assert client.get("/book/almaty/passport/").status_code == 404


def test_a_closure_is_told_with_its_reason_and_where_to_go_instead(
    world: World, reception: Reception, client: Client
) -> None:
    booked(client)
    day = date(2026, 9, 15)
    Closure.objects.create(
        office=reception.office, from_on=day, to_on=day, reason_kk="Жөндеу", substitute=world.other
    )
    for address in ("/book/almaty/", TIMES, "/booking/"):
        said = words_of(client.get(address))
        assert "Жөндеу" in said
        assert "Астана қабылдауы" in said
    assert "?day=2026-09-15" not in words_of(client.get(TIMES))


def test_a_reception_that_is_hidden_or_takes_no_bookings_is_not_offered(
    world: World, reception: Reception, client: Client
) -> None:
    assert client.get("/book/").status_code == 200
    Office.objects.filter(pk=world.other.pk).update(takes_bookings=False)
    assert client.get("/book/").headers["Location"] == "/book/almaty/"
    Office.objects.filter(pk=reception.office.pk).update(takes_bookings=False)
    assert client.get(TIMES).status_code == 404
    Office.objects.filter(pk=reception.office.pk).update(is_listed=False)
    assert client.get("/book/almaty/").status_code == 404


def test_the_lawyer_is_offered_on_tuesdays_alone_and_named(reception: Reception, client: Client) -> None:
    said = words_of(client.get("/book/almaty/lawyer/"))
    assert re.findall(r"\?day=([0-9-]+)", said) == ["2026-09-15", "2026-09-22"]
    assert "Заңгер" in words_of(client.get("/book/almaty/lawyer/?day=2026-09-15"))


def test_in_an_election_period_no_advice_is_offered(reception: Reception, client: Client) -> None:
    Office.objects.update(election_from_on=date(2026, 9, 1), election_to_on=date(2026, 12, 1))
    assert "?day=" not in words_of(client.get("/book/almaty/lawyer/"))
    assert "notice" in words_of(client.get("/book/almaty/"))


def test_another_language_keeps_what_was_typed(reception: Reception, client: Client) -> None:
    pick(client)
    answer = client.post("/booking/new/", {**AIGUL, "consent": "", "go": "ru"})
    assert answer.headers["Location"] == "/ru/booking/new/"
    assert "Шам жанбайды" in words_of(client.get("/ru/booking/new/"))


def test_nobody_is_asked_for_a_number_of_a_document(reception: Reception, client: Client) -> None:
    pick(client)
    said = words_of(client.get("/booking/new/"))
    assert "ЖСН" not in said
    assert re.findall(r'name="(\w+)" [^>]*id="id_', said).count("iin") == 0


@pytest.mark.parametrize("prefix", ["", "/ru", "/en"])
def test_every_page_of_booking_is_light_and_no_cache_keeps_it(
    reception: Reception, client: Client, prefix: str
) -> None:
    reception.office.booking_days = 30
    reception.office.save()
    pick(client)
    pages = ["/book/", "/book/almaty/", TIMES, f"{TIMES}?day={TUESDAY}", "/booking/new/"]
    client.post("/booking/new/", AIGUL)
    pages.append("/booking/check/")
    for address in pages:
        answer = client.get(prefix + address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 14_000, address
        assert answer.headers["Cache-Control"] == "no-store"
        assert f'<html lang="{prefix.strip("/") or "kk"}">' in words_of(answer)
    client.post("/booking/check/")
    for address in ("/booking/", "/booking/move/", "/booking/cancel/", "/booking/paper/"):
        assert len(client.get(prefix + address).content) < 14_000


def test_the_page_of_times_costs_the_same_for_a_week_and_for_a_month(
    reception: Reception, client: Client
) -> None:
    costs = []
    for window in (7, 30):
        Office.objects.update(booking_days=window)
        client.get(TIMES)
        with CaptureQueriesContext(connection) as queries:
            client.get(TIMES)
        costs.append(len(queries))
    assert costs[0] == costs[1]
