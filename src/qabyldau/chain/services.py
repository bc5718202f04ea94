"""Making, suggesting and judging links."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.chain.models import Link
from qabyldau.chain.rules import SIDELESS, LinkState, Relation, Thing, in_order, is_allowed, may_judge
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record


def link_make(
    source: Thing, relation: Relation, target: Thing, *, who: Who, state: LinkState, at: datetime
) -> Link:
    """Return the link between two things, made or moved to ``state``; raise InputError for kinds that do not fit.

    What a machine suggests and a person judges is made by ``link_suggest`` alone.
    """
    _check(source, relation, target)
    if relation in SIDELESS:
        raise InputError("relation", f"{relation} is suggested and judged, never made")
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
    _record(who, "chain.link.made", link, at)
    return link


@transaction.atomic
def link_suggest(
    source: Thing, relation: Relation, target: Thing, *, who: Who, why: Iterable[str], at: datetime
) -> Link | None:
    """Return a new suggestion, or None where these two were linked before: what a person judged, no machine brings up again."""
    _check(source, relation, target)
    first, second = in_order(source, relation, target)
    link = Link(
        office_key=who.office_key or None,
        source_kind=first.kind,
        source_uuid=first.uuid,
        target_kind=second.kind,
        target_uuid=second.uuid,
        relation=relation,
        state=LinkState.SUGGESTED,
        by_key=who.key,
        at=at,
        why="\n".join(why),
    )
    Link.objects.bulk_create([link], ignore_conflicts=True)
    kept = Link.objects.filter(uuid=link.uuid).first()
    if kept is not None:
        _record(who, "chain.link.made", kept, at)
    return kept


@transaction.atomic
def link_judge(*, actor: Actor, link: Link, state: LinkState, at: datetime) -> Link:
    """Return the link as a person judged it, or back to a suggestion where a judgement is undone.

    Raises ConflictError where the table of judgements has no such move.
    """
    demand(actor, Permission.LINK_JUDGE)
    row = Link.objects.select_for_update().get(pk=link.pk)
    if row.relation not in SIDELESS or not may_judge(LinkState(row.state), state):
        raise ConflictError("somebody else has judged this link")
    row.state, row.by_key, row.at = state, actor.key, at
    row.save(update_fields=["state", "by_key", "at"])
    _record(actor.who, "chain.link.judged", row, at)
    return row


def _check(source: Thing, relation: Relation, target: Thing) -> None:
    if not is_allowed(source, relation, target):
        raise InputError("target", f"{source.kind} cannot be {relation} {target.kind}")


def _record(who: Who, action: str, link: Link, at: datetime) -> None:
    fields = {"state": link.state, "relation": link.relation}
    if action == "chain.link.made":
        record(who, "chain.link.made", Target("chain.link", str(link.uuid)), at, fields)
    else:
        record(who, "chain.link.judged", Target("chain.link", str(link.uuid)), at, fields)
