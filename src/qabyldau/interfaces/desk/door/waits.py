"""How long people waited: the whole of a period, and by hour, each with its visits; nothing under the floor."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.interfaces.desk.door.bookings import day_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.visits.queries.waiting import waiting_figures
from qabyldau.visits.rules.waits import FEWEST, HourFigure

USUAL = timedelta(days=29)
"""A month back, today included."""
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class WaitRow:
    """One hour of the day; ``n`` and the figures are None where too few were called."""

    hours: str
    n: int | None
    median: float | None
    p90: float | None


@dataclass(frozen=True)
class WaitsPage:
    """Waiting times of one office."""

    bar: Bar
    """The top of the page."""
    first: date
    """The first day."""
    last: date
    """The last day."""
    whole: WaitRow
    """All visits of the period together."""
    rows: list[WaitRow]
    """The hours in which somebody began to wait."""
    longest: float
    """The greatest figure, at least one minute: the length of the longest bar."""
    fewest: int
    """Visits under which nothing is shown."""


def wait_row(found: HourFigure) -> WaitRow:
    """Return the figure of an hour as it is shown: nothing at all under the floor."""
    n = found.n if found.median_minutes is not None else None
    return WaitRow(f"{found.hour:02d}:00–{found.hour + 1:02d}:00", n, found.median_minutes, found.p90_minutes)


@require_GET
@guard(Permission.WAITS_SEE)
def waits(request: DeskRequest) -> HttpResponse:
    """Show how long people waited in a period: the last month unless another is named."""
    office = office_of(request)
    today = clock.today(office.zone)
    last = min(today, day_of(request.GET.get("to", ""), today))
    first = max(last - LONGEST, min(last, day_of(request.GET.get("from", ""), last - USUAL)))
    whole, hours = waiting_figures(request.actor, office, first, last)
    rows = [wait_row(row) for row in hours]
    page = WaitsPage(
        bar=bar_of(request),
        first=first,
        last=last,
        whole=wait_row(whole),
        rows=rows,
        longest=max([1.0, *(row.p90 for row in rows if row.p90 is not None)]),
        fewest=FEWEST,
    )
    return render(request, "desk/door/waits.html", {"page": page})
