"""Kept filters and the shortlist of a day."""

from datetime import date

from django.db.models import Q, QuerySet

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.queries import cases_visible_to
from qabyldau.core.errors import MissingError
from qabyldau.offices.models import Office
from qabyldau.worklists.models import Bulk, SavedFilter, ShortlistItem
from qabyldau.worklists.queries.lists import with_names

MOST_KEPT = 30


def filters_of(user: User, office: Office) -> list[SavedFilter]:
    """Return the filters that somebody sees in an office: their own, and those that are shared, in the order of making."""
    rows = SavedFilter.objects.filter(Q(owner=user.pk) | Q(owner__isnull=True), office=office)
    return list(rows.order_by("id")[:MOST_KEPT])


def filter_for(user: User, office: Office, uuid: str) -> SavedFilter:
    """Return one of these filters; raise MissingError for any other."""
    rows = SavedFilter.objects.filter(Q(owner=user.pk) | Q(owner__isnull=True), office=office, uuid=uuid)
    row = rows.first()
    if row is None:
        raise MissingError("filter")
    return row


def shortlist_rows(actor: Actor, user: User, on: date) -> QuerySet[Case]:
    """Return what somebody wants to work on that day, in the order of choosing; what may not be seen any more is left out."""
    rows = cases_visible_to(actor).filter(shortlistitem__user=user.pk, shortlistitem__on=on)
    return with_names(rows).order_by("shortlistitem__id")


def shortlisted(user: User, on: date) -> QuerySet[ShortlistItem]:
    """Return what stands on somebody's list of a day."""
    return ShortlistItem.objects.filter(user=user.pk, on=on)


def bulk_for(actor: Actor, uuid: str) -> Bulk:
    """Return a deed on many that ``actor`` did in this office; raise MissingError for any other."""
    row = Bulk.objects.filter(uuid=uuid, office__uuid=actor.office_key, by__uuid=actor.key).first()
    if row is None:
        raise MissingError("bulk")
    return row
