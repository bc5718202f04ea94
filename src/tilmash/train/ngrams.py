"""Teaches a character model: interpolated Kneser-Ney over words, pruned, as the arrays `tilmash.letters.chars` opens.

Source: Chen & Goodman 1999; pruning of n-grams that change nothing after Stolcke 1998, Entropy-based pruning.
"""

import math
from collections import Counter
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from tilmash.letters.alphabet import CODE, END, START
from tilmash.letters.chars import BITS, CONTEXT, STEPS_PER_NAT

Gram = tuple[int, ...]


class _Counts:
    """N-gram counts by length, lower orders counted by how many letters stand before them."""

    def __init__(self, words: Mapping[str, int], order: int) -> None:
        self.order = order
        self.grams: list[Counter[Gram]] = [Counter() for _ in range(order + 1)]
        for word, weight in words.items():
            self._add((START, *(CODE[letter] for letter in word), END), weight)
        for size in range(order, 1, -1):
            for gram in list(self.grams[size]):
                self.grams[size - 1][gram[1:]] += 1
        self.totals: Counter[Gram] = Counter()
        self.kinds: Counter[Gram] = Counter()
        for grams in self.grams[1:]:
            for gram, count in grams.items():
                self.totals[gram[:-1]] += count
                self.kinds[gram[:-1]] += 1
        self.discounts = [0.0, *(self._discount(size) for size in range(1, order + 1))]
        self._seen: dict[Gram, float] = {(): 1 / 64}

    def _add(self, codes: Gram, weight: int) -> None:
        for end in range(1, len(codes)):
            gram = codes[max(0, end - self.order + 1) : end + 1]
            self.grams[len(gram)][gram] += weight

    def _discount(self, size: int) -> float:
        once = sum(count == 1 for count in self.grams[size].values())
        twice = sum(count == 2 for count in self.grams[size].values())
        return once / (once + 2 * twice) if once and twice else 0.5

    def price(self, context: Gram) -> float:
        """Give the share of a context's probability that goes to the shorter one."""
        total = self.totals[context]
        return self.discounts[len(context) + 1] * self.kinds[context] / total if total else 1.0

    def chance(self, gram: Gram) -> float:
        """Give the probability of the last letter after the others."""
        held = self._seen.get(gram)
        if held is None:
            context, lower = gram[:-1], self.chance(gram[1:])
            total = self.totals[context]
            more = max(self.grams[len(gram)][gram] - self.discounts[len(gram)], 0) / total if total else 0.0
            held = self._seen[gram] = more + self.price(context) * lower
        return held


def _kept(counts: _Counts, least_change: float) -> set[Gram]:
    """Choose the n-grams to keep: those that change the probability, and the contexts of those."""
    kept: set[Gram] = set()
    for size in range(counts.order, 0, -1):
        for gram, count in counts.grams[size].items():
            if gram in kept:
                continue
            change = abs(math.log(counts.chance(gram) / (counts.price(gram[:-1]) * counts.chance(gram[1:]))))
            if size <= 2 or change * math.sqrt(count) > least_change:
                for length in range(1, size + 1):
                    kept.add(gram[:length])
    return kept


def _level(probability: float) -> int:
    return min(255, max(0, round(-math.log(probability) * STEPS_PER_NAT)))


def arrays_of(
    words: Mapping[str, int], least_change: float, order: int = CONTEXT + 1
) -> tuple[NDArray, NDArray, NDArray]:
    """Give (differences of sorted n-gram numbers, levels of probability, prices) of a model of weighted words."""
    counts = _Counts(words, order)
    rows = []
    for gram in _kept(counts, least_change):
        number = 0
        for code in gram:
            number = number << BITS | code
        probability = 1.0 if gram == (START,) else counts.chance(gram)
        rows.append((number, _level(probability), _level(counts.price(gram))))
    rows.sort()
    numbers = np.array([row[0] for row in rows], dtype=np.int64)
    levels = np.array([row[1:] for row in rows], dtype=np.uint8)
    return np.diff(numbers, prepend=0), levels[:, 0].copy(), levels[:, 1].copy()
