"""Reviews: one a code, both subjects apart, the silent counted, nothing under the floor, hidden but never removed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.accounts.rules import applicant
from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.queries.codes import delivery_code
from qabyldau.answers.queries.reviews import (
    month_of,
    review_by_code,
    review_for,
    reviews_of,
    tallies_of,
    waiting_for_call,
)  # fmt: skip
from qabyldau.answers.rules.reviews import (
    FLOOR,
    LATER,
    OPEN_FOR,
    REASONS,
    Fixed,
    Rating,
    Reason,
    Subject,
    tally,
    wilson,
)
from qabyldau.answers.services.reviews import (
    Reply,
    Review,
    fixed_say,
    review_contacted,
    review_hide,
    review_leave,
    review_reply,
    review_show,
    reviewer_forget,
    reviewers_forget,
)  # fmt: skip
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.flow.answer import answer_case
from qabyldau.flow.triage import Decision, open_case
from qabyldau.flow.visit import end_visit
from qabyldau.visits.queries.door import ticket_code
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.services.queue import NewTicket, Step, ticket_move, ticket_take
from tests.people import MONDAY_NOON, World, make_world

TO_CALL = Review(Rating.NEGATIVE, contact="+77010000123", consent="2026-11 kk")
GOOD = Review(office_grade=Rating.POSITIVE, reasons=(Reason.KIND_STAFF,))


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def visited(world: World, key: str = "a", at: datetime = MONDAY_NOON) -> Feedback:
    """Return what a visitor is asked who was received."""
    dana = world.actor("dana")
    ticket = ticket_take(actor=dana, office=world.office, new=NewTicket(key), at=at)
    for target in (TicketState.INVITED, TicketState.SERVED):
        ticket = ticket_move(actor=dana, ticket=ticket, step=Step(target, ticket.version), at=at)
    ticket = end_visit(actor=dana, ticket=ticket, version=ticket.version, at=at)
    return review_by_code(ticket_code(ticket))


def answered(world: World) -> Feedback:
    """Return what Aigul is asked who got an answer."""
    appeal, saule = world.appeal().appeal, world.actor("saule")
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    answer_case(actor=saule, case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=0, at=MONDAY_NOON)
    return review_by_code(delivery_code(Delivery.objects.get()))


def leave(world: World, feedback: Feedback, review: Review = GOOD, at: datetime = MONDAY_NOON) -> None:
    review_leave(actor=applicant(str(world.office.uuid)), feedback=feedback, review=review, at=at)


def test_a_visit_that_took_place_is_asked_for_one_review_and_a_ticket_that_waits_for_none(
    world: World,
) -> None:
    feedback = visited(world)
    waiting = ticket_take(actor=world.actor("dana"), office=world.office, new=NewTicket("b"), at=MONDAY_NOON)
    with pytest.raises(MissingError):
        review_by_code(ticket_code(waiting))
    leave(world, feedback)
    with pytest.raises(ConflictError):
        leave(world, review_by_code(ticket_code(feedback.ticket)), Review(office_grade=Rating.NEGATIVE))  # type: ignore[arg-type]
    assert Feedback.objects.get().office_grade == Rating.POSITIVE


def test_an_answer_is_rated_by_its_own_code_and_its_office_apart(world: World) -> None:
    feedback = answered(world)
    with pytest.raises(InputError):
        leave(world, feedback, GOOD)
    leave(world, feedback, Review(Rating.POSITIVE, Rating.NEGATIVE, (Reason.EMPTY_ANSWER, Reason.KIND_STAFF)))
    month = month_of(world.office, 2026, 9)
    assert (month.office.positive, month.answer.negative) == (1, 1)


def test_words_are_shown_without_personal_data(world: World) -> None:
    feedback = visited(world)
    leave(world, feedback, Review(Rating.NEUTRAL, words="Маған 8 701 000 01 23 нөміріне хабарласыңыз"))
    feedback.refresh_from_db()
    assert "701" not in feedback.shown
    assert feedback.words and "701" in feedback.words


@pytest.mark.parametrize(
    "review",
    [
        Review(),
        Review(Rating.POSITIVE, reasons=(Reason.RUDE_STAFF,)),
        Review(Rating.POSITIVE, words="а" * 2001),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_code_stays_good(world: World, review: Review) -> None:
    feedback = visited(world)
    with pytest.raises(InputError):
        leave(world, feedback, review)
    leave(world, feedback)


def test_a_code_is_good_for_fourteen_days(world: World) -> None:
    feedback = visited(world)
    with pytest.raises(ConflictError):
        leave(world, feedback, at=MONDAY_NOON + OPEN_FOR)
    leave(world, feedback, at=MONDAY_NOON + OPEN_FOR - timedelta(seconds=1))


def test_under_the_floor_there_is_no_share_no_reason_and_no_text(world: World) -> None:
    for number in range(FLOOR):
        month = month_of(world.office, 2026, 9)
        assert (month.office.satisfied, month.reasons, month.texts) == (None, [], [])
        leave(world, visited(world, str(number)), Review(Rating.POSITIVE, words="Рақмет"))
    visited(world, "silent")
    month = month_of(world.office, 2026, 9)
    assert (month.office.asked, month.office.answered, month.office.silent) == (FLOOR + 1, FLOOR, 1)
    assert month.office.satisfied == 1
    assert len(month.texts) == FLOOR


def test_a_hidden_review_goes_on_counting_and_is_counted_as_hidden(world: World) -> None:
    for number in range(FLOOR):
        leave(world, visited(world, str(number)), Review(Rating.NEGATIVE, words="Кезек ұзақ"))
    nurlan, feedback = world.actor("nurlan"), Feedback.objects.first()
    assert feedback is not None
    with pytest.raises(InputError):
        review_hide(actor=nurlan, feedback=feedback, reason=" ", at=MONDAY_NOON)
    review_hide(actor=nurlan, feedback=feedback, reason="Бөтен адамның аты аталған", at=MONDAY_NOON)
    month = month_of(world.office, 2026, 9)
    assert (month.office.negative, month.hidden) == (FLOOR, 1)
    assert [(row.words, row.hidden_reason) for row in month.texts if row.hidden_reason] == [
        ("", "Бөтен адамның аты аталған")
    ]
    review_show(actor=nurlan, feedback=feedback, at=MONDAY_NOON)
    assert month_of(world.office, 2026, 9).hidden == 0


def test_the_head_answers_in_public_and_others_may_not(world: World) -> None:
    feedback = visited(world)
    leave(world, feedback)
    for name in ("dana", "saule", "zhanna", "bolat"):
        with pytest.raises(ForbiddenError):
            review_reply(actor=world.actor(name), feedback=feedback, reply=Reply("Рақмет"), at=MONDAY_NOON)
    review_reply(
        actor=world.actor("nurlan"),
        feedback=feedback,
        reply=Reply("Рақмет", "Екінші үстел ашылды"),
        at=MONDAY_NOON,
    )
    assert Feedback.objects.get().changed == "Екінші үстел ашылды"


def test_another_office_and_a_review_that_was_not_left_are_not_there(world: World) -> None:
    feedback = visited(world)
    with pytest.raises(MissingError):
        review_for(world.actor("saule"), str(feedback.uuid))
    leave(world, feedback)
    assert review_for(world.actor("saule"), str(feedback.uuid)) == feedback
    assert reviews_of(world.actor("saule"), world.office) == [feedback]
    with pytest.raises(MissingError):
        review_for(world.actor("marat"), str(feedback.uuid))


def test_who_wants_to_be_called_is_called_and_then_forgotten(world: World) -> None:
    feedback = visited(world)
    with pytest.raises(InputError):
        leave(world, feedback, Review(Rating.NEGATIVE, contact="+77010000123"))
    leave(world, feedback, TO_CALL)
    assert review_contacted(actor=world.actor("dana"), feedback=feedback, at=MONDAY_NOON) == "+77010000123"
    assert reviewers_forget(MONDAY_NOON + timedelta(days=89)) == 0
    assert reviewers_forget(MONDAY_NOON + timedelta(days=90)) == 1


def test_after_four_weeks_partly_is_an_answer(world: World) -> None:
    feedback, actor = answered(world), applicant(str(world.office.uuid))
    with pytest.raises(ConflictError):
        fixed_say(actor=actor, feedback=feedback, fixed=Fixed.YES, at=MONDAY_NOON)
    fixed_say(actor=actor, feedback=feedback, fixed=Fixed.PARTLY, at=MONDAY_NOON + LATER)
    assert Feedback.objects.get().fixed == "partly"


def test_whoever_takes_the_consent_back_is_not_called_and_the_review_stays(world: World) -> None:
    feedback, actor = visited(world), applicant(str(world.office.uuid))
    leave(world, feedback, TO_CALL)
    assert waiting_for_call(world.actor("dana"), world.office, 9) == 1
    reviewer_forget(actor=actor, feedback=feedback, at=MONDAY_NOON)
    row = Feedback.objects.get()
    assert (row.contact, row.wants_contact, row.office_grade) == (None, False, "negative")
    assert waiting_for_call(world.actor("dana"), world.office, 9) == 0


def test_a_month_is_the_offices_own_from_midnight_to_midnight(world: World) -> None:
    visited(world, "last", datetime(2026, 9, 30, 18, 59, tzinfo=UTC))
    visited(world, "first", datetime(2026, 9, 30, 19, 0, tzinfo=UTC))
    assert [month_of(world.office, 2026, month).office.asked for month in (9, 10)] == [1, 1]
    assert month_of(world.office, 2026, 12).office.asked == 0
    found = tallies_of([world.office, world.other], datetime(2026, 9, 1, tzinfo=UTC))
    assert [(row.year, row.month, row.of_office.asked) for row in found] == [(2026, 10, 1), (2026, 9, 1)]


def test_the_figures_of_many_months_are_those_of_each(world: World) -> None:
    for number, rating in enumerate(
        [Rating.POSITIVE] * 7 + [Rating.NEUTRAL, Rating.NEGATIVE, Rating.NEGATIVE]
    ):
        leave(world, visited(world, str(number)), Review(rating))
    leave(world, answered(world), Review(Rating.NEUTRAL, Rating.NEGATIVE))
    visited(world, "silent")
    (row,), month = (
        tallies_of([world.office], datetime(2026, 9, 1, tzinfo=UTC)),
        month_of(world.office, 2026, 9),
    )
    assert (row.of_office, row.of_answer, row.hidden) == (month.office, month.answer, month.hidden)


@given(st.lists(st.sampled_from(list(Rating)), max_size=60), st.integers(0, 50))
def test_ratings_are_never_merged_and_the_interval_holds_the_share(
    ratings: list[Rating], silent: int
) -> None:
    found = tally(len(ratings) + silent, ratings)
    assert (found.answered, found.silent) == (found.positive + found.neutral + found.negative, silent)
    if found.interval is not None and found.satisfied is not None:
        low, high = found.interval
        assert 0 <= low <= found.satisfied <= high <= 1


def test_wilsons_interval_is_that_of_the_books() -> None:
    assert [round(end, 4) for end in wilson(81, 263)] == [0.2553, 0.3662]


def test_every_rating_of_every_subject_has_its_reasons() -> None:
    assert set(REASONS) == {(subject, rating) for subject in Subject for rating in Rating}
    assert {reason for reasons in REASONS.values() for reason in reasons} == set(Reason)
