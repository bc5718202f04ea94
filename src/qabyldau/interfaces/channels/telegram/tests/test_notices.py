"""News goes into the chat that was chosen: once at most, said to be uncertain where nobody can know, and never past a closed chat."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from qabyldau.answers.queries.calling import waiting_answers
from qabyldau.core.errors import ConflictError, ForbiddenError
from qabyldau.flow.act import ask_applicant, forget_contact
from qabyldau.flow.answer import answer_case
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.rules import IntakeChannel
from qabyldau.intake.services import Contact, chat_open
from qabyldau.messages.models import Attempt, Line, Message
from qabyldau.messages.queries import unsure_messages
from qabyldau.messages.services import message_claim, message_send_again
from tests.people import MONDAY_NOON, World, make_world
from tests.telegram import AIGUL, KEY, BotApi, bot_api

pytestmark = pytest.mark.django_db
LATER = MONDAY_NOON + timedelta(hours=1)


@pytest.fixture
def api(settings: Any) -> Iterator[BotApi]:
    with bot_api() as found:
        settings.TELEGRAM_API, settings.TELEGRAM_TOKEN = found.address, KEY
        yield found


def answered(body: str = "Шам ауыстырылды.", **changes: object) -> World:
    world = make_world()
    given: dict[str, Any] = {
        "contact": Contact(chat=str(AIGUL)), "channel": IntakeChannel.TELEGRAM, "answer_language": "kk", **changes,
    }  # fmt: skip
    appeal = world.appeal(**given).appeal
    case = open_case(
        actor=world.actor("saule"), appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )  # fmt: skip
    answer_case(actor=world.actor("saule"), case_uuid=str(case.uuid), body=body, version=0, at=MONDAY_NOON)
    return world


def news() -> Message:
    return Message.objects.get(kind="answers.answer")


@pytest.mark.parametrize(("language", "head"), [("kk", "жауап"), ("ru", "Ответ"), ("en", "answer")])
def test_an_answer_is_read_in_the_chat_in_the_language_of_its_reader(
    api: BotApi, language: str, head: str
) -> None:
    answered(answer_language=language)
    assert send_waiting(MONDAY_NOON) == 1
    assert "Шам ауыстырылды." in api.words()[0]
    assert head in api.words()[0]
    assert len(api.buttons()) == 3
    assert all(len(data.encode()) <= 64 for data in api.buttons().values())


def test_what_staff_write_is_escaped(api: BotApi) -> None:
    answered("<b>5 < 6</b> & <script>")
    send_waiting(MONDAY_NOON)
    assert "&lt;b&gt;5 &lt; 6&lt;/b&gt; &amp; &lt;script&gt;" in api.words()[0]


def test_a_long_answer_goes_in_parts_and_the_buttons_stand_below_the_last(api: BotApi) -> None:
    answered("\n".join(f"{number}. Шам ауыстырылды, бағана бекітілді." for number in range(300)))
    send_waiting(MONDAY_NOON)
    assert len(api.words()) > 2
    assert [bool(one.get("reply_markup")) for one in api.sent] == [False] * (len(api.sent) - 1) + [True]


def test_a_confidential_appeal_is_told_of_without_its_words(api: BotApi) -> None:
    world = make_world()
    appeal = world.appeal(contact=Contact(chat=str(AIGUL)), is_confidential=True).appeal
    nurlan = world.actor("nurlan")
    case = open_case(
        actor=nurlan, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    answer_case(actor=nurlan, case_uuid=str(case.uuid), body="ҚҰПИЯСӨЗ", version=0, at=MONDAY_NOON)
    send_waiting(MONDAY_NOON)
    assert "ҚҰПИЯСӨЗ" not in api.words()[0]


def test_a_question_has_a_button_to_reply(api: BotApi) -> None:
    world = make_world()
    appeal = world.appeal(contact=Contact(chat=str(AIGUL))).appeal
    saule = world.actor("saule")
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    ask_applicant(
        actor=saule, case_uuid=str(case.uuid), question="Қай үйдің жаны?", version=0, at=MONDAY_NOON
    )
    send_waiting(MONDAY_NOON)
    assert "Қай үйдің жаны?" in api.words()[0]
    assert any(data.startswith("reply:") for data in api.buttons().values())


@pytest.mark.parametrize("fault", ["cut", "proxy", "rubbish"])
def test_what_may_have_arrived_is_uncertain_and_is_not_sent_again_by_itself(api: BotApi, fault: str) -> None:
    world = answered()
    api.faults = [fault]
    assert send_waiting(MONDAY_NOON) == 0
    assert news().state == "uncertain"
    assert send_waiting(LATER) == 0
    assert unsure_messages(world.actor("saule"), after=None) == [news()]
    assert unsure_messages(world.actor("marat"), after=None) == []


def test_staff_see_what_is_uncertain_and_may_send_it_again(api: BotApi) -> None:
    world = answered()
    api.faults = ["proxy"]
    send_waiting(MONDAY_NOON)
    with pytest.raises(ForbiddenError):
        message_send_again(actor=world.actor("bolat"), message=news(), at=LATER)
    message_send_again(actor=world.actor("saule"), message=news(), at=LATER)
    assert send_waiting(LATER) == 1
    assert news().state == "sent"
    with pytest.raises(ConflictError):
        message_send_again(actor=world.actor("saule"), message=news(), at=LATER)


def test_a_worker_killed_while_sending_leaves_an_uncertain_message(api: BotApi, settings: Any) -> None:
    answered()
    message_claim(message_id=news().pk, at=MONDAY_NOON, lease=settings.LEASE)
    assert send_waiting(MONDAY_NOON + settings.LEASE - timedelta(seconds=1)) == 0
    assert news().state == "sending"
    assert send_waiting(MONDAY_NOON + settings.LEASE) == 0
    assert (news().state, api.sent) == ("uncertain", [])
    assert list(Attempt.objects.values_list("problem", flat=True)) == ["interrupted"]


def test_an_api_that_asks_to_wait_is_waited_for_and_nothing_is_lost(api: BotApi) -> None:
    answered()
    api.faults = ["wait 7"]
    assert send_waiting(MONDAY_NOON) == 0
    assert send_waiting(MONDAY_NOON + timedelta(seconds=6)) == 0
    assert len(api.calls) == 1
    assert send_waiting(MONDAY_NOON + timedelta(seconds=7)) == 1


def test_a_refusal_of_the_api_is_tried_again(api: BotApi) -> None:
    answered()
    api.faults = ["broken"]
    assert (send_waiting(MONDAY_NOON), news().state) == (0, "queued")
    assert send_waiting(MONDAY_NOON + timedelta(minutes=1)) == 1


def test_whoever_closed_the_chat_stands_among_those_who_cannot_be_called(api: BotApi) -> None:
    api.closed = {str(AIGUL)}
    world = answered()
    send_waiting(MONDAY_NOON)
    assert news().state == "failed"
    dana = world.actor("saule")
    assert len(waiting_answers(dana, world.office)) == 1
    chat_open(chat=str(AIGUL))
    assert waiting_answers(dana, world.office) == []


def test_a_line_that_stays_silent_is_left_alone_after_five_failures(settings: Any) -> None:
    settings.TELEGRAM_API, settings.TELEGRAM_TOKEN = "http://127.0.0.1:9", KEY
    world = answered()
    for number in range(6):
        world.appeal(key=f"more-{number}", contact=Contact(chat=str(AIGUL)))
    for number, message in enumerate(Message.objects.filter(kind="intake.receipt")):
        Message.objects.filter(pk=message.pk).update(
            channel="telegram", state="queued", address=None, key=f"k{number}"
        )
    send_waiting(MONDAY_NOON)
    assert Line.objects.get(name="telegram").rests_until == MONDAY_NOON + timedelta(minutes=1)
    tried = Attempt.objects.count()
    send_waiting(MONDAY_NOON + timedelta(seconds=59))
    assert Attempt.objects.count() == tried == 5


def test_a_chat_is_forgotten_with_its_sender(api: BotApi) -> None:
    world = answered()
    uuid = str(news().about_uuid)
    forget_contact(actor=world.actor("saule"), appeal_uuid=uuid, at=LATER)
    assert send_waiting(LATER) == 0
    assert news().address is None
