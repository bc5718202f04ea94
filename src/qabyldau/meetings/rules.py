"""What was promised at a meeting or a reception, and what became of it: pure."""

from collections.abc import Mapping
from enum import StrEnum


class CommitmentState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[CommitmentState, frozenset[CommitmentState]] = {
    CommitmentState.OPEN: frozenset(
        {CommitmentState.KEPT, CommitmentState.NOT_KEPT, CommitmentState.WITHDRAWN}
    ),
    CommitmentState.KEPT: frozenset({CommitmentState.OPEN}),
    CommitmentState.NOT_KEPT: frozenset({CommitmentState.OPEN, CommitmentState.KEPT}),
    CommitmentState.WITHDRAWN: frozenset({CommitmentState.OPEN}),
}
"""From each state, where a promise may go; a mistake is taken back by opening it again."""

REASON_NEEDED = frozenset({CommitmentState.NOT_KEPT, CommitmentState.WITHDRAWN})
"""States that need a reason, because the visitor will ask."""
