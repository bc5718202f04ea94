"""Themes learnt from judgements: ridge regression in kernel form over what a text is about, beside what codes mean.

Before the first judgement a code is known only by its describing words: a text is near it by meaning, by the themes
both fall into, and by words and concepts they share. Each judgement is kept as an example; kernel ridge regression
(Saunders et al. 1998) over all examples is solved anew when a guess is asked for, and its leave-one-out errors, which
cost nothing more, set how sure a probability may be. The more judgements a code has, the less its description counts.

>>> themes = Themes({"жол": ["жол", "шұңқыр", "дорога"], "су": ["су", "ауызсу", "вода"]})
>>> themes.guess("Ямы на асфальте")[0].code
'жол'
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tilmash.classify.described import Described, describe, described_scores
from tilmash.classify.features import HASHED, LONGEST_TEXT, Features, bucket, features_of, weight_of
from tilmash.concepts import Hit, thesaurus
from tilmash.errors import NotTextError, text_of
from tilmash.segment import tokenize
from tilmash.stems import WordRead, word_of
from tilmash.types import Label, Token
from tilmash.vectors import vector_of

MOST_EXAMPLES = 2_000
# Short alike texts are best followed closely, torn sentences loosely: the examples choose.
_RIDGES = (0.5, 2.0)
# A description counts as much as this many judgements of its code.
_TRUST = 3.0
_COLD, _WARMEST = 6.0, 14.0
_MOST_REASONS, _LEAST_WORTH = 6, 0.02
Scores = NDArray[np.float64]
_PARTS = ("regions", "hashed", "fields", "themes")
Recipe = tuple[float, ...]
# What the parts weigh: with and without the civic themes and the fields. All are mixed, each by how likely it made the
# examples left out: e^-30 of a nat's difference, so that a few examples do not choose by luck.
_CHOOSY = 30.0
_RECIPES: tuple[Recipe, ...] = (
    (1.0, 1.0, 0.5, 1.0),
    (1.0, 1.0, 1.0, 0.0),
    (1.0, 2.0, 0.5, 0.3),
    (1.0, 1.0, 0.0, 0.3),
)


@dataclass(slots=True)
class _Learnt:
    """A solved regression: its codes, weights of the examples, and the same seen from the side of the features."""

    codes: list[str]
    alphas: Scores
    within_fields: Scores
    means: Scores
    prior: Scores
    heat: float
    meanings: NDArray[np.float32]
    fields: NDArray[np.float32]
    linear: dict[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A regression under one recipe and ridge, what it says of each example left out, and its share in the answer."""

    recipe: Recipe
    alphas: Scores
    left_out: Scores
    share: float


@dataclass(slots=True)
class _Examples:
    features: list[Features] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)


