"""Two clerks and one case: whoever saves an old page is told, and no change is lost (R11)."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Assignment, Case, StateChange
from qabyldau.casework.rules.moves import MOVES, CaseStatus, Outcome
from qabyldau.casework.services.moves import Move, case_move
from qabyldau.core.errors import ConflictError
from qabyldau.flow.triage import Decision, give_case, open_case
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
STEPS = st.lists(
    st.tuples(st.sampled_from(["saule", "nurlan"]), st.sampled_from(["look", "move", "take"])), max_size=14
)


@pytest.fixture
def world() -> World:
    return make_world()


def opened(world: World) -> Case:
    appeal = world.appeal().appeal
    saule = world.actor("saule")
    return open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )


def take(actor: Actor, page: Case) -> Case:
    """Take the case over for oneself, as it was seen on the page."""
    return give_case(actor=actor, case=page, owner_key=actor.key, at=MONDAY_NOON, version=page.version)


def move(actor: Actor, page: Case) -> Case:
    """Move the case on, as it was seen on the page."""
    return case_move(actor=actor, case=page, move=next_move(page), at=MONDAY_NOON)


def next_move(case: Case) -> Move:
    """Return the first move the table allows from what this page shows."""
    target = sorted(MOVES[CaseStatus(case.status)])[0]
    ending = Outcome.EXPLAINED if target is CaseStatus.CLOSED else None
    return Move(target, case.version, ending, has_answer=True)


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_no_change_is_lost_however_two_clerks_take_turns(world: World, steps: list[tuple[str, str]]) -> None:
    mark = transaction.savepoint()
    case = opened(world)
    actors = {name: world.actor(name) for name in ("saule", "nurlan")}
    pages = dict.fromkeys(actors, case)
    moved = taken = 0
    for name, deed in steps:
        newest = Case.objects.get(pk=case.pk)
        if deed == "look":
            pages[name] = newest
            continue
        page = pages[name]
        act = move if deed == "move" or newest.status != CaseStatus.ASSIGNED else take
        if page.version == newest.version:
            pages[name] = act(actors[name], page)
            moved, taken = moved + (act is move), taken + (act is take)
        else:
            with pytest.raises(ConflictError):
                act(actors[name], page)
    assert StateChange.objects.filter(case=case).count() == 2 + moved
    assert Assignment.objects.filter(case=case).count() == 1 + taken
    assert Case.objects.get(pk=case.pk).version == case.version + moved + taken
    transaction.savepoint_rollback(mark)
