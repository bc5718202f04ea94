"""Who shares a value: sorted arrays that grow by merging, and arrays that grow at their end.

An entry is one 64-bit number: the value of a band in the upper half, the number of a text in the lower. New entries are
sorted into a run of their own; a run is merged into the one before it while that is less than four times as large, so
that n entries lie in some log4 n runs and each is copied as often (the logarithmic method, Bentley and Saxe 1980, as
used by log-structured merge trees). A band costs eight bytes a text where a hash table of lists costs near a hundred.

>>> runs = SortedRuns()
>>> runs.add(np.array([[7 << 32], [9 << 32], [7 << 32]], dtype=np.uint64), first=0)
>>> runs.holders(np.array([7 << 32], dtype=np.uint64), at_most=10).tolist()
[0, 2]
"""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Longs = NDArray[np.uint64]
Places = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)

_GROWTH = 4
_HALF = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)


def ranges(starts: Places, counts: Places) -> Places:
    """Give start, start + 1, … for each start, as many as its count, one after another."""
    before = np.cumsum(counts) - counts
    return np.repeat(starts - before, counts) + np.arange(int(counts.sum()))


class Growing(Generic[Kind]):
    """An array that is added to at its end; its room doubles, so that adding costs its share only."""

    def __init__(self, kind: type[Kind]) -> None:
        self._room: NDArray[Kind] = np.empty(1024, dtype=kind)
        self.size = 0

    @property
    def array(self) -> NDArray[Kind]:
        """The values so far: a view, which a later `extend` may leave behind."""
        return self._room[: self.size]

    def extend(self, values: NDArray[Kind]) -> None:
        """Add values at the end."""
        size = self.size + values.size
        if size > self._room.size:
            wider = np.empty(max(size, self._room.size * 3 // 2), dtype=self._room.dtype)
            wider[: self.size] = self.array
            self._room = wider
        self._room[self.size : size] = values
        self.size = size

    @property
    def nbytes(self) -> int:
        """Bytes of the room taken."""
        return self._room.nbytes


class SortedRuns:
    """Entries of value and number, to be asked by value."""

    def __init__(self) -> None:
        self._runs: list[Longs] = []

    def add(self, values: Longs, first: int) -> None:
        """Take rows of values (upper halves) of the texts numbered from `first`; a value of zero is left out."""
        numbers = np.arange(first, first + len(values), dtype=np.uint64)[:, None]
        entries = (values | numbers)[values != 0]
        if not entries.size:
            return
        self._runs.append(np.sort(entries))
        joined = [self._runs.pop()]
        while self._runs and self._runs[-1].size < _GROWTH * sum(run.size for run in joined):
            joined.append(self._runs.pop())
        self._runs.append(
            joined[0] if len(joined) == 1 else np.sort(np.concatenate(joined[::-1]), kind="stable")
        )

    def holders(self, values: Longs, at_most: int) -> Places:
        """Give the numbers that stand beside any of the values, at most so many of each value and run, repeated."""
        found = [_slices(run, values, at_most) for run in self._runs]
        return np.concatenate([*found, np.zeros(0, dtype=np.uint64)]).astype(np.int64)

    def first_holders(self, values: Longs, wanted: Longs, whole: Longs) -> Places:
        """Give for each value the first number beside it for which `whole[number]` is the one wanted, or -1."""
        numbers = np.full(values.size, -1, dtype=np.int64)
        for run in self._runs:
            places = np.searchsorted(run, values)
            for step in (0, 1):
                entries = run[np.minimum(places + step, run.size - 1)]
                holders = (entries & _LOWER).astype(np.int64)
                fits = (entries >> _HALF == values >> _HALF) & (whole[holders] == wanted)
                numbers = np.where(fits & (numbers < 0), holders, numbers)
        return numbers

    @property
    def nbytes(self) -> int:
        """Bytes of all runs."""
        return sum(run.nbytes for run in self._runs)


def _slices(run: Longs, values: Longs, at_most: int) -> Longs:
    starts = np.searchsorted(run, values)
    held = np.flatnonzero(run[np.minimum(starts, run.size - 1)] >> _HALF == values >> _HALF)
    if not held.size:
        return np.zeros(0, dtype=np.uint64)
    starts = starts[held]
    ends = np.searchsorted(run, values[held] | _LOWER, side="right")
    counts = np.minimum(ends - starts, at_most)
    return run[ranges(starts, counts)] & _LOWER
