"""What the head of an office changes, and who may not."""

from datetime import date, time
from typing import Any

import pytest

from qabyldau.accounts.rules import machine
from qabyldau.core.errors import ForbiddenError, InputError, MissingError
from qabyldau.history.models import Entry
from qabyldau.offices.models import Closure, Office, Opening, Sitting
from qabyldau.offices.rules.hours import ElectionPeriod, Span
from qabyldau.offices.services.changing import (
    closure_drop,
    closure_set,
    election_set,
    hours_set,
    office_add,
    office_change,
    service_set,
    sitting_set,
)  # fmt: skip
from tests.people import MONDAY_NOON, World, make_world
from tests.receptions import make_reception

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_a_new_office_promises_what_the_setting_says(settings: Any) -> None:
    settings.PROMISE_DAYS = 7
    office = office_add(
        actor=machine("cli"),
        code="SHY",
        slug="shymkent",
        fields={"name_kk": "Шымкент қабылдауы"},
        at=MONDAY_NOON,
    )
    assert office.promise_days == 7


def test_the_head_changes_the_card_of_the_own_office_and_the_history_names_the_fields(world: World) -> None:
    nurlan = world.actor("nurlan")
    office_change(
        actor=nurlan,
        office=world.office,
        fields={"phone": "+7 727 000 00 00", "has_ramp": True},
        at=MONDAY_NOON,
    )
    entry = Entry.objects.get(action="offices.office.changed")
    assert sorted(entry.fields) == ["has_ramp", "phone"]
    with pytest.raises(MissingError):
        office_change(actor=nurlan, office=world.other, fields={"phone": "1"}, at=MONDAY_NOON)


@pytest.mark.parametrize("name", ["dana", "saule", "bolat", "erlan", "zhanna"])
def test_others_change_nothing(world: World, name: str) -> None:
    with pytest.raises(ForbiddenError):
        hours_set(actor=world.actor(name), office=world.office, week={}, at=MONDAY_NOON)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name_kk": ""}, "name_kk"),
        ({"latitude": 143.0, "longitude": 76.9}, "all"),
        ({"zone": "Asia/Mars"}, "zone"),
        ({"promise_days": 0}, "all"),
        ({"code": "X"}, "code"),
        ({"map_link": "javascript:alert(1)"}, "map_link"),
    ],
)
def test_what_cannot_be_on_a_card_is_refused_by_its_field(
    world: World, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InputError) as refused:
        office_change(actor=world.actor("nurlan"), office=world.office, fields=fields, at=MONDAY_NOON)
    assert refused.value.field == field


def test_hours_with_a_break_replace_the_old_ones(world: World) -> None:
    week = {1: [Span(time(14), time(18)), Span(time(9), time(13))]}
    hours_set(actor=world.actor("nurlan"), office=world.office, week=week, at=MONDAY_NOON)
    rows = Opening.objects.filter(office=world.office).order_by("opens")
    assert [(row.weekday, row.opens) for row in rows] == [(1, time(9)), (1, time(14))]


def test_a_sitting_is_each_week_or_once_and_of_the_own_service(world: World) -> None:
    nurlan, reception = world.actor("nurlan"), make_reception(world.office)
    other = make_reception(world.other)
    hours: dict[str, Any] = {"begins": time(10), "ends": time(12)}
    for wrong in ({}, {"weekday": 1, "on": date(2026, 9, 19)}, {"weekday": 1, "service": other.lawyer}):
        with pytest.raises(InputError):
            sitting_set(actor=nurlan, office=world.office, fields={**hours, **wrong}, at=MONDAY_NOON)
    row = sitting_set(
        actor=nurlan,
        office=world.office,
        fields={**hours, "on": date(2026, 9, 19), "service": reception.lawyer},
        at=MONDAY_NOON,
    )
    sitting_set(actor=nurlan, office=world.office, uuid=str(row.uuid), fields={"quota": 5}, at=MONDAY_NOON)
    assert Sitting.objects.get(pk=row.pk).quota == 5


def test_a_closure_is_set_and_taken_back_and_no_office_stands_in_for_itself(world: World) -> None:
    nurlan = world.actor("nurlan")
    fields: dict[str, Any] = {"from_on": date(2026, 9, 14), "to_on": date(2026, 9, 15), "reason_kk": "Жөндеу"}
    row = closure_set(
        actor=nurlan, office=world.office, fields={**fields, "substitute": world.other}, at=MONDAY_NOON
    )
    with pytest.raises(InputError, match="stand in"):
        closure_set(
            actor=nurlan, office=world.office, fields={**fields, "substitute": world.office}, at=MONDAY_NOON
        )
    closure_drop(actor=nurlan, office=world.office, uuid=str(row.uuid), at=MONDAY_NOON)
    assert not Closure.objects.exists()


def test_an_election_period_is_switched_on_and_off_by_its_days(world: World) -> None:
    nurlan = world.actor("nurlan")
    period = ElectionPeriod(date(2026, 9, 20), date(2026, 10, 20))
    election_set(actor=nurlan, office=world.office, period=period, at=MONDAY_NOON)
    assert Office.objects.get(pk=world.office.pk).election == period
    for wrong in (
        ElectionPeriod(date(2026, 9, 20), None),
        ElectionPeriod(date(2026, 9, 20), date(2026, 9, 1)),
    ):
        with pytest.raises(InputError):
            election_set(actor=nurlan, office=world.office, period=wrong, at=MONDAY_NOON)
    election_set(actor=nurlan, office=world.office, period=ElectionPeriod(), at=MONDAY_NOON)
    assert not Office.objects.get(pk=world.office.pk).election.holds_on(date(2026, 9, 20))


def test_a_service_is_made_and_corrected_by_its_code(world: World) -> None:
    nurlan = world.actor("nurlan")
    for name in ("Заңгер", "Заңгер кеңесі"):
        service_set(
            actor=nurlan, office=world.office, code="lawyer", fields={"name_kk": name}, at=MONDAY_NOON
        )
    assert [row.name_kk for row in world.office.services.all()] == ["Заңгер кеңесі"]
