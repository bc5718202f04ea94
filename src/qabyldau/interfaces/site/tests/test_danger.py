"""Words of danger and despair show the telephones first; a complaint against staff goes round the head; contacts change."""

import pytest
from django.test import Client

from qabyldau.accounts.rules import machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal, AppealReader, Applicant, ContactLook
from qabyldau.intake.queries import visible_to
from qabyldau.intake.services import Contact, contact_reveal
from qabyldau.interfaces.site.tests.walking import (
    KIND,
    TEXT,
    opened,
    person,
    send,
    text,
    unnamed,
    walk_to_check,
)
from qabyldau.offices.models import Staff
from tests.people import World

pytestmark = pytest.mark.django_db
GAS = "Подъезде газ иісі қатты шығып тұр, адамдар улануы мүмкін, тез көмектесіңіздер!"
DESPAIR = ["Енді өмір сүргім келмейді, ештеңе көмектеспейді.", "Я больше не хочу жить, никто не помогает."]
FIRST = "Жазғаныңыз қауіпті көрінеді"


@pytest.mark.parametrize("body", [GAS, *DESPAIR])
def test_words_of_danger_or_despair_show_the_telephones_once_and_lose_nothing(
    world: World, client: Client, body: str
) -> None:
    client.post("/appeal/kind/", KIND)
    stopped = client.post("/appeal/text/", text(body=body))
    words = stopped.content.decode()
    assert stopped.status_code == 200
    assert FIRST in words
    assert 'href="tel:112"' in words
    assert body[:30] in words
    on = client.post("/appeal/text/", text(body=body))
    assert on["Location"].endswith("/appeal/person/")
    assert not Appeal.objects.exists(), "nothing is sent, and nothing is closed, by a machine"


def test_other_words_are_not_stopped(world: World, client: Client) -> None:
    client.post("/appeal/kind/", KIND)
    assert client.post("/appeal/text/", text()).status_code == 302


def named(world: World, name: str) -> None:
    world.office.second_reader = world.users[name]
    world.office.save()


def test_a_complaint_against_staff_goes_round_the_head_to_the_second_reader_alone(
    world: World, client: Client
) -> None:
    named(world, "bolat")
    asked = walk_to_check(client, who=person(about_staff="on"))
    assert "қабылдау басшысы емес" in asked.content.decode()
    send(client)
    appeal = Appeal.objects.get()
    assert (appeal.is_about_staff, appeal.is_confidential) == (True, True)
    assert list(AppealReader.objects.values_list("user_key", flat=True)) == [str(world.users["bolat"].uuid)]
    for name in ("nurlan", "saule", "dana"):
        assert not visible_to(world.actor(name)).exists(), name


def test_who_complains_is_shown_on_a_request_alone_that_is_kept(world: World, client: Client) -> None:
    named(world, "saule")
    walk_to_check(client, who=person(about_staff="on"))
    send(client)
    appeal, saule = Appeal.objects.get(), world.actor("saule")
    with pytest.raises(InputError):
        contact_reveal(actor=saule, appeal=appeal, at=clock.now())
    shown = contact_reveal(actor=saule, appeal=appeal, at=clock.now(), reason="Қоңырау шалу керек")
    assert (shown.name, ContactLook.objects.get().reason) == ("Айгүл Сапарова", "Қоңырау шалу керек")


def test_the_way_round_the_head_is_offered_only_where_somebody_beside_the_head_reads_it(
    world: World, client: Client
) -> None:
    Staff.objects.filter(office=world.office).update(reads_confidential=False)
    client.post("/appeal/kind/", KIND)
    client.post("/appeal/text/", text())
    assert "about_staff" not in client.get("/appeal/person/").content.decode()
    named(world, "bolat")
    assert "about_staff" in client.get("/appeal/person/").content.decode()


def test_a_sender_changes_the_contact_under_number_and_secret_as_a_new_record(
    world: World, client: Client
) -> None:
    registered = world.appeal(contact=Contact(name="Айгүл", phone="+77010000123"), consent_language="kk")
    words = opened(client, registered.number, registered.secret).content.decode()
    assert "Телефонды немесе электрондық поштаны өзгерту" in words
    address = f"/track/{registered.number}/contacts/"
    assert client.post(address, {"contacts-email": "aigul@example.kz"}).status_code == 302
    new = Applicant.objects.get(appeal=registered.appeal)
    assert (new.name, new.phone, new.email) == ("Айгүл", "+77010000123", "aigul@example.kz")
    assert (new.verified_how, new.verified_by) == ("page", "applicant")
    entry = Entry.objects.get(action="intake.contact.changed")
    assert "aigul" not in str(entry.fields)


def test_an_empty_contact_is_asked_for_again_and_an_unnamed_sender_has_none_to_change(
    world: World, client: Client
) -> None:
    registered = world.appeal(contact=Contact(name="Айгүл", phone="+77010000123"), consent_language="kk")
    opened(client, registered.number, registered.secret)
    words = client.post(f"/track/{registered.number}/contacts/", {}).content.decode()
    assert "Телефон немесе электрондық пошта жазыңыз" in words
    other = world.appeal(TEXT, key="unnamed", contact=Contact(), consent_language="")
    assert "/contacts/" not in opened(client, other.number, other.secret).content.decode()
    assert (
        client.post(f"/track/{other.number}/contacts/", {"contacts-phone": "87010000124"}).status_code == 409
    )


def test_without_number_and_secret_no_contact_is_changed(world: World, client: Client) -> None:
    registered = world.appeal(contact=Contact(name="Айгүл", phone="+77010000123"), consent_language="kk")
    before = Applicant.objects.get().pk
    client.post(f"/track/{registered.number}/contacts/", {"contacts-email": "thief@example.kz"})
    assert Applicant.objects.get(appeal=registered.appeal).pk == before


def test_an_unnamed_sender_may_complain_of_staff_too(world: World, client: Client) -> None:
    named(world, "bolat")
    walk_to_check(client, who=unnamed(about_staff="on"))
    send(client)
    assert Appeal.objects.get().is_about_staff
    assert machine("test").key
