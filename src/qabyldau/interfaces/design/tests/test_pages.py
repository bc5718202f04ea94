"""The frame of every page: languages, names, dates; and what is seen when something went wrong."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client, RequestFactory
from django.utils import timezone, translation

from qabyldau.interfaces.design import views
from qabyldau.interfaces.design.templatetags import design_tags

pytestmark = pytest.mark.urls("qabyldau.interfaces.design.tests.addresses")
LONG = "Мектеп жанындағы шамдар бір аптадан бері жанбайды, көмектесіңіздерші"


@pytest.fixture
def guest() -> Client:
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("place", "code"), [("/design/", "kk"), ("/ru/design/", "ru"), ("/en/design/", "en")]
)
def test_the_page_of_patterns_is_open_to_all_in_its_language(guest, place, code):
    page = guest.get(place)
    assert page.status_code == 200
    assert f'<html lang="{code}">' in page.content.decode()


def test_the_switch_of_languages_keeps_the_place_and_the_query(guest):
    words = guest.get("/ru/design/?page=2&q=%D1%88").content.decode()
    for place in ("/design/", "/ru/design/", "/en/design/"):
        assert f'href="{place}?page=2&amp;q=%D1%88"' in words


def test_the_switch_marks_the_language_that_is_read(guest):
    assert 'lang="ru" hreflang="ru" aria-current="true">Русский' in guest.get("/ru/design/").content.decode()


def test_the_switch_never_leads_to_another_site(guest):
    words = guest.get("//evil.example/design/").content.decode()
    assert 'href="//evil' not in words


def test_a_page_weighs_little(guest):
    assert len(guest.get("/nothing/").content) < 14_000


def test_the_name_of_the_installation_follows_the_language(settings):
    settings.QABYLDAU_SITE_NAME_KK, settings.QABYLDAU_SITE_NAME_RU = "Алматы қабылдауы", ""
    with translation.override("kk"):
        assert design_tags.site_name() == "Алматы қабылдауы"
    with translation.override("ru"):
        assert design_tags.site_name() == "Алматы қабылдауы"


@pytest.mark.parametrize(("code", "words"), [("kk", "2026 ж. 22 қараша"), ("ru", "22 ноября 2026 г."), ("en", "22 November 2026")])  # fmt: skip
def test_a_date_is_written_as_the_language_writes_it(code, words):
    with translation.override(code):
        assert design_tags.local_date(date(2026, 11, 22)).replace("\xa0", " ") == words


def test_a_moment_is_shown_in_the_zone_that_is_active():
    with timezone.override("Asia/Almaty"), translation.override("en"):
        assert (
            design_tags.local_moment(datetime(2026, 11, 22, 20, 5, tzinfo=UTC)) == "23 November 2026, 01:05"
        )


@pytest.mark.parametrize(("place", "code"), [("/nothing/", 404), ("/patient/", 429), ("/broken/", 500)])
@pytest.mark.parametrize("language", ["", "/ru", "/en"])
def test_an_error_says_what_to_do_whom_to_call_and_a_reference(guest, settings, place, code, language):
    settings.QABYLDAU_HELP_PHONE = "+7 727 000 00 00"
    page = guest.get(language + place)
    words = page.content.decode()
    assert page.status_code == code
    assert 'href="tel:+77270000000"' in words
    assert "Traceback" not in words
    assert "broken on purpose" not in words


def test_too_many_tries_name_the_seconds_in_the_header_too(guest):
    page = guest.get("/en/patient/")
    assert page["Retry-After"] == "41"
    assert "41 seconds" in page.content.decode()


@pytest.mark.parametrize("answer", [views.server_error, views.unavailable])
def test_a_broken_house_speaks_every_language_without_the_database(answer):
    words = answer(RequestFactory().get("/")).content.decode()
    assert all(f'<section class="fault" lang="{code}">' in words for code in ("kk", "ru", "en"))


def test_too_much_at_once_is_told_apart_from_a_broken_request():
    request = RequestFactory().get("/")
    assert views.bad_request(request, RequestDataTooBig("x")).status_code == 413
    assert views.bad_request(request, ValueError("x")).status_code == 400


def test_a_reference_stands_in_the_log_and_the_address_does_not(caplog):
    with caplog.at_level("INFO"):
        words = views.page_not_found(RequestFactory().get("/secret-place/")).content.decode()
    reference = caplog.messages[-1].rsplit(" ", 1)[-1]
    assert reference in words
    assert "secret-place" not in caplog.text


def test_a_conflict_gives_the_text_back_escaped():
    page = views.conflict(RequestFactory().get("/"), LONG + "<b>")
    assert page.status_code == 409
    assert LONG + "&lt;b&gt;" in page.content.decode()


def test_a_form_whose_protection_ran_out_keeps_the_text(guest):
    page = guest.post(
        "/guarded/", {"text": LONG, "kind": "complaint"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    words = page.content.decode()
    assert page.status_code == 403
    assert f">{LONG}</textarea>" in words
    assert 'name="kind" value="complaint"' in words


def test_what_was_kept_can_be_sent_again(guest):
    page = guest.post("/guarded/", {"text": LONG}, headers={"Sec-Fetch-Site": "same-origin"})
    token = str(page.context["csrf_token"])
    assert guest.post("/guarded/", {"text": LONG, "csrfmiddlewaretoken": token}).content == b"taken"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {}])
def test_a_form_of_another_site_gets_nothing_back(guest, headers):
    words = guest.post("/guarded/", {"text": LONG}, headers=headers).content.decode()
    assert LONG not in words
    assert "<form" not in words


def test_passwords_and_secrets_are_never_written_into_a_page(guest):
    typed = {"password": "корпе-таудай", "secret": "7K3M9QXT2V", "text": "қысқа"}
    words = guest.post("/guarded/", typed, headers={"Sec-Fetch-Site": "same-origin"}).content.decode()
    assert "корпе-таудай" not in words
    assert "7K3M9QXT2V" not in words
