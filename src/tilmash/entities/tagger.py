"""The trained name finder at work: a linear-chain CRF in numpy, the best row of tags by Viterbi.

What a word adds to each tag depends on the word and its neighbours only through a few small parts; the features of
each part are looked up once and kept as numbers of rows, and all rows of a stretch are added up at once. Source: Viterbi 1967; Lafferty, McCallum, Pereira
2001; weights from `names.npz` (see its card).

>>> from tilmash.entities.features import views
>>> tags(views(["Айгүл", "Сәрсенбаева", "келді"]), 0, 3)
['B-PER', 'I-PER', 'O']
"""

from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from tilmash.entities.features import NOTHING, View, alone, beside, farther, own, pair
from tilmash.errors import MissingPartError
from tilmash.models import open_arrays

Row = NDArray[np.float32]
Places = tuple[int, ...]
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
    return tuple([index[name] for name in names if name in index])


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


def tags(sentence: list[View], first: int, last: int) -> list[str]:
    """Give the best tag (`B-PER`, `I-PER` …, `O`) of each word from `first` to before `last` of a sentence."""
    if first >= last or not _is_trained():
        return ["O"] * (last - first)
    row = [NOTHING, NOTHING, *sentence, NOTHING, NOTHING]
    table = _weights()[1]
    rows: list[int] = []
    starts: list[int] = []
    for place in range(first, last):
        far_left, left, here, right, far_right = row[place : place + 5]
        starts.append(len(rows))
        rows.append(len(table) - 1)
        rows += _own(here.word)
        rows += _alone(here.shape, here.manner, here.starts, here.marked, here.quoted)
        rows += _beside(left.word, "<")
        rows += _pair("<", here.shape, here.marked, left.shape, left.marked)
        rows += _beside(right.word, ">")
        rows += _pair(">", here.shape, here.marked, right.shape, right.marked)
        rows += _farther("<<", far_left.word)
        rows += _farther(">>", far_right.word)
    scores: Row = np.add.reduceat(table[rows], starts, axis=0)
    if not _may_hold_person(scores):
        return ["O"] * (last - first)
    return _best(scores)


@cache
def _column_of_person() -> int:
    return _tags().index("B-PER")


def _may_hold_person(scores: Row) -> bool:
    """Say whether any word comes near to beginning a person; where none does, the best row need not be looked for."""
    column = scores[:, _column_of_person()]
    return bool((column > scores[:, 0] - _HOPELESS).any())


def _best(scores: Row) -> list[str]:
    arrival = _weights()[2]
    best = scores[0]
    back: list[NDArray[np.intp]] = []
    for score in scores[1:]:
        ways = best[:, None] + arrival
        back.append(ways.argmax(axis=0))
        best = np.maximum.reduce(ways, axis=0) + score
    place = int(best.argmax())
    path = [place]
    for came in reversed(back):
        place = int(came[place])
        path.append(place)
    names = _tags()
    return [names[place] for place in reversed(path)]


def forget() -> None:
    """Forget the weights, after they are made anew."""
    for held in (_is_trained, _tags, _weights, _own, _alone, _beside, _pair, _farther, _column_of_person):
        held.cache_clear()
