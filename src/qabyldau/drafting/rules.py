"""States of a draft, who may approve it, and what keeps it from going: pure."""

from collections.abc import Iterable, Set
from enum import StrEnum


class DraftState(StrEnum):
    """Where a draft stands. A change of its words makes it WRITING again, whatever was said of it before."""

    WRITING = "writing"
    ASKED = "asked"
    APPROVED = "approved"
    RETURNED = "returned"


def may_approve(approver: str, writers: Set[str]) -> bool:
    """Return whether these are another pair of eyes: nobody approves what they wrote a part of."""
    return bool(approver) and approver not in writers


OPENS, ENDS = "⟦", "⟧"
"""What a person still has to do with a draft stands between these signs."""


def marked(words: str) -> str:
    """Return words as a mark, which a person has to take away.

    >>> marked("Translate")
    '⟦Translate⟧'
    """
    return f"{OPENS}{words}{ENDS}"


def is_marked(texts: Iterable[str]) -> bool:
    """Return whether a mark stands in any of the texts: such an answer is not whole and does not go.

    >>> is_marked(["Done.", "⟦Translate⟧ «Done.»"]), is_marked(["Done."])
    (True, False)
    """
    return any(OPENS in text and ENDS in text for text in texts)