class Themes:
    """A set of theme codes that an office may invent, ready to guess before any example and to learn from each.

    `codes` maps a code to words that describe it, in Kazakh, Russian or both; None stands for tilmash's own tree.
    """

    def __init__(self, codes: Mapping[str, list[str]] | None = None) -> None:
        self._described: Described = describe(_codes(codes))
        self._examples = _Examples()
        self._learnt: _Learnt | None = None
        self._lock = RLock()

    def learn(self, text: str, code: str) -> None:
        """Keep a judgement: this text is of this code. A code not known before is added; the oldest of the most
        frequent code gives way when 2,000 examples are kept. Raises NotTextError."""
        features, named = features_of(text_of(text)), text_of(code)
        with self._lock:
            self._keep(features, named)

    def _keep(self, features: Features, code: str) -> None:
        self._examples.features.append(features)
        self._examples.codes.append(code)
        if len(self._examples.codes) > MOST_EXAMPLES:
            counts = Counter(self._examples.codes)
            oldest = self._examples.codes.index(max(counts, key=lambda known: counts[known]))
            del self._examples.features[oldest], self._examples.codes[oldest]
        self._described.add(code)
        self._learnt = None

    @overload
    def guess(self, text: str) -> list[Label]: ...
    @overload
    def guess(self, text: list[str]) -> list[list[Label]]: ...
    def guess(self, text: str | list[str]) -> list[Label] | list[list[Label]]:
        """Give the codes of a text, best first, with probabilities that sum to at most 1 and the words that decided;
        of a list of texts the list of that. Without any code the answer is empty. Raises NotTextError."""
        with self._lock:
            if isinstance(text, list):
                return [self._guess(text_of(one)) for one in text]
            return self._guess(text_of(text))

    def _guess(self, text: str) -> list[Label]:
        if not self._described.codes:
            return []
        seen = features_of(text)
        if self._learnt is None:
            self._learnt = self._solve()
        learnt = self._learnt
        scores = self._scores(seen, learnt)
        powers = np.exp(learnt.heat * (scores - scores.max()))
        likely = powers / powers.sum()
        order = np.argsort(-likely, kind="stable")
        tokens = tokenize(text[:LONGEST_TEXT])
        hits = thesaurus().find(tokens)
        return [
            Label(
                learnt.codes[place],
                round(float(likely[place]), 4),
                self._why(tokens, hits, int(place), learnt) if rank < 3 else (),
            )
            for rank, place in enumerate(order.tolist())
        ]

    def _scores(self, seen: Features, learnt: _Learnt) -> Scores:
        described = described_scores(seen, self._described) * learnt.prior
        if not self._examples.codes:
            return described
        near = (1.0 + learnt.meanings @ seen.meaning) ** 2 / 4.0
        alike = learnt.fields @ seen.fields
        learned = near @ learnt.alphas + (near * alike) @ learnt.within_fields + learnt.means
        for part, weights in learnt.linear.items():
            learned = learned + getattr(seen, part) @ weights
        return np.asarray(described + learned, dtype=np.float64)

    def _solve(self) -> _Learnt:
        codes = self._described.codes
        known = self._examples
        held = Counter(known.codes)
        counts = np.array([held[code] for code in codes], dtype=float)
        means = counts / max(counts.sum(), 1.0) * 0.5
        prior = _TRUST / (_TRUST + counts)
        if not known.codes:
            nothing = np.zeros((0, 1), dtype=np.float32)
            alphas = np.zeros((0, len(codes)))
            return _Learnt(codes, alphas, alphas, means, prior, _COLD, nothing, nothing, {})
        wanted = np.array([[float(code == other) for other in codes] for code in known.codes])
        described = (
            np.array([described_scores(example, self._described) for example in known.features]) * prior
        )
        tried = _tried(_kernels(known.features), wanted, means, described)
        left_out = sum((one.share * one.left_out for one in tried), np.zeros_like(wanted))
        alphas = sum((one.share * one.alphas for one in tried), np.zeros_like(wanted))
        parts = {
            part: sum((one.share * one.recipe[place] * one.alphas for one in tried), np.zeros_like(wanted))
            for place, part in enumerate(_PARTS)
        }
        within_fields = parts.pop("fields")
        linear = {
            part: (_stacked(known.features, part).T @ pulls).astype(np.float32)
            for part, pulls in parts.items()
        }
        heat, _ = _heat(left_out, wanted.argmax(axis=1))
        meanings, fields = _stacked(known.features, "meaning"), _stacked(known.features, "fields")
        return _Learnt(codes, alphas, within_fields, means, prior, heat, meanings, fields, linear)

    def _why(
        self, tokens: tuple[Token, ...], hits: list[Hit], place: int, learnt: _Learnt
    ) -> tuple[str, ...]:
        """Give the words that spoke most for a code, as they stand in the text."""
        pull = self._described.places[place].astype(np.float64) * learnt.prior[place]
        hashed = np.zeros(HASHED, dtype=np.float32)
        if self._examples.codes:
            pull = pull + learnt.meanings.T @ learnt.alphas[:, place]
            hashed = learnt.linear["hashed"][:, place]
        spoken: dict[str, float] = {}
        for token in tokens:
            worth = _worth(word_of(token.text), pull, hashed)
            spoken[token.text] = max(spoken.get(token.text, 0.0), worth)
        for hit in hits:
            shared = self._described.concept_worth(hit.code, place) * float(learnt.prior[place])
            learned = max(float(hashed[bucket(f"concept {hit.code}")]), 0.0)
            for word in hit.words:
                spoken[word] = spoken.get(word, 0.0) + shared + learned
        best = sorted(
            (word for word in spoken if spoken[word] > _LEAST_WORTH), key=lambda word: -spoken[word]
        )
        return tuple(best[:_MOST_REASONS])


