"""The inbox: what nobody has taken up, what is mine, open, late, closed; a page at a time, never counted whole."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.queries import Shelf, cases_on, live_deadlines_of, overdue_up_to, owing_among
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.queries import category_names
from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import own_registrations, waiting_appeals, waiting_up_to
from qabyldau.interfaces.desk.guard import LIST, Bar, DeskRequest, Place, bar_of, guard, office_of
from qabyldau.offices.queries import calendar_of
from qabyldau.understanding.queries import readings_of

SIZE = 25
MOST = 99
"""Counts above this are shown as 99+."""
NEW, OWN = "new", "own"
LONGEST_LINE = 180
"""Characters of an appeal that stand in a list: two lines on a wide screen."""


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    href: str
    number: str
    words: str
    language: str
    theme: str
    is_proposed: bool
    urgency: int
    area: str
    received_at: datetime
    due_on: date | None
    left: int
    status: str
    owner: str
    others: int


@dataclass(frozen=True)
class InboxPage:
    """One page of the inbox."""

    bar: Bar
    """The top of the page."""
    title: str
    """Which list it is."""
    tabs: list[Place]
    """The lists that may be chosen."""
    rows: list[Row]
    """The lines of this page."""
    empty: str
    """What to say where there is none."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(*LIST)
def inbox(request: DeskRequest) -> HttpResponse:
    """Show one page of one list."""
    shelf = request.GET.get("list", "")
    tabs = _tabs(request)
    shelf = shelf if shelf in {name for name, _label, _count in tabs} else tabs[0][0]
    return render(request, "desk/inbox.html", {"page": _page(request, shelf, tabs)})


def _tabs(request: DeskRequest) -> list[tuple[str, str, str]]:
    actor, today = request.actor, clock.today(office_of(request).zone)
    tabs = []
    if actor.has(Permission.APPEAL_READ):
        tabs.append((NEW, _("New"), _spoken(waiting_up_to(actor, limit=MOST + 1))))
    elif actor.has(Permission.APPEAL_READ_OWN):
        tabs.append((OWN, _("Registered by me"), ""))
    if actor.has(Permission.CASE_READ) or actor.has(Permission.CASE_READ_ASSIGNED):
        late = overdue_up_to(actor, today=today, limit=MOST + 1)
        tabs += [(Shelf.MINE.value, _("Mine"), ""), (Shelf.OPEN.value, _("Open"), "")]
        tabs += [(Shelf.OVERDUE.value, _("Late"), _spoken(late)), (Shelf.CLOSED.value, _("Closed"), "")]
    return tabs


def _spoken(count: int) -> str:
    return "" if not count else f"{MOST}+" if count > MOST else str(count)


def _page(request: DeskRequest, shelf: str, tabs: list[tuple[str, str, str]]) -> InboxPage:
    after = _after(request, shelf)
    rows, last = (
        _appeal_rows(request, shelf, after) if shelf in {NEW, OWN} else _case_rows(request, shelf, after)
    )
    here = reverse("desk:inbox")
    return InboxPage(
        bar=bar_of(request),
        title=next(label for name, label, _count in tabs if name == shelf),
        tabs=[Place(label, f"{here}?list={name}", name == shelf, count) for name, label, count in tabs],
        rows=rows,
        empty=_("Nothing waits: every appeal is taken up.") if shelf == NEW else _("Nothing is here."),
        newer_href=f"{here}?list={shelf}" if after else "",
        older_href=f"{here}?{urlencode({'list': shelf, 'after': last})}" if last else "",
    )


def _after(request: DeskRequest, shelf: str) -> tuple[str, int] | None:
    """Return the last line of the page before; None where the address holds none of this list's kind."""
    key, _sep, pk = request.GET.get("after", "").rpartition("~")
    read = _moment if shelf in {NEW, OWN, Shelf.CLOSED} else date.fromisoformat
    try:
        return (read(key).isoformat(), int(pk)) if len(pk) < 19 else None
    except (ValueError, OverflowError):
        return None


def _moment(words: str) -> datetime:
    moment = datetime.fromisoformat(words)
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC)


def _appeal_rows(request: DeskRequest, shelf: str, after: tuple[str, int] | None) -> tuple[list[Row], str]:
    place = (datetime.fromisoformat(after[0]), after[1]) if after else None
    read = waiting_appeals if shelf == NEW else own_registrations
    found = read(request.actor, after=place, size=SIZE + 1)
    shown = found[:SIZE]
    last = f"{shown[-1].received_at.isoformat()}~{shown[-1].pk}" if len(found) > SIZE else ""
    return _rows_of_appeals(shown, request), last


def _rows_of_appeals(appeals: list[Appeal], request: DeskRequest) -> list[Row]:
    names, readings = category_names(), readings_of([appeal.text_id for appeal in appeals])
    due, calendar = live_deadlines_of(appeals), calendar_of(office_of(request))
    today = clock.today(calendar.zone)
    rows = []
    for appeal in appeals:
        reading = readings.get(appeal.text_id)
        deadline = due.get(appeal.pk)
        rows.append(
            Row(
                href=reverse("desk:appeal", args=[appeal.uuid]),
                number=ids.say_number(appeal.number),
                words=_beginning(appeal.text.masked or ""),
                language=appeal.text.language,
                theme=names.get(reading.theme, "") if reading else "",
                is_proposed=True,
                urgency=reading.urgency if reading else 0,
                area=localized(appeal.area, "name") if appeal.area else "",
                received_at=appeal.received_at,
                due_on=deadline.due_on if deadline else None,
                left=days_left(deadline.due_on, today, calendar) if deadline else 0,
                status="",
                owner="",
                others=0,
            )
        )
    return rows


def _beginning(words: str) -> str:
    return words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE].rstrip()}…"


def _case_rows(request: DeskRequest, shelf: str, after: tuple[str, int] | None) -> tuple[list[Row], str]:
    calendar = calendar_of(office_of(request))
    today = clock.today(calendar.zone)
    found = cases_on(request.actor, Shelf(shelf), today=today, after=after, size=SIZE + 1)
    shown = found[:SIZE]
    last = ""
    if len(found) > SIZE:
        key = shown[-1].closed_at if shelf == Shelf.CLOSED else shown[-1].due_on
        last = f"{key.isoformat()}~{shown[-1].pk}" if key else ""
    owing = owing_among(shown)
    return [
        _case_row(case, days_left(case.due_on, today, calendar) if case.pk in owing else None)
        for case in shown
    ], last


def _case_row(case: Case, left: int | None) -> Row:
    appeals = [link.appeal for link in case.case_appeals.all()]
    first = appeals[0]
    is_closed = case.status == CaseStatus.CLOSED
    ending = OUTCOME_LABELS[Outcome(case.outcome)] if is_closed else STATUS_LABELS[CaseStatus(case.status)]
    return Row(
        href=reverse("desk:case", args=[case.uuid]),
        number=ids.say_number(first.number),
        words=_beginning(first.text.masked or ""),
        language=first.text.language,
        theme=localized(case.category, "name"),
        is_proposed=False,
        urgency=case.urgency,
        area=localized(first.area, "name") if first.area else "",
        received_at=first.received_at,
        due_on=None if left is None else case.due_on,
        left=left or 0,
        status=str(ending),
        owner=(case.owner.full_name or case.owner.username) if case.owner else "",
        others=len(appeals) - 1,
    )
