"""Reviews, attacked: one code under concurrency, one person among the many, what the files tell of few."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from django.db import connection
from django.test import Client

from qabyldau.accounts.rules import applicant
from qabyldau.answers.models import Feedback
from qabyldau.answers.queries.reviews import month_of, review_by_code
from qabyldau.answers.rules.reviews import FLOOR, LATER, Fixed, Rating, Reason
from qabyldau.answers.services.reviews import Review, fixed_say, review_hide, review_leave
from qabyldau.core.errors import ConflictError
from tests.people import MONDAY_NOON, make_world
from tests.reviewing import code_of_answer, code_of_visit, left, many

ALONE = Review(Rating.NEGATIVE, reasons=(Reason.RUDE_STAFF,), words="Мені жалғыз қабылдады")
BOTH = Review(Rating.POSITIVE, Rating.POSITIVE, words="Рақмет")


@pytest.mark.django_db
def test_one_visitor_is_not_found_among_those_who_rated_answers() -> None:
    world = make_world()
    for number in range(FLOOR - 1):
        left(world, code_of_answer(world, f"appeal-{number}"), BOTH)
    left(world, code_of_visit(world, "alone"), ALONE)
    month = month_of(world.office, 2026, 9)
    assert (month.office.answered, month.answer.is_shown) == (FLOOR, False)
    assert (month.reasons, month.texts) == ([], [])


@pytest.mark.django_db
def test_one_who_says_that_it_is_not_fixed_is_not_found_among_visitors() -> None:
    world = make_world()
    many(world, [Rating.POSITIVE] * FLOOR)
    row = review_by_code(code_of_answer(world))
    actor = applicant(str(world.office.uuid))
    fixed_say(actor=actor, feedback=row, fixed=Fixed.NO, at=row.asked_at + LATER)
    assert month_of(world.office, 2026, 9).fixed == {}


@pytest.mark.django_db
def test_the_file_does_not_tell_that_one_review_was_hidden(client: Client) -> None:
    with time_machine.travel(MONDAY_NOON + timedelta(hours=1), tick=False):
        world = make_world()
        row = left(world, code_of_visit(world, "alone"), ALONE)
        review_hide(actor=world.actor("nurlan"), feedback=row, reason="Аты бар", at=world.at)
        answer = client.get("/opendata/reviews.csv")
        words = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert words.decode().splitlines()[1].split(",")[4:] == [""] * 9


@pytest.mark.django_db(transaction=True)
def test_one_code_is_one_review_however_many_press_at_once() -> None:
    world = make_world()
    code, gate = code_of_visit(world), Barrier(6)

    def press(number: int) -> bool:
        gate.wait(timeout=20)
        try:
            review = Review(Rating.POSITIVE, words=f"{number}")
            review_leave(
                actor=applicant(str(world.office.uuid)),
                feedback=review_by_code(code),
                review=review,
                at=world.at,
            )
        except ConflictError:
            return False
        finally:
            connection.close()
        return True

    deed: Callable[[int], bool] = press
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(deed, range(6)))
    assert done.count(True) == 1
    assert Feedback.objects.get().words == str(done.index(True))
