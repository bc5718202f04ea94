"""Reviews at the desk: read by the staff, answered and hidden by the head, removed by nobody; the reviewer stays unknown."""

import re
from pathlib import Path

import pytest

import qabyldau
from qabyldau.answers.models import Feedback
from qabyldau.answers.queries.reviews import PAGE
from qabyldau.answers.rules.reviews import Rating
from qabyldau.answers.services.reviews import Review
from qabyldau.interfaces.desk.tests.working import Desk, address, deeds_of, words
from qabyldau.interfaces.desk.urls import urlpatterns
from tests.people import World
from tests.reviewing import code_of_answer, code_of_visit, left, many

TO_CALL = Review(
    Rating.NEGATIVE, words="Хабарласыңыз: 8 701 000 01 23", contact="+77010000123", consent="2026-11 kk"
)
READERS = ("dana", "saule", "nurlan", "bolat", "aizhan", "erlan", "zhanna")


@pytest.fixture
def row(world: World) -> Feedback:
    """A negative review by somebody who wants to be called."""
    return left(world, code_of_visit(world, "to-call"), TO_CALL)


@pytest.mark.parametrize("name", READERS)
def test_the_staff_read_what_everybody_may_read_and_not_who_wrote_it(
    world: World, row: Feedback, name: str
) -> None:
    desk = Desk(world, name)
    for answer in (desk.get("reviews"), desk.get("review", row.uuid)):
        assert answer.status_code == 200
        shown = words(answer)
        assert "Хабарласыңыз" in shown
        assert "701 000" not in shown
        assert "+7701" not in shown
        assert "15:0" not in shown, "the hour of a review points at its visitor"


def test_the_history_of_the_office_does_not_say_at_which_minute_a_review_was_left(
    world: World, row: Feedback
) -> None:
    nurlan = Desk(world, "nurlan")
    assert str(row.uuid) not in [deed.target_uuid for deed in nurlan.page("history").entries]
    nurlan.post("review-act", row.uuid, "reply", body="Кешіріңіз", language="kk")
    assert nurlan.page("history").entries[0].target_uuid == str(row.uuid)
    assert deeds_of(row.uuid) == ["answers.review.left", "answers.review.replied"]


def test_another_office_and_whoever_runs_the_machine_see_no_review(world: World, row: Feedback) -> None:
    marat, oleg = Desk(world, "marat"), Desk(world, "oleg")
    assert marat.page("reviews").rows == []
    assert marat.get("review", row.uuid).status_code == 404
    assert marat.post("review-contact", row.uuid).status_code == 404
    assert {oleg.get("reviews").status_code, oleg.get("review", row.uuid).status_code} == {403}


def test_a_review_that_was_not_left_is_not_there(world: World) -> None:
    code_of_visit(world)
    asked = Feedback.objects.get()
    desk = Desk(world, "nurlan")
    assert desk.page("reviews").rows == []
    assert desk.get("review", asked.uuid).status_code == 404


def test_lists_hold_what_they_say(world: World, row: Feedback) -> None:
    nurlan = Desk(world, "nurlan")
    good = left(world, code_of_visit(world, "good"), Review(Rating.POSITIVE, words="Рақмет"))
    left(world, code_of_visit(world, "plain"), Review(Rating.NEUTRAL))
    nurlan.post("review-act", row.uuid, "reply", body="Кешіріңіз", language="kk")
    counts = {
        name: len(nurlan.page("reviews", list=name).rows)
        for name in ("all", "call", "negative", "unanswered", "<b>")
    }
    assert counts == {"all": 3, "call": 1, "negative": 1, "unanswered": 1, "<b>": 3}
    assert nurlan.page("reviews", list="unanswered").rows[0].uuid == str(good.uuid)
    assert [tab.count for tab in nurlan.page("reviews").tabs] == ["", "1", "", ""]


def test_a_long_list_goes_on_over_pages_and_costs_no_query_a_review(world: World, row: Feedback) -> None:
    nurlan = Desk(world, "nurlan")
    nurlan.page("reviews")
    few = nurlan.queries("reviews")
    many(world, [Rating.NEGATIVE] * PAGE)
    assert nurlan.queries("reviews") == few
    first = nurlan.page("reviews")
    assert len(first.rows) == PAGE
    second = nurlan.client.get(first.older_href).context["page"]
    assert [one.uuid for one in second.rows] == [str(row.uuid)]
    assert (second.older_href, bool(second.newer_href)) == ("", True)
    assert len(nurlan.page("reviews", after="x").rows) == PAGE


