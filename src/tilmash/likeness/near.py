"""Near-duplicates among millions of short texts: the same text typed again, mended, greeted or on other keys.

Texts are folded to keys, cut into runs of four letters, sketched by MinHash, met in bands and then compared in full, so
that the score is the true Jaccard similarity of their sets of runs (Broder 1997; Leskovec, Rajaraman and Ullman, "Mining
of Massive Datasets", chapter 3). Texts with equal keys are one: a petition sent by five thousand people is met once.
Why numpy and not the library rensa, with figures: `docs/explanation/tilmash/near_duplicates.md`.

>>> index = NearIndex()
>>> index.add(1, "Абай көшесінде жарық жоқ, түнде жүру қауіпті")
>>> index.add(2, "Ауладағы қоқысты үш күннен бері алмай жатыр")
>>> index.query("Абай кошесинде жарык жок, тунде жуpy кауипти!!!")
[(1, 1.0)]
"""

from collections.abc import Hashable, Iterable
from itertools import chain, islice
from numbers import Integral, Real

import numpy as np
from numpy.typing import NDArray

from tilmash.errors import NotAnEntryError, OutOfRangeError, text_of
from tilmash.likeness.letterkeys import BREAK, LetterKeys, letter_keys
from tilmash.likeness.runs import Growing, Longs, Places, SortedRuns, ranges
from tilmash.likeness.sketch import BANDS, WIDTH, Words, bands_of, counts_of, shingles_of, whole_of

LONGEST_TEXT = 10_000
_CHUNK = 16_384
_CHUNK_CHARACTERS = 4_000_000
_MOST_OF_A_BAND = 256
_MOST_COMPARED = 512
_MOST_SHINGLES = 200_000
_LEAST_DEAD = 1024
_UPPER = np.uint64(0xFFFFFFFF00000000)
_HALF = np.uint64(32)
_NOBODY = -1


class _Gone:
    """Stands where the id of a discarded text stood; `None` could be an id."""


def _text(value: object) -> str:
    return text_of(value)[:LONGEST_TEXT]


def _id(value: Hashable) -> Hashable:
    """Give an id that was given; raises NotAnEntryError for what cannot be a key of a dictionary."""
    try:
        hash(value)
    except TypeError as error:
        raise NotAnEntryError(f"an id is hashable, a {type(value).__name__} is not") from error
    return value


def _entry(row: object) -> tuple[Hashable, str]:
    """Give the id and the text of a row that was given; raises NotAnEntryError for what is no pair."""
    if not isinstance(row, tuple | list) or len(row) != 2:
        raise NotAnEntryError(f"an entry is a pair of an id and a text, not {type(row).__name__}")
    return row[0], row[1]


def _check(least: float, most: int) -> None:
    """Raise OutOfRangeError for bounds of an answer that cannot be kept."""
    if isinstance(least, bool) or not isinstance(least, Real) or not 0 <= least <= 1:
        raise OutOfRangeError("least is a number from 0 to 1")
    if isinstance(most, bool) or not isinstance(most, Integral) or most < 0:
        raise OutOfRangeError("most is a whole number from 0")


def _part(keys: LetterKeys, chosen: Places) -> LetterKeys:
    """Give the keys of the chosen texts."""
    lengths = np.diff(keys.bounds)[chosen]
    codes = keys.codes[ranges(keys.bounds[chosen], lengths)]
    return LetterKeys(np.append(codes, np.uint8(BREAK)), np.concatenate(([0], np.cumsum(lengths))))


