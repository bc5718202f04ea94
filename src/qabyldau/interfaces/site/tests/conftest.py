"""What most tests of the citizen's door begin with: the small world, and its reception with hours, services and counters."""

import pytest

from tests.people import World, make_world
from tests.receptions import Reception, make_reception


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def reception(world: World) -> Reception:
    return make_reception(world.office)
