"""One deed on many cases: said before, done case by case, undone in time, and never over what somebody else has done."""

from datetime import timedelta
from typing import Any

import pytest

from qabyldau.accounts.models import Team
from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case, StateChange
from qabyldau.casework.rules.moves import Outcome
from qabyldau.core.errors import ConflictError, ForbiddenError
from qabyldau.flow.act import work_case
from qabyldau.flow.answer import answer_case
from qabyldau.flow.bulk.do import Done, do_to_many, undo
from qabyldau.flow.bulk.plan import Order, plan_of
from qabyldau.flow.triage import Decision, open_case
from qabyldau.history.models import Entry
from qabyldau.intake.services.registering import Contact
from qabyldau.messages.models import Message
from qabyldau.routines.services import part_add
from qabyldau.worklists.models import ShortlistItem
from qabyldau.worklists.rules import UNDO_TIME, BulkDeed
from tests.people import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def cases(world: World) -> list[Case]:
    """Three cases of Saule's, the first of which is in work."""
    contact = Contact(name="Айгүл Сапарова", email="aigul@example.kz")
    made = [
        open_case(
            actor=world.actor("saule"),
            appeal_uuid=str(world.appeal(key=f"k{n}", contact=contact).appeal.uuid),
            decision=Decision("lighting.street"),
            at=world.at,
        )
        for n in range(3)
    ]
    work_case(actor=world.actor("saule"), case_uuid=str(made[0].uuid), version=0, at=world.at)
    return made


def order(cases: list[Case], deed: BulkDeed, **given: Any) -> Order:
    seen = {str(case.uuid): Case.objects.get(pk=case.pk).version for case in cases}
    return Order(deed, seen, **given)


def done(world: World, asked: Order, name: str = "nurlan", *, after: int = 1) -> Done:
    at = world.at + timedelta(minutes=after)
    user = world.users[name]
    return do_to_many(actor=world.actor(name), user=user, office=world.office, order=asked, at=at)


def undone(world: World, result: Done, name: str = "nurlan", *, after: int = 5) -> Done:
    assert result.bulk is not None
    return undo(actor=world.actor(name), bulk=result.bulk, at=world.at + timedelta(minutes=after))


def owners(cases: list[Case]) -> list[tuple[str, str]]:
    rows = Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk").select_related("owner")
    return [(row.owner.username if row.owner else "", row.status) for row in rows]


def test_taking_is_undone_to_owner_and_status(world: World, cases: list[Case]) -> None:
    before = owners(cases)
    result = done(world, order(cases, BulkDeed.TAKE))
    assert owners(cases) == [("nurlan", "assigned")] * 3
    assert len(undone(world, result).done) == 3
    assert owners(cases) == before == [("saule", "in_work"), ("saule", "assigned"), ("saule", "assigned")]
    actions = list(Entry.objects.values_list("action", flat=True))
    assert (actions.count("worklists.bulk.done"), actions.count("worklists.bulk.undone")) == (1, 1)
    assert actions.count("casework.case.returned") == 3


def test_what_would_happen_is_said_first_and_changes_nothing(world: World, cases: list[Case]) -> None:
    asked = order(cases, BulkDeed.BEGIN)
    assert [line.hindrance for line in plan_of(world.actor("saule"), asked)] == ["same", "", ""]
    stale = Order(BulkDeed.BEGIN, {str(cases[1].uuid): 99})
    assert [line.hindrance for line in plan_of(world.actor("saule"), stale)] == ["changed"]
    assert owners(cases)[1] == ("saule", "assigned")
    assert plan_of(world.actor("marat"), asked) == []


def test_a_case_that_changed_meanwhile_is_left_and_named(world: World, cases: list[Case]) -> None:
    asked = order(cases, BulkDeed.GIVE, owner=str(world.users["nurlan"].uuid))
    work_case(actor=world.actor("saule"), case_uuid=str(cases[2].uuid), version=0, at=world.at)
    result = done(world, asked)
    assert ([line.hindrance for line in result.left], len(result.done)) == (["changed"], 2)


def test_undoing_leaves_what_somebody_changed_since(world: World, cases: list[Case]) -> None:
    result = done(world, order(cases, BulkDeed.TAKE))
    work_case(actor=world.actor("nurlan"), case_uuid=str(cases[1].uuid), version=0, at=world.at)
    back = undone(world, result)
    assert ([line.case.pk for line in back.left], len(back.done)) == ([cases[1].pk], 2)
    assert owners(cases)[1] == ("nurlan", "in_work")


