"""An authority reads its letter under a link and answers without an account."""

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from qabyldau.flow.post.codes import link_code
from qabyldau.flow.tell import send_waiting
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from tests.people import MONDAY_NOON
from tests.referring import Mailbox, day, mailbox, make_referring

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(mailbox: Mailbox) -> Client:
    with time_machine.travel(MONDAY_NOON, tick=False):
        scene = make_referring()
        scene.refer(scene.register.roads)
        send_waiting(MONDAY_NOON)
        client = Client()
        answer = client.get(f"/en/authority/{link_code(Referral.objects.get())}/")
        assert answer.status_code == 302
        yield client


def test_the_letter_is_read_its_arrival_is_noted_and_it_is_answered_once(browser: Client) -> None:
    page = browser.get("/en/authority/letter/").context["page"]
    assert "шам жанбайды" in page.letter.letters[0][1]
    assert Letter.objects.get().send_state == "acknowledged"
    bad = browser.post("/en/authority/letter/", {"body": "Біздікі емес", "is_not_ours": "on"})
    assert bad.status_code == 422
    assert "right_words" in bad.context["page"].form.errors
    good = browser.post(
        "/en/authority/letter/", {"body": "Шам 2026 жылғы 20 қыркүйекте жөнделеді.", "number": "7"}
    )
    assert good.status_code == 302
    assert browser.get("/en/authority/letter/").context["page"].form is None
    assert AuthorityReply.objects.get().way == "link"
    browser.post("/en/authority/letter/", {"body": "Тағы да"})
    assert AuthorityReply.objects.count() == 1


def test_a_wrong_code_and_one_whose_time_is_over_open_nothing() -> None:
    with translation.override("en"), time_machine.travel(day(40), tick=False):
        answer = Client().get("/en/authority/AAAAAAAAAABBBBBBBBBB/")
    assert answer.status_code == 200
    assert "opens nothing" in answer.content.decode()
    assert Client().get("/en/authority/letter/").status_code == 302


def test_a_link_that_was_sent_anew_shuts_whoever_had_opened_the_one_before(browser: Client) -> None:
    assert browser.get("/en/authority/letter/").status_code == 200
    row = Referral.objects.get()
    Referral.objects.update(link_turn=row.link_turn + 1)
    assert browser.get("/en/authority/letter/").status_code == 302
    assert browser.post("/en/authority/letter/", {"body": "Біздікі емес"}).status_code == 302
    assert not AuthorityReply.objects.exists()
