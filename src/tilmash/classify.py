"""Themes of a text from the word lists, with the words that decided.

Each pattern found adds its weight to its theme; the same pattern found again adds a half, then a quarter, so that a
long text does not shout. A theme of the first level gets the sum of its children. The score is s / (s + 2), which
stays under 1 however much is found.
"""

from collections import defaultdict

from tilmash.concepts import Hit, theme_patterns
from tilmash.types import Label, Token

HALF_SCORE = 2.0
LEAST_SUM = 1.0
MOST_REASONS = 6
_MOST_REPEATS = 3


def themes_of(tokens: tuple[Token, ...]) -> tuple[Label, ...]:
    """Give the themes of a text, best first; at equal scores the narrower one, then the one named earlier in the text."""
    sums: dict[str, float] = defaultdict(float)
    reasons: dict[str, dict[str, float]] = defaultdict(dict)
    seen: dict[int, int] = defaultdict(int)
    for hit in theme_patterns().find(tokens):
        repeats = seen[hit.pattern]
        seen[hit.pattern] += 1
        if repeats >= _MOST_REPEATS:
            continue
        _add(hit, hit.weight * 0.5**repeats, sums, reasons)
    labels = [
        Label(code, round(total / (total + HALF_SCORE), 3), _best(reasons[code]))
        for code, total in sums.items()
        if total >= LEAST_SUM
    ]
    return tuple(sorted(labels, key=lambda label: (-label.p, -label.code.count("."))))


def _add(hit: Hit, weight: float, sums: dict[str, float], reasons: dict[str, dict[str, float]]) -> None:
    words = " ".join(hit.words)
    parent = hit.code.partition(".")[0]
    for code in dict.fromkeys((hit.code, parent)):
        sums[code] += weight
        reasons[code][words] = reasons[code].get(words, 0.0) + weight


def _best(reasons: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(reasons, key=lambda words: -reasons[words])[:MOST_REASONS])
