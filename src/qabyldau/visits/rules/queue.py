"""The queue at the door: states of a ticket, its moves, and who is next. Pure.

A booked visitor is next from the booked minute on; before it, and when more than LATE behind it, they stand in the queue by
the moment at which they came, like everybody else. Nothing here says who somebody is or why they are let go first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE = timedelta(minutes=15)
"""How far behind the booked minute the booking still counts."""

BLOCK = 20
"""Numbers that a desk leases at once, to give out while the network is away."""

FIRST_LEASED = 501
"""Numbers of leased blocks begin here, so that nobody meets the same number twice in a day."""

LAST = 999
"""The last number of a day: three digits, as they are called out."""


class TicketState(StrEnum):
    """Where a visit stands. WAITING, INVITED, SERVED and ON_HOLD are its stages too, each timed."""

    WAITING = "waiting"
    INVITED = "invited"
    SERVED = "served"
    ON_HOLD = "on_hold"
    DONE = "done"
    NO_SHOW = "no_show"


class TicketSource(StrEnum):
    """How the ticket came to be."""

    WALK_IN = "walk_in"
    BOOKED = "booked"
    OFFLINE = "offline"


T = TicketState

MOVES: Mapping[TicketState, frozenset[TicketState]] = {
    T.WAITING: frozenset({T.INVITED, T.ON_HOLD, T.NO_SHOW, T.DONE}),
    T.INVITED: frozenset({T.SERVED, T.WAITING, T.ON_HOLD, T.NO_SHOW}),
    T.SERVED: frozenset({T.DONE, T.ON_HOLD, T.WAITING}),
    T.ON_HOLD: frozenset({T.WAITING, T.INVITED, T.SERVED, T.NO_SHOW, T.DONE}),
    T.DONE: frozenset({T.SERVED}),
    T.NO_SHOW: frozenset({T.WAITING}),
}
"""From each state, where a ticket may go. A visit ended by mistake is taken up again; who came back waits again."""

STAGES = frozenset({T.WAITING, T.INVITED, T.SERVED, T.ON_HOLD})
"""States in which the visitor is here, and time runs."""

AT_COUNTER = frozenset({T.INVITED, T.SERVED})
"""States in which a counter is taken."""


def may_move(source: TicketState, target: TicketState) -> bool:
    """Return whether a ticket may go from ``source`` to ``target``."""
    return target in MOVES[source]


@dataclass(frozen=True)
class Waiting:
    """One ticket that waits, as far as its place in the queue goes."""

    pk: int
    came_at: datetime
    booked_at: datetime | None = None
    """The booked minute, for whoever booked."""
    is_first: bool = False
    """Whether a receptionist let this visitor go first; the reason is kept nowhere."""

    def place(self, at: datetime) -> tuple[int, datetime, int]:
        """Return what sorts the queue at ``at``: let go first, then booked and due, then by the moment of coming."""
        on_time = self.booked_at is not None and self.came_at <= self.booked_at + LATE
        if self.is_first:
            return (0, self.came_at, self.pk)
        if on_time and self.booked_at is not None and self.booked_at <= at:
            return (1, self.booked_at, self.pk)
        return (2, self.came_at, self.pk)


def in_order(tickets: Iterable[Waiting], at: datetime) -> list[Waiting]:
    """Return the queue at ``at``, the next one first."""
    return sorted(tickets, key=lambda ticket: ticket.place(at))


def say(number: int) -> str:
    """Return a ticket's number as it is printed and called.

    >>> say(7)
    '007'
    """
    return f"{number:03d}"
