"""Aigul sees to whom her appeal was sent on and what came; she alone says whether it is an answer for her."""

import pytest
import time_machine
from django.test import Client

from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.flow.tell import send_waiting
from qabyldau.history.models import Entry
from qabyldau.interfaces.site.tests.walking import opened
from qabyldau.referrals.models import AuthorityReply, CitizenTick, Referral
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.services.replies import reply_judge
from tests.people import MONDAY_NOON, World
from tests.referring import GOOD, Mailbox, Referring, day, mailbox, referring_in, reply

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(world: World, mailbox: Mailbox) -> Referring:
    scene = referring_in(world)
    scene.refer()
    send_waiting(MONDAY_NOON)
    return scene


def taken(scene: Referring, *, is_judged: bool = True) -> AuthorityReply:
    """Return a reply that came on Thursday and, if wanted, was judged on Friday."""
    saule, uuid = scene.world.actor("saule"), str(Referral.objects.get().uuid)
    kept = take_authority_reply(
        actor=saule, referral_uuid=uuid, reply=reply(f"{GOOD} Тел. +7 701 000 01 23", day(3)), papers=[], at=day(3)
    )  # fmt: skip
    if is_judged:
        reply_judge(actor=saule, reply=kept, verdict=Verdict(frozenset(Tick), is_enough=True), at=day(4))
    return kept


def page_of(scene: Referring, client: Client) -> str:
    words: str = opened(client, scene.registered.number, scene.registered.secret).content.decode()
    return words.replace("\xa0", " ")


def address(number: str, kept: AuthorityReply) -> str:
    return f"/track/{number}/authority-reply/{kept.uuid}/"


def said() -> list[bool]:
    return list(CitizenTick.objects.values_list("is_answer", flat=True))


def test_she_sees_at_once_to_whom_it_went_under_which_number_and_until_when(
    scene: Referring, client: Client
) -> None:
    with time_machine.travel(MONDAY_NOON):
        words = page_of(scene, client)
    for part in (
        "Жолданымыңыз қайда жіберілді", "Энергетика басқармасы", "ALM-1/2026", "2026 ж. 14 қыркүйек",
        "2026 ж. 5 қазан", "Әзірге жоқ", "хатта көрсетілмеген",
    ):  # fmt: skip
        assert part in words
    assert "Сәуле" not in words


def test_nothing_is_said_of_bodies_where_it_went_to_none(world: World, client: Client) -> None:
    registered = world.appeal()
    with time_machine.travel(MONDAY_NOON):
        words = opened(client, registered.number, registered.secret).content.decode()
    assert "Жолданымыңыз қайда жіберілді" not in words


def test_a_reply_that_nobody_has_read_is_named_and_can_not_be_ticked(
    scene: Referring, client: Client
) -> None:
    kept = taken(scene, is_judged=False)
    with time_machine.travel(day(3)):
        words = page_of(scene, client)
        answer = client.post(address(scene.registered.number, kept), {"is_answer": "1"})
    assert "ауыстырылды" not in words
    assert "/authority-reply/" not in words
    assert (answer.status_code, said()) == (409, [])


def test_she_reads_the_reply_without_others_data_and_says_once_whether_it_is_an_answer(
    scene: Referring, client: Client
) -> None:
    kept = taken(scene)
    with time_machine.travel(day(5)):
        words = page_of(scene, client)
        assert "ауыстырылды" in words
        assert "701 000" not in words
        assert 'aria-pressed="true"' not in words
        shown = client.post(address(scene.registered.number, kept), {"is_answer": "0"}, follow=True)
        assert shown.content.decode().count('aria-pressed="true"') == 1
        assert said() == [False]
        client.post(address(scene.registered.number, kept), {"is_answer": "1"})
    assert said() == [True], "one tick, changed"
    kept.refresh_from_db()
    assert kept.is_enough is True
    assert Entry.objects.filter(action="referrals.reply.ticked").count() == 2


@pytest.mark.parametrize("given", [{}, {"is_answer": "2"}])
def test_a_press_that_says_nothing_keeps_nothing(
    scene: Referring, client: Client, given: dict[str, str]
) -> None:
    kept = taken(scene)
    with time_machine.travel(day(5)):
        page_of(scene, client)
        assert client.post(address(scene.registered.number, kept), given).status_code == 302
    assert said() == []


def test_without_her_secret_nobody_sees_or_ticks(scene: Referring, client: Client) -> None:
    kept = taken(scene)
    with time_machine.travel(day(5)):
        answer = client.post(address(scene.registered.number, kept), {"is_answer": "1"}, follow=True)
    assert "Энергетика" not in answer.content.decode()
    assert said() == []


def test_with_the_secret_of_another_appeal_nobody_sees_or_ticks(scene: Referring, client: Client) -> None:
    kept = taken(scene)
    other = scene.world.appeal(key="other")
    with time_machine.travel(day(5)):
        words = opened(client, other.number, other.secret).content.decode()
        assert "Энергетика" not in words
        hers = client.post(address(scene.registered.number, kept), {"is_answer": "1"})
        own = client.post(address(other.number, kept), {"is_answer": "1"})
    assert (hers.status_code, own.status_code, said()) == (302, 409, [])
