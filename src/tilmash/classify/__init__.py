"""Themes of a text from the thesaurus, with the words that decided.

Each concept found adds its weight to its theme, but a word counts once for a theme, with its weightiest concept; the
same concept found again adds a half, then a quarter, so that a long text does not shout. A theme of the first level
gets the sum of its children. The sums of a level become probabilities by one power and one constant (the weight of
"none of these"), set on appeals by which no word list was tuned (docs/explanation/tilmash/thesaurus.md).
"""

from tilmash.classify.sums import Sums, scores_of
from tilmash.concepts import Hit, thesaurus
from tilmash.types import Label, Token

POWER, NOTHING = 1.6, 1.0
LEAST_SUM = 1.0
# Of the labels fainter than this one in a hundred was right on the appeals by which the words were tuned, one in thirty
# on the others: they only hide those that are meant.
LEAST_LIKELY = 0.1
MOST_REASONS = 6


def themes_of(tokens: tuple[Token, ...], things: list[Hit] | None = None) -> tuple[Label, ...]:
    """Give the themes of a text, best first; at equal scores the narrower one, then the one named earlier in the text.

    What is likely to less than a tenth is left out.
    `things` are the concepts found in these tokens, where they were looked up already.
    """
    sums, reasons = scores_of(thesaurus().find(tokens) if things is None else things)
    likely = _likely(sums)
    labels = [
        Label(code, round(likely[code], 3), _best(reasons[code]))
        for code, total in sums.items()
        if total >= LEAST_SUM and likely[code] >= LEAST_LIKELY
    ]
    labels.sort(key=lambda label: (-label.p, -label.code.count(".")))
    return tuple(labels)


def _likely(sums: Sums) -> dict[str, float]:
    """Give the probability of each theme among those of its level; a parent is at least as likely as a child."""
    powers = {code: total**POWER for code, total in sums.items()}
    narrow = [code for code in powers if "." in code]
    fine = NOTHING + sum([powers[code] for code in narrow])
    broad = NOTHING + sum([power for code, power in powers.items() if "." not in code])
    likely = {code: power / (fine if "." in code else broad) for code, power in powers.items()}
    for code in narrow:
        parent = code.partition(".")[0]
        likely[parent] = max(likely.get(parent, 0.0), likely[code])
    return likely


def _best(reasons: Sums) -> tuple[str, ...]:
    if len(reasons) == 1:
        return tuple(reasons)
    return tuple(sorted(reasons, key=reasons.__getitem__, reverse=True)[:MOST_REASONS])
