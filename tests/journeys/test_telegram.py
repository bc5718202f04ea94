"""Aigul writes in Kazakh by Telegram; Saule opens and answers at the desk; Aigul reads it in the chat and says that it is fixed."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from qabyldau.answers.models import Feedback
from qabyldau.casework.models import Case
from qabyldau.flow.review import ask_whether_fixed
from qabyldau.flow.tell import send_waiting
from qabyldau.history.queries import flaws
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.channels.telegram.polling import poll_once
from tests.people import DARK_STREET, MONDAY_NOON, World, make_world
from tests.telegram import KEY, BotApi, bot_api

pytestmark = pytest.mark.django_db
ANSWER = "Құрметті өтініш беруші! Абай көшесіндегі шам бүгін ауыстырылды."


@pytest.fixture
def api(settings: Any) -> Iterator[BotApi]:
    with bot_api() as found:
        settings.TELEGRAM_API, settings.TELEGRAM_TOKEN = found.address, KEY
        yield found


@pytest.fixture
def moment() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY_NOON + timedelta(minutes=1), tick=True) as found:
        yield found


@pytest.fixture
def world(moment: time_machine.Traveller) -> World:
    world = make_world()
    type(world.office).objects.filter(pk=world.other.pk).update(is_active=False)
    return world


class Chat:
    """Aigul's telephone: what she types, presses and reads, with the bot asking for updates as it does."""

    def __init__(self, api: BotApi, moment: time_machine.Traveller) -> None:
        self.api, self.moment = api, moment

    def go(self, deed: str) -> str:
        """Write something, or press the button of these words; return the last thing the bot said."""
        self.moment.shift(5)
        buttons = self.api.buttons() if self.api.sent else {}
        self.api.presses(buttons[deed]) if deed in buttons else self.api.says(deed)
        poll_once("bot", MONDAY_NOON, wait=0)
        return self.api.words()[-1]


def answered(world: World) -> Case:
    """Let Saule find the appeal in her inbox, open it, answer and close it, over the pages of the desk."""
    saule, appeal = Client(), Appeal.objects.get()
    saule.force_login(world.users["saule"])
    assert appeal.number[:3] in saule.get("/desk/").content.decode()
    page = saule.get(f"/desk/appeals/{appeal.uuid}/").content.decode()
    assert DARK_STREET in page
    given = {"kind": "", "category": "lighting.street", "urgency": 1, "owner": world.users["saule"].uuid}
    opened = saule.post(f"/desk/appeals/{appeal.uuid}/open/", given)
    case = Case.objects.get()
    assert opened["Location"].endswith(f"/desk/cases/{case.uuid}/")
    saule.post(f"/desk/cases/{case.uuid}/answer/", {"body": ANSWER, "version": case.version})
    case.refresh_from_db()
    saule.post(f"/desk/cases/{case.uuid}/close/", {"outcome": "satisfied", "version": case.version})
    case.refresh_from_db()
    return case


def test_from_a_message_in_the_chat_to_a_matter_that_is_fixed(
    api: BotApi, world: World, moment: time_machine.Traveller
) -> None:
    aigul = Chat(api, moment)
    assert "Сәлеметсіз бе!" in aigul.go("/start")
    for deed in ("Қазақша", "Жолданым жазу", DARK_STREET, "Әрі қарай", "№12 мектептің жаны"):
        aigul.go(deed)
    assert "серверлері арқылы" in aigul.go("Осы чатта жауап беріңіз")
    assert "№12 мектептің жаны" in aigul.go("Келісемін")
    assert "tg-spoiler" in aigul.go("Жіберу")
    moment.shift(timedelta(hours=2))
    case = answered(world)
    assert (case.status, case.outcome) == ("closed", "satisfied")
    send_waiting(MONDAY_NOON + timedelta(hours=3))
    said = next(one for one in api.sent if ANSWER in one["text"])
    assert said["text"].startswith("<b>") or "жолданымыңызға берілген жауап" in said["text"]
    press = said["reply_markup"]["inline_keyboard"][0][0]
    assert press["text"] == "Иә, шешілді"
    api.presses(press["callback_data"])
    poll_once("bot", MONDAY_NOON, wait=0)
    assert Feedback.objects.get().reasons == ["solved"]
    moment.shift(timedelta(weeks=4, hours=1))
    later = MONDAY_NOON + timedelta(weeks=4, hours=4)
    assert ask_whether_fixed(later) == 1
    send_waiting(later)
    aigul.go("Иә, шешілді" if "Иә, шешілді" in api.buttons() else next(iter(api.buttons())))
    assert Feedback.objects.get().fixed == "yes"
    assert list(flaws()) == []
