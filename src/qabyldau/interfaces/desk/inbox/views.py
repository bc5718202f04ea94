"""The inbox: what waits for somebody, what is mine, my team's, open, late, closed; a page at a time, never counted whole."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.interfaces.desk.guard import LIST, Bar, DeskRequest, Place, bar_of, guard, office_of
from qabyldau.interfaces.desk.inbox.asked import LONGEST_WORDS, Asked, asked_from
from qabyldau.interfaces.desk.inbox.labels import SHELF_LABELS, SORT_LABELS
from qabyldau.interfaces.desk.inbox.rows import (
    Reckoning,
    Row,
    reckoning_of,
    rows_of_appeals,
    rows_of_cases,
    rows_of_found,
)
from qabyldau.worklists.queries.choices import Chosen, chosen_of
from qabyldau.worklists.queries.found import found_for
from qabyldau.worklists.queries.kept import filters_of
from qabyldau.worklists.queries.lists import Listing, appeals_in, cases_in, counts_up_to
from qabyldau.worklists.rules import OF_APPEALS, SORTS, Filter, Shelf

SIZE = 25
MOST = 99
"""Counts above this are shown as 99+."""


@dataclass(frozen=True)
class InboxPage:
    """One page of the inbox."""

    bar: Bar
    """The top of the page."""
    title: str
    """Which list it is."""
    tabs: list[Place]
    """The lists that may be chosen."""
    words: str
    """What was searched for; "" where nothing was."""
    everywhere_href: str
    """The same search in every list; "" where it is there already."""
    sorts: list[Place]
    """The orders of this list, where there are several."""
    chips: list[Place]
    """By what the list is narrowed; the address leaves one out."""
    clear_href: str
    """The list without filter and words."""
    narrow_href: str
    """Where the filter is chosen."""
    kept: list[Place]
    """Filters that were kept, one's own and the office's."""
    query: str
    """This page as its address says it, to come back to."""
    rows: list[Row]
    """The lines of this page."""
    may_choose: bool
    """Whether lines can be chosen for a deed on many."""
    may_assign: bool
    """Whether they can be given to others."""
    empty: str
    """What to say where there is none."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


def shelves_of(actor: Actor) -> list[Shelf]:
    """Return the lists that somebody may see, the usual one first."""
    found = []
    if actor.has(Permission.APPEAL_READ):
        found.append(Shelf.NEW)
    elif actor.has(Permission.APPEAL_READ_OWN):
        found.append(Shelf.OWN)
    if actor.has(Permission.CASE_READ) or actor.has(Permission.CASE_READ_ASSIGNED):
        found += [Shelf.MINE, Shelf.TEAM, Shelf.OPEN, Shelf.OVERDUE, Shelf.CLOSED]
    return found


@require_GET
@guard(*LIST)
def inbox(request: DeskRequest) -> HttpResponse:
    """Show one page of one list, or of what a search found."""
    shelves = shelves_of(request.actor)
    asked = asked_from(request.GET.dict(), shelves, request.actor.office_key)
    return render(request, "desk/inbox/inbox.html", {"page": _page(asked, shelves, request)})


@require_POST
@guard(*LIST)
def find(request: DeskRequest) -> HttpResponse:
    """Lead to what was searched for: what was typed goes into no address readably."""
    shelves, key = shelves_of(request.actor), request.actor.office_key
    asked = asked_from(request.POST.dict(), shelves, key)
    words = str(request.POST.get("q", "")).strip()[:LONGEST_WORDS]
    return redirect(asked.href(key, words=words, is_everywhere=bool(words) and "list" not in request.POST))


def _page(asked: Asked, shelves: list[Shelf], request: DeskRequest) -> InboxPage:
    actor, office = request.actor, office_of(request)
    reckoning = reckoning_of(office)
    chosen = chosen_of(asked.filter, office, reckoning.today)
    rows, last = _rows(actor, asked, chosen, reckoning)
    key = actor.office_key
    return InboxPage(
        bar=bar_of(request),
        title=_title(asked),
        tabs=_tabs(actor, asked, shelves, reckoning),
        words=asked.words,
        everywhere_href=asked.href(key, is_everywhere=True)
        if asked.words and not asked.is_everywhere
        else "",
        sorts=_sorts(asked, key),
        chips=[
            Place(one.label, asked.href(key, filter=_without(asked.filter, one.field)), True)
            for one in chosen
        ],
        clear_href=asked.href(key, filter=Filter(), words="", is_everywhere=False),
        narrow_href=f"{reverse('desk:inbox-narrow')}?{asked.query(key)}",
        kept=[
            Place(row.name, f"{reverse('desk:inbox')}?{row.query}", False)
            for row in ([] if asked.words else filters_of(request.user, office))
        ],
        query=asked.query(key),
        rows=rows,
        may_choose=actor.has(Permission.CASE_WORK) and any(row.version for row in rows),
        may_assign=actor.has(Permission.CASE_ASSIGN),
        empty=_empty(asked, chosen, last),
        newer_href=asked.href(key) if asked.after else "",
        older_href=asked.href(key, after=last) if last else "",
    )


def _rows(actor: Actor, asked: Asked, chosen: list[Chosen], reckoning: Reckoning) -> tuple[list[Row], str]:
    listing = Listing(asked.shelf, asked.sort, reckoning.today, SIZE, chosen, asked.after)
    if asked.words:
        found = found_for(actor, asked.words, listing, everywhere=asked.is_everywhere)
        return rows_of_found(found.rows, reckoning), found.last
    if asked.shelf in OF_APPEALS:
        page = appeals_in(actor, listing)
        return rows_of_appeals(page.rows, reckoning), page.last
    page = cases_in(actor, listing)
    return rows_of_cases(page.rows, reckoning), page.last


def _title(asked: Asked) -> str:
    return _("What was found") if asked.is_everywhere else str(SHELF_LABELS[asked.shelf])


def _tabs(actor: Actor, asked: Asked, shelves: list[Shelf], reckoning: Reckoning) -> list[Place]:
    """Return the lists; how many wait and how many are late is said where no search is looked at."""
    counts = {} if asked.words else counts_up_to(actor, today=reckoning.today, limit=MOST + 1)
    return [
        Place(
            str(SHELF_LABELS[shelf]),
            asked.href(
                actor.office_key, shelf=shelf, sort=SORTS[shelf][0], is_everywhere=False, filter=Filter()
            ),
            shelf is asked.shelf and not asked.is_everywhere,
            _spoken(counts.get(shelf, 0)),
        )
        for shelf in shelves
    ]


def _spoken(count: int) -> str:
    return "" if not count else f"{MOST}+" if count > MOST else str(count)


def _sorts(asked: Asked, key: str) -> list[Place]:
    possible = SORTS[asked.shelf]
    if asked.words or len(possible) < 2:
        return []
    return [Place(str(SORT_LABELS[one]), asked.href(key, sort=one), one is asked.sort) for one in possible]


def _without(given: Filter, field: str) -> Filter:
    return Filter(**{name: value for name, value in given.chosen.items() if name != field})


def _empty(asked: Asked, chosen: list[Chosen], last: str) -> str:
    if last:
        return _("Nothing here among the newest that hold these words. Look further back.")
    if asked.words:
        return _("Nothing holds all of these words.")
    if chosen:
        return _("Nothing fits the filter.")
    return (
        _("Nothing waits: every appeal is taken up.") if asked.shelf is Shelf.NEW else _("Nothing is here.")
    )
