"""A reception that travels: its states. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class MobileState(StrEnum):
    """Where a mobile reception stands."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


MOVES: Mapping[MobileState, frozenset[MobileState]] = {
    MobileState.PLANNED: frozenset({MobileState.HELD, MobileState.CANCELLED}),
    MobileState.HELD: frozenset(),
    MobileState.CANCELLED: frozenset({MobileState.PLANNED}),
}
"""From each state, where it may go; what was held stays held."""