def _codes(codes: object) -> Mapping[str, list[str]] | None:
    """Give codes with their words as lists; a word alone stands for a list of one."""
    if codes is None:
        return None
    if not isinstance(codes, Mapping):
        raise NotTextError(f"codes are a mapping of a code to its words, not {type(codes).__name__}")
    return {
        text_of(code): [words] if isinstance(words, str) else [text_of(word) for word in words]
        for code, words in codes.items()
    }


def _worth(word: WordRead, pull: NDArray, hashed: NDArray) -> float:
    found = vector_of(word)
    near = float(found[0] @ pull) * found[1] if found is not None else 0.0
    own = float(hashed[bucket(word.stem)]) * weight_of(word)
    return max(near, 0.0) * 0.5 + max(own, 0.0)


def _stacked(seen: list[Features], part: str) -> NDArray[np.float32]:
    return np.array([getattr(features, part) for features in seen], dtype=np.float32)


def _kernels(seen: list[Features]) -> dict[str, NDArray[np.float64]]:
    """Give how alike each two examples are, by each part of their features."""
    parts = {part: _stacked(seen, part) for part in ("meaning", *_PARTS)}
    return {part: np.asarray(stack @ stack.T, dtype=np.float64) for part, stack in parts.items()}


def _mixed(kernels: dict[str, NDArray[np.float64]], recipe: Recipe) -> NDArray[np.float64]:
    """Give a square of the meanings within alike fields, and the regions, words and themes."""
    weights = dict(zip(_PARTS, recipe, strict=True))
    kernel = (1.0 + kernels["meaning"]) ** 2 / 4.0 * (1.0 + weights.pop("fields") * kernels["fields"])
    for part, weight in weights.items():
        kernel = kernel + weight * kernels[part]
    return np.asarray(kernel, dtype=np.float64)


def _tried(
    kernels: dict[str, NDArray[np.float64]], wanted: Scores, means: Scores, described: Scores
) -> list[_Tried]:
    """Solve under each recipe and ridge; a share is larger, the likelier the left-out examples were."""
    tried, losses = [], []
    for recipe in _RECIPES:
        kernel = _mixed(kernels, recipe)
        for ridge in _RIDGES:
            inverse = np.linalg.inv(kernel + ridge * np.eye(len(wanted)))
            alphas = inverse @ (wanted - means)
            left_out = wanted - alphas / np.diag(inverse)[:, None] + described
            tried.append(_Tried(recipe, alphas, left_out, 0.0))
            losses.append(_heat(left_out, wanted.argmax(axis=1))[1])
    powers = np.exp(-_CHOOSY * (np.array(losses) - min(losses)))
    return [replace(one, share=float(share)) for one, share in zip(tried, powers / powers.sum(), strict=True)]


def _heat(scores: Scores, wanted: NDArray[np.int64]) -> tuple[float, float]:
    """Give the sharpness under which the left-out examples were likeliest (temperature scaling, Guo et al. 2017),
    and how unlikely they were under it."""
    heats = np.linspace(1.0, _WARMEST, 27)
    losses = []
    for heat in heats:
        powers = np.exp(heat * (scores - scores.max(axis=1, keepdims=True)))
        likely = powers[np.arange(len(wanted)), wanted] / powers.sum(axis=1)
        losses.append(-np.log(np.maximum(likely, 1e-9)).mean())
    # A few examples say little of how sure one may be: they are mixed with what was found on many.
    share = len(wanted) / (len(wanted) + 40.0)
    best = int(np.argmin(losses))
    return float(share * heats[best] + (1.0 - share) * _COLD), float(losses[best])
