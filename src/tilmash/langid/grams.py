"""Character n-grams of many words at once, as buckets of a hash table.

A word is bounded by `^` and `$` and read as its n-grams of one to five characters and as a whole; each is hashed to a
bucket (the hashing trick, Weinberger et al. 2009). Everything runs over one array of characters, so that a word costs
a microsecond and no list of strings is ever made. Bucket 0 is kept empty: what would cross a boundary falls into it.

>>> grams = buckets_of(["су", "жоқ"])
>>> grams.rows.shape, grams.starts.tolist()
((6, 9), [0, 4])
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ORDERS = 5
BITS = 19
SIZE = 1 << BITS
LONGEST_WORD = 24
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_STEP = np.uint64(1_000_003)
_POWERS = np.cumprod(np.full(LONGEST_WORD + 3, _STEP, dtype=np.uint64))


@dataclass(frozen=True, slots=True)
class Grams:
    """Buckets of n-grams: `rows[k, i]` for order k+1 at character i (the last row is the whole word), word starts."""

    rows: NDArray[np.int32]
    starts: NDArray[np.int64]


def _bucket(hashed: NDArray[np.uint64], salt: int) -> NDArray[np.int32]:
    mixed = (hashed + np.uint64(salt)) * _MULTIPLIER
    return np.maximum((mixed >> np.uint64(64 - BITS)).astype(np.int32), 1)


def buckets_of(words: list[str]) -> Grams:
    """Give the buckets of some words (at least one, none empty); only the first 24 characters of a word are read."""
    bounded = ["^" + word[:LONGEST_WORD] + "$" for word in words]
    lengths = np.fromiter(map(len, bounded), dtype=np.int64, count=len(bounded))
    joined = "".join(bounded).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(joined, dtype=np.uint32).astype(np.uint64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    ends = np.repeat(starts + lengths, lengths)
    places = np.arange(codes.size)
    rows = np.zeros((ORDERS + 1, codes.size), dtype=np.int32)
    hashed = codes.copy()
    rows[0] = _bucket(hashed, 1)
    for order in range(2, ORDERS + 1):
        hashed = hashed[:-1] * _STEP + codes[order - 1 :] if codes.size >= order else hashed[:0]
        inside = places[: hashed.size] + order <= ends[: hashed.size]
        rows[order - 1, : hashed.size] = np.where(inside, _bucket(hashed, order), 0)
    within = places - np.repeat(starts, lengths)
    rows[ORDERS, starts] = _bucket(np.add.reduceat(codes * _POWERS[within], starts), 77)
    return Grams(rows, starts)
