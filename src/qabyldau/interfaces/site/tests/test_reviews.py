"""Reviews on the citizen's door: left once by a code, counted in the open, nothing shown of a few."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qabyldau.answers.models import Feedback
from qabyldau.answers.rules.reviews import FLOOR, LATER, OPEN_FOR, Rating
from qabyldau.answers.services.reviews import Reply, Review, review_hide, review_reply
from qabyldau.history.models import Entry
from qabyldau.interfaces.site.tests.walking import opened
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code
from qabyldau.visits.services.queue import NewTicket, ticket_take
from tests.people import MONDAY_NOON, World
from tests.reviewing import answer, code_of_answer, code_of_visit, left, many

pytestmark = pytest.mark.django_db
KIND = {"office_grade": "positive", "office_why_positive": ["kind_staff"], "language": "kk"}
MONTH = "/en/offices/almaty/reviews/2026-09/"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(MONDAY_NOON, tick=False) as traveller:
        yield traveller


def words_of(answer: Any) -> str:
    """Return a page as one reads it, with plain gaps."""
    return str(answer.content.decode().replace("\xa0", " "))


def typed(client: Client, code: str, prefix: str = "", query: str = "") -> Any:
    """Type a code and return the page it leads to."""
    return client.post(f"{prefix}/review/{query}", {"code": code}, follow=True)


def test_a_visitor_types_the_code_of_the_slip_and_leaves_one_review(world: World, client: Client) -> None:
    code = code_of_visit(world)
    page = typed(client, f"{code[:5].lower()} {code[5:]}").context["page"]
    assert not page.is_of_answer
    answer = client.post("/review/write/", {**KIND, "words": "Рақмет Данаға"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/review/done/"
    row = Feedback.objects.get()
    assert (row.office_grade, row.reasons, row.words) == ("positive", ["kind_staff"], "Рақмет Данаға")
    again = typed(client, code)
    assert again.redirect_chain[-1][0] == "/review/done/"
    client.post("/review/write/", {**KIND, "office_grade": "negative"})
    assert Feedback.objects.get().office_grade == "positive"


def test_a_link_opens_the_form_and_leaves_no_code_in_the_address(world: World, client: Client) -> None:
    answer = client.get(f"/review/{code_of_visit(world)}/", follow=True)
    assert answer.redirect_chain == [("/review/write/", 302)]


def test_codes_that_open_nothing_look_alike_and_are_counted(world: World, client: Client) -> None:
    code_of_visit(world)
    QueueTicket.objects.update(state="waiting")
    wrong = [typed(client, code).context["page"].form.errors for code in ("ABCDE12345", "0000000000", "x")]
    assert wrong[0] == wrong[1] == wrong[2]
    answers = [client.get("/review/ABCDE12345/").status_code for _turn in range(20)]
    assert answers[-1] == 429


def test_the_slip_of_a_visit_that_is_not_over_is_asked_to_come_back_and_is_no_wrong_code(
    world: World, client: Client
) -> None:
    actor = world.actor("dana")
    ticket = ticket_take(actor=actor, office=world.office, new=NewTicket("early"), at=MONDAY_NOON)
    answers = [typed(client, ticket_code(ticket)) for _turn in range(25)]
    assert {answer.status_code for answer in answers} == {200}
    assert "not over yet" in words_of(typed(client, ticket_code(ticket), "/en"))
    QueueTicket.objects.update(state="no_show")
    assert "nothing under this code" in words_of(typed(client, ticket_code(ticket), "/en"))


def test_nobody_writes_without_a_code(world: World, client: Client) -> None:
    code_of_visit(world)
    for name in ("write", "done"):
        assert client.get(f"/review/{name}/")["Location"] == "/review/"
    assert client.post("/review/write/", KIND)["Location"] == "/review/"
    assert client.post("/review/forget/")["Location"] == "/review/done/"
    assert client.post("/review/fixed/", {"fixed": "yes"})["Location"] == "/review/"
    client.cookies["review"] = "11111111-1111-1111-1111-111111111111"
    assert client.post("/review/write/", KIND)["Location"] == "/review/"
    assert Feedback.objects.get().answered_at is None


def test_the_rating_is_asked_for_and_nothing_typed_is_lost(world: World, client: Client) -> None:
    typed(client, code_of_visit(world))
    answer = client.post("/review/write/", {"words": "Кезек ұзақ", "contact": "8 701", "language": "kk"})
    form = answer.context["page"].form
    assert form.errors.keys() == {"office_grade", "contact", "consent"}
    assert "Кезек ұзақ" in words_of(answer)
    assert "8 701" in words_of(answer)
    assert client.post("/review/write/", {**KIND, "office_grade": "<b>"}).context["page"].form.errors
    assert client.post("/review/write/", {**KIND, "words": "а" * 2001}).context["page"].form.errors


def test_reasons_of_another_rating_are_not_kept(world: World, client: Client) -> None:
    typed(client, code_of_visit(world))
    given = {**KIND, "office_grade": "negative", "office_why_negative": ["long_wait"]}
    client.post("/review/write/", given)
    assert Feedback.objects.get().reasons == ["long_wait"]


def test_an_answer_and_its_reception_are_rated_apart(world: World, client: Client) -> None:
    page = typed(client, code_of_answer(world)).context["page"]
    assert [part.rating.name for part in page.parts] == ["answer_grade", "office_grade"]
    assert client.post("/review/write/", KIND).context["page"].form.errors.keys() == {"answer_grade"}
    given = {**KIND, "answer_grade": "negative", "answer_why_negative": ["empty_answer"]}
    client.post("/review/write/", given)
    row = Feedback.objects.get()
    assert (row.office_grade, row.answer_grade) == ("positive", "negative")
    assert set(row.reasons) == {"kind_staff", "empty_answer"}


def test_whoever_wants_a_call_agrees_and_may_take_it_back(world: World, client: Client) -> None:
    code = code_of_visit(world)
    typed(client, code)
    asked = {**KIND, "contact": "8 701 000 01 23"}
    assert client.post("/review/write/", asked).context["page"].form.errors.keys() == {"consent"}
    client.post("/review/write/", {**asked, "consent": "on"})
    row = Feedback.objects.get()
    assert (row.contact, row.wants_contact) == ("+77010000123", True)
    assert Entry.objects.get(action="answers.review.left").fields.keys() == {"consent"}
    client.post("/review/forget/")
    row.refresh_from_db()
    assert (row.contact, row.wants_contact, row.office_grade) == (None, False, "positive")


def test_the_page_says_when_the_time_is_over(world: World, client: Client, noon: Any) -> None:
    code = code_of_visit(world)
    noon.move_to(MONDAY_NOON + OPEN_FOR)
    answer = typed(client, code, "/en")
    assert "The time for this review is over" in words_of(answer)
    client.post("/review/write/", KIND)
    assert Feedback.objects.get().answered_at is None


def test_the_tablet_at_the_exit_shows_nothing_of_the_person_before(world: World, client: Client) -> None:
    page = typed(client, code_of_visit(world), "/en", "?exit=1")
    assert page.redirect_chain[-1][0] == "/en/review/write/?exit=1"
    done = client.post(
        "/en/review/write/?exit=1",
        {**KIND, "words": "Recognise me"},
        follow=True,
    )
    assert "Next visitor" in words_of(done)
    assert "Recognise me" not in words_of(done)
    assert 'data-home="/en/review/?exit=1"' in words_of(done)
    assert client.post("/en/review/leave/?exit=1")["Location"] == "/en/review/?exit=1"
    assert client.get("/en/review/write/")["Location"] == "/en/review/"


def test_whoever_follows_the_appeal_rates_its_answer_without_a_code(world: World, client: Client) -> None:
    registered = world.appeal()
    answer(world, registered.appeal)
    page = opened(client, registered.appeal.number, registered.secret)
    assert page.context["page"].review.may_rate
    led = client.post(f"/track/{registered.appeal.number}/review/")
    assert led["Location"] == "/review/write/"
    client.post("/review/write/", {"answer_grade": "neutral", "language": "kk"})
    assert Feedback.objects.get().answer_grade == "neutral"
    shown = client.get(f"/en/track/{registered.appeal.number}/")
    assert "You rated this answer: So-so." in words_of(shown)


def test_a_stranger_rates_no_answer(world: World, client: Client) -> None:
    registered = world.appeal()
    answer(world, registered.appeal)
    for given in ({}, {"fixed": "yes"}):
        client.post(f"/track/{registered.appeal.number}/review/", given)
    assert "review" not in client.cookies
    assert Feedback.objects.get().fixed == ""


def test_after_four_weeks_the_sender_says_whether_it_is_fixed(
    world: World, client: Client, noon: Any
) -> None:
    registered = world.appeal()
    answer(world, registered.appeal)
    noon.move_to(MONDAY_NOON + LATER - timedelta(minutes=1))
    page = opened(client, registered.appeal.number, registered.secret)
    assert page.context["page"].review.choices == []
    noon.move_to(MONDAY_NOON + LATER)
    page = client.get(f"/track/{registered.appeal.number}/")
    assert [row.value for row in page.context["page"].review.choices] == ["yes", "partly", "no"]
    for said in ("partly", "<b>"):
        client.post(f"/track/{registered.appeal.number}/review/", {"fixed": said})
    assert Feedback.objects.get().fixed == "partly"


def test_the_code_of_the_answer_opens_that_question_too(world: World, client: Client, noon: Any) -> None:
    code = code_of_answer(world)
    typed(client, code)
    client.post("/review/fixed/", {"fixed": "yes"})
    assert Feedback.objects.get().fixed == ""
    noon.move_to(MONDAY_NOON + LATER)
    page = client.get(f"/review/{code}/", follow=True).context["page"]
    assert [row.value for row in page.fixed] == ["yes", "partly", "no"]
    client.post("/review/fixed/", {"fixed": "yes"})
    assert Feedback.objects.get().fixed == "yes"


def test_a_reception_has_a_page_for_each_month_and_none_for_one_that_has_not_come(
    world: World, client: Client
) -> None:
    assert client.get("/en/offices/almaty/reviews/").status_code == 200
    assert client.get(MONTH).status_code == 200
    for name in ("2026-10", "2026-13", "2026-00", "1926-01", "26-9", "abc"):
        assert client.get(f"/en/offices/almaty/reviews/{name}/").status_code == 404
    assert client.get("/en/offices/nowhere/reviews/").status_code == 404
    Office.objects.update(is_listed=False)
    assert client.get(MONTH).status_code == 404


def test_a_review_left_by_its_code_is_shown_on_the_page_once_the_floor_is_met(
    world: World, client: Client
) -> None:
    many(world, [Rating.POSITIVE] * 6 + [Rating.NEUTRAL, Rating.NEGATIVE, Rating.NEGATIVE])
    before = words_of(client.get(MONTH))
    assert "Fewer than 10 people have answered" in before
    assert "Рақмет" not in before
    assert "share__big" not in before
    typed(client, code_of_visit(world, "last"))
    client.post("/review/write/", {**KIND, "words": "Дана жақсы түсіндірді"})
    page = client.get(MONTH)
    assert "Дана жақсы түсіндірді" in words_of(page)
    figure = page.context["page"].figures[0]
    assert (figure.asked, figure.answered, round(figure.satisfied, 2)) == (FLOOR, FLOOR, 0.7)
    assert not page.context["page"].figures[1].is_shown


def test_the_silent_stand_beside_the_rating_and_positive_and_neutral_apart(
    world: World, client: Client
) -> None:
    many(world, [Rating.POSITIVE] * 5 + [Rating.NEUTRAL] * 3 + [Rating.NEGATIVE] * 2)
    for number in range(4):
        code_of_visit(world, f"silent-{number}")
    figure = client.get(MONTH).context["page"].figures[0]
    assert [(bar.kind, bar.value) for bar in figure.bars] == [
        ("positive", 5), ("neutral", 3), ("negative", 2), ("silent", 4),
    ]  # fmt: skip
    assert [bar.share for bar in figure.bars] == [0.5, 0.3, 0.2, None]
    assert sum(bar.width for bar in figure.bars) == 1000
    shown = re.sub(r"\s+", " ", words_of(client.get(MONTH)))
    assert "10 of 14 who were asked" in shown
    assert "between 24 and 76 %" in shown


def test_the_page_shows_the_reply_what_was_changed_and_why_words_are_hidden(
    world: World, client: Client
) -> None:
    rows, nurlan = many(world, [Rating.NEGATIVE] * FLOOR, "Кезек ұзақ <script>"), world.actor("nurlan")
    reply = Reply("Кешіріңіз", "Екінші үстел ашылды", "kk")
    review_reply(actor=nurlan, feedback=rows[0], reply=reply, at=MONDAY_NOON)
    review_hide(actor=nurlan, feedback=rows[1], reason="Names a neighbour", at=MONDAY_NOON)
    page = client.get(MONTH)
    shown = words_of(page)
    for said in ("Кешіріңіз", "Екінші үстел ашылды", "Names a neighbour", "&lt;script&gt;"):
        assert said in shown
    assert (page.context["page"].hidden, page.context["page"].figures[0].answered) == (1, FLOOR)
    assert shown.count("Кезек ұзақ") == FLOOR - 1


def test_whoever_left_a_review_reads_the_reply_with_the_same_code(world: World, client: Client) -> None:
    code = code_of_visit(world)
    row = left(world, code)
    review_reply(actor=world.actor("nurlan"), feedback=row, reply=Reply("Рақмет"), at=MONDAY_NOON)
    assert typed(client, code).context["page"].reply == "Рақмет"


def test_months_lead_to_each_other_as_far_as_anybody_was_asked(
    world: World, client: Client, noon: Any
) -> None:
    code_of_visit(world, "old", MONDAY_NOON - timedelta(days=31))
    page = client.get("/en/offices/almaty/reviews/").context["page"]
    assert (page.before_href, page.after_href) == ("/en/offices/almaty/reviews/2026-08/", "")
    page = client.get(page.before_href).context["page"]
    assert (page.before_href, page.after_href) == ("", "/en/offices/almaty/reviews/2026-09/")


def test_the_page_takes_as_many_queries_for_many_reviews_as_for_few(world: World, client: Client) -> None:
    many(world, [Rating.POSITIVE] * FLOOR)
    counts = []
    for turn in range(2):
        with CaptureQueriesContext(connection) as found:
            client.get(MONTH)
        counts.append(len(found))
        for number in range(3):
            left(world, code_of_visit(world, f"more-{turn}-{number}"), Review(Rating.NEGATIVE, words="Ұзақ"))
    assert counts[0] == counts[1]


def test_no_address_of_the_public_removes_a_review(world: World, client: Client) -> None:
    row = left(world, code_of_visit(world))
    client.get(f"/review/{row.uuid}/")
    for path in ("/review/", "/review/write/", "/review/done/", "/offices/almaty/reviews/"):
        for verb in (client.delete, client.put, client.patch):
            assert verb(path).status_code == 405
    assert Feedback.objects.filter(answered_at__isnull=False).count() == 1
