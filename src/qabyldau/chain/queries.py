"""Following links of the chain."""

from collections.abc import Collection
from uuid import UUID

from qabyldau.chain.models import Link
from qabyldau.chain.rules import LinkState, Relation, Thing


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
