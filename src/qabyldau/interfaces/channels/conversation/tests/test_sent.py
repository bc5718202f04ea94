"""After sending: how it stands, a reply, more words, withdrawing, saying whether it helped, forgetting; nothing of strangers."""

import re
from datetime import timedelta

import pytest

from qabyldau.answers.models import Feedback
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.casework.queries import case_of
from qabyldau.core.models import Draft
from qabyldau.flow.act import ask_applicant
from qabyldau.flow.answer import answer_case
from qabyldau.flow.review import ask_whether_fixed
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.models import Appeal, Applicant, Consent
from qabyldau.messages.models import Message
from tests.people import DARK_STREET, World
from tests.talking import AGREE, IN_THE_CHAT, SEND, Person

pytestmark = pytest.mark.django_db
MARAT = 7_000_000_777


@pytest.fixture
def appeal(aigul: Person) -> Appeal:
    aigul.begins()
    aigul.writes(DARK_STREET, IN_THE_CHAT)
    aigul.presses(AGREE)
    aigul.presses(SEND)
    return Appeal.objects.get()


@pytest.fixture
def case(appeal: Appeal, world: World, aigul: Person) -> Case:
    saule = world.actor("saule")
    return open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=aigul.at
    )


def answered(case: Case, world: World, aigul: Person) -> None:
    answer_case(
        actor=world.actor("saule"), case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=0, at=aigul.at
    )
    send_waiting(aigul.at)


def test_the_appeals_of_a_chat_are_listed_and_shown_without_a_secret(aigul: Person, appeal: Appeal) -> None:
    aigul.says("/status")
    shown = aigul.pressed(f"status:{appeal.uuid}")[0]
    assert "Жолданымыңыз тіркелді" in shown


def test_number_and_secret_open_an_appeal_in_another_chat_for_half_an_hour(
    aigul: Person, appeal: Appeal
) -> None:
    receipt = next(words for words in aigul.api.words() if "tg-spoiler" in words)
    number, secret = re.search(r"<b>([\d ]{11})</b>", receipt), re.search(r"(\w{5}-\w{5})</tg", receipt)
    other = Person(aigul.api, MARAT)
    other.begins()
    other.says("/status")
    assert number
    assert secret
    assert "Жолданымыңыз тіркелді" in other.says(f"{number[1]} {secret[1].lower()}")[0]
    other.waits(timedelta(minutes=31))
    assert "ашық емес" in other.pressed(f"status:{appeal.uuid}")[0]


def test_wrong_pairs_look_alike_and_are_counted(aigul: Person, appeal: Appeal) -> None:
    other = Person(aigul.api, MARAT)
    other.begins()
    other.says("/status")
    said = [other.says(f"{appeal.number} AAAAA-AAA{number}0")[0] for number in range(10)]
    assert len(set(said)) == 1
    assert "тым көп" in other.says(f"{appeal.number} AAAAA-AAAA0")[0]


@pytest.mark.parametrize("deed", ["status", "add", "withdraw", "withdrawn", "reopen"])
def test_a_stranger_who_knows_the_key_of_an_appeal_opens_nothing(
    aigul: Person, appeal: Appeal, deed: str
) -> None:
    other = Person(aigul.api, MARAT)
    other.begins()
    assert "ашық емес" in other.pressed(f"{deed}:{appeal.uuid}")[0]
    appeal.refresh_from_db()
    assert appeal.withdrawn_at is None


@pytest.mark.parametrize(
    "data", ["status:x", "rate:x:yes", "fixed::", "reply:1", "office:x", "lang:de", "again:x", ":", "zzz"]
)
def test_a_button_that_nobody_made_breaks_nothing(aigul: Person, appeal: Appeal, data: str) -> None:
    assert aigul.pressed(data)
    aigul.says(DARK_STREET)
    assert aigul.pressed(data)


