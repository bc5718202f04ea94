"""Receptions that travel: planned, routed, held."""

from datetime import date, time

import pytest

from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.meetings.models import MobileReception
from qabyldau.meetings.queries.mobile import coming_mobiles, mobile_for, mobiles_of
from qabyldau.meetings.rules import MobileState
from qabyldau.meetings.services.mobile import Stop, mobile_end, mobile_plan, mobile_route
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
SATURDAY = date(2026, 9, 19)
ROUTE = [
    Stop(time(10), time(12), "№ 12 мектеп алды"),
    Stop(time(13), time(15), "Арай мөлтек ауданы, дүкен жаны"),
]


@pytest.fixture
def world() -> World:
    return make_world()


def plan(
    world: World, name: str = "dana", uuid: str = "", title: str = "Ауылдарға көшпелі қабылдау"
) -> MobileReception:
    return mobile_plan(
        actor=world.actor(name),
        office=world.office,
        on=SATURDAY,
        fields={"title_kk": title},
        at=MONDAY_NOON,
        uuid=uuid,
    )


def test_a_reception_travels_with_its_route_and_everybody_sees_where_it_will_be(world: World) -> None:
    row, dana = plan(world), world.actor("dana")
    mobile_route(actor=dana, mobile=row, stops=ROUTE, at=MONDAY_NOON)
    mobile_route(actor=dana, mobile=row, stops=ROUTE, at=MONDAY_NOON)
    found = mobile_for(dana, str(row.uuid))
    assert [(stop.position, stop.begins) for stop in found.stops.all()] == [(1, time(10)), (2, time(13))]
    assert coming_mobiles(world.office, SATURDAY) == [row]
    assert coming_mobiles(world.office, date(2026, 9, 20)) == []


def test_stops_follow_each_other_in_time(world: World) -> None:
    with pytest.raises(InputError, match="before it ends"):
        mobile_route(
            actor=world.actor("dana"), mobile=plan(world), at=MONDAY_NOON,
            stops=[ROUTE[0], Stop(time(11), time(13), "Басқа жер")],
        )  # fmt: skip


def test_what_was_held_has_its_results_and_stays_held(world: World) -> None:
    row, dana = plan(world), world.actor("dana")
    results = {"kk": "Екі ауылда 14 адам қабылданды."}
    held = mobile_end(actor=dana, mobile=row, state=MobileState.HELD, results=results, at=MONDAY_NOON)
    assert (held.state, held.results_kk) == (MobileState.HELD, results["kk"])
    with pytest.raises(ConflictError):
        mobile_end(actor=dana, mobile=row, state=MobileState.PLANNED, results={}, at=MONDAY_NOON)
    with pytest.raises(ConflictError):
        plan(world, uuid=str(row.uuid))
    assert mobile_end(
        actor=dana, mobile=row, state=MobileState.HELD, results={"kk": "Түзетілді"}, at=MONDAY_NOON
    )


def test_a_reception_without_a_title_and_of_another_office_are_refused(world: World) -> None:
    with pytest.raises(InputError):
        plan(world, title="")
    row = plan(world)
    with pytest.raises(MissingError):
        mobile_for(world.actor("marat"), str(row.uuid))
    with pytest.raises(ForbiddenError):
        plan(world, "zhanna")
    assert mobiles_of(world.actor("saule"), world.office) == [row]
