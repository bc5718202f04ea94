"""Signing in tells a stranger nothing, leads everybody to their first page, and ends when asked."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from qabyldau.casework.models import Case
from qabyldau.history.models import Entry
from qabyldau.interfaces.desk.tests.working import Desk, address, opened, words
from tests.people import PASSWORD, World

HERE = "/en/desk/sign-in/"


def tried(username: str, password: str, client: Client | None = None, **more: str) -> object:
    return (client or Client()).post(HERE, {"username": username, "password": password, **more})


def page_without(answer: object, typed: str) -> str:
    page = words(answer).replace(f'value="{typed}"', 'value=""')
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("dana", "inbox"), ("saule", "inbox"), ("nurlan", "inbox"), ("bolat", "inbox"), ("aizhan", "inbox"),
        ("erlan", "numbers"), ("zhanna", "numbers"), ("oleg", "system"),
    ],
)  # fmt: skip
def test_everybody_begins_on_a_page_that_is_theirs(world: World, name: str, place: str) -> None:
    client = Client()
    answer = tried(name, PASSWORD, client)
    assert answer["Location"] == address(place)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("name", ["erlan", "zhanna", "oleg"])
def test_whoever_typed_the_address_of_the_desk_does_not_meet_a_closed_door(world: World, name: str) -> None:
    client = Client()
    sign_in = client.get("/en/desk/")["Location"]
    given = client.get(sign_in).context["page"].next_url
    assert (
        client.post(HERE, {"username": name, "password": PASSWORD, "next": given}, follow=True).status_code
        == 200
    )


def test_a_wrong_name_and_a_wrong_password_look_alike(world: World) -> None:
    pages = {page_without(tried(name, "wrong"), name) for name in ("saule", "nobody", "dana")}
    assert len(pages) == 1
    assert "The name or the password does not fit." in pages.pop()


def test_whoever_left_is_refused_in_the_same_words(world: World) -> None:
    world.users["saule"].is_active = False
    world.users["saule"].save()
    assert page_without(tried("saule", PASSWORD), "saule") == page_without(
        tried("nobody", PASSWORD), "nobody"
    )


def test_the_name_is_kept_and_the_password_is_not_shown_again(world: World) -> None:
    page = words(tried("saule", "wrong-password"))
    assert 'value="saule"' in page
    assert "wrong-password" not in page


def test_an_empty_form_names_both_fields(world: World) -> None:
    assert set(tried("", "").context["page"].form.errors) == {"username", "password"}


def test_the_sixth_try_for_a_name_waits_even_with_the_right_password(
    world: World, noon: time_machine.Traveller
) -> None:
    codes = [tried("saule", "wrong").status_code for _ in range(5)]
    answer = tried("SAULE", PASSWORD)
    assert (*codes, answer.status_code) == (200, 200, 200, 200, 200, 429)
    assert answer["Retry-After"] == "180"
    assert tried("nurlan", PASSWORD).status_code == 302
    noon.shift(timedelta(minutes=3, seconds=1))
    assert tried("saule", PASSWORD).status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example"])
def test_nobody_is_led_to_another_site(world: World, elsewhere: str) -> None:
    assert tried("saule", PASSWORD, next=elsewhere)["Location"] == address("inbox")


@pytest.mark.parametrize("wanted", ["inbox", "desk", "?", "a b", "http://testserver/en/desk/"])
def test_what_is_no_address_of_ours_leads_to_the_first_page(world: World, wanted: str) -> None:
    assert tried("saule", PASSWORD, next=wanted)["Location"] == address("inbox")


def test_a_household_with_many_addresses_has_no_more_tries_than_one(world: World) -> None:
    for n in range(5):
        tried("saule", "wrong", Client(REMOTE_ADDR=f"2001:db8::{n:x}"))
    assert tried("saule", PASSWORD, Client(REMOTE_ADDR="2001:db8::ff")).status_code == 429
    assert tried("saule", PASSWORD, Client(REMOTE_ADDR="2001:db8:0:1::1")).status_code == 302


def test_whoever_was_sent_to_sign_in_comes_back_to_the_page_they_wanted(world: World) -> None:
    wanted = address("appeal", world.appeal().appeal.uuid)
    client = Client()
    sign_in = client.get(wanted)["Location"]
    given = client.get(sign_in).context["page"].next_url
    assert given == wanted
    assert tried("saule", PASSWORD, client, next=given)["Location"] == wanted


def test_the_history_keeps_both_sorts_of_tries_and_no_name_that_was_typed(world: World) -> None:
    tried("nobody-here", "wrong")
    tried("saule", PASSWORD)
    kept = list(Entry.objects.filter(stream="system").order_by("pk").values_list("action", "actor")[:9])
    assert ("accounts.user.refused", "unknown") in kept
    assert ("accounts.user.signed_in", str(world.users["saule"].uuid)) in kept
    assert "nobody-here" not in str(list(Entry.objects.values()))


def test_signing_out_ends_the_session_and_no_page_is_kept_by_the_browser(world: World) -> None:
    saule = Desk(world, "saule")
    assert "no-store" in saule.get("inbox")["Cache-Control"]
    assert saule.get("sign-out").status_code == 405
    assert saule.post("sign-out")["Location"] == HERE
    assert saule.get("inbox")["Location"] == f"{HERE}?next=/en/desk/"


def test_a_session_ends_after_half_an_hour(world: World, noon: time_machine.Traveller) -> None:
    saule = Desk(world, "saule")
    noon.shift(timedelta(minutes=31))
    assert "/sign-in/" in saule.get("inbox")["Location"]


def test_whoever_works_stays_signed_in_for_twelve_hours_and_no_longer(
    world: World, noon: time_machine.Traveller
) -> None:
    saule = Desk(world, "saule")
    for _ in range(35):
        noon.shift(timedelta(minutes=20))
        assert saule.get("inbox").status_code == 200
    noon.shift(timedelta(minutes=21))
    assert "/sign-in/" in saule.get("inbox")["Location"]


@pytest.mark.parametrize(("deed", "field"), [("answer", "body"), ("ask", "question"), ("note", "note")])
def test_what_was_typed_while_the_session_ended_is_given_back(
    world: World, noon: time_machine.Traveller, deed: str, field: str
) -> None:
    case, saule = opened(world, world.appeal()), Desk(world, "saule")
    noon.shift(timedelta(minutes=31))
    answer = saule.do(case, deed, **{field: "Шам ауыстырылды, тексеріп көріңіз."})
    assert answer.status_code == 403
    assert "Шам ауыстырылды, тексеріп көріңіз." in words(answer)
    assert case.version == Case.objects.get().version
    sign_in = answer.context["page"].sign_in_href
    assert sign_in in words(answer)
    given = saule.client.get(sign_in).context["page"].next_url
    assert saule.client.get(tried("saule", PASSWORD, saule.client, next=given)["Location"]).status_code == 200


def test_every_word_of_a_visitor_is_given_back_too(world: World, noon: time_machine.Traveller) -> None:
    dana = Desk(world, "dana")
    noon.shift(timedelta(minutes=31))
    answer = dana.post("register", body="Шам жанбайды", advice="Қалажарыққа жазыңыз")
    assert "Шам жанбайды" in words(answer)
    assert "Қалажарыққа жазыңыз" in words(answer)


def test_a_press_after_the_session_ended_leads_back_to_its_page(
    world: World, noon: time_machine.Traveller
) -> None:
    registered = world.appeal()
    case, saule = opened(world, registered), Desk(world, "saule")
    noon.shift(timedelta(minutes=31))
    presses = {
        address("case", case.uuid): saule.do(case, "begin"),
        address("appeal", registered.appeal.uuid): saule.post("appeal-contact", registered.appeal.uuid),
        address("inbox"): saule.post("office"),
        address("register"): saule.post("register"),
    }
    for page, answer in presses.items():
        assert answer["Location"] == f"{HERE}?next={page}"