class _Texts:
    """The different texts of an index, numbered from 0: their keys, and who shares a band with whom."""

    def __init__(self) -> None:
        self._codes = Growing(np.uint8)
        self._bounds = Growing(np.int64)
        self._bounds.extend(np.zeros(1, dtype=np.int64))
        self._whole = Growing(np.uint64)
        self._bands = SortedRuns()
        self._same = SortedRuns()

    def __len__(self) -> int:
        return self._whole.size

    @property
    def nbytes(self) -> int:
        return sum(part.nbytes for part in (self._codes, self._bounds, self._whole, self._bands, self._same))

    def keys(self, numbers: Places) -> LetterKeys:
        """Give the keys of some texts back."""
        return _part(LetterKeys(self._codes.array, self._bounds.array), numbers)

    def add(self, keys: LetterKeys) -> Places:
        """Take texts and give the number of each; equal texts have one number."""
        all_whole = whole_of(keys)
        whole, first, back = np.unique(all_whole, return_index=True, return_inverse=True)
        numbers = self._same.first_holders(whole & _UPPER, whole, self._whole.array)
        new = numbers == _NOBODY
        fresh = np.sort(first[new])
        base = len(self)
        numbers[new] = base + np.searchsorted(fresh, first[new])
        if fresh.size:
            self._take(keys if fresh.size == back.size else _part(keys, fresh), all_whole[fresh])
        return numbers[back]

    def _take(self, keys: LetterKeys, whole: Longs) -> None:
        base = len(self)
        self._bounds.extend(keys.bounds[1:] + self._codes.size)
        self._codes.extend(keys.codes[:-1])
        self._whole.extend(whole)
        self._same.add((whole & _UPPER)[:, None], base)
        self._bands.add(bands_of(keys), base)

    def near(self, keys: LetterKeys) -> tuple[Places, NDArray[np.float64]]:
        """Give the texts that may be near one text, and the Jaccard similarity of each with it."""
        met = self._bands.holders(bands_of(keys)[0], _MOST_OF_A_BAND)
        equal = self._same.holders(whole_of(keys) & _UPPER, _MOST_OF_A_BAND)
        numbers, votes = np.unique(np.concatenate((met, np.repeat(equal, BANDS))), return_counts=True)
        numbers = numbers[np.argsort(-votes, kind="stable")[:_MOST_COMPARED]]
        own = np.unique(shingles_of(keys.codes[:-1]))
        return self._jaccard(own, numbers)

    def _jaccard(self, own: Words, numbers: Places) -> tuple[Places, NDArray[np.float64]]:
        bounds, codes = self._bounds.array, self._codes.array
        starts = bounds[numbers]
        counts = bounds[numbers + 1] - starts - WIDTH + 1
        few = np.cumsum(counts) - counts < _MOST_SHINGLES
        numbers, starts, counts = numbers[few], starts[few], counts[few]
        places = ranges(starts, counts)
        theirs = np.stack([codes[places + step] for step in range(WIDTH)], axis=1).view("<u4")[:, 0]
        owners = np.repeat(np.arange(numbers.size, dtype=np.uint64) << _HALF, counts)
        pairs = np.unique(owners | theirs)
        rows, theirs = (pairs >> _HALF).astype(np.int64), pairs.astype(np.uint32)
        shared = own[np.minimum(np.searchsorted(own, theirs), own.size - 1)] == theirs
        both = np.bincount(rows, weights=shared, minlength=numbers.size)
        return numbers, both / (np.bincount(rows, minlength=numbers.size) + own.size - both)


