"""The trained name finder at work: a linear-chain CRF in numpy, the best row of tags by Viterbi.

What a word adds to each tag depends on the word and its neighbours only through a few small parts, and each part is
summed once and kept; so a word costs some additions of short rows. Source: Viterbi 1967; Lafferty, McCallum, Pereira
2001; weights from `names.npz` (see its card).

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
def _own(word: str) -> Row:
    return _sum(own(word))


@lru_cache(maxsize=_SIZE)
def _beside(word: str, side: str) -> Row:
    return _sum(beside(word, side))


@lru_cache(maxsize=_SIZE)
def _farther(word: str, side: str) -> Row:
    return _sum(farther(word, side) if word else ())


@lru_cache(maxsize=_SIZE)
def _alone(shape: str, manner: str, starts: bool, lists: str, quoted: bool) -> Row:
    return _sum(alone(shape, manner, starts, lists) + (("quoted",) if quoted else ()))


@lru_cache(maxsize=_SIZE)
def _pair(side: str, shape: str, lists: str, other_shape: str, other_lists: str) -> Row:
    return _sum(pair(side, shape, lists, other_shape, other_lists))


def tags(sentence: list[View], first: int, last: int) -> list[str]:
    """Give the best tag (`B-PER`, `I-PER` …, `O`) of each word from `first` to before `last` of a sentence."""
    if first >= last or not _is_trained():
        return ["O"] * (last - first)
    row = [NOTHING, NOTHING, *sentence, NOTHING, NOTHING]
    scores = np.empty((last - first, len(_tags())), dtype=np.float32)
    for place in range(first, last):
        far_left, left, here, right, far_right = row[place : place + 5]
        scores[place - first] = (
            _own(here.word)
            + _alone(here.shape, here.manner, here.starts, here.marked, here.quoted)
            + _pair("<", here.shape, here.marked, left.shape, left.marked)
            + _pair(">", here.shape, here.marked, right.shape, right.marked)
            + _beside(left.word, "<")
            + _beside(right.word, ">")
            + _farther(far_left.word, "<<")
            + _farther(far_right.word, ">>")
        )
    return _best(scores)


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
    for held in (_is_trained, _tags, _weights, _own, _beside, _farther, _alone, _pair):
        held.cache_clear()
