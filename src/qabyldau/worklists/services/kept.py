"""Keeping a filter under a name, for oneself or for the office; putting cases on one's list for today."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.core.errors import ForbiddenError, InputError
from qabyldau.core.localized import is_blank
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import Office
from qabyldau.worklists.models import SavedFilter, ShortlistItem
from qabyldau.worklists.queries.kept import MOST_KEPT, filters_of

LONGEST_NAME = 60


@dataclass(frozen=True)
class NewFilter:
    """What is kept: its name, the address of the list, and whether the whole office sees it."""

    name: str
    query: str
    is_shared: bool = False


@transaction.atomic
def filter_keep(*, actor: Actor, user: User, office: Office, new: NewFilter, at: datetime) -> SavedFilter:
    """Keep a list, its filter and its words under a name; shared with the office by whoever may give work to others."""
    demand(actor, Permission.CASE_ASSIGN if new.is_shared else Permission.CASE_READ)
    if is_blank(new.name) or len(new.name) > LONGEST_NAME:
        raise InputError("name", f"give it a name of at most {LONGEST_NAME} characters")
    if len(filters_of(user, office)) >= MOST_KEPT:
        raise InputError("name", f"at most {MOST_KEPT} filters are kept: delete one first")
    row = SavedFilter.objects.create(
        office=office,
        owner=None if new.is_shared else user,
        name=new.name.strip(),
        query=new.query,
        made_by=actor.key,
        made_at=at,
    )
    record(actor.who, "worklists.filter.kept", _target(row), at, {"shared": new.is_shared})
    return row


@transaction.atomic
def filter_drop(*, actor: Actor, row: SavedFilter, at: datetime) -> None:
    """Delete a kept filter: one's own, or a shared one by whoever may share."""
    if row.owner_id is None:
        demand(actor, Permission.CASE_ASSIGN)
    elif str(row.owner.uuid if row.owner else "") != actor.key:
        raise ForbiddenError("filter")
    record(actor.who, "worklists.filter.dropped", _target(row), at)
    row.delete()


def _target(row: SavedFilter) -> Target:
    return Target("worklists.filter", str(row.uuid))


def shortlist_put(*, actor: Actor, user: User, case: Case, on: date) -> None:
    """Put a case on somebody's own list of a day; twice is once."""
    demand(actor, Permission.CASE_WORK)
    ShortlistItem.objects.bulk_create([ShortlistItem(user=user, case=case, on=on)], ignore_conflicts=True)


def shortlist_take(*, actor: Actor, user: User, case: Case, on: date) -> None:
    """Take a case off somebody's own list of a day."""
    demand(actor, Permission.CASE_WORK)
    ShortlistItem.objects.filter(user=user, case=case, on=on).delete()
