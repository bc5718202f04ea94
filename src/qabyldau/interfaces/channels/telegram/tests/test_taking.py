"""An update is dealt with once, whole or not at all: replayed, killed, rubbish, too many, from groups, from closed chats (S23)."""

import copy
import json
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st

from qabyldau.intake.models import Appeal, Applicant
from qabyldau.interfaces.channels.telegram import polling, taking
from qabyldau.interfaces.channels.telegram.parse import read_update
from qabyldau.interfaces.channels.telegram.polling import poll_once
from qabyldau.interfaces.channels.telegram.taking import take_update
from qabyldau.interfaces.channels.telegram.views import HEADER, hook_secret
from qabyldau.interfaces.cli.main import main
from qabyldau.messages.models import Line, Taken
from qabyldau.messages.services import replies_forget
from tests.people import DARK_STREET, World
from tests.talking import (
    Person,
    photo,
    photo_bytes,
)
from tests.telegram import AIGUL, BotApi, message, person

pytestmark = pytest.mark.django_db
HOOK = "/channels/telegram/hook/"


def walk(api: BotApi) -> list[dict[str, Any]]:
    """Return the updates of a whole appeal."""
    steps: list[Any] = [
        "/start",
        "lang:kk",
        DARK_STREET,
        "next:",
        "Абай 12",
        "contact:chat",
        "agree:",
        "send:",
    ]
    return [
        api.presses(step.removesuffix(":")) if ":" in step and " " not in step else api.says(step) for step in steps
    ]  # fmt: skip


def test_updates_that_come_three_times_are_dealt_with_once(aigul: Person) -> None:
    updates = walk(aigul.api)
    for update in updates:
        for _again in range(3):
            take_update(copy.deepcopy(update), aigul.at)
    for update in updates:
        take_update(update, aigul.at)
    assert Appeal.objects.count() == 1
    assert sum("tg-spoiler" in words for words in aigul.api.words()) == 1


