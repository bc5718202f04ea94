"""Keeping what was done to many cases at once, so that it can be undone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import ConflictError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office
from qabyldau.worklists.models import Bulk, BulkLine
from qabyldau.worklists.rules import UNDO_TIME, BulkDeed


@transaction.atomic
def bulk_keep(
    *, actor: Actor, user: User, office: Office, deed: BulkDeed, lines: Sequence[BulkLine], at: datetime
) -> Bulk:
    """Return the kept deed with the cases it changed, as they stood before; it can be undone for ``UNDO_TIME``."""
    demand(actor, Permission.CASE_WORK)
    bulk = Bulk.objects.create(office=office, by=user, deed=deed, at=at, undo_until=at + UNDO_TIME)
    for line in lines:
        line.bulk = bulk
    BulkLine.objects.bulk_create(lines)
    record(actor.who, "worklists.bulk.done", target_of(bulk), at, {"deed": deed, "cases": len(lines)})
    return bulk


@transaction.atomic
def bulk_undone(*, actor: Actor, bulk: Bulk, at: datetime) -> list[BulkLine]:
    """Mark a deed as undone, once and in time, and return its cases; raise ConflictError where it is too late."""
    demand(actor, Permission.CASE_WORK)
    won = Bulk.objects.filter(pk=bulk.pk, undone_at__isnull=True, undo_until__gte=at).update(undone_at=at)
    if not won:
        raise ConflictError("this cannot be undone any more")
    lines = list(bulk.lines.select_related("case", "owner", "team").order_by("pk"))
    record(actor.who, "worklists.bulk.undone", target_of(bulk), at, {"deed": bulk.deed, "cases": len(lines)})
    return lines


def target_of(bulk: Bulk) -> Target:
    """Return the deed as the history names it."""
    return Target("worklists.bulk", str(bulk.uuid))
