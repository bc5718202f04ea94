"""Staff see which messages may not have arrived, hear voice messages, read what was added; nobody of another office does."""

from datetime import timedelta

import pytest
from django.test import Client

from qabyldau.core.ids import say_number
from qabyldau.documents.voices import CleanVoice
from qabyldau.flow.act import add_words
from qabyldau.flow.tell import tell
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from qabyldau.messages.rules import BY_MAIL, Attempted
from qabyldau.messages.services import Notice, attempt_record, message_queue
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


def test_a_proof_that_did_not_arrive_is_seen_though_its_address_is_forgotten(world: World) -> None:
    appeal = world.appeal().appeal
    about = Target("intake.appeal", str(appeal.uuid))
    notice = Notice(key="proof", kind=BY_MAIL, about=about, language="kk", email="a@example.kz", content="S")
    message_queue(office_key=str(world.office.uuid), notice=notice, at=MONDAY_NOON)
    message = Message.objects.get(key="proof")
    attempt_record(message=message, attempted=Attempted("refused", is_final=True), at=MONDAY_NOON)
    message.refresh_from_db()
    assert (message.state, message.address, message.content) == ("failed", None, None)
    shown = client(world, "saule").get("/desk/messages/").content.decode()
    assert say_number(appeal.number) in shown
    assert f"/desk/messages/{message.uuid}/again/" not in shown
    assert client(world, "saule").post(f"/desk/messages/{message.uuid}/again/").status_code == 409
