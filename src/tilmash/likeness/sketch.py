"""Shingles of folded texts and their MinHash bands, by numpy.

A text is the set of its runs of four letters. Of 128 hash functions each keeps the least value over the set: two texts
agree on one with the probability of their Jaccard similarity s (Broder 1997, "On the resemblance and containment of
documents"). Four values make a band, and two texts meet when one of 32 bands agrees: 1 - (1 - s^4)^32, which is .99 at
s = .6 and one in 5,000 at s = .05 (Indyk and Motwani 1998). A typing error costs a short text more, so that texts of
at most 44 shingles meet in bands of three values (.99 at s = .51), and those of 23 to 44 in both kinds.
One-permutation hashing (Li, Owen and Zhang 2012; densified by Shrivastava and Li 2014) would need one hash function, but
a text of 70 letters leaves most of its 128 bins empty.

>>> from tilmash.likeness.letterkeys import letter_keys
>>> one, other = (letter_keys([text]) for text in ("жарық жоқ", "ЖАРЫК ЖОК!"))
>>> bool((bands_of(one) == bands_of(other)).all())
True
"""

import numpy as np
from numpy.typing import NDArray

from tilmash.likeness.letterkeys import Bytes, LetterKeys

WIDTH = 4
BANDS = 32
ROWS = 4
LONG_FROM, SHORT_TO = 23, 44
_BLOCK = 1 << 16
_FEW = 8
_FINE = 8
_UPPER = np.uint64(0xFFFFFFFF00000000)
_MULTIPLIER = np.uint32(0x9E3779B1)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MULTIPLIERS = np.random.default_rng(1997).integers(0, 1 << 16, BANDS * ROWS, dtype=np.uint16) | np.uint16(1)
_SHIFTS = np.random.default_rng(1999).integers(0, 1 << 16, BANDS * ROWS, dtype=np.uint16)
_HALF_OF = np.arange(BANDS * ROWS) // BANDS % 2
_SALTS = np.random.default_rng(1998).integers(0, 1 << 63, 2 * BANDS, dtype=np.uint64)

Shorts = NDArray[np.uint16]
Words = NDArray[np.uint32]
Longs = NDArray[np.uint64]
Places = NDArray[np.int64]


def shingles_of(codes: Bytes) -> Words:
    """Give the run of four codes that begins at each place, as one number; nothing for fewer than four codes."""
    runs = np.empty(max(0, codes.size - WIDTH + 1), dtype=np.uint32)
    for shift in range(min(WIDTH, runs.size)):
        whole = (codes.size - shift) // WIDTH * WIDTH
        runs[shift::WIDTH] = codes[shift : shift + whole].view("<u4")
    return runs


def counts_of(bounds: Places) -> Places:
    """Give how many shingles each text has: none when it has no letter and no digit."""
    return np.asarray(np.maximum(np.diff(bounds) - WIDTH + 1, 0), dtype=np.int64)


def _mixed(values: Longs) -> Longs:
    values = values * _PRIME
    return (values ^ (values >> np.uint64(29))) * _PRIME


def _met(least: Shorts, rows: int, salts: Longs) -> Longs:
    """Give the band values (32 rows) of some columns of least values, mixed into the upper 32 bits."""
    value = np.broadcast_to(salts[:, None], (BANDS, least.shape[1]))
    for row in least.reshape(ROWS, BANDS, -1)[:rows]:
        value = (value ^ row) * _PRIME
    value ^= value >> np.uint64(29)
    value *= _PRIME
    value &= _UPPER
    return value


def _fill(bands: Longs, block: Places, least: Shorts, counts: Places) -> None:
    """Write the bands of some texts: of four rows but for the shortest, of three rows but for the long."""
    long, short = counts >= LONG_FROM, counts <= SHORT_TO
    if long.any():
        bands[block[long], :BANDS] = _met(least[:, long], ROWS, _SALTS[:BANDS]).T
    if short.any():
        bands[block[short], BANDS:] = _met(least[:, short], ROWS - 1, _SALTS[BANDS:]).T


def _least(hashed: Words) -> Shorts:
    """Give the least value of each hash function (rows) over every column; rows take turns with the two halves."""
    least = np.empty((_MULTIPLIERS.size, hashed.shape[1]), dtype=np.uint16)
    product = np.empty(hashed.shape, dtype=np.uint16)
    halves = hashed.astype(np.uint16), (hashed >> np.uint32(16)).astype(np.uint16)
    for number, (multiplier, shift) in enumerate(zip(_MULTIPLIERS, _SHIFTS, strict=True)):
        np.multiply(halves[_HALF_OF[number]], multiplier, out=product)
        product += shift
        np.minimum.reduce(product, axis=0, out=least[number])
    return least


def _least_of_one(hashed: Words) -> Shorts:
    """Give what `_least` gives for one text, without a round of Python for each hash function."""
    halves = np.stack((hashed.astype(np.uint16), (hashed >> np.uint32(16)).astype(np.uint16)))
    products = halves[_HALF_OF] * _MULTIPLIERS[:, None]
    products += _SHIFTS[:, None]
    return np.asarray(products.min(axis=1)[:, None], dtype=np.uint16)


def _padded(counts: Places) -> Places:
    """Round lengths up, so that texts of like length share a block: to eights, long ones to an eighth of their size."""
    steps = np.maximum(_FINE, 1 << np.maximum(np.log2(np.maximum(counts, 1)).astype(np.int64) - 3, 0))
    return np.asarray(-(-counts // steps) * steps, dtype=np.int64)


def bands_of(keys: LetterKeys) -> Longs:
    """Give the band values of each text (rows): 32 bits in the upper half; zero for a band that it does not have.

    A text is padded to its block with its last shingle, which changes no minimum.
    """
    counts, starts = counts_of(keys.bounds), keys.bounds[:-1]
    bands = np.zeros((counts.size, 2 * BANDS), dtype=np.uint64)
    hashed = shingles_of(keys.codes) * _MULTIPLIER
    hashed = (hashed ^ (hashed >> np.uint32(15))) * _MULTIPLIER
    hashed ^= hashed >> np.uint32(13)
    sizes = _padded(counts)
    if counts.size <= _FEW:
        for text in np.flatnonzero(counts)[:, None]:
            own = hashed[starts[text[0]] : starts[text[0]] + counts[text[0]]]
            _fill(bands, text, _least_of_one(own), counts[text])
        return bands
    for size in np.unique(sizes[counts > 0]):
        members = np.flatnonzero(sizes == size)
        for block in np.array_split(members, max(1, members.size * size // _BLOCK)):
            steps = np.minimum(np.arange(size)[:, None], counts[block] - 1)
            _fill(bands, block, _least(hashed[starts[block] + steps]), counts[block])
    return bands


def whole_of(keys: LetterKeys) -> Longs:
    """Give one 64-bit value for each whole text: equal for texts of equal keys."""
    places = np.arange(keys.codes.size) - np.repeat(keys.bounds, np.diff(keys.bounds, append=keys.codes.size))
    weighed = _mixed(keys.codes.astype(np.uint64) + (places.astype(np.uint64) << np.uint64(8)))
    return np.asarray(_mixed(np.add.reduceat(weighed, keys.bounds[:-1])), dtype=np.uint64)
