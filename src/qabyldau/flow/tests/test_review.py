"""Four weeks after an answer its sender is asked once whether it is fixed; the letter about an answer carries its review."""

from datetime import timedelta

import pytest
from django.utils import translation

from qabyldau.accounts.rules import applicant
from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.queries.codes import delivery_code
from qabyldau.answers.queries.reviews import review_by_code
from qabyldau.answers.rules.reviews import LATER, Fixed, Rating
from qabyldau.answers.services.reviews import Review, fixed_say, review_contacted
from qabyldau.core.errors import MissingError, TooManyError
from qabyldau.flow.act import forget_contact
from qabyldau.flow.answer import answer_case, reopen_for_applicant, withdraw_appeal
from qabyldau.flow.letters import CALL, words_of
from qabyldau.flow.review import KIND, NOT_AFTER, ask_whether_fixed, open_review, tell_of_callers
from qabyldau.flow.tasks import CLOCKWORK
from qabyldau.flow.tell import is_over
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from qabyldau.visits.queries.door import ticket_code
from tests.people import MONDAY_NOON, World, make_world
from tests.reviewing import answer, code_of_visit, left

pytestmark = pytest.mark.django_db
DUE = MONDAY_NOON + LATER
AIGUL = Contact(name="Айгүл Сапарова", email="aigul@example.kz")


@pytest.fixture
def world() -> World:
    return make_world()


def answered(world: World, key: str = "aigul-1", contact: Contact = AIGUL) -> Appeal:
    """Return an appeal with an e-mail that was answered."""
    appeal = world.appeal(key=key, contact=contact).appeal
    answer(world, appeal)
    return appeal


def test_the_question_goes_out_once_after_four_weeks(world: World) -> None:
    appeal = answered(world)
    assert ask_whether_fixed(DUE - timedelta(seconds=1)) == 0
    assert (ask_whether_fixed(DUE), ask_whether_fixed(DUE + timedelta(days=1))) == (1, 0)
    message = Message.objects.get(kind=KIND)
    assert (message.about_uuid, message.address, message.state) == (appeal.uuid, "aigul@example.kz", "queued")


def test_a_machine_that_stood_still_for_long_asks_nobody_about_old_answers(world: World) -> None:
    answered(world)
    assert ask_whether_fixed(DUE + NOT_AFTER) == 0


def test_nobody_is_asked_who_left_no_e_mail_or_took_the_appeal_or_the_consent_back(world: World) -> None:
    answered(world, "a", Contact(name="Айгүл", phone="+77010000123"))
    withdraw_appeal(appeal=answered(world, "b"), at=MONDAY_NOON)
    forget_contact(actor=world.actor("nurlan"), appeal_uuid=str(answered(world, "c").uuid), at=MONDAY_NOON)
    assert ask_whether_fixed(DUE) == 0


def test_nobody_is_asked_whose_work_goes_on_who_has_said_it_or_who_got_a_newer_answer(world: World) -> None:
    reopen_for_applicant(appeal=answered(world, "a"), reason="Жанбайды", at=MONDAY_NOON)
    said = Feedback.objects.get(delivery__appeal=answered(world, "b"))
    fixed_say(actor=applicant(str(world.office.uuid)), feedback=said, fixed=Fixed.YES, at=DUE)
    again = answered(world, "c")
    case = again.case_appeal.case
    later = MONDAY_NOON + timedelta(days=7)
    answer_case(
        actor=world.actor("saule"), case_uuid=str(case.uuid), body="Тағы.", version=case.version, at=later
    )
    assert ask_whether_fixed(DUE) == 0
    assert ask_whether_fixed(later + LATER) == 1


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letters_lead_to_the_review_of_that_answer_and_name_nobody(world: World, language: str) -> None:
    appeal = answered(world)
    ask_whether_fixed(DUE)
    code = delivery_code(Delivery.objects.get(appeal=appeal))
    with translation.override(language):
        for message in Message.objects.filter(kind__in=[KIND, "answers.answer"]):
            words = words_of(message)
            assert f"/review/{code}/" in words.body
            assert "Сапарова" not in words.subject + words.body
            assert "Шам" not in words.subject + words.body
    assert Message.objects.filter(about_uuid=appeal.uuid, kind="answers.answer").count() == 1


def test_a_letter_that_tells_of_no_answer_carries_no_review(world: World) -> None:
    appeal = answered(world)
    message = Message(kind="casework.closed", about_kind="intake.appeal", about_uuid=appeal.uuid, made_at=DUE)
    assert "/review/" not in words_of(message).body


def test_wrong_codes_are_counted_together_with_those_of_visits_and_tickets(world: World) -> None:
    code = code_of_visit(world)
    for _turn in range(20):
        with pytest.raises(MissingError):
            open_review(code="ABCDE12345", source="192.0.2.1", at=MONDAY_NOON)
    with pytest.raises(TooManyError):
        open_review(code=code, source="192.0.2.1", at=MONDAY_NOON)
    assert open_review(code=code, source="192.0.2.2", at=MONDAY_NOON) == review_by_code(code)


def caller(world: World, key: str, contact: str = "+77010000123") -> Feedback:
    """Return a review whose author wants to be called."""
    review = Review(Rating.NEGATIVE, words="Шам жанбайды", contact=contact, consent="1 kk")
    return left(world, code_of_visit(world, key), review)


@pytest.fixture
def mailed(world: World) -> World:
    """Return a world whose office has named an e-mail."""
    world.office.email = "qabyldau@example.kz"
    world.office.save()
    return world


def test_an_office_is_told_once_for_each_newest_reviewer_who_wants_a_call(mailed: World) -> None:
    caller(mailed, "a")
    assert (tell_of_callers(DUE), tell_of_callers(DUE)) == (1, 1)
    letters = Message.objects.filter(kind=CALL, address__isnull=False)
    assert [(row.address, row.about_uuid) for row in letters] == [("qabyldau@example.kz", mailed.office.uuid)]
    caller(mailed, "b")
    tell_of_callers(DUE)
    assert letters.all().count() == 2


def test_no_letter_goes_where_nobody_wants_a_call_or_the_office_has_no_e_mail(world: World) -> None:
    caller(world, "a")
    tell_of_callers(DUE)
    Feedback.objects.update(contact=None)
    assert tell_of_callers(DUE) == 0
    assert not Message.objects.filter(kind=CALL).exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_letter_to_the_office_holds_a_link_to_the_desk_and_nothing_of_the_reviewer(
    mailed: World, language: str
) -> None:
    row = caller(mailed, "a")
    tell_of_callers(DUE)
    with translation.override(language):
        words = words_of(Message.objects.get(kind=CALL))
    assert "/desk/reviews/?list=call" in words.body
    for secret in ("+77010000123", "Шам", str(row.uuid), ticket_code(row.ticket)):
        assert secret not in words.subject + words.body


def test_a_letter_that_waited_is_not_sent_to_the_office_once_everybody_was_called(mailed: World) -> None:
    row = caller(mailed, "a")
    tell_of_callers(DUE)
    message = Message.objects.get(kind=CALL)
    assert not is_over(message, DUE)
    review_contacted(actor=mailed.actor("nurlan"), feedback=row, at=DUE)
    assert is_over(message, DUE)


def test_the_clock_asks_tells_and_forgets() -> None:
    assert CLOCKWORK["reviews.forget"] == timedelta(days=1)
    assert "reviews.tell" in CLOCKWORK
    assert "reviews.ask_later" in CLOCKWORK
