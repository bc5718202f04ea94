"""Making and judging links."""

from datetime import datetime

from qabyldau.chain.models import Link
from qabyldau.chain.rules import LinkState, Relation, Thing, is_allowed
from qabyldau.core.errors import InputError
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record


def link_make(
    source: Thing, relation: Relation, target: Thing, *, who: Who, state: LinkState, at: datetime
) -> Link:
    """Return the link between two things, made or moved to ``state``; raise InputError for kinds that do not fit."""
    if not is_allowed(source, relation, target):
        raise InputError("target", f"{source.kind} cannot be {relation} {target.kind}")
    link, _ = Link.objects.update_or_create(
        source_uuid=source.uuid,
        relation=relation,
        target_uuid=target.uuid,
        defaults={
            "office_key": who.office_key or None,
            "source_kind": source.kind,
            "target_kind": target.kind,
            "state": state,
            "by_key": who.key,
            "at": at,
        },
    )
    record(
        who,
        "chain.link.made",
        Target("chain.link", str(link.uuid)),
        at,
        {"state": state, "relation": relation},
    )
    return link
