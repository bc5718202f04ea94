"""The table of moves, read as a lawyer would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.casework.rules.moves import (
    MOVES,
    NEEDED,
    OPEN,
    REASON_NEEDED,
    WITHOUT_ANSWER,
    CaseStatus,
    Ending,
    Outcome,
    may_move,
    why_not_closed,
)

S = CaseStatus


def test_every_status_has_a_row_and_can_be_reached() -> None:
    assert set(MOVES) == set(CaseStatus)
    assert set().union(*MOVES.values()) == set(CaseStatus) - {S.REGISTERED}


def test_nothing_goes_back_to_registered() -> None:
    assert not any(may_move(source, S.REGISTERED) for source in CaseStatus)


def test_a_closed_case_can_only_be_reopened() -> None:
    assert MOVES[S.CLOSED] == {S.REOPENED}


def test_a_closed_case_cannot_be_assigned() -> None:
    assert not may_move(S.CLOSED, S.ASSIGNED)


def test_every_open_status_leads_to_closed() -> None:
    assert all(may_move(status, S.CLOSED) for status in OPEN)


def test_every_move_needs_a_permission() -> None:
    assert set(NEEDED) == set(CaseStatus) - {S.REGISTERED}


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - WITHOUT_ANSWER))
def test_a_case_is_not_closed_without_an_answer(outcome: Outcome) -> None:
    assert why_not_closed(Ending(outcome, "себебі", has_answer=False)) == "answer"
    assert why_not_closed(Ending(outcome, "себебі", has_answer=True)) == ""


@pytest.mark.parametrize("outcome", sorted(REASON_NEEDED))
def test_some_outcomes_must_say_why(outcome: Outcome) -> None:
    assert why_not_closed(Ending(outcome, "  ", has_answer=True)) == "reason"


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_a_case_is_not_closed_while_a_part_of_it_is_open_unless_nobody_waits_any_more(
    outcome: Outcome,
) -> None:
    ending = Ending(outcome, "себебі", has_answer=True, has_open_parts=True)
    assert why_not_closed(ending) == ("" if outcome in WITHOUT_ANSWER else "parts")


@given(st.text(), st.booleans())
def test_no_case_is_closed_without_an_outcome(reason: str, has_answer: bool) -> None:
    assert why_not_closed(Ending(None, reason, has_answer)) == "outcome"
