"""How soon a person should look at a text: word lists of danger, despair and haste.

The highest level found counts; a child beside a danger raises it by one. It errs towards calling a person: a false
alarm costs a minute, and nothing here closes, delays or answers anything.
"""

from tilmash.concepts import danger_patterns
from tilmash.types import Token, Urgency

HIGHEST = 3
CHILD = "child"


def urgency_of(tokens: tuple[Token, ...]) -> Urgency:
    """Give the level 0..3 and the deciding words as they stand in the text."""
    hits = danger_patterns().find(tokens)
    dangers = [hit for hit in hits if hit.code != CHILD]
    if not dangers:
        return Urgency(0, ())
    children = [hit for hit in hits if hit.code == CHILD]
    level = max(int(hit.weight) for hit in dangers)
    if children and level > 1:
        level = min(HIGHEST, level + 1)
    deciding = sorted(dangers, key=lambda hit: -hit.weight) + children[:1]
    return Urgency(level, tuple(dict.fromkeys(" ".join(hit.words) for hit in deciding))[:6])
