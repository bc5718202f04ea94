"""How likely two texts tell one matter, as logistic regression learnt it from appeals told to be one or not.

Each word of a text is given to one word of the other at most, the nearest pair first; what is left over on either side,
weighed by how rare the word is among appeals, is what tells a bus that did not stop from one that was cold. Beside it
stand concepts, themes, the length of the texts, and what places and numbers they share. There is one set of weights
for texts that name one place, another for those that name none in common. Weights: `models/matters.npz`, by
`python -m tilmash.train matters`.

>>> asked = surplus("Лифт үш күннен бері жүрмейді", "Лифт не ездит третий день")
>>> asked > surplus("Лифт үш күннен бері жүрмейді", "В лифте третий день пахнет краской")
True
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log, log1p

import numpy as np
from numpy.typing import NDArray

from tilmash.likeness.alike import (
    SIGN,
    Matter,
    matches,
    matter_of,
    shared_shingles,
    shared_themes,
)
from tilmash.likeness.onename import agree
from tilmash.likeness.tellers import Tellers, places_agree, tellers_of
from tilmash.models import open_arrays

FILE = "matters"
NOWHERE, SOMEWHERE = 0, 1
_STEPS = (0.35, 0.6, 0.85)
_LEAST_NEAR = 0.15
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")
_NAMED = ("streets", "settlements", "quarters", "houses", "names")


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare stems and concepts are among appeals, 0..1, and what one of no appeal counts."""

    stems: dict[str, float]
    concepts: dict[str, float]
    unseen: float = 1.0


def rarity_of(counts: dict[str, int], texts: int) -> dict[str, float]:
    """Give the rarity of what so many of some texts name (inverse document frequency, Spärck Jones 1972)."""
    return {name: log((texts + 1) / (seen + 0.5)) / log(2 * texts) for name, seen in counts.items()}


@cache
def rarity() -> Rarity:
    """Give what the weights were learnt with."""
    held = open_arrays(FILE)
    stems, concepts = (
        dict(zip(str(held[name]).split("\n"), held[f"{name}_rarity"].tolist(), strict=True))
        for name in ("stems", "concepts")
    )
    return Rarity(stems, concepts)


def _rare_words(matter: Matter, known: Rarity) -> NDArray[np.float64]:
    return np.array([known.stems.get(word.stem, known.unseen) for word in matter.words] or [1.0])


def _given(near: NDArray[np.float32]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give each word to one of the other text, the nearest first; how near is what stands for each word of both."""
    left = near.astype(np.float64)
    rows, columns = np.zeros(near.shape[0]), np.zeros(near.shape[1])
    for _ in range(min(near.shape)):
        row, column = divmod(int(left.argmax()), near.shape[1])
        best = left[row, column]
        if best < _LEAST_NEAR:
            break
        rows[row] = columns[column] = best
        left[row], left[:, column] = 0.0, 0.0
    return rows, columns


def _of_words(one: Matter, other: Matter, known: Rarity) -> list[float]:
    """Give how well the words of both are covered, and how much is left over, as sums and at the worst."""
    weights = _rare_words(one, known), _rare_words(other, known)
    near = matches(one, other)
    held = near if near.size else np.zeros((weights[0].size, weights[1].size), dtype=np.float32)
    given = _given(held)
    covered = [float((rare * by).sum() / rare.sum()) for rare, by in zip(weights, given, strict=True)]
    every, nearness = np.concatenate(weights), np.concatenate(given)
    bare = [np.sort(rare * (1 - by))[::-1] for rare, by in zip(weights, given, strict=True)]
    worst = np.sort(np.concatenate(bare))[::-1]
    over = [log1p(every[nearness < step].sum()) for step in _STEPS]
    met = log1p(every[nearness >= _STEPS[1]].sum())
    return [min(covered), max(covered), *over, met, float(max(bare[0][0], bare[1][0])), float(worst[1])]


def _things(matter: Matter) -> set[str]:
    return {code for code in matter.concepts if not code.startswith(SIGN)}


def _of_concepts(one: Matter, other: Matter, known: Rarity) -> list[float]:
    """Give how far the things named agree, by their rarity."""

    def weight(codes: Iterable[str]) -> float:
        return sum(known.concepts.get(code, known.unseen) for code in codes)

    here, there = _things(one), _things(other)
    both, every = weight(here & there), weight(here | there)
    sides = weight(here), weight(there)
    return [
        both / max(every, 1e-9),
        len(here & there) / max(len(here | there), 1),
        both / (max(sides) + 0.3),
        both / (min(sides) + 0.3),
        log1p(both),
        log1p(every - both),
    ]


def _of_form(left: str, right: str, one: Matter, other: Matter) -> list[float]:
    """Give themes and letters shared, and how unlike the texts are in length, in sentences and in asking."""
    words = sorted((len(one.words), len(other.words)))
    sentences = abs(len(_SENTENCE.findall(left)) - len(_SENTENCE.findall(right)))
    length = abs(log((len(left) + 5) / (len(right) + 5)))
    asks = ("?" in left) != ("?" in right)
    return [shared_themes(one, other), length, *words, asks, sentences, shared_shingles(one, other)]


def _of_places(left: str, right: str) -> list[float]:
    """Give what names and numbers of places agree, are at odds, or stand in one text alone."""
    one, other = tellers_of(left), tellers_of(right)
    found: list[float] = [len(one.numbers & other.numbers), len(one.numbers ^ other.numbers)]
    for part in _NAMED:
        found += _of_part(one, other, part)
    level = places_agree(left, right)
    return [*found, level >= 1, level >= 2, level >= 3]


def _of_part(one: Tellers, other: Tellers, part: str) -> list[float]:
    here, there = getattr(one, part), getattr(other, part)
    is_one = agree(here, there)
    return [is_one, bool(here) and bool(there) and not is_one, bool(here) != bool(there)]


def seen_by_chances(left: str, right: str, known: Rarity) -> NDArray[np.float64]:
    """Give the numbers that two texts are judged by; their order does not matter."""
    one, other = matter_of(left), matter_of(right)
    return np.array(
        [
            *_of_words(one, other, known),
            *_of_concepts(one, other, known),
            *_of_form(left, right, one, other),
            *_of_places(left, right),
        ],
        dtype=np.float64,
    )


def surplus(left: str, right: str) -> float:
    """Give by how much the logarithm of the odds that two texts tell one matter is over the bar; below 0 it is not."""
    side = SOMEWHERE if places_agree(left, right) else NOWHERE
    held = open_arrays(FILE)
    return float(held["weights"][side] @ seen_by_chances(left, right, rarity()) + held["bias"][side])