class NearIndex:
    """Texts by id, and which of them are near-duplicates of a given text.

    Texts are taken in chunks: `add` only keeps the text, a chunk is indexed when it is full or at the next `query`. Of
    a text the first 10,000 characters are read. One thread at a time.
    """

    def __init__(self) -> None:
        self._waiting: dict[Hashable, str] = {}
        self._waiting_characters = 0
        self._clear()

    def _clear(self) -> None:
        self._texts = _Texts()
        self._text_of = Growing(np.int32)
        self._entry_before = Growing(np.int32)
        self._last_entry = Growing(np.int32)
        self._ids: list[Hashable] = []
        self._entry_of: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._entry_of) + sum(id not in self._entry_of for id in self._waiting)

    def __contains__(self, id: Hashable) -> bool:
        return _id(id) in self._waiting or id in self._entry_of

    @property
    def nbytes(self) -> int:
        """Bytes of the index itself, without the ids and their dictionary, which are the caller's objects."""
        entries = (self._text_of, self._entry_before, self._last_entry)
        return self._texts.nbytes + sum(array.nbytes for array in entries)

    def add(self, id: Hashable, text: str) -> None:
        """Take a text under an id; under an id already held it replaces the text held, and the old one is found no more.

        Raises NotTextError for what is no `str` and NotAnEntryError for an id that is not hashable; the index stays as
        it was.
        """
        kept = text if isinstance(text, str) and len(text) <= LONGEST_TEXT else _text(text)
        self._waiting[_id(id)] = kept
        self._waiting_characters += len(kept)
        if len(self._waiting) >= _CHUNK or self._waiting_characters > _CHUNK_CHARACTERS:
            self._index_waiting()

    def add_many(self, pairs: Iterable[tuple[Hashable, str]]) -> None:
        """Take texts as pairs of id and text, as `add` does; those before a wrong pair are kept.

        Raises NotAnEntryError for what is no pair.
        """
        try:
            rows = iter(pairs)
        except TypeError as error:
            raise NotAnEntryError(
                f"entries are pairs of an id and a text, not {type(pairs).__name__}"
            ) from error
        for row in rows:
            self.add(*_entry(row))

    def discard(self, id: Hashable) -> bool:
        """Forget a text and say whether it was held; its letters go when half of the index is forgotten."""
        waited = self._waiting.pop(_id(id), None) is not None
        return self._drop(id) or waited

    def query(self, text: str, least: float = 0.35, most: int = 50) -> list[tuple[Hashable, float]]:
        """Give (id, score) of the texts at least so alike, best first, of equal ones the latest first.

        The score is the Jaccard similarity of the sets of runs of four letters, 1.0 for texts of equal keys. Two
        typing errors bring a text of 20 letters down to .4, hence `least`; of texts so little alike some are missed, from
        .6 on fewer than one in a hundred. A text without a letter or digit is like nothing. Raises NotTextError for what
        is no `str`, OutOfRangeError for `least` outside 0..1 or `most` that is no whole number from 0.
        """
        _check(least, most)
        self._index_waiting()
        keys = letter_keys([_text(text)])
        if not len(self._texts) or not counts_of(keys.bounds)[0]:
            return []
        numbers, scores = self._texts.near(keys)
        order = np.argsort(-scores, kind="stable")
        found = zip(numbers[order].tolist(), scores[order].tolist(), strict=True)
        pairs = ((self._ids_of(number), score) for number, score in found if score >= least)
        return list(islice(chain.from_iterable(((id, score) for id in ids) for ids, score in pairs), most))

    def _ids_of(self, number: int) -> Iterable[Hashable]:
        entry = int(self._last_entry.array[number])
        while entry != _NOBODY:
            if not isinstance(self._ids[entry], _Gone):
                yield self._ids[entry]
            entry = int(self._entry_before.array[entry])

    def _index_waiting(self) -> None:
        waiting, self._waiting, self._waiting_characters = self._waiting, {}, 0
        if not waiting:
            return
        for id in waiting.keys() & self._entry_of.keys():
            self._drop(id)
        self._index(list(waiting), letter_keys(list(waiting.values())))

    def _index(self, ids: list[Hashable], keys: LetterKeys) -> None:
        """Number the texts and hang each entry before the latest one of its text."""
        numbers = self._texts.add(keys)
        entries = np.arange(len(self._ids), len(self._ids) + len(ids), dtype=np.int32)
        self._last_entry.extend(np.full(len(self._texts) - self._last_entry.size, _NOBODY, dtype=np.int32))
        order = np.argsort(numbers, kind="stable")
        ordered = numbers[order]
        before = self._last_entry.array[ordered]
        repeated = np.flatnonzero(ordered[1:] == ordered[:-1]) + 1
        before[repeated] = entries[order[repeated - 1]]
        self._last_entry.array[ordered] = entries[order]
        chained = np.empty_like(before)
        chained[order] = before
        self._entry_before.extend(chained)
        self._text_of.extend(numbers.astype(np.int32))
        self._entry_of.update(zip(ids, entries.tolist(), strict=True))
        self._ids += ids

    def _drop(self, id: Hashable) -> bool:
        entry = self._entry_of.pop(id, _NOBODY)
        if entry == _NOBODY:
            return False
        self._ids[entry] = _Gone()
        if len(self._ids) - len(self._entry_of) > max(_LEAST_DEAD, len(self._entry_of)):
            self._rebuild()
        return True

    def _rebuild(self) -> None:
        """Index what is left anew from the keys that are kept; nothing of a forgotten text stays."""
        texts, text_of = self._texts, self._text_of.array
        entries = np.array(sorted(self._entry_of.values()), dtype=np.int64)
        ids = self._ids
        self._clear()
        for start in range(0, entries.size, _CHUNK):
            part = entries[start : start + _CHUNK]
            self._index([ids[entry] for entry in part.tolist()], texts.keys(text_of[part].astype(np.int64)))
