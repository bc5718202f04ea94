"""Links as rules and as rows: whatever machines and people do in whatever order, a judgement is a person's and can be undone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabyldau.accounts.rules import Actor, Role, machine
from qabyldau.chain.models import Link
from qabyldau.chain.rules import (
    APPEAL,
    JUDGEMENTS,
    LinkState,
    Relation,
    Thing,
    in_order,
    is_allowed,
    may_judge,
)
from qabyldau.chain.services import link_judge, link_suggest
from qabyldau.core.errors import ConflictError
from qabyldau.core.ids import new_uuid
from qabyldau.history.models import Entry
from tests.people import MONDAY_NOON

STATES = list(LinkState)
uuids = st.uuids().map(str)


def test_every_state_has_its_judgements_and_each_can_be_undone() -> None:
    assert set(JUDGEMENTS) == set(LinkState)
    for source in LinkState:
        for target in JUDGEMENTS[source]:
            assert may_judge(target, source)


@given(uuids, uuids)
def test_one_matter_is_one_pair_in_either_order_and_a_repeat_keeps_its_direction(
    one: str, other: str
) -> None:
    left, right = Thing(APPEAL, one), Thing(APPEAL, other)
    same = Relation.SAME_MATTER
    assert in_order(left, same, right) == in_order(right, same, left)
    assert in_order(left, Relation.REPEATS, right) == (left, right)
    assert is_allowed(left, same, right) == (one != other)


deeds = st.lists(st.one_of(st.just("suggest"), st.just("turned"), st.sampled_from(STATES)), max_size=12)


@pytest.mark.django_db
@settings(deadline=None)
@given(deeds)
def test_in_any_order_there_is_one_row_and_its_state_is_the_last_allowed_judgement(
    story: list[object],
) -> None:
    ends = Thing(APPEAL, str(new_uuid())), Thing(APPEAL, str(new_uuid()))
    saule = Actor(str(new_uuid()), "", frozenset({Role.CASEWORKER}), "desk")
    expected: LinkState | None = None
    judged = 0
    for deed in story:
        if isinstance(deed, LinkState):
            row = Link.objects.filter(source_uuid__in=[end.uuid for end in ends]).first()
            if row is None or expected is None:
                continue
            if may_judge(expected, deed):
                link_judge(actor=saule, link=row, state=deed, at=MONDAY_NOON)
                expected, judged = deed, judged + 1
            else:
                with pytest.raises(ConflictError):
                    link_judge(actor=saule, link=row, state=deed, at=MONDAY_NOON)
            continue
        pair = ends if deed == "suggest" else ends[::-1]
        made = link_suggest(pair[0], Relation.SAME_MATTER, pair[1], who=machine().who, why=(), at=MONDAY_NOON)
        assert (made is not None) == (expected is None)
        expected = expected or LinkState.SUGGESTED
    rows = Link.objects.filter(source_uuid__in=[end.uuid for end in ends])
    assert [row.state for row in rows] == ([] if expected is None else [expected])
    keys = [str(row.uuid) for row in rows]
    assert Entry.objects.filter(action="chain.link.judged", target_uuid__in=keys).count() == judged
