"""Answers that reached nobody: letters that did not go out, and pages that nobody has opened."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.calling import delivery_for
from qabyldau.answers.queries.reach import PAGE, Reached, unreached
from qabyldau.interfaces.desk.answering.panel import Came, came_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, after_of, bar_of, guard, office_of

LONGEST_LINE = 160


@dataclass(frozen=True)
class Missed:
    """One answer that nobody got: whose, since when, why."""

    uuid: str
    href: str
    words: str
    since: datetime
    came: Came


@dataclass(frozen=True)
class UnreachedPage:
    """Answers that reached nobody."""

    bar: Bar
    """The top of the page."""
    rows: list[Missed]
    """The answers of this page, the oldest first."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(Permission.CASE_WORK)
def missed(request: DeskRequest) -> HttpResponse:
    """Show the answers that reached nobody."""
    office_of(request)
    after, here = after_of(request, delivery_for), reverse("desk:unreached")
    rows = unreached(request.actor, after)
    page = UnreachedPage(
        bar=bar_of(request),
        rows=[_row(*pair) for pair in rows[:PAGE]],
        newer_href=here if after else "",
        older_href=f"{here}?after={rows[PAGE - 1][1].uuid}" if len(rows) > PAGE else "",
    )
    return render(request, "desk/answering/unreached.html", {"page": page})


def _row(row: Delivery, reached: Reached) -> Missed:
    words = (row.appeal.text.body or "")[:LONGEST_LINE]
    href = reverse("desk:appeal", args=[row.appeal.uuid])
    return Missed(str(row.uuid), href, words, row.delivered_at, came_of(reached))
