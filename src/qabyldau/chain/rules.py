"""What may be linked to what: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """A machine suggests; a person confirms or rejects."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Relation(StrEnum):
    """Why two things are linked."""

    SAME_MATTER = "same_matter"
    WORKED_ON_IN = "worked_on_in"
    ANSWERED_BY = "answered_by"
    BROUGHT_AT = "brought_at"
    REPEATS = "repeats"
    REFERRED_BY = "referred_by"


@dataclass(frozen=True)
class Thing:
    """One end of a link: a kind known here and a uuid."""

    kind: str
    uuid: str


APPEAL, CASE, ANSWER = "intake.appeal", "casework.case", "answers.answer"
TICKET, MOBILE = "visits.ticket", "visits.mobile"
REFERRAL = "referrals.referral"

ALLOWED: Mapping[Relation, frozenset[tuple[str, str]]] = {
    Relation.SAME_MATTER: frozenset({(APPEAL, APPEAL), (CASE, CASE)}),
    Relation.WORKED_ON_IN: frozenset({(APPEAL, CASE)}),
    Relation.ANSWERED_BY: frozenset({(APPEAL, ANSWER), (CASE, ANSWER)}),
    Relation.REPEATS: frozenset({(APPEAL, APPEAL)}),
    Relation.REFERRED_BY: frozenset({(CASE, REFERRAL)}),
    Relation.BROUGHT_AT: frozenset({(APPEAL, TICKET), (APPEAL, MOBILE)}),
}
"""The register of kinds: a later room adds its own here."""

SIDELESS = [Relation.SAME_MATTER.value, Relation.REPEATS.value]
"""Relations that a machine suggests and a person alone confirms or rejects."""

JUDGEMENTS: Mapping[LinkState, frozenset[LinkState]] = {
    LinkState.SUGGESTED: frozenset({LinkState.CONFIRMED, LinkState.REJECTED}),
    LinkState.CONFIRMED: frozenset({LinkState.SUGGESTED}),
    LinkState.REJECTED: frozenset({LinkState.SUGGESTED}),
}
"""What a person may make of a suggestion; a judgement is undone by going back to it."""


def may_judge(source: LinkState, target: LinkState) -> bool:
    """Return whether a person may move a link so."""
    return target in JUDGEMENTS[source]


def in_order(source: Thing, relation: Relation, target: Thing) -> tuple[Thing, Thing]:
    """Return the two ends as they are kept: what is the same both ways has the smaller uuid first, so a pair is one row."""
    is_mutual = relation is Relation.SAME_MATTER
    return (target, source) if is_mutual and target.uuid < source.uuid else (source, target)


def is_allowed(source: Thing, relation: Relation, target: Thing) -> bool:
    """Return whether this relation may join these two kinds, and not a thing with itself."""
    return (source.kind, target.kind) in ALLOWED[relation] and source != target
