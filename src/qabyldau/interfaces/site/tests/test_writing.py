"""Aigul writes an appeal on her telephone, without scripts, and loses nothing on the way."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock, ids
from qabyldau.core.models import Draft
from qabyldau.intake.models import Appeal, AppealReader, Consent, Receipt
from qabyldau.interfaces.site import drafting
from qabyldau.interfaces.site.tests.walking import (
    KIND,
    TEXT,
    found,
    person,
    photo,
    receipt,
    send,
    text,
    unnamed,
    walk,
    walk_to_check,
)
from qabyldau.offices.models import Office
from qabyldau.texts.models import Attachment
from qabyldau.texts.services import attachment_content
from qabyldau.understanding.queries import newest_reading
from tests.people import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> World:
    return make_world()


def test_aigul_writes_checks_sends_and_gets_a_number_and_a_secret(client: Client) -> None:
    number, secret = receipt(client)
    appeal = Appeal.objects.get()
    assert (appeal.text.body, appeal.place, appeal.kind) == (TEXT, "Абай көшесі 12", "complaint")
    assert ids.read_number(number) == appeal.number
    assert len(ids.read_secret(secret)) == 10
    assert (appeal.applicant.name, appeal.applicant.phone) == ("Айгүл Сапарова", "+77010000123")


def test_the_receipt_says_the_day_in_kazakh_and_that_the_secret_is_shown_only_now(client: Client) -> None:
    words = walk(client).content.decode().replace("\xa0", " ")
    due = Receipt.objects.get().due_on
    assert f"{due.year} ж. {due.day} " in words
    assert "10 жұмыс күні" in words
    assert "тек қазір көрсетіледі" in words


def test_each_step_says_where_it_stands(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    for name, number in (("kind", 1), ("text", 2), ("person", 3)):
        page = client.get(f"/appeal/{name}/")
        assert f'max="4" value="{number}"' in page.content.decode()


def test_whoever_comes_back_hears_of_the_draft_and_whoever_missed_a_field_does_not(client: Client) -> None:
    going_on = "Бұл браузерде бір жолданым жазылып жатыр"
    assert going_on not in client.post("/appeal/kind/", {"kind": "message"}).content.decode()
    assert going_on in client.get("/appeal/kind/").content.decode()


def test_where_there_is_one_reception_it_is_chosen_already(client: Client, world: World) -> None:
    assert client.get("/appeal/kind/").context["page"].form["office"].value() == ""
    Office.objects.exclude(pk=world.office.pk).update(is_active=False)
    assert client.get("/appeal/kind/").context["page"].form["office"].value() == world.office.slug


def test_the_way_back_keeps_what_was_typed_and_not_yet_sent(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    back = client.post("/appeal/text/", text(body="Әлі біткен", go="back"))
    assert back.headers["Location"] == "/appeal/kind/"
    assert "Әлі біткен" in client.get("/appeal/text/").content.decode()


def test_the_language_can_be_changed_on_the_way_and_the_words_stay(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    answer = client.post("/appeal/text/", text(go="ru"), follow=True)
    assert answer.redirect_chain == [("/ru/appeal/text/", 302)]
    assert TEXT in answer.content.decode()
    assert '<html lang="ru">' in answer.content.decode()


def test_the_last_look_shows_everything_and_a_way_to_change_each(client: Client) -> None:
    words = walk_to_check(client).content.decode()
    for said in (TEXT, "Абай көшесі 12", "Айгүл Сапарова", "+7 701 000 0123", "aigul@example.kz", "Шағым"):
        assert said in words
    for step in ("kind", "text", "person"):
        assert f'href="/appeal/{step}/"' in words


def test_the_last_look_is_not_reached_past_an_empty_step(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    assert client.get("/appeal/check/").headers["Location"] == "/appeal/text/"
    assert client.post("/appeal/check/").headers["Location"] == "/appeal/text/"
    assert not Appeal.objects.exists()


def test_an_empty_text_is_said_at_the_top_beside_the_field_and_in_the_title(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    words = client.post("/appeal/text/", text(body="", place="Мектеп жаны")).content.decode()
    assert "<title>Қате:" in words
    assert 'class="error-summary"' in words
    assert 'href="#id_body"' in words
    assert 'aria-invalid="true"' in words
    assert "Мектеп жаны" in words


def test_a_text_that_is_too_long_is_not_lost(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    words = client.post("/appeal/text/", text(body="ә" * 20_001)).content.decode()
    assert "ә" * 20_001 in words
    assert "<title>Қате:" in words


def test_line_breaks_count_as_one_character(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    answer = client.post("/appeal/text/", text(body="ә\r\n" * 10_000))
    assert answer.status_code == 302


def test_a_name_without_consent_is_not_taken_and_the_box_is_never_ticked_before(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    client.post("/appeal/text/", text())
    assert (
        "checked" not in client.get("/appeal/person/").content.decode().split("id_consent")[1].split(">")[0]
    )
    words = client.post("/appeal/person/", person(consent="")).content.decode()
    assert 'href="#id_consent"' in words
    assert "Айгүл Сапарова" in words


def test_consent_is_kept_with_the_version_and_language_of_its_words(client: Client) -> None:
    walk(client)
    consent = Consent.objects.get()
    assert (consent.words_version, consent.language, consent.kept_years) == ("2026-11", "kk", 3)


def test_nobody_needs_a_name_to_write(client: Client) -> None:
    receipt(client, who=unnamed())
    assert Appeal.objects.get().applicant is None
    assert not Consent.objects.exists()


def test_a_telephone_that_cannot_be_one_is_refused_with_an_example(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    words = client.post("/appeal/person/", person(phone="12")).content.decode()
    assert "8 701 123 45 67" in words
    assert 'href="#id_phone"' in words


def test_an_address_spelled_nearly_like_a_known_one_gets_a_hint_and_no_refusal(client: Client) -> None:
    words = walk_to_check(client, who=person(email="aigul@gmial.com")).content.decode()
    assert "aigul@gmail.com" in words
    assert send(client).headers["Location"] == "/appeal/receipt/"


def test_a_confidential_appeal_goes_to_the_named_readers(client: Client, world: World) -> None:
    walk(client, who=person(confidential="on"))
    assert Appeal.objects.get().is_confidential
    assert [row.user_key for row in AppealReader.objects.all()] == [str(world.users["nurlan"].uuid)]


def test_a_photo_is_kept_with_the_draft_through_errors_and_goes_along_clean(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    client.post("/appeal/text/", text(body="", photos=photo()))
    client.post("/appeal/text/", text())
    client.post("/appeal/person/", person())
    send(client)
    kept = Attachment.objects.get()
    assert (kept.width, kept.height, kept.media_type) == (640, 480, "image/jpeg")
    assert b"planted" not in attachment_content(kept)


def test_several_photos_can_be_sent_at_once_and_one_taken_away(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    client.post("/appeal/text/", text(photos=[photo(), photo("екінші.jpg")]))
    kept = drafting.load(_code(client), clock.now())
    assert kept is not None
    client.post("/appeal/text/", text(remove=kept.draft.photos[0].name))
    left = drafting.load(_code(client), clock.now())
    assert left is not None
    assert left.draft.photos == kept.draft.photos[1:]


def test_a_file_that_is_no_photo_is_refused_by_its_name_and_the_rest_stays(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    script = SimpleUploadedFile("<b>сурет.jpg", b"<script>alert(1)</script>", "image/jpeg")
    words = client.post("/appeal/text/", text(photos=[photo(), script])).content.decode()
    assert "сурет.jpg" in words
    assert "<b>сурет" not in words
    assert 'name="remove"' in words
    assert TEXT in words


def test_a_draft_is_found_again_by_its_code_on_another_telephone(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    saved = client.post("/appeal/text/", text(go="save"), follow=True).content.decode()
    other = Client()
    answer = other.post("/appeal/resume/", {"code": found("number", saved).lower()}, follow=True)
    assert answer.redirect_chain[-1][0] == "/appeal/person/"
    assert TEXT in other.get("/appeal/text/").content.decode()


def test_wrong_codes_are_counted(client: Client) -> None:
    codes = [client.post("/appeal/resume/", {"code": f"AAAAAAAA{n:02d}"}).status_code for n in range(11)]
    assert codes == [200] * 10 + [429]


def test_a_draft_is_encrypted_and_can_be_thrown_away(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    client.post("/appeal/text/", text())
    assert TEXT.encode() not in bytes(Draft.objects.values_list("content", flat=True)[0])
    client.post("/appeal/forget/")
    assert not Draft.objects.exists()


def test_after_sending_nothing_of_the_words_stays_in_the_draft(client: Client) -> None:
    walk(client)
    row = Draft.objects.get()
    assert TEXT not in row.content
    assert "Айгүл" not in row.content
    assert row.expires_at - clock.now() < timedelta(minutes=31)


def test_back_and_refresh_after_sending_lead_to_the_same_receipt(client: Client) -> None:
    first = receipt(client)
    again = send(client)
    words = client.get(again.headers["Location"]).content.decode()
    assert (found("number", words), found("secret", words)) == first
    assert Appeal.objects.count() == 1
    assert client.get("/appeal/text/").headers["Location"] == "/appeal/receipt/"


def test_a_second_appeal_can_be_written_after_the_first(client: Client) -> None:
    first, second = receipt(client), receipt(client, body="Тағы бір мәселе бар.")
    assert first != second
    assert Appeal.objects.count() == 2


def test_a_lost_draft_does_not_lose_the_text_that_is_being_sent(client: Client) -> None:
    answer = client.post("/appeal/text/", text(), follow=True)
    assert answer.status_code == 200
    assert TEXT in client.get("/appeal/text/").content.decode()


def test_a_program_is_asked_to_press_once_more_and_nobody_is_refused_silently(client: Client) -> None:
    walk_to_check(client)
    asked = client.post("/appeal/check/", {"website": "https://spam.example"})
    assert asked.status_code == 200
    assert 'role="alert"' in asked.content.decode()
    assert client.post("/appeal/check/", {"website": "https://spam.example"}).status_code == 302
    assert Appeal.objects.count() == 1


def test_the_eleventh_appeal_of_an_hour_from_one_address_waits(client: Client) -> None:
    codes = []
    for number in range(11):
        walk_to_check(client, who=unnamed(), body=f"Мәселе {number}")
        answer: Any = send(client)
        codes.append(answer.status_code)
    assert codes == [302] * 10 + [429]
    assert int(answer.headers["Retry-After"]) > 0
    assert Appeal.objects.count() == 10


def test_the_text_of_a_sender_who_must_wait_is_not_lost(client: Client) -> None:
    for number in range(11):
        walk_to_check(client, who=unnamed(), body=f"Мәселе {number}")
        send(client)
    assert "Мәселе 10" in client.get("/appeal/text/").content.decode()


def test_the_whole_way_works_in_russian(client: Client) -> None:
    walk_to_check(client, prefix="/ru", who=person(answer_language="ru"))
    answer = send(client, "/ru")
    assert answer.headers["Location"] == "/ru/appeal/receipt/"
    assert Appeal.objects.get().answer_language == "ru"
    assert Consent.objects.get().language == "ru"


def test_pages_of_the_way_are_kept_in_no_cache(client: Client) -> None:
    page = walk(client)
    assert page.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_the_cookie_of_a_draft_is_signed_and_out_of_reach_of_scripts(client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    cookie = client.cookies["draft"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    client.cookies["draft"] = cookie.value.split(":")[0] + ":forged:signature"
    assert client.get("/appeal/text/").headers["Location"] == "/appeal/kind/"


def _code(client: Client) -> str:
    return str(client.cookies["draft"].value).split(":")[0].strip('"')


@pytest.mark.parametrize("kind", list(AppealKind))
def test_each_of_the_six_legal_kinds_is_kept_whatever_the_theme(client: Client, kind: AppealKind) -> None:
    walk_to_check(client)
    client.post("/appeal/kind/", {**KIND, "kind": kind.value})
    send(client)
    appeal = Appeal.objects.get()
    assert appeal.kind == kind
    assert newest_reading(appeal.text).theme == "lighting.street"


@pytest.mark.parametrize("body", ["\u200b\u200b", " \u2060\n", "\u202e"])
def test_a_text_that_nobody_can_see_is_no_text(client: Client, body: str) -> None:
    client.post("/appeal/kind/", KIND)
    assert "error-summary" in client.post("/appeal/text/", text(body=body)).content.decode()


def test_what_is_typed_in_a_page_left_open_after_sending_begins_a_new_appeal(client: Client) -> None:
    receipt(client)
    client.post("/appeal/text/", text(body="Тағы бір мәселе: ауладағы ағаш құлады."))
    assert "ауладағы ағаш" in client.get("/appeal/text/").content.decode()
