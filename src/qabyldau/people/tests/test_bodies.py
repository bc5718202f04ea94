"""The register of bodies: who is responsible on a day, who may change what, and what is recorded."""

from datetime import date

import pytest

from qabyldau.accounts.rules import machine
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.history.models import Entry
from qabyldau.people.models import Organization
from qabyldau.people.queries.bodies import above, bodies_for, body_for, body_list, head_of, of_kind_near
from qabyldau.people.rules import ProposalState
from qabyldau.people.services.bodies import (
    NewHead,
    body_set,
    contact_set,
    head_set,
    proposal_judge,
    proposal_make,
)
from tests.bodies import Register, make_register
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 14)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def register(world: World) -> Register:
    return make_register()


def found(register: Register, theme: str = "lighting.street", day: date = DAY, key: str = "") -> list[str]:
    finding = bodies_for(theme=theme, area=register.district, on=day, office_key=key)
    return [row.body.code for row in finding.found]


def test_the_body_is_found_from_place_and_theme_with_the_reason(register: Register) -> None:
    finding = bodies_for(theme="lighting.street", area=register.district, on=DAY, office_key="")
    first = finding.found[0]
    assert (first.body, first.theme, first.area) == (register.lights, "lighting", register.city)
    assert finding.is_sure
    assert [row.body for row in finding.found] == [register.lights, register.akimat]


def test_without_a_place_nothing_is_sure(register: Register) -> None:
    finding = bodies_for(theme="lighting", area=None, on=DAY, office_key="")
    assert not finding.is_sure


def test_a_contact_counts_only_in_its_time(register: Register) -> None:
    register.way(register.roads, theme="lighting.street", start_on=date(2026, 1, 1), end_on=date(2026, 6, 30))
    assert found(register, day=date(2026, 6, 30))[0] == "roads"
    assert found(register, day=date(2026, 7, 1))[0] == "lights"


def test_a_body_that_has_ended_is_not_proposed(register: Register) -> None:
    Organization.objects.filter(code="lights").update(ended_on=DAY, successor=register.roads)
    assert found(register) == ["akimat"]


def test_rows_of_another_office_are_not_seen(world: World, register: Register) -> None:
    own, other = str(world.office.uuid), str(world.other.uuid)
    register.way(register.roads, theme="lighting.street", office_key=own)
    assert found(register, key=own)[0] == "roads"
    assert found(register, key=other)[0] == "lights"


def test_the_head_is_who_leads_on_that_day(register: Register) -> None:
    assert head_of(register.lights, DAY).name == "Үлгібаев Әли Сынақұлы"  # type: ignore[union-attr]
    head_set(
        actor=machine("cli"),
        body=register.lights,
        head=NewHead("Жаңа Басшы", date(2026, 9, 1)),
        at=MONDAY_NOON,
    )
    assert head_of(register.lights, DAY).name == "Жаңа Басшы"  # type: ignore[union-attr]
    assert head_of(register.lights, date(2026, 8, 31)).name == "Үлгібаев Әли Сынақұлы"  # type: ignore[union-attr]
    assert head_of(register.roads, DAY) is None


def test_above_a_department_is_its_akimat_and_the_prosecutor_is_found_by_area(register: Register) -> None:
    assert above(register.lights) == register.akimat
    assert above(register.akimat) is None
    assert of_kind_near("prosecutor", register.lights, "") == register.prosecutor


def test_an_office_adds_its_own_bodies_and_changes_no_shared_one(world: World, register: Register) -> None:
    nurlan = world.actor("nurlan")
    own = body_set(actor=nurlan, fields={"kind": "housing", "name_kk": "«Үлгі» МИБ"}, at=MONDAY_NOON)
    assert str(own.office_key) == nurlan.office_key
    assert own in body_list(nurlan)
    with pytest.raises(MissingError):
        body_set(actor=nurlan, fields={"note": "жоқ"}, code="lights", at=MONDAY_NOON)
    with pytest.raises(MissingError):
        body_for(world.actor("marat"), str(own.uuid))
    body_set(actor=world.actor("oleg"), fields={"note": "жаңа"}, code="lights", at=MONDAY_NOON)
    assert Entry.objects.filter(action="people.body.set").count() == 2


@pytest.mark.parametrize("name", ["saule", "dana", "bolat", "zhanna"])
def test_only_the_head_of_an_office_changes_its_register(world: World, register: Register, name: str) -> None:
    with pytest.raises(ForbiddenError):
        contact_set(
            actor=world.actor(name),
            fields={"organization": register.lights, "delivery": "hand"},
            at=MONDAY_NOON,
        )


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"delivery": "email", "address": ""}, "address"),
        ({"delivery": "link", "address": "no address"}, "address"),
        ({"delivery": "hand", "start_on": DAY, "end_on": date(2026, 9, 13)}, "end_on"),
        ({"delivery": "pigeon"}, "delivery"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_field(
    world: World, register: Register, fields: dict[str, object], named: str
) -> None:
    with pytest.raises(InputError) as refused:
        contact_set(
            actor=world.actor("nurlan"), fields={"organization": register.lights, **fields}, at=MONDAY_NOON
        )
    assert refused.value.field == named


def test_whoever_works_on_cases_proposes_and_the_head_judges_once(world: World, register: Register) -> None:
    proposal = proposal_make(
        actor=world.actor("saule"), body=register.lights, words="Мекенжай ауысты", at=MONDAY_NOON
    )
    with pytest.raises(ForbiddenError):
        proposal_judge(
            actor=world.actor("saule"), proposal=proposal, state=ProposalState.ACCEPTED, at=MONDAY_NOON
        )
    proposal_judge(
        actor=world.actor("nurlan"), proposal=proposal, state=ProposalState.ACCEPTED, at=MONDAY_NOON
    )
    with pytest.raises(ConflictError):
        proposal_judge(
            actor=world.actor("nurlan"), proposal=proposal, state=ProposalState.DECLINED, at=MONDAY_NOON
        )