def test_a_question_of_the_staff_is_replied_to_in_the_chat(
    aigul: Person, case: Case, world: World, appeal: Appeal
) -> None:
    saule = world.actor("saule")
    ask_applicant(
        actor=saule, case_uuid=str(case.uuid), question="Қай үй?", version=case.version, at=aigul.at
    )
    send_waiting(aigul.at)
    assert "Қай үй?" in aigul.presses("Жауап жазу")[0]
    aigul.says("12-үй, бұрышта")
    request = InfoRequest.objects.get(case=case)
    assert request.reply is not None
    assert request.reply.body == "12-үй, бұрышта"


def test_more_words_are_added_and_the_first_ones_stay(aigul: Person, appeal: Appeal) -> None:
    aigul.pressed(f"add:{appeal.uuid}")
    aigul.says("Бүгін екінші шам да сөнді.")
    assert appeal.text.additions.get().body == "Бүгін екінші шам да сөнді."
    appeal.text.refresh_from_db()
    assert appeal.text.body == DARK_STREET


def test_an_appeal_is_withdrawn_after_being_asked_once_more(aigul: Person, appeal: Appeal) -> None:
    aigul.pressed(f"withdraw:{appeal.uuid}")
    appeal.refresh_from_db()
    assert appeal.withdrawn_at is None
    aigul.presses("Иә, қайтарып аламын")
    appeal.refresh_from_db()
    assert appeal.withdrawn_at == aigul.at


def test_a_press_below_the_answer_says_that_it_helped(aigul: Person, case: Case, world: World) -> None:
    answered(case, world, aigul)
    aigul.presses("Иә, шешілді")
    review = Feedback.objects.get()
    assert (review.answer_grade, review.reasons) == ("positive", ["solved"])
    assert review.delivery is not None
    assert review.delivery.read_at == aigul.at


def test_whoever_says_that_it_did_not_help_may_have_the_work_begun_anew(
    aigul: Person, case: Case, world: World, appeal: Appeal
) -> None:
    answered(case, world, aigul)
    aigul.presses("Жоқ, шешілмеді")
    aigul.presses("Қабылдау жұмысты жалғастырсын")
    aigul.says("Шам қайта сөнді.")
    reopened = case_of(appeal)
    assert reopened is not None
    assert reopened.status == "reopened"


def test_an_answer_is_rated_once(aigul: Person, case: Case, world: World) -> None:
    answered(case, world, aigul)
    review = Feedback.objects.get()
    aigul.pressed(f"rate:{review.uuid}:yes")
    assert "бұрын жасалған" in aigul.pressed(f"rate:{review.uuid}:no")[0]
    review.refresh_from_db()
    assert review.answer_grade == "positive"


def test_after_four_weeks_the_chat_is_asked_whether_it_is_fixed(
    aigul: Person, case: Case, world: World
) -> None:
    answered(case, world, aigul)
    later = aigul.waits(timedelta(weeks=4))
    assert ask_whether_fixed(later) == 1
    send_waiting(later)
    aigul.presses("Жартылай")
    assert Feedback.objects.get().fixed == "partly"


def test_forgetting_wipes_the_chat_everywhere_and_the_appeal_stays(aigul: Person, appeal: Appeal) -> None:
    aigul.says("/forget")
    said = aigul.presses("Иә, ұмытыңыз")
    appeal.refresh_from_db()
    assert appeal.applicant is None
    assert Applicant.objects.count() == 0
    assert Consent.objects.get().withdrawn_at == aigul.at
    assert not Draft.objects.filter(purpose="telegram.chat").exists()
    assert not Message.objects.filter(address__isnull=False).exists()
    assert "/start" in said[0]


def test_after_forgetting_the_answer_waits_on_the_page_alone(aigul: Person, case: Case, world: World) -> None:
    aigul.says("/forget")
    aigul.presses("Иә, ұмытыңыз")
    answered(case, world, aigul)
    assert not [words for words in aigul.api.words() if "ауыстырылды" in words]