def test_an_update_that_breaks_us_is_skipped_and_its_words_stay_out_of_the_log(
    aigul: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("Сапарова")

    monkeypatch.setattr(taking, "answer", broken)
    with caplog.at_level(logging.WARNING):
        assert aigul.says("Айгүл Сапарова") == []
    monkeypatch.undo()
    assert Line.objects.get(name="telegram").position > 0
    assert aigul.says("/start")


def test_nothing_is_half_done_when_the_process_ends_in_the_middle(
    aigul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    updates = walk(aigul.api)
    for update in updates[:-1]:
        take_update(update, aigul.at)

    class Killed(BaseException):
        pass

    def killed(**_given: object) -> None:
        raise Killed

    monkeypatch.setattr(taking, "reply_queue", killed)
    with pytest.raises(Killed):
        take_update(updates[-1], aigul.at)
    monkeypatch.undo()
    assert not Appeal.objects.exists()
    take_update(updates[-1], aigul.at)
    assert Appeal.objects.count() == 1


def test_a_photo_is_not_fetched_again_after_a_kill(aigul: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    aigul.begins()
    aigul.says(DARK_STREET)
    aigul.api.files["photo-3"] = photo_bytes()
    update = aigul.api.comes(message=message(photo=photo("photo-3")))

    class Killed(BaseException):
        pass

    def killed(**_given: object) -> None:
        raise Killed

    monkeypatch.setattr(taking, "incoming_take", killed)
    with pytest.raises(Killed):
        take_update(update, aigul.at)
    monkeypatch.undo()
    take_update(update, aigul.at)
    assert aigul.api.fetched == ["photo-3"]


def test_a_group_is_refused_politely_and_once(aigul: Person) -> None:
    for _again in range(3):
        take_update(aigul.api.comes(message=message(-100123, "supergroup", text="шам жанбайды")), aigul.at)
    assert len(aigul.api.words(-100123)) == 1


def test_other_bots_and_channels_are_not_answered(aigul: Person) -> None:
    take_update(
        aigul.api.comes(message=message(text="hi") | {"from": {**person(), "is_bot": True}}), aigul.at
    )
    take_update(aigul.api.comes(channel_post=message(text="hi")), aigul.at)
    assert aigul.api.sent == []


def test_whoever_writes_too_fast_is_told_so_once(aigul: Person) -> None:
    aigul.begins()
    for _number in range(60):
        take_update(aigul.api.says("шам"), aigul.at)
    assert sum("тым жиі" in words for words in aigul.api.words()) == 1
    assert len(aigul.api.words()) < 50
    aigul.waits(timedelta(minutes=2))
    assert aigul.says("/start")


def test_whoever_blocks_the_bot_is_marked_and_is_welcome_again(aigul: Person) -> None:
    for update in walk(aigul.api):
        take_update(update, aigul.at)
    change = {"chat": {"id": AIGUL, "type": "private"}, "from": person()}
    take_update(aigul.api.comes(my_chat_member={**change, "new_chat_member": {"status": "kicked"}}), aigul.at)
    assert Applicant.objects.get().chat_closed_at == aigul.at
    take_update(aigul.api.comes(my_chat_member={**change, "new_chat_member": {"status": "member"}}), aigul.at)
    assert Applicant.objects.get().chat_closed_at is None


@pytest.mark.parametrize("raw", [None, [], 7, {}, {"update_id": True}, {"update_id": -1}, {"update_id": 2**70},
                                 {"update_id": 1, "message": 5}, {"update_id": 2, "message": {"chat": {"id": "x"}}}])  # fmt: skip
def test_rubbish_is_nothing(api: BotApi, world: World, raw: object) -> None:
    take_update(raw, world.at)
    assert api.sent == []


WHOLE = {
    "update_id": 1,
    "message": {
        **message(text="шам", photo=photo(), location={"latitude": 1.0, "longitude": 2.0}),
        "contact": {"phone_number": "1", "user_id": AIGUL},
        "voice": {"file_id": "v"},
    },
    "callback_query": {"id": "1", "from": person(), "data": "next", "message": message()},
}
RUBBISH = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    for key, value in (
        tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    ):
        yield from places(value, (*path, key))


@how(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_an_update_bent_anywhere_is_read_or_left_alone(data: st.DataObject) -> None:
    given = copy.deepcopy(WHOLE)
    if data.draw(st.booleans()):
        given.pop("callback_query")
    path = data.draw(st.sampled_from(list(places(given))))
    if not path:
        read_update(data.draw(RUBBISH))
        return
    tree: Any = given
    for key in path[:-1]:
        tree = tree[key]
    tree[path[-1]] = data.draw(RUBBISH)
    found = read_update(given)
    assert found is None or "\0" not in found.text


def test_updates_are_asked_for_dealt_with_and_confirmed(aigul: Person) -> None:
    walk(aigul.api)
    assert poll_once("one", aigul.at, wait=0)
    assert Appeal.objects.count() == 1
    assert poll_once("one", aigul.at, wait=0)
    assert aigul.api.updates == []


def test_one_process_alone_reads_the_line(aigul: Person) -> None:
    assert poll_once("one", aigul.at, wait=0)
    aigul.api.says("/start")
    assert not poll_once("two", aigul.at, wait=0)
    assert aigul.api.sent == []


def test_an_update_is_not_dealt_with_again_when_the_confirmation_was_lost(aigul: Person) -> None:
    aigul.api.says("/start")
    kept = list(aigul.api.updates)
    poll_once("one", aigul.at, wait=0)
    Line.objects.update(position=0)
    aigul.api.updates = kept
    poll_once("one", aigul.at, wait=0)
    assert len(aigul.api.sent) == 1


def test_a_silent_api_stops_nobody_and_no_key_is_logged(
    aigul: Person, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.TELEGRAM_API = "http://127.0.0.1:9"
    stop = threading.Event()
    monkeypatch.setattr(polling, "PAUSE", 0.01)
    waits: list[float] = []

    def wait(self: threading.Event, seconds: float | None = None) -> bool:
        waits.append(seconds or 0.0)
        if len(waits) >= 3:
            self.set()
        return True

    monkeypatch.setattr(threading.Event, "wait", wait)
    with caplog.at_level(logging.WARNING):
        polling.poll(stop)
    assert waits == sorted(waits)
    assert settings.TELEGRAM_TOKEN not in caplog.text


def bring(client: Client, update: object, secret: str) -> int:
    headers = {HEADER: secret}
    return client.post(HOOK, json.dumps(update), content_type="application/json", headers=headers).status_code


def test_updates_that_are_brought_need_the_secret(aigul: Person, settings: Any, client: Client) -> None:
    settings.TELEGRAM_WEBHOOK = True
    update = aigul.api.says("/start")
    assert [bring(client, update, secret) for secret in ("", "x", hook_secret()[:-1])] == [403] * 3
    assert aigul.api.sent == []
    assert [bring(client, update, hook_secret()) for _again in range(3)] == [200] * 3
    assert len(aigul.api.sent) == 1


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[" * 100_000, b"\xff", b'{"update_id": 1, "message": "' + b"x" * 300_000]
)
def test_rubbish_that_is_brought_is_taken_and_left(
    aigul: Person, settings: Any, client: Client, body: bytes
) -> None:
    settings.TELEGRAM_WEBHOOK = True
    answer = client.post(HOOK, body, content_type="application/json", headers={HEADER: hook_secret()})
    assert answer.status_code == 200


def test_nothing_is_brought_where_updates_are_asked_for(aigul: Person, client: Client) -> None:
    assert bring(client, aigul.api.says("/start"), hook_secret()) == 403


def test_the_command_says_which_bot_it_is_and_what_does_not_fit(
    aigul: Person, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["telegram", "check"]) == 0
    assert "@qabyldau_test_bot" in capsys.readouterr().out
    settings.TELEGRAM_WEBHOOK = True
    assert main(["telegram", "check"]) == 1
    assert main(["telegram", "webhook"]) == 1
    settings.IS_LOCAL, settings.PUBLIC_URL = False, "https://qabyldau.example"
    assert main(["telegram", "webhook"]) == 0
    assert aigul.api.hook["url"] == "https://qabyldau.example/channels/telegram/hook/"
    assert aigul.api.hook["secret_token"] == hook_secret()
    assert main(["telegram", "poll"]) == 1
    assert main(["telegram", "webhook", "--end"]) == 0
    assert aigul.api.hook == {}


def test_the_command_says_what_is_missing(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.TELEGRAM_TOKEN = ""
    assert main(["telegram", "check"]) == 1
    assert "BotFather" in capsys.readouterr().err
    settings.TELEGRAM_TOKEN, settings.TELEGRAM_API = "1:wrong", "http://127.0.0.1:9"
    assert main(["telegram", "check"]) == 1
    assert "1:wrong" not in capsys.readouterr().err


def test_traces_of_conversations_are_forgotten(aigul: Person) -> None:
    for update in walk(aigul.api):
        take_update(update, aigul.at)
    replies_forget(at=aigul.at + timedelta(days=15))
    assert not Taken.objects.exists()
