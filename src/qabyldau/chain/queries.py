"""Following links of the chain."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from qabyldau.chain.models import Link
from qabyldau.chain.rules import LinkState, Relation, Thing
from qabyldau.core.errors import MissingError


def sources_of(target: Thing, relation: Relation, kind: str) -> list[UUID]:
    """Return the things of a kind that a confirmed link joins to ``target``, in the order in which they were joined."""
    rows = Link.objects.filter(
        target_uuid=target.uuid,
        target_kind=target.kind,
        relation=relation,
        source_kind=kind,
        state=LinkState.CONFIRMED,
    )
    return list(rows.order_by("id").values_list("source_uuid", flat=True))


def sources_by(
    target_kind: str, uuids: Collection[UUID], relation: Relation, kind: str
) -> dict[UUID, list[UUID]]:
    """Return for each of some things of one kind what ``sources_of`` returns for it; things without any are left out."""
    if not uuids:
        return {}
    rows = Link.objects.filter(
        target_uuid__in=uuids,
        target_kind=target_kind,
        relation=relation,
        source_kind=kind,
        state=LinkState.CONFIRMED,
    )
    found: dict[UUID, list[UUID]] = {}
    for target, source in rows.order_by("id").values_list("target_uuid", "source_uuid"):
        found.setdefault(target, []).append(source)
    return found


def links_at(uuids: Iterable[str], relations: Iterable[Relation]) -> list[Link]:
    """Return the links of these relations that begin or end at one of these things, newest first, rejected ones too."""
    keys = list(uuids)
    rows = Link.objects.filter(
        Q(source_uuid__in=keys) | Q(target_uuid__in=keys), relation__in=list(relations)
    )
    return list(rows.order_by("-at", "-pk"))


def link_by(uuid: str, ends: Iterable[str]) -> Link:
    """Return one link that begins or ends at one of these things; raise MissingError for any other."""
    keys = list(ends)
    row = Link.objects.filter(Q(source_uuid__in=keys) | Q(target_uuid__in=keys), uuid=uuid).first()
    if row is None:
        raise MissingError("link")
    return row


MOST_HOPS = 20
"""Links followed at most in one chain."""


def chain_of(uuid: str, relation: Relation, kind: str) -> list[str]:
    """Return the things before this one in a chain of confirmed links, nearest first: what a repeat repeats."""
    found: list[str] = []
    ahead = [uuid]
    while ahead and len(found) < MOST_HOPS:
        rows = Link.objects.filter(
            source_uuid__in=ahead, source_kind=kind, relation=relation, state=LinkState.CONFIRMED
        )
        ahead = [str(key) for key in rows.order_by("-at").values_list("target_uuid", flat=True)]
        ahead = [key for key in dict.fromkeys(ahead) if key not in found and key != uuid]
        found += ahead
    return found[:MOST_HOPS]