def test_the_head_replies_and_says_what_was_changed(world: World, row: Feedback) -> None:
    nurlan = Desk(world, "nurlan")
    given = {"body": "Кешіріңіз", "changed": "Екінші үстел ашылды", "language": "kk"}
    assert nurlan.post("review-act", row.uuid, "reply", **given)["Location"] == address("review", row.uuid)
    row.refresh_from_db()
    assert (row.reply, row.changed, row.reply_language) == ("Кешіріңіз", "Екінші үстел ашылды", "kk")
    form = nurlan.page("review", row.uuid).forms["reply"]
    assert form.initial["body"] == "Кешіріңіз"


def test_a_reply_that_cannot_be_kept_comes_back_with_what_was_typed(world: World, row: Feedback) -> None:
    answer = Desk(world, "nurlan").post("review-act", row.uuid, "reply", body=" ", changed="Үстел")
    assert answer.status_code == 422
    assert answer.context["page"].forms["reply"].errors.keys() == {"body", "language"}
    assert "Үстел" in words(answer)


@pytest.mark.parametrize("name", [name for name in READERS if name != "nurlan"])
def test_others_neither_reply_nor_hide(world: World, row: Feedback, name: str) -> None:
    desk = Desk(world, name)
    assert desk.page("review", row.uuid).forms == {}
    for deed, given in (("reply", {"body": "Жоқ", "language": "kk"}), ("hide", {"reason": "Жоқ"})):
        assert desk.post("review-act", row.uuid, deed, **given).status_code == 403
    assert desk.post("review-show", row.uuid).status_code == 403
    row.refresh_from_db()
    assert (row.reply, row.hidden_at) == ("", None)


def test_hiding_needs_a_reason_and_can_be_taken_back(world: World, row: Feedback) -> None:
    nurlan = Desk(world, "nurlan")
    assert nurlan.post("review-act", row.uuid, "hide", reason="").status_code == 422
    nurlan.post("review-act", row.uuid, "hide", reason="Бөтен адам аталған")
    page = nurlan.page("review", row.uuid)
    assert (page.hidden_reason, page.may_show, "hide" in page.forms) == ("Бөтен адам аталған", True, False)
    nurlan.post("review-show", row.uuid)
    row.refresh_from_db()
    assert row.hidden_at is None
    assert deeds_of(row.uuid)[-2:] == ["answers.review.hidden", "answers.review.shown"]


def test_whoever_calls_back_sees_contact_and_words_once_asked_and_that_is_kept(
    world: World, row: Feedback
) -> None:
    dana = Desk(world, "dana")
    assert dana.page("review", row.uuid).called is None
    answer = dana.post("review-contact", row.uuid)
    called = answer.context["page"].called
    assert (called.contact, "8 701 000 01 23" in called.words) == ("+77010000123", True)
    assert deeds_of(row.uuid)[-1] == "answers.review.contacted"
    assert dana.page("reviews", list="call").rows == []


@pytest.mark.parametrize("name", ["bolat", "aizhan", "erlan", "zhanna"])
def test_those_who_call_nobody_see_no_contact(world: World, row: Feedback, name: str) -> None:
    desk = Desk(world, name)
    assert not desk.page("review", row.uuid).may_call
    assert desk.post("review-contact", row.uuid).status_code == 403


def test_whoever_left_no_contact_cannot_be_looked_up(world: World) -> None:
    row = left(world, code_of_visit(world))
    assert Desk(world, "nurlan").post("review-contact", row.uuid).status_code == 404


def test_the_rated_office_has_no_way_to_remove_a_review(world: World, row: Feedback) -> None:
    nurlan = Desk(world, "nurlan")
    for deed in ("delete", "remove", "erase"):
        assert nurlan.post("review-act", row.uuid, deed).status_code == 404
    for name in ("review", "review-contact"):
        assert nurlan.client.delete(address(name, row.uuid)).status_code == 405
    assert [path.name for path in urlpatterns if "review" in str(path.name)] == [
        "reviews", "reviews-poster", "reviews-qr", "review", "review-contact", "review-show", "review-act",
    ]  # fmt: skip
    removing = [
        path.name
        for path in Path(qabyldau.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
        and re.search(r"Feedback\.objects[^\n]*\.delete\(|feedback\.delete\(", path.read_text("utf-8"))
    ]
    assert removing == []
    assert Feedback.objects.get() == row


def test_an_answer_is_read_apart_from_its_reception(world: World) -> None:
    left(world, code_of_answer(world), Review(Rating.POSITIVE, Rating.NEGATIVE))
    rated = Desk(world, "nurlan").page("reviews").rows[0].rated
    assert [one.face for one in rated] == ["face_positive", "face_negative"]


def test_the_sheet_for_the_exit_leads_to_the_page_of_codes(world: World) -> None:
    dana = Desk(world, "dana")
    page = dana.page("reviews-poster")
    assert page.address.endswith("/review/")
    assert page.tablet_href.endswith("/review/?exit=1")
    assert dana.get("reviews-qr")["Content-Type"] == "image/svg+xml"
