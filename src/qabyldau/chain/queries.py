"""Following links of the chain."""

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
