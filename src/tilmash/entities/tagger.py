"""The trained name finder at work: a linear-chain CRF in numpy, the best row of tags by Viterbi.

What a word adds to each tag depends on the word and its neighbours only through a few small parts, and each part is
summed once and kept; so a word costs some additions of short rows. Source: Viterbi 1967; Lafferty, McCallum, Pereira
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
_SIZE = 1 << 13
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
    table = np.zeros((len(names), len(_tags())), dtype=np.float32)
    table[held["rows"], held["columns"]] = held["weights"]
    return {name: place for place, name in enumerate(names)}, table, held["transitions"].astype(np.float32)


def _sum(names: tuple[str, ...]) -> Row:
    index, table, _ = _weights()
    places = [index[name] for name in names if name in index]
    total: Row = table[places].sum(axis=0)
    return total


@lru_cache(maxsize=_SIZE)
def _here(view: View) -> Row:
    quoted = ("quoted",) if view.quoted else ()
    return _sum(own(view.word) + alone(view.shape, view.manner, view.starts, view.marked) + quoted)


@lru_cache(maxsize=_SIZE)
def _beside(side: str, word: str, shape: str, lists: str, other_shape: str, other_lists: str) -> Row:
    return _sum(beside(word, side) + pair(side, shape, lists, other_shape, other_lists))


@lru_cache(maxsize=_SIZE)
def _farther(side: str, word: str) -> Row:
    return _sum(farther(word, side) if word else ())


def tags(sentence: list[View], first: int, last: int) -> list[str]:
    """Give the best tag (`B-PER`, `I-PER` …, `O`) of each word from `first` to before `last` of a sentence."""
    if first >= last or not _is_trained():
        return ["O"] * (last - first)
    row = [NOTHING, NOTHING, *sentence, NOTHING, NOTHING]
    scores = np.empty((last - first, len(_tags())), dtype=np.float32)
    for place in range(first, last):
        far_left, left, here, right, far_right = row[place : place + 5]
        scores[place - first] = (
            _here(here)
            + _beside("<", left.word, here.shape, here.marked, left.shape, left.marked)
            + _beside(">", right.word, here.shape, here.marked, right.shape, right.marked)
            + _farther("<<", far_left.word)
            + _farther(">>", far_right.word)
        )
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
        best = ways.max(axis=0) + score
    place = int(best.argmax())
    path = [place]
    for came in reversed(back):
        place = int(came[place])
        path.append(place)
    names = _tags()
    return [names[place] for place in reversed(path)]


def forget() -> None:
    """Forget the weights, after they are made anew."""
    for held in (_is_trained, _tags, _weights, _here, _beside, _farther, _column_of_person):
        held.cache_clear()
