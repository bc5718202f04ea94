"""Measure 15: persons found in Kazakh sentences that taught nothing, by the card of the trained file.

The shipped file has learnt from all sentences at hand, so measuring it anew on them says nothing; what it found while a
part was held out stands in its card (`python -m tilmash.train names`).

>>> harmonic(80.0, 80.0)
80.0
"""

import tomllib

from tilmash.models import path_of

Measure = tuple[str, float, int]
_SPELLINGS = ("as written", "Russian keys", "small letters")


def harmonic(precision: float, recall: float) -> float:
    """Give F1 of a precision and a recall in per cent."""
    return 2 * precision * recall / max(precision + recall, 1e-9)


def measures() -> list[Measure]:
    """Give F1 and recall in per cent by spelling, with n; raises MissingPartError where there is no card."""
    figures = tomllib.loads(path_of("names.card.toml").read_text(encoding="utf-8"))["figures"]
    found: list[Measure] = []
    for spelling in _SPELLINGS:
        held = f"persons held out, {spelling}"
        if f"{held}, n" not in figures:
            continue
        precision, recall = figures[f"{held}, precision %"], figures[f"{held}, recall %"]
        n = int(figures[f"{held}, n"])
        found.append((f"names: {spelling}, F1", harmonic(precision, recall), n))
        found.append((f"names: {spelling}, recall", recall, n))
    return found
