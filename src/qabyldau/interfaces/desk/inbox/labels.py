"""Words for lists and orders."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.worklists.rules import BulkDeed, Shelf, Sort

SHELF_LABELS: dict[Shelf, Promise] = {
    Shelf.NEW: _("New"),
    Shelf.OWN: _("Registered by me"),
    Shelf.MINE: _("Mine"),
    Shelf.TEAM: _("My team's"),
    Shelf.OPEN: _("Open"),
    Shelf.OVERDUE: _("Late"),
    Shelf.CLOSED: _("Closed"),
}
SORT_LABELS: dict[Sort, Promise] = {
    Sort.DUE: _("by date of answer"),
    Sort.NEWEST: _("newest first"),
    Sort.OLDEST: _("whoever waits longest first"),
    Sort.URGENT: _("most urgent first"),
    Sort.ENDED: _("last closed first"),
}
DEED_LABELS: dict[BulkDeed, Promise] = {
    BulkDeed.TAKE: _("Take"),
    BulkDeed.GIVE: _("Give to somebody"),
    BulkDeed.TEAM: _("Give to a team"),
    BulkDeed.BEGIN: _("Mark as in work"),
    BulkDeed.CLOSE: _("Close"),
    BulkDeed.TODAY: _("Put on my list for today"),
}
