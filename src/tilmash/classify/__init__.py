"""Themes of a text from the thesaurus, with the words that decided.

Each concept found adds its weight to its theme, but a word counts once for a theme, with its weightiest concept; the
same concept found again adds a half, then a quarter, so that a long text does not shout. A theme of the first level
gets the sum of its children. The score is s / (s + 2), which stays under 1 however much is found.
"""

from tilmash.classify.sums import Sums, scores_of
from tilmash.concepts import Hit, thesaurus
from tilmash.types import Label, Token

HALF_SCORE = 2.0
LEAST_SUM = 1.0
MOST_REASONS = 6


def themes_of(tokens: tuple[Token, ...], things: list[Hit] | None = None) -> tuple[Label, ...]:
    """Give the themes of a text, best first; at equal scores the narrower one, then the one named earlier in the text.

    `things` are the concepts found in these tokens, where they were looked up already.
    """
    sums, reasons = scores_of(thesaurus().find(tokens) if things is None else things)
    labels = [
        Label(code, round(total / (total + HALF_SCORE), 3), _best(reasons[code]))
        for code, total in sums.items()
        if total >= LEAST_SUM
    ]
    return tuple(sorted(labels, key=lambda label: (-label.p, -label.code.count("."))))


def _best(reasons: Sums) -> tuple[str, ...]:
    return tuple(sorted(reasons, key=lambda words: -reasons[words])[:MOST_REASONS])
