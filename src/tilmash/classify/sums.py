"""The sum of evidence for each theme, from the concepts found."""

from collections import defaultdict

from tilmash.concepts import Hit, concepts

Sums = dict[str, float]
_MOST_REPEATS = 3


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
