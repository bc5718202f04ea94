"""Measure 6: forms of one lemma joined, by the Kazakh treebank, and how fast a lemma is given.

Every two word types of one lemma are a pair. Types are the different lower-case forms of content words (NOUN, PROPN,
VERB, ADJ, ADV); a type has its most frequent lemma. The score is F1 of the pairs the lemmatiser joins against those the
treebank joins; its interval is a bootstrap over the types (Efron 1979). Source: UD_Kazakh-KTB, the part at hand.

>>> pair_scores(["а", "аны", "б"], ["а", "а", "б"], ["а", "а", "а"])[:2]
(0.3333333333333333, 1.0)
"""

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tilmash.morph.kk import lemma_of

Measure = tuple[str, float, int] | tuple[str, float, int, float, float]
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})
_DRAWS = 500
_TIMES = 20


def words_of_treebank() -> list[tuple[str, str, str]]:
    """Give (form, lemma, part of speech) of each word of the treebank at hand; [] where there is none."""
    path = Path(os.environ.get("QABYLDAU_SHARED_DATA", ""), "ktb", "kk_ktb-dev-part.conllu")
    if not path.is_file():
        return []
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[:1].isdigit())
    return [(row[1].lower(), row[2].lower(), row[3]) for row in rows if row[0].isdigit()]


def _pairs(labels: Sequence[str]) -> set[tuple[int, int]]:
    """Give every two places of one label."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        groups[label].append(place)
    return {(one, two) for group in groups.values() for one in group for two in group if one < two}


def pair_scores(
    types: Sequence[str], gold: Sequence[str], given: Sequence[str]
) -> tuple[float, float, float, int]:
    """Give precision, recall and F1 of the pairs, 0..1, and how many pairs the gold lemmas make."""
    wanted, found = _pairs(gold), _pairs(given)
    right = len(wanted & found)
    precision, recall = right / max(len(found), 1), right / max(len(wanted), 1)
    return precision, recall, 2 * right / max(len(found) + len(wanted), 1), len(wanted)


def _interval(gold: Sequence[str], given: Sequence[str]) -> tuple[float, float]:
    """Give the 95 % interval of F1 over types drawn with replacement."""
    wanted, found = _pairs(gold), _pairs(given)
    dice = np.random.default_rng(6)
    parts = [np.array(sorted(pairs) or [(0, 0)]) for pairs in (wanted & found, wanted, found)]
    scores = []
    for _ in range(_DRAWS):
        times = np.bincount(dice.integers(0, len(gold), len(gold)), minlength=len(gold))
        right, asked, said = (_weight(times, part) for part in parts)
        scores.append(2 * right / max(asked + said, 1))
    low, high = np.percentile(scores, [2.5, 97.5])
    return float(low), float(high)


def _weight(times: NDArray[np.int64], pairs: NDArray[np.int64]) -> int:
    return int((times[pairs[:, 0]] * times[pairs[:, 1]]).sum())


def measures() -> list[Measure]:
    """Give pair precision, recall and F1 in per cent, the lemmas that are exact, and words a second."""
    return list(_measures())


def _measures() -> Iterator[Measure]:
    words = [word for word in words_of_treebank() if word[2] in CONTENT]
    if not words:
        return
    lemmas: dict[str, Counter[str]] = defaultdict(Counter)
    for form, lemma, _ in words:
        lemmas[form][lemma] += 1
    types = list(lemmas)
    gold = [lemmas[form].most_common(1)[0][0] for form in types]
    given = [lemma_of(form) for form in types]
    precision, recall, score, pairs = pair_scores(types, gold, given)
    low, high = _interval(gold, given)
    yield "lemmas: pair F1", 100 * score, pairs, 100 * low, 100 * high
    yield "lemmas: pair precision", 100 * precision, pairs
    yield "lemmas: pair recall", 100 * recall, pairs
    exact = sum(lemma_of(form) == lemma for form, lemma, _ in words)
    yield "lemmas: exact, tokens", 100 * exact / len(words), len(words)
    forms = [form for form, _, _ in words] * _TIMES
    started = time.perf_counter()
    for form in forms:
        lemma_of(form)
    yield "lemmas: words a second, cached", len(forms) / (time.perf_counter() - started), len(forms)
