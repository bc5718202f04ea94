"""What every test of the desk begins with: the small world on a Monday afternoon."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from qabyldau.interfaces.desk.tests.working import Desk
from tests.people import MONDAY_NOON, World, make_world
from tests.receptions import Reception, make_reception


@pytest.fixture(autouse=True)
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY_NOON + timedelta(hours=3)) as traveller:
        yield traveller


@pytest.fixture
def world(db: None, noon: time_machine.Traveller) -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    return make_reception(world.office)


@pytest.fixture
def dana(world: World, reception: Reception) -> Desk:
    """Dana signed in at the first counter."""
    desk = Desk(world, "dana")
    desk.post("door-sit", counter=reception.counters[0].uuid)
    return desk
