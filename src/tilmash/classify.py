"""Themes of a text from the thesaurus, with the words that decided.

Each concept found adds its weight to its theme, but a word counts once for a theme, with its weightiest concept; the
same concept found again adds a half, then a quarter, so that a long text does not shout. A theme of the first level
gets the sum of its children. The score is s / (s + 2), which stays under 1 however much is found.
"""

from collections import defaultdict

from tilmash.concepts import Hit, concepts, thesaurus
from tilmash.types import Label, Token

HALF_SCORE = 2.0
LEAST_SUM = 1.0
MOST_REASONS = 6
_MOST_REPEATS = 3
Sums = dict[str, float]


def themes_of(tokens: tuple[Token, ...]) -> tuple[Label, ...]:
    """Give the themes of a text, best first; at equal scores the narrower one, then the one named earlier in the text."""
    sums, reasons = scores_of(thesaurus().find(tokens))
    labels = [
        Label(code, round(total / (total + HALF_SCORE), 3), _best(reasons[code]))
        for code, total in sums.items()
        if total >= LEAST_SUM
    ]
    return tuple(sorted(labels, key=lambda label: (-label.p, -label.code.count("."))))


def scores_of(hits: list[Hit]) -> tuple[Sums, dict[str, Sums]]:
    """Give the sum of each theme of both levels, and for each the words with their weights."""
    sums: Sums = defaultdict(float)
    reasons: dict[str, Sums] = defaultdict(dict)
    seen: dict[str, int] = defaultdict(int)
    spent: dict[str, set[int]] = defaultdict(set)
    for hit in sorted(hits, key=lambda hit: -hit.weight):
        theme = concepts()[hit.code].theme
        repeats = seen[hit.code]
        if not theme or not hit.weight or repeats >= _MOST_REPEATS or spent[theme].issuperset(hit.places):
            continue
        seen[hit.code] += 1
        spent[theme].update(hit.places)
        words = " ".join(hit.words)
        for code in dict.fromkeys((theme, theme.partition(".")[0])):
            sums[code] += hit.weight * 0.5**repeats
            reasons[code][words] = reasons[code].get(words, 0.0) + hit.weight * 0.5**repeats
    return sums, reasons


def _best(reasons: Sums) -> tuple[str, ...]:
    return tuple(sorted(reasons, key=lambda words: -reasons[words])[:MOST_REASONS])
