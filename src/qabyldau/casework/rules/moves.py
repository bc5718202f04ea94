"""Which state may follow which, and how a case may end: one table a lawyer can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qabyldau.accounts.rules import Permission


class CaseStatus(StrEnum):
    """Where the work stands. How it ended is the outcome, another field."""

    REGISTERED = "registered"
    ASSIGNED = "assigned"
    IN_WORK = "in_work"
    WAITING_FOR_APPLICANT = "waiting_for_applicant"
    SENT_TO_AUTHORITY = "sent_to_authority"
    AUTHORITY_ANSWERED = "authority_answered"
    ANSWERED = "answered"
    CLOSED = "closed"
    REOPENED = "reopened"


class Outcome(StrEnum):
    """How a case ended; set with the move to CLOSED and only then."""

    SATISFIED = "satisfied"
    PARTLY_SATISFIED = "partly_satisfied"
    REFUSED = "refused"
    EXPLAINED = "explained"
    FORWARDED = "forwarded"
    LEFT_WITHOUT_CONSIDERATION = "left_without_consideration"
    WITHDRAWN = "withdrawn"
    ADVISED_ON_THE_SPOT = "advised_on_the_spot"


S = CaseStatus

MOVES: Mapping[CaseStatus, frozenset[CaseStatus]] = {
    S.REGISTERED: frozenset({S.ASSIGNED, S.IN_WORK, S.CLOSED}),
    S.ASSIGNED: frozenset({S.IN_WORK, S.WAITING_FOR_APPLICANT, S.SENT_TO_AUTHORITY, S.ANSWERED, S.CLOSED}),
    S.IN_WORK: frozenset({S.ASSIGNED, S.WAITING_FOR_APPLICANT, S.SENT_TO_AUTHORITY, S.ANSWERED, S.CLOSED}),
    S.WAITING_FOR_APPLICANT: frozenset({S.IN_WORK, S.ANSWERED, S.CLOSED}),
    S.SENT_TO_AUTHORITY: frozenset({S.AUTHORITY_ANSWERED, S.IN_WORK, S.ANSWERED, S.CLOSED}),
    S.AUTHORITY_ANSWERED: frozenset({S.IN_WORK, S.SENT_TO_AUTHORITY, S.ANSWERED, S.CLOSED}),
    S.ANSWERED: frozenset({S.IN_WORK, S.ANSWERED, S.CLOSED, S.REOPENED}),
    S.CLOSED: frozenset({S.REOPENED}),
    S.REOPENED: frozenset(
        {S.ASSIGNED, S.IN_WORK, S.WAITING_FOR_APPLICANT, S.SENT_TO_AUTHORITY, S.ANSWERED, S.CLOSED}
    ),
}
"""From each status, where a case may go."""

OPEN: frozenset[CaseStatus] = frozenset(CaseStatus) - {S.CLOSED}
"""Statuses in which somebody still has work to do."""

NEEDED: Mapping[CaseStatus, Permission] = {
    S.ASSIGNED: Permission.CASE_WORK,
    S.IN_WORK: Permission.CASE_WORK,
    S.WAITING_FOR_APPLICANT: Permission.CASE_WORK,
    S.SENT_TO_AUTHORITY: Permission.CASE_WORK,
    S.AUTHORITY_ANSWERED: Permission.CASE_WORK,
    S.ANSWERED: Permission.CASE_WORK,
    S.CLOSED: Permission.CASE_CLOSE,
    S.REOPENED: Permission.CASE_REOPEN,
}
"""What one must be allowed to make a move to a status."""

WITHOUT_ANSWER: frozenset[Outcome] = frozenset({Outcome.WITHDRAWN, Outcome.LEFT_WITHOUT_CONSIDERATION})
"""Outcomes for which no answer to the applicant is demanded; all others close only what was answered, and that wholly."""

REASON_NEEDED: frozenset[Outcome] = frozenset(
    {
        Outcome.REFUSED,
        Outcome.PARTLY_SATISFIED,
        Outcome.FORWARDED,
        Outcome.LEFT_WITHOUT_CONSIDERATION,
        Outcome.WITHDRAWN,
    }
)
"""Outcomes that must say why or where to, in words the applicant will read."""


@dataclass(frozen=True)
class Ending:
    """What is known when somebody wants to close a case."""

    outcome: Outcome | None
    reason: str
    has_answer: bool
    has_open_parts: bool = False
    """Whether nothing has come yet of a part of it."""


def may_move(source: CaseStatus, target: CaseStatus) -> bool:
    """Return whether the table allows the move."""
    return target in MOVES[source]


def why_not_closed(ending: Ending) -> str:
    """Return the field that keeps a case from being closed: "outcome", "reason", "answer", "parts"; "" if none does."""
    if ending.outcome is None:
        return "outcome"
    if ending.outcome in REASON_NEEDED and not ending.reason.strip():
        return "reason"
    if ending.outcome in WITHOUT_ANSWER:
        return ""
    if not ending.has_answer:
        return "answer"
    return "parts" if ending.has_open_parts else ""
