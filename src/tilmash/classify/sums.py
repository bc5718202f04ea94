"""The sum of evidence for each theme, from the concepts found."""

from collections import defaultdict
from functools import cache
from operator import itemgetter

from tilmash.concepts import Hit, concepts

Sums = dict[str, float]
# A thing found again adds a half, then a quarter.
_WORTH = (1.0, 0.5, 0.25)


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Give the themes of both levels that each concept speaks for."""
    themes = {slug: concept.theme for slug, concept in concepts().items() if concept.theme}
    return {slug: tuple(dict.fromkeys((theme, theme.partition(".")[0]))) for slug, theme in themes.items()}


def scores_of(hits: list[Hit]) -> tuple[Sums, dict[str, Sums]]:
    """Give the sum of each theme of both levels, and for each the words with their weights."""
    known = _codes()
    sums: Sums = {}
    reasons: dict[str, Sums] = {}
    seen: dict[str, int] = {}
    spent: dict[str, set[int]] = defaultdict(set)
    for slug, weight, _, words, places in sorted(hits, key=itemgetter(1), reverse=True):
        if not weight or slug not in known:
            continue
        codes = known[slug]
        repeats = seen.get(slug, 0)
        held = spent[codes[0]]
        if repeats >= len(_WORTH) or held.issuperset(places):
            continue
        seen[slug] = repeats + 1
        held.update(places)
        said, worth = " ".join(words), weight * _WORTH[repeats]
        for code in codes:
            sums[code] = sums.get(code, 0.0) + worth
            why = reasons.setdefault(code, {})
            why[said] = why.get(said, 0.0) + worth
    return sums, reasons
