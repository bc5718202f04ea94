"""What a page shows of links: probable same matters with the reason, repeats with their earlier answers, the person's other appeals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.answers.queries.tracking import told_to
from qabyldau.casework.labels import STATUS_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_by_appeal
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.chain.models import Link
from qabyldau.chain.queries import chain_of, links_at
from qabyldau.chain.rules import APPEAL, LinkState, Relation
from qabyldau.core import ids
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeals_of_same_person, visible_to

RELATIONS = (Relation.SAME_MATTER, Relation.REPEATS)
LONGEST_LINE = 240
RELATION_LABELS: dict[Relation, Promise] = {
    Relation.SAME_MATTER: _("Probably the same matter"),
    Relation.REPEATS: _("Probably the same person asks again"),
}
CONFIRMED_LABELS: dict[Relation, Promise] = {
    Relation.SAME_MATTER: _("The same matter"),
    Relation.REPEATS: _("The same person asks again"),
}


@dataclass(frozen=True)
class LinkShown:
    """One link to another appeal: what it is, why the machine suggests it, and what a person may make of it."""

    uuid: str
    own: str
    label: str
    number: str
    href: str
    words: str
    language: str
    at: datetime
    status: str
    why: str
    is_suggested: bool
    is_rejected: bool
    may_join: bool
    """Whether the appeal of the page, which nobody works on, can join the case of this one."""
    may_take: bool
    """Whether this one, which nobody works on, can join the case of the page."""
    answers: list[str]


@dataclass(frozen=True)
class OtherShown:
    """Another appeal of the same person, without a name: number, when, how it stands."""

    number: str
    href: str
    at: datetime
    status: str


@dataclass(frozen=True)
class LinksPanel:
    """Links of the appeals on a page. ``times`` is how often we were asked for what we have not solved."""

    links: list[LinkShown]
    others: list[OtherShown]
    times: int
    may_judge: bool


def links_of(appeals: Sequence[Appeal], actor: Actor) -> LinksPanel:
    """Return what a page shows of links; the other end must be the reader's to see, and in another case."""
    own = {str(row.uuid): row for row in appeals}
    rows = links_at(own, RELATIONS)
    ends = {row.uuid: _other(row, own) for row in rows}
    seen = {
        str(row.uuid): row for row in visible_to(actor).filter(uuid__in=ends.values()).select_related("text")
    }
    kin = (
        appeals_of_same_person(appeals)
        if actor.has(Permission.CONTACT_SEE) and actor.has(Permission.CASE_READ)
        else []
    )
    cases = cases_by_appeal([*seen.values(), *kin, *appeals])
    told = told_to(seen.values())
    here = {case.pk for row in appeals if (case := cases.get(row.pk))}
    own_cases = [cases[row.pk] for row in appeals if row.pk in cases]
    ends_here = _Here(
        own, free=not own_cases, takes=any(row.status != CaseStatus.CLOSED for row in own_cases)
    )
    shown = [
        _shown(row, seen[ends[row.uuid]], ends_here, cases, told)
        for row in rows
        if ends[row.uuid] in seen and not _is_here(cases.get(seen[ends[row.uuid]].pk), here)
    ]
    return LinksPanel(
        links=sorted(_once(shown), key=lambda row: (row.is_rejected, not row.is_suggested)),
        others=[
            _kin(row, cases)
            for row in kin
            if str(row.uuid) not in seen and not _is_here(cases.get(row.pk), here)
        ],
        times=max((len(chain_of(uuid, Relation.REPEATS, APPEAL)) for uuid in list(own)[:1]), default=0) + 1,
        may_judge=actor.has(Permission.LINK_JUDGE),
    )


def _once(shown: Sequence[LinkShown]) -> list[LinkShown]:
    """Return each other appeal once, though several of the page may be like it: what a person has judged stands."""
    first: dict[str, LinkShown] = {}
    for link in sorted(shown, key=lambda link: link.is_suggested):
        first.setdefault(link.number, link)
    return list(first.values())


def _other(row: Link, own: Mapping[str, Appeal]) -> str:
    return str(row.target_uuid if str(row.source_uuid) in own else row.source_uuid)


def _is_here(case: Case | None, here: set[int]) -> bool:
    return case is not None and case.pk in here


@dataclass(frozen=True)
class _Here:
    """The appeals of the page by uuid: whether nobody works on them yet, and whether their case takes others."""

    own: Mapping[str, Appeal]
    free: bool
    takes: bool


def _shown(
    row: Link, other: Appeal, here: _Here, cases: Mapping[int, Case], told: Mapping[int, list[str]]
) -> LinkShown:
    case, state = cases.get(other.pk), LinkState(row.state)
    labels = CONFIRMED_LABELS if state is LinkState.CONFIRMED else RELATION_LABELS
    is_open = case is not None and case.status != CaseStatus.CLOSED
    mine = str(row.source_uuid) if str(row.source_uuid) in here.own else str(row.target_uuid)
    is_kept = state is not LinkState.REJECTED and row.relation == Relation.SAME_MATTER
    return LinkShown(
        uuid=str(row.uuid),
        own=mine,
        label=str(labels[Relation(row.relation)]),
        number=ids.say_number(other.number),
        href=_href(other, case),
        words=(other.text.body or "")[:LONGEST_LINE],
        language=other.text.language if other.text.language in {"kk", "ru", "en"} else "",
        at=other.received_at,
        status=_status(case),
        why=", ".join((row.why or "").splitlines()),
        is_suggested=state is LinkState.SUGGESTED,
        is_rejected=state is LinkState.REJECTED,
        may_join=here.free and is_open and state is not LinkState.REJECTED,
        may_take=here.takes and case is None and is_kept and other.withdrawn_at is None,
        answers=told.get(other.pk, []) if row.relation == Relation.REPEATS else [],
    )


def _kin(row: Appeal, cases: Mapping[int, Case]) -> OtherShown:
    case = cases.get(row.pk)
    return OtherShown(ids.say_number(row.number), _href(row, case), row.received_at, _status(case))


def _href(row: Appeal, case: Case | None) -> str:
    return reverse("desk:case", args=[case.uuid]) if case else reverse("desk:appeal", args=[row.uuid])


def _status(case: Case | None) -> str:
    return str(STATUS_LABELS[CaseStatus(case.status)]) if case else ""
