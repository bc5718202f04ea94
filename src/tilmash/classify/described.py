"""How near a text is to a code that is known only by describing words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.features import HASHED, Features, features_of, theme_columns
from tilmash.concepts import concepts, thesaurus
from tilmash.models import open_arrays
from tilmash.segment import tokenize
from tilmash.vectors import SIZE, unit

_BY_MEANING, _BY_THEME, _BY_WORDS = 0.5, 1.0, 0.5
_VOTE = 8.0
_NEAR = 0.45


@dataclass(slots=True)
class Described:
    """Codes with their places among the vectors, their hashed words, and how each civic theme votes among them."""

    codes: list[str]
    places: NDArray[np.float32]
    hashed: NDArray[np.float32]
    votes: NDArray[np.float32]
    own_tree: bool = False
    concepts: list[frozenset[str]] = field(default_factory=list)

    def add(self, code: str) -> None:
        """Take in a code that a judgement named first, with nothing but its name to describe it."""
        if code in self.codes:
            return
        added = _described({code: [code]})
        self.codes = [*self.codes, code]
        self.places = np.vstack([self.places, added.places])
        if not self.own_tree:
            self.hashed = np.vstack([self.hashed, added.hashed])
        self.votes = np.hstack([self.votes, np.zeros((len(self.votes), 1), dtype=np.float32)])
        self.concepts = [*self.concepts, added.concepts[0]]

    def concept_worth(self, slug: str, place: int) -> float:
        """Give how much a concept speaks for the code at a place, 0..1."""
        theme = concepts()[slug].theme
        column = theme_columns().get(theme)
        vote = float(self.votes[column, place]) if column is not None else 0.0
        return max(vote, 0.5 * (slug in self.concepts[place]))


def describe(codes: Mapping[str, list[str]] | None) -> Described:
    """Give the description of an office's codes, or of tilmash's own tree for None."""
    return _own_tree() if codes is None else _described(codes)


def _own_tree() -> Described:
    codes = list(theme_columns())
    places = _theme_places()
    return Described(
        codes,
        places,
        np.zeros((len(codes), 1), np.float32),
        np.eye(len(codes), dtype=np.float32),
        True,
        [frozenset()] * len(codes),
    )


def _described(codes: Mapping[str, list[str]]) -> Described:
    names = list(codes)
    seen = [features_of(f"{code}. {'. '.join(words)}") for code, words in codes.items()]
    covered = np.zeros((len(theme_columns()), len(names)), dtype=np.float32)
    for place, features in enumerate(seen):
        covered[:, place] = _covered(features)
    places = np.array([features.meaning for features in seen]) if seen else np.zeros((0, SIZE), np.float32)
    near = np.maximum(_theme_places() @ places.T - _NEAR, 0.0)
    hashed = np.array([features.hashed for features in seen]) if seen else np.zeros((0, HASHED), np.float32)
    slugs = [
        frozenset(hit.code for hit in thesaurus().find(tokenize(f"{code}. {'. '.join(words)}")))
        for code, words in codes.items()
    ]
    return Described(names, places, hashed, _votes(covered + near), False, slugs)


@cache
def _theme_places() -> NDArray[np.float32]:
    return open_arrays("fields")["places"].astype(np.float32)


def _covered(seen: Features) -> NDArray[np.float32]:
    """Give how far a text falls into each theme of the tree, 0..1."""
    covered = np.zeros(len(theme_columns()), dtype=np.float32)
    for code, total in seen.sums.items():
        covered[theme_columns()[code]] = total / (total + 2.0)
    return covered


def _votes(covered: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give each theme's vote among the codes: sharp where one code covers it best, none where no code does."""
    if not covered.size:
        return covered
    powers = np.exp(_VOTE * covered) - 1.0
    total = powers.sum(axis=1, keepdims=True)
    strength = np.minimum(1.0, 2.0 * covered.max(axis=1, keepdims=True))
    return np.asarray(np.where(total > 0, powers / np.maximum(total, 1e-9), 0.0) * strength, dtype=np.float32)


def described_scores(seen: Features, known: Described) -> NDArray[np.float64]:
    """Give how near a text is to each code, about 0..2."""
    themes = _covered(seen)
    near = np.maximum(known.places @ seen.meaning, 0.0)
    if known.own_tree:
        return np.asarray(1.5 * (themes @ known.votes) + 0.5 * near, dtype=np.float64)
    votes = unit(themes) @ known.votes
    shared = known.hashed @ seen.hashed
    return np.asarray(_BY_MEANING * near + _BY_THEME * votes + _BY_WORDS * shared, dtype=np.float64)