def test_it_is_undone_once_and_in_time(world: World, cases: list[Case]) -> None:
    result = done(world, order(cases, BulkDeed.TAKE))
    undone(world, result)
    with pytest.raises(ConflictError):
        undone(world, result)
    late = done(world, order(cases, BulkDeed.TAKE), after=20)
    with pytest.raises(ConflictError):
        undone(world, late, after=21 + int(UNDO_TIME.total_seconds() / 60))


def test_closing_needs_what_a_single_closing_needs(world: World, cases: list[Case]) -> None:
    result = done(world, order(cases, BulkDeed.CLOSE, outcome=Outcome.EXPLAINED), "saule")
    assert [line.hindrance for line in result.left] == ["answer"] * 3
    result = done(world, order(cases, BulkDeed.CLOSE, outcome=Outcome.WITHDRAWN), "saule")
    assert [line.hindrance for line in result.left] == ["reason"] * 3
    assert result.bulk is None


def test_a_case_with_an_open_part_is_not_closed_among_many(world: World, cases: list[Case]) -> None:
    saule = world.actor("saule")
    answer_case(actor=saule, case_uuid=str(cases[0].uuid), body="Шам жанды.", version=0, at=world.at)
    part_add(actor=saule, case=cases[0], title="Жол", at=world.at)
    asked = order(cases[:1], BulkDeed.CLOSE, outcome=Outcome.SATISFIED)
    assert [line.hindrance for line in plan_of(saule, asked)] == ["parts"]


def test_a_closing_that_is_undone_tells_nobody_and_the_clocks_run_on(world: World, cases: list[Case]) -> None:
    due = Case.objects.get(pk=cases[1].pk).due_on
    asked = order(cases, BulkDeed.CLOSE, outcome=Outcome.WITHDRAWN, reason="Өзі сұрады")
    result = done(world, asked, "saule")
    assert [status for _owner, status in owners(cases)] == ["closed"] * 3
    letters = Message.objects.filter(kind="casework.closed")
    assert {row.not_before for row in letters} == {world.at + timedelta(minutes=1) + UNDO_TIME}
    undone(world, result, "saule")
    assert [status for _owner, status in owners(cases)] == ["in_work", "assigned", "assigned"]
    assert set(letters.values_list("state", flat=True)) == {"failed"}
    row = Case.objects.get(pk=cases[1].pk)
    assert (row.is_owed, row.due_on, row.outcome, row.closed_at) == (True, due, "", None)
    story = StateChange.objects.filter(case=row).order_by("position").values_list("target", flat=True)
    assert list(story) == ["registered", "assigned", "closed", "reopened", "assigned"]


def test_an_answered_case_comes_back_answered(world: World, cases: list[Case]) -> None:
    answer_case(
        actor=world.actor("saule"), case_uuid=str(cases[0].uuid), body="Ауыстырылды", version=0, at=world.at
    )
    result = done(world, order(cases[:1], BulkDeed.CLOSE, outcome=Outcome.SATISFIED), "saule")
    undone(world, result, "saule")
    row = Case.objects.get(pk=cases[0].pk)
    assert (row.status, row.is_owed) == ("answered", False)


def test_a_team_gets_a_queue_and_gives_it_back(world: World, cases: list[Case]) -> None:
    team = Team.objects.create(office_key=world.office.uuid, name_kk="Топ")
    foreign = Team.objects.create(office_key=world.other.uuid, name_kk="Бөтен")
    result = done(world, order(cases, BulkDeed.TEAM, team=str(team.uuid)))
    assert set(Case.objects.values_list("team__name_kk", flat=True)) == {"Топ"}
    undone(world, result)
    assert set(Case.objects.values_list("team", flat=True)) == {None}
    refused = done(world, order(cases, BulkDeed.TEAM, team=str(foreign.uuid)))
    assert [line.hindrance for line in refused.left] == ["team"] * 3


def test_giving_to_others_needs_the_right_of_the_head(world: World, cases: list[Case]) -> None:
    with pytest.raises(ForbiddenError, match=Permission.CASE_ASSIGN):
        done(world, order(cases, BulkDeed.GIVE, owner=str(world.users["nurlan"].uuid)), "saule")
    with pytest.raises(ForbiddenError):
        done(world, order(cases, BulkDeed.TAKE), "dana")


def test_the_list_for_today_is_ones_own_and_changes_no_case(world: World, cases: list[Case]) -> None:
    before = list(Case.objects.order_by("pk").values_list("version", flat=True))
    for _ in range(2):
        assert done(world, order(cases, BulkDeed.TODAY), "saule").bulk is None
    assert ShortlistItem.objects.filter(user=world.users["saule"]).count() == 3
    assert list(Case.objects.order_by("pk").values_list("version", flat=True)) == before
