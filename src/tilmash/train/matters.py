"""Learns when two texts tell one matter: pairs of appeals told to be one or not, logistic regression over what they share.

Pairs that name different places are left out: they are never one matter, whatever the weights say. Of two kinds of
pairs, those that name one place and those that name none in common, each has weights and a bar of its own, learnt from
pairs of a Kazakh and a Russian text. The bar is set on pairs of texts that taught nothing: texts are dealt into five
parts by their matter, and a pair is judged by weights of the other parts (cross-validation).
"""

import re
from collections import Counter
from collections.abc import Hashable
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tilmash.likeness import chances
from tilmash.likeness.alike import aligned, matches, matter_of
from tilmash.likeness.chances import NOWHERE, SOMEWHERE, Rarity, rarity_of, seen_by_chances
from tilmash.likeness.matters import LEAST_COVERED
from tilmash.likeness.tellers import differ, places_agree
from tilmash.models import required
from tilmash.train import sources
from tilmash.train.cards import Card

LARGEST_GROUP = 5
_APPEALS = Path(__file__).parents[1] / "evaluate" / "texts" / "appeals.tsv"
_SLOT = re.compile(r"\{\w+\|([^}]*)\}")
_PARTS, _TIMES = 5, 3
_LOOSENESS = 0.1
# Of what is said to be one matter so many are to be one, in pairs that taught nothing; more where no place is named,
# because pairs of strangers grow with the square of the texts.
_PRECISION = {NOWHERE: 0.985, SOMEWHERE: 0.98}
_OWN, _SHORT = "own appeals", "short appeals"


class Text(NamedTuple):
    """A text with the matter it tells of, and the set it is from."""

    text: str
    language: str
    matter: Hashable
    origin: str


class Pairs(NamedTuple):
    """Pairs of a Kazakh and a Russian text: what they are judged by, whether they are one matter, which weights are
    asked, the parts of both texts by dealing, and the set."""

    seen: NDArray[np.float64]
    one: NDArray[np.bool_]
    side: NDArray[np.int64]
    matters: list[tuple[Hashable, Hashable]]
    origin: NDArray[np.str_]


def told() -> list[Text]:
    """Give the appeals that matters are learnt from; groups of more than five hold a theme, not a matter."""
    rows = [line.split("\t") for line in _APPEALS.read_text(encoding="utf-8").splitlines()[1:]]
    own = [Text(_SLOT.sub(r"\1", row[-1]), row[2], f"own {row[1]}", _OWN) for row in rows]
    short = sources.kzgov()
    sizes = Counter(row["g"] for row in short)
    return [text for text in own if text.language in {"kk", "ru"}] + [
        Text(row[column], language, f"short {row['g']}", _SHORT)
        for row in short
        if sizes[row["g"]] <= LARGEST_GROUP
        for column, language in (("text_kz", "kk"), ("text_ru", "ru"))
    ]


def build(folder: Path) -> Card:
    """Write `matters.npz`: weights and bars of both kinds of pairs, and how rare stems and concepts are."""
    texts = told()
    known = _rarity([text.text for text in texts if text.origin == _OWN])
    pairs, wanted = _pairs(texts, known)
    odds = _held_out(pairs)
    bars = [_bar(odds, pairs, side) for side in (NOWHERE, SOMEWHERE)]
    learnt = [_learn(pairs, _teaches(pairs, side)) for side in (NOWHERE, SOMEWHERE)]
    weights = np.array([weights for weights, _ in learnt])
    bias = np.array([constant - bar for (_, constant), bar in zip(learnt, bars, strict=True)])
    np.savez_compressed(
        folder / f"{chances.FILE}.npz",
        weights=weights,
        bias=bias,
        stems=np.array("\n".join(known.stems)),
        stems_rarity=np.array([*known.stems.values()], dtype=np.float32),
        concepts=np.array("\n".join(known.concepts)),
        concepts_rarity=np.array([*known.concepts.values()], dtype=np.float32),
    )
    return Card(
        chances.FILE,
        "Weights by which two texts are told to be one matter, and how rare words and concepts are among appeals",
        ("evaluate/texts/appeals.tsv, our own writing", "KZgovData, short appeals, MIT"),
        "MIT",
        _figures(odds > np.array(bars)[pairs.side], pairs, wanted),
    )


def _rarity(texts: list[str]) -> Rarity:
    stems: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    for text in texts:
        matter = matter_of(text)
        stems.update({word.stem for word in matter.words})
        concepts.update(matter.concepts.keys())
    return Rarity(rarity_of(stems, len(texts)), rarity_of(concepts, len(texts)))


