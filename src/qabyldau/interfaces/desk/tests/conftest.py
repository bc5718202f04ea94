"""What every test of the desk begins with: the small world on a Monday afternoon."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from tests.people import MONDAY_NOON, World, make_world


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY_NOON + timedelta(hours=3)) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, noon: time_machine.Traveller) -> World:
    return make_world()
