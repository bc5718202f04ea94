"""Notices go out over a real SMTP server, in the applicant's language, without name or matter."""

import email
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from qabyldau.flow.answer import answer_case
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Attempt, Message
from qabyldau.messages.services import message_claim
from tests.installations import free_port
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db


class Mailbox(Handler):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[email.message.Message] = []

    def handle_message(self, message: email.message.Message) -> None:
        self.letters.append(message)


@pytest.fixture
def mailbox(settings: object) -> Iterator[Mailbox]:
    box = Mailbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"  # type: ignore[attr-defined]
    yield box
    server.stop()


def answered(language: str) -> World:
    world = make_world()
    contact = Contact(name="Айгүл Сапарова", email="aigul@example.kz")
    appeal = world.appeal(contact=contact, answer_language=language).appeal
    saule = world.actor("saule")
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    answer_case(actor=saule, case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=0, at=MONDAY_NOON)
    return world


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_letter_says_that_there_is_news_and_nothing_of_the_sender_or_the_matter(
    mailbox: Mailbox, language: str
) -> None:
    answered(language)
    assert send_waiting(MONDAY_NOON) == 1
    letter = mailbox.letters[0]
    text = str(make_header(decode_header(letter["Subject"]))) + letter.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert "Сапарова" not in text
    assert "Шам" not in text
    assert letter["Auto-Submitted"] == "auto-generated"


def test_a_letter_is_sent_once_and_keeps_its_message_id(mailbox: Mailbox) -> None:
    answered("kk")
    assert (send_waiting(MONDAY_NOON), send_waiting(MONDAY_NOON)) == (1, 0)
    message = Message.objects.get(kind="answers.answer")
    assert mailbox.letters[0]["Message-ID"] == f"<{message.uuid}@qabyldau>"
    assert message.state == "sent"


def test_a_letter_that_one_worker_is_sending_is_not_sent_by_another_until_its_lease_is_over(
    mailbox: Mailbox, settings: Any
) -> None:
    answered("kk")
    message = Message.objects.get(kind="answers.answer")
    assert message_claim(message_id=message.pk, at=MONDAY_NOON, lease=settings.LEASE) == message
    assert send_waiting(MONDAY_NOON + settings.LEASE - timedelta(seconds=1)) == 0
    assert send_waiting(MONDAY_NOON + settings.LEASE) == 1


def test_a_silent_mail_server_is_tried_five_times_with_growing_pauses_and_no_address_is_named(
    settings: object,
) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"  # type: ignore[attr-defined]
    answered("kk")
    at, message = MONDAY_NOON, Message.objects.get(kind="answers.answer")
    for tries, minutes in enumerate((1, 4, 16, 64), 1):
        send_waiting(at)
        send_waiting(at + timedelta(minutes=minutes) - timedelta(seconds=1))
        message.refresh_from_db()
        assert (message.state, message.attempts.count()) == ("queued", tries)
        at += timedelta(minutes=minutes)
    send_waiting(at)
    message.refresh_from_db()
    assert message.state == "failed"
    assert set(Attempt.objects.values_list("problem", flat=True)) == {"ConnectionRefusedError"}
