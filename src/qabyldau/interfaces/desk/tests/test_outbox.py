"""Staff see which messages may not have arrived, hear voice messages, read what was added; nobody of another office does."""

from datetime import timedelta

import pytest
from django.test import Client

from qabyldau.documents.voices import CleanVoice
from qabyldau.flow.act import add_words
from qabyldau.flow.tell import tell
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def client(world: World, name: str) -> Client:
    found = Client()
    found.force_login(world.users[name])
    return found


def unsure(world: World) -> tuple[Appeal, Message]:
    appeal = world.appeal(contact=Contact(email="aigul@example.kz")).appeal
    tell(appeal, "news", "answers.answer", MONDAY_NOON)
    Message.objects.filter(key="news").update(state="uncertain")
    return appeal, Message.objects.get(key="news")


def test_an_uncertain_message_is_seen_and_sent_again_by_a_person(world: World) -> None:
    _appeal, message = unsure(world)
    saule = client(world, "saule")
    shown = saule.get("/desk/messages/")
    assert "Жеткені белгісіз" in shown.content.decode()
    assert "aigul@example.kz" not in shown.content.decode()
    assert saule.post(f"/desk/messages/{message.uuid}/again/").status_code == 302
    message.refresh_from_db()
    assert message.state == "queued"
    assert "Барлық хабарлама жіберілді." in saule.get("/desk/messages/").content.decode()


def test_nobody_of_another_office_sees_it_or_sends_it(world: World) -> None:
    _appeal, message = unsure(world)
    marat = client(world, "marat")
    assert "Жеткені белгісіз" not in marat.get("/desk/messages/").content.decode()
    assert marat.post(f"/desk/messages/{message.uuid}/again/").status_code == 404
    assert client(world, "dana").post(f"/desk/messages/{message.uuid}/again/").status_code == 403


def test_a_voice_message_can_be_heard_and_what_was_added_read(world: World) -> None:
    voice = CleanVoice(b"OggS" + bytes(40))
    appeal = world.appeal(photos=(voice,)).appeal
    add_words(appeal=appeal, body="Екінші шам да сөнді.", at=MONDAY_NOON + timedelta(hours=1))
    saule = client(world, "saule")
    shown = saule.get(f"/desk/appeals/{appeal.uuid}/").content.decode()
    file = appeal.text.attachments.get()
    assert "<audio" in shown
    assert "Екінші шам да сөнді." in shown
    heard = saule.get(f"/desk/appeals/{appeal.uuid}/photos/{file.uuid}/")
    assert (heard["Content-Type"], heard.content) == ("audio/ogg", voice.content)
