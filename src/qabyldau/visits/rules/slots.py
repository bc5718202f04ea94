"""Times that can be booked. Pure.

A sitting is cut into cells of equal length; a visit takes as many neighbouring cells of one seat as its service is long.
What is taken is a set of (cell, seat): whoever writes a pair first has it, and the database lets nobody write it twice.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil

HELD_FOR = timedelta(minutes=10)
"""How long a time is held while its form is filled in."""


class AppointmentState(StrEnum):
    """Where a booked visit stands. CAME: the visitor was at the door; what became of the visit is its ticket's."""

    HELD = "held"
    BOOKED = "booked"
    CAME = "came"
    ABSENT = "absent"
    CANCELLED = "cancelled"


LIVE = frozenset({AppointmentState.HELD, AppointmentState.BOOKED, AppointmentState.CAME})
"""States in which a visit has its time."""


@dataclass(frozen=True)
class Stretch:
    """One uncut run of a sitting's time, in UTC: from ``begins`` to ``ends``."""

    begins: datetime
    ends: datetime


@dataclass(frozen=True, order=True)
class Cell:
    """One cell of one seat, by the moment at which it begins."""

    starts_at: datetime
    seat: int


@dataclass(frozen=True, order=True)
class Offer:
    """A time that is free: when the visit would begin and end, and in which seat."""

    starts_at: datetime
    ends_at: datetime
    seat: int


@dataclass(frozen=True)
class Grid:
    """One day of one sitting: its runs, the length of a cell, the seats, at most how many visits."""

    stretches: Sequence[Stretch]
    step: timedelta
    seats: int = 1
    quota: int | None = None

    def starts(self) -> list[list[datetime]]:
        """Return the beginnings of the cells, run by run; what is shorter than a cell is left over."""
        found = []
        for stretch in self.stretches:
            count = max(0, (stretch.ends - stretch.begins) // self.step)
            found.append([stretch.begins + self.step * place for place in range(count)])
        return found

    def needed(self, length: timedelta) -> int:
        """Return how many neighbouring cells a visit of ``length`` takes."""
        return max(1, ceil(length / self.step))

    def cells(self, offer: Offer) -> list[Cell]:
        """Return the cells that ``offer`` takes."""
        count = self.needed(offer.ends_at - offer.starts_at)
        return [Cell(offer.starts_at + self.step * place, offer.seat) for place in range(count)]

    def offers(self, length: timedelta, taken: Collection[Cell] = ()) -> list[Offer]:
        """Return the free times for a visit of ``length``, the earliest first, one for each beginning.

        A quota leaves only the first places of the day: whoever books takes one of so many, so no count can be overrun.
        """
        places = self.places(length)
        free = [offer for offer in places if not any(cell in taken for cell in self.cells(offer))]
        first: dict[datetime, Offer] = {}
        for offer in sorted(free):
            first.setdefault(offer.starts_at, offer)
        return list(first.values())

    def places(self, length: timedelta) -> list[Offer]:
        """Return every place of the day, taken or not; under a quota visits stand end to end, the first so many."""
        count = self.needed(length)
        places = [
            Offer(run[place], run[place] + self.step * count, seat)
            for run in self.starts()
            for place in range(0, len(run) - count + 1, count if self.quota is not None else 1)
            for seat in range(1, self.seats + 1)
        ]
        return sorted(places)[: self.quota] if self.quota is not None else places


@dataclass(frozen=True)
class Window:
    """How early and how late one may book."""

    first: datetime
    """The earliest beginning: now and the notice."""
    last: datetime
    """The latest."""

    def within(self, offers: Iterable[Offer]) -> list[Offer]:
        """Return the offers that may be booked."""
        return [offer for offer in offers if self.first <= offer.starts_at <= self.last]


def window(at: datetime, notice_minutes: int, days: int) -> Window:
    """Return the window of booking at ``at``."""
    return Window(at + timedelta(minutes=notice_minutes), at + timedelta(days=days))