def _pairs(texts: list[Text], known: Rarity) -> tuple[Pairs, Counter[str]]:
    """Give the pairs that the weights decide on, and how many pairs of one matter each set has."""
    rows: list[tuple[NDArray[np.float64], bool, int, tuple[Hashable, Hashable], str]] = []
    wanted: Counter[str] = Counter()
    for origin in (_SHORT, _OWN):
        sides = [
            [t for t in texts if (t.origin, t.language) == (origin, language)] for language in ("kk", "ru")
        ]
        for one, other in product(*sides):
            is_one = one.matter == other.matter
            wanted[origin] += is_one
            if _is_asked(one.text, other.text):
                side = SOMEWHERE if places_agree(one.text, other.text) else NOWHERE
                seen = seen_by_chances(one.text, other.text, known)
                rows.append((seen, is_one, side, (one.matter, other.matter), origin))
    pairs = Pairs(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
        [row[3] for row in rows],
        np.array([row[4] for row in rows]),
    )
    return pairs, wanted


def _is_asked(left: str, right: str) -> bool:
    one, other = matter_of(left), matter_of(right)
    return aligned(one, other, matches(one, other)) >= LEAST_COVERED and not differ(left, right)


def _teaches(pairs: Pairs, side: int) -> NDArray[np.bool_]:
    """Say which pairs teach a side: where no place agrees, our own appeals have next to nothing of one matter."""
    mine: NDArray[np.bool_] = pairs.side == side
    return mine if side == SOMEWHERE else mine & (pairs.origin == _SHORT)


def _learn(pairs: Pairs, chosen: NDArray[np.bool_]) -> tuple[NDArray[np.float64], float]:
    """Give the weights and the constant of a logistic regression, for numbers as they come."""
    seen = pairs.seen[chosen]
    centre, width = seen.mean(axis=0), np.maximum(seen.std(axis=0), 1e-6)
    model = required("sklearn.linear_model").LogisticRegression(C=_LOOSENESS, max_iter=3000)
    model.fit((seen - centre) / width, pairs.one[chosen])
    weights = model.coef_[0] / width
    return weights, float(model.intercept_[0] - weights @ centre)


def _held_out(pairs: Pairs) -> NDArray[np.float64]:
    """Give the logarithm of the odds of each pair by weights that neither of its matters taught, the mean of three
    dealings."""
    odds = np.zeros(len(pairs.one))
    names = sorted({str(matter) for both in pairs.matters for matter in both})
    for time in range(_TIMES):
        dealt = dict(zip(names, np.random.default_rng(time).integers(0, _PARTS, len(names)), strict=True))
        parts = np.array([sorted((dealt[str(one)], dealt[str(other)])) for one, other in pairs.matters])
        for side, first, second in product((NOWHERE, SOMEWHERE), range(_PARTS), range(_PARTS)):
            asked = (parts == (first, second)).all(axis=1) & (pairs.side == side)
            if asked.any():
                others = ~np.isin(parts, (first, second)).any(axis=1) & _teaches(pairs, side)
                weights, constant = _learn(pairs, others)
                odds[asked] += (pairs.seen[asked] @ weights + constant) / _TIMES
    return odds


def _bar(odds: NDArray[np.float64], pairs: Pairs, side: int) -> float:
    """Give the lowest bar over which pairs held out are one matter as often as is asked."""
    chosen = _teaches(pairs, side)
    order = np.argsort(-odds[chosen], kind="stable")
    right = np.cumsum(pairs.one[chosen][order])
    good = np.flatnonzero(right >= _PRECISION[side] * np.arange(1, len(right) + 1))
    return float(odds[chosen][order][good[-1]]) - 1e-6


def _figures(said: NDArray[np.bool_], pairs: Pairs, wanted: Counter[str]) -> dict[str, float]:
    figures: dict[str, float] = {"pairs": len(pairs.one)}
    for origin, pairs_of_one in wanted.items():
        here = pairs.origin == origin
        right, claimed = int((said & pairs.one & here).sum()), int((said & here).sum())
        figures[f"held out, {origin}, precision %"] = round(100 * right / max(claimed, 1), 1)
        figures[f"held out, {origin}, recall %"] = round(100 * right / pairs_of_one, 1)
        figures[f"held out, {origin}, F1"] = round(200 * right / (claimed + pairs_of_one), 1)
        figures[f"held out, {origin}, pairs of one matter"] = pairs_of_one
    return figures
