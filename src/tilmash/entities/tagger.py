"""The trained name finder at work: a linear-chain CRF in numpy, the best row of tags by Viterbi.

What a word adds to each tag depends on the word and its neighbours only through a few small parts; the features of
each part are looked up once and kept as numbers of rows, and all rows of a stretch are added up at once. Source: Viterbi 1967; Lafferty, McCallum, Pereira
2001; weights from `names.npz` (see its card).

>>> from tilmash.entities.features import views
>>> tags(views(["Айгүл", "Сәрсенбаева", "келді"]), 0, 3)
['B-PER', 'I-PER', 'O']
"""

from array import array
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.entities.features import NOTHING, View, alone, beside, farther, own, pair
from tilmash.errors import MissingPartError
from tilmash.models import open_arrays

Row = NDArray[np.float32]
# Numbers of rows as bytes: they are joined and given to numpy as they are.
Places = bytes
_SIZE, _CASES = 1 << 13, 1 << 12
_HOPELESS = 4.0


@cache
def _is_trained() -> bool:
    try:
        return "weights" in open_arrays("names")
    except MissingPartError:
        return False


@cache
def _tags() -> list[str]:
    return bytes(open_arrays("names")["tags"]).decode().split()


@cache
def _weights() -> tuple[dict[str, int], Row, Row]:
    held = open_arrays("names")
    names = bytes(held["features"]).decode("utf-8", "surrogatepass").split("\n")
    # The last row is empty: it stands for a word of which nothing is known.
    table = np.zeros((len(names) + 1, len(_tags())), dtype=np.float32)
    table[held["rows"], held["columns"]] = held["weights"]
    return {name: place for place, name in enumerate(names)}, table, held["transitions"].astype(np.float32)


def _places(names: tuple[str, ...]) -> Places:
    index = _weights()[0]
    return array("i", [index[name] for name in names if name in index]).tobytes()


@lru_cache(maxsize=_SIZE)
def _own(word: str) -> Places:
    return _places(own(word))


@lru_cache(maxsize=_CASES)
def _alone(shape: str, manner: str, starts: bool, lists: str, quoted: bool) -> Places:
    return _places(alone(shape, manner, starts, lists) + (("quoted",) if quoted else ()))


@lru_cache(maxsize=_SIZE)
def _beside(word: str, side: str) -> Places:
    return _places(beside(word, side))


@lru_cache(maxsize=_CASES)
def _pair(side: str, shape: str, lists: str, other_shape: str, other_lists: str) -> Places:
    return _places(pair(side, shape, lists, other_shape, other_lists))


@lru_cache(maxsize=_SIZE)
def _farther(side: str, word: str) -> Places:
    return _places(farther(word, side) if word else ())


Stretch = tuple[list[View], int, int]


def tags(sentence: list[View], first: int, last: int) -> list[str]:
    """Give the best tag (`B-PER`, `I-PER` …, `O`) of each word from `first` to before `last` of a sentence."""
    return tags_of([(sentence, first, last)])[0]


def tags_of(stretches: list[Stretch]) -> list[list[str]]:
    """Give the best tags of each stretch (a sentence, its first word, the end); all together cost little more than one."""
    lengths = [last - first for _, first, last in stretches]
    if not any(lengths) or not _is_trained():
        return [["O"] * length for length in lengths]
    scores = _scores([parts for stretch in stretches for parts in _parts(stretch)])
    ends = np.cumsum(lengths)
    hope = np.concatenate(([0], np.cumsum(scores[:, _column_of_person()] > scores[:, 0] - _HOPELESS)))
    # Where no word comes near to beginning a person, the best row need not be looked for.
    hopeful = np.flatnonzero(hope[ends] > hope[ends - lengths])
    found = [["O"] * length for length in lengths]
    order = sorted(hopeful.tolist(), key=lengths.__getitem__, reverse=True)
    for number, path in zip(
        order, _best(scores, [(ends[n] - lengths[n], lengths[n]) for n in order]), strict=True
    ):
        found[number] = path
    return found


def _parts(stretch: Stretch) -> Iterator[Places]:
    """Give the rows of each word of a stretch."""
    sentence, first, last = stretch
    row = [NOTHING, NOTHING, *sentence, NOTHING, NOTHING]
    for place in range(first, last):
        far_left, left, here, right, far_right = row[place : place + 5]
        known = (
            _nothing(),
            _own(here.word),
            _alone(here.shape, here.manner, here.starts, here.marked, here.quoted),
            _beside(left.word, "<"),
            _pair("<", here.shape, here.marked, left.shape, left.marked),
            _beside(right.word, ">"),
            _pair(">", here.shape, here.marked, right.shape, right.marked),
            _farther("<<", far_left.word),
            _farther(">>", far_right.word),
        )
        yield b"".join(known)


@cache
def _nothing() -> Places:
    """Give the empty row, so that no word is without one."""
    return array("i", [len(_weights()[1]) - 1]).tobytes()


def _scores(parts: list[Places]) -> Row:
    """Give the scores of the tags of each word: its rows added up."""
    sizes = np.array([len(part) for part in parts]) // len(_nothing())
    rows = np.frombuffer(b"".join(parts), dtype=np.intc)
    scores: Row = np.add.reduceat(_weights()[1].take(rows, axis=0), np.cumsum(sizes) - sizes, axis=0)
    return scores


@cache
def _column_of_person() -> int:
    return _tags().index("B-PER")


def _best(scores: Row, stretches: list[tuple[int, int]]) -> list[list[str]]:
    """Give the best row of tags of each stretch (its first word among the scores, its length), longest first."""
    if not stretches:
        return []
    arrival = _weights()[2]
    firsts, lengths = (np.array(column) for column in zip(*stretches, strict=True))
    best = scores[firsts]
    back: list[NDArray[np.intp]] = []
    for step in range(1, int(lengths[0])):
        active = int((lengths > step).sum())
        ways = best[:active, :, None] + arrival
        back.append(ways.argmax(axis=1))
        best[:active] = np.maximum.reduce(ways, axis=1) + scores[firsts[:active] + step]
    place = best.argmax(axis=1)
    paths = np.zeros((len(stretches), int(lengths[0])), dtype=np.intp)
    for step in range(len(back), -1, -1):
        active = int((lengths > step).sum())
        paths[:active, step] = place[:active]
        if step:
            place[:active] = back[step - 1][np.arange(active), place[:active]]
    names = _tags()
    return [
        [names[tag] for tag in path[:length]]
        for path, length in zip(paths.tolist(), lengths.tolist(), strict=True)
    ]


def forget() -> None:
    """Forget the weights, after they are made anew."""
    for held in (
        _is_trained,
        _tags,
        _weights,
        _own,
        _alone,
        _beside,
        _pair,
        _farther,
        _column_of_person,
        _nothing,
    ):
        held.cache_clear()
