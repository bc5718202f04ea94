"""Parts of one matter that several authorities solve, and how each ends: pure."""

from collections.abc import Mapping
from enum import StrEnum


class PartState(StrEnum):
    """Where one part stands."""

    OPEN = "open"
    SENT = "sent"
    SETTLED = "settled"
    DROPPED = "dropped"


PART_MOVES: Mapping[PartState, frozenset[PartState]] = {
    PartState.OPEN: frozenset({PartState.SENT, PartState.SETTLED, PartState.DROPPED}),
    PartState.SENT: frozenset({PartState.OPEN, PartState.SETTLED, PartState.DROPPED}),
    PartState.SETTLED: frozenset({PartState.OPEN}),
    PartState.DROPPED: frozenset({PartState.OPEN}),
}
"""From each state, where a part may go; one that ended may be taken up again."""

AWAITED: frozenset[PartState] = frozenset({PartState.OPEN, PartState.SENT})
"""States of a part that keep the answer from being whole."""

MOST_PARTS = 10
"""Parts of one case."""

MOST_CHECKS = 30
"""Lines of one checklist."""


def may_move_part(source: PartState, target: PartState) -> bool:
    """Return whether the table allows the move."""
    return target in PART_MOVES[source]
