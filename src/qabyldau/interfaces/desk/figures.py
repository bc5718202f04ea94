"""Figures of the office, its history, and the state of the system for whoever runs it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.casework.figures import Count, advised_by_theme, by_outcome, by_status, by_theme, by_week
from qabyldau.core import clock
from qabyldau.history.queries import flaws_of, newest_entries
from qabyldau.history.rules import Flaw
from qabyldau.interfaces.desk.deeds import Deed, deeds_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.models import CalendarDay, WorkCalendar
from qabyldau.offices.queries import names_of
from qabyldau.worklists.models import LastCheck
from qabyldau.worklists.queries.checks import last_check


@dataclass(frozen=True)
class NumbersPage:
    """Figures of one office; no text and no sender stands behind any of them."""

    bar: Bar
    """The top of the page."""
    weeks: list[Count]
    """Appeals by week, the last twelve."""
    themes: list[Count]
    """Cases by theme of the first level."""
    statuses: list[Count]
    """Cases by where the work stands."""
    outcomes: list[Count]
    """Closed cases by how they ended."""
    advised: list[Count]
    """Contacts that ended with advice on the spot, by theme."""
    checked: str
    """What the last nightly check found in the work of the office, "" before the first."""
    waits_href: str
    """How long people waited at the door; "" for whoever may not see it."""


@require_GET
@guard(Permission.NUMBERS_SEE)
def numbers(request: DeskRequest) -> HttpResponse:
    """Show the figures of the office."""
    key, today = request.actor.office_key, clock.today(office_of(request).zone)
    page = NumbersPage(
        bar=bar_of(request),
        weeks=by_week(key, today),
        themes=by_theme(key),
        statuses=by_status(key),
        outcomes=by_outcome(key),
        advised=advised_by_theme(key),
        checked=_checked(last_check(key), office_of(request).zone),
        waits_href=reverse("desk:door-waits") if request.actor.has(Permission.WAITS_SEE) else "",
    )
    return render(request, "desk/numbers.html", {"page": page})


def _checked(row: LastCheck | None, zone: str) -> str:
    if row is None:
        return ""
    day = f"{clock.local_date(row.at, zone):%d.%m.%Y}"
    if not row.found:
        return _("The check of %(day)s found no contradiction in the casework.") % {"day": day}
    said = ngettext(
        "The check of %(day)s found %(count)s contradiction in the casework. Whoever runs the machine can name it.",
        "The check of %(day)s found %(count)s contradictions in the casework. Whoever runs the machine can name them.",
        row.found,
    )
    return said % {"day": day, "count": row.found}


@dataclass(frozen=True)
class HistoryPage:
    """The newest entries of the office's history."""

    bar: Bar
    """The top of the page."""
    entries: list[Deed]
    """The entries of this page, newest first."""
    checked: bool
    """Whether the whole stream was checked just now."""
    flaws: list[Flaw]
    """What is not as it was written."""
    newer_href: str
    """Back to the newest."""
    older_href: str
    """Further back."""


@require_GET
@guard(Permission.HISTORY_READ)
def history(request: DeskRequest) -> HttpResponse:
    """Show the history of the office, and check that it is whole when asked."""
    stream, here = request.actor.who.stream, reverse("desk:history")
    given = request.GET.get("before", "")
    before = int(given) if given.isdecimal() and len(given) < 19 else None
    entries, checked = newest_entries(stream, before), "check" in request.GET
    page = HistoryPage(
        bar=bar_of(request),
        entries=deeds_of(entries, names_of(request.office) if request.office else {}),
        checked=checked,
        flaws=list(flaws_of(stream)) if checked else [],
        newer_href=here if before else "",
        older_href=f"{here}?before={entries[-1].position}" if entries and entries[-1].position > 1 else "",
    )
    return render(request, "desk/history.html", {"page": page})


@dataclass(frozen=True)
class SystemPage:
    """What whoever runs the machine sees: no text and no sender."""

    bar: Bar
    """The top of the page."""
    calendar: str
    """The version of the working calendar in force, "" if there is none."""
    years: str
    """The years that it covers."""
    advice: str
    """What should be done, "" if nothing."""


@require_GET
@guard(Permission.REFERENCE_LOAD)
def system(request: DeskRequest) -> HttpResponse:
    """Show the state of the system."""
    current = WorkCalendar.objects.filter(is_current=True).first()
    years = sorted(
        {day.year for day in CalendarDay.objects.filter(calendar=current).values_list("on", flat=True)}
    )
    is_short = not years or years[-1] <= clock.now().year
    page = SystemPage(
        bar=bar_of(request),
        calendar=current.version if current else "",
        years=f"{years[0]}–{years[-1]}" if years else "",
        advice=_("Load the working calendar of the next year.") if is_short else "",
    )
    return render(request, "desk/system.html", {"page": page})
