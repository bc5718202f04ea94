"""The bot's double, the small world, and Aigul with her telephone."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.people import MONDAY_NOON, World, make_world
from tests.talking import Person
from tests.telegram import KEY, BotApi, bot_api


@pytest.fixture
def api(settings: Any) -> Iterator[BotApi]:
    """Telegram's double, and a bot that speaks to it."""
    with bot_api() as found:
        settings.TELEGRAM_API, settings.TELEGRAM_TOKEN = found.address, KEY
        yield found


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The small world on its Monday noon, with one reception that takes appeals."""
    with time_machine.travel(MONDAY_NOON + timedelta(minutes=1), tick=False):
        world = make_world()
        type(world.office).objects.filter(pk=world.other.pk).update(is_active=False)
        yield world


@pytest.fixture
def aigul(api: BotApi, world: World) -> Person:
    """Aigul with her telephone."""
    return Person(api)
