"""States of a draft, and who may approve it: pure."""

from collections.abc import Set
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
