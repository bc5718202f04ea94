"""A reception that travels, and what was promised to people, with what became of each: pure."""

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


class MobileState(StrEnum):
    """Where a mobile reception stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MOBILE_MOVES: Mapping[MobileState, frozenset[MobileState]] = {
    MobileState.PLANNED: frozenset({MobileState.HELD, MobileState.CANCELLED}),
    MobileState.HELD: frozenset(),
    MobileState.CANCELLED: frozenset({MobileState.PLANNED}),
}
"""From each state, where a mobile reception may go; what was held stays held."""
