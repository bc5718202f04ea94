"""The list of the receptions, and the page of one: where, when, who, what for, and what is closed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import Closed, closed_of
from qabyldau.interfaces.site.booking.places import Offer, offer_of, reception
from qabyldau.interfaces.site.offices.drawing import Drawing, drawing_of
from qabyldau.interfaces.site.offices.hours import (
    DayHours,
    SpecialDay,
    special_days,
    today_words,
    week_rows,
)
from qabyldau.interfaces.site.offices.receive import (
    Receives,
    Result,
    Travels,
    each_week,
    results,
    single_days,
    travels,
)
from qabyldau.interfaces.site.places import (
    HoursLine,
    OfficeCard,
    access_words,
    election_end,
    office_cards,
    week_lines,
)
from qabyldau.meetings.queries.mobile import coming_mobiles, told_mobiles
from qabyldau.offices.labels import door_words
from qabyldau.offices.queries import (
    Closure,
    Office,
    Sitting,
    closures_of,
    services_of,
    sittings_of,
    timetable_of,
    week_of,
)  # fmt: skip
from qabyldau.offices.rules.hours import DoorState, Timetable
from qabyldau.visits.queries.free import is_booked_online


@dataclass(frozen=True)
class OfficesPage:
    """All receptions."""

    offices: list[OfficeCard]
    """The receptions that the public sees."""


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Show every reception: where it is, whether it is open, what is closed."""
    return render(request, "site/offices.html", {"page": OfficesPage(office_cards())})


@dataclass(frozen=True)
class Where:
    """Where a reception is and how one gets in; what is not known is said to be not known."""

    address: str
    landmark: str
    entrance: str
    ramp: str
    lift: str
    links: list[tuple[str, str]]
    """Name and address of the maps that people use."""


@dataclass(frozen=True)
class Times:
    """When a reception is open, and what is not as usual."""

    door: str
    is_open: bool
    today: str
    """The hours of today where they are not the usual ones."""
    week: list[DayHours]
    lines: list[HoursLine]
    """The hours in short, where no calendar was loaded and the week is all that is known."""
    special: list[SpecialDay]


@dataclass(frozen=True)
class OfficePage:
    """One reception with everything that is needed to go there."""

    slug: str
    """Its name in addresses."""
    name: str
    """Its name."""
    phone: str
    """Its telephone."""
    email: str
    """Its e-mail."""
    promise_days: int
    """In how many working days it promises an answer."""
    where: Where
    """Where it is."""
    drawing: Drawing | None
    """The map around it; None where no outlines are loaded."""
    times: Times
    """When it is open."""
    closed: list[Closed]
    """Closures of now and later, of the whole reception and of single hosts."""
    election_to: date | None
    """Until when it takes mandates alone; None if it does not now."""
    can: list[Offer]
    """What one may come for."""
    cannot: list[Offer]
    """What is not done here; the note of each says where to go instead."""
    weekly: list[Receives]
    """Who receives each week."""
    days: list[Receives]
    """Who receives on single days, such as a deputy."""
    travels: list[Travels]
    """Where the reception travels to."""
    results: list[Result]
    """What came of the last ones."""
    takes_bookings: bool
    """Whether a visit is booked on the site."""


@require_safe
def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one reception."""
    page = office_page(reception(slug), clock.now())
    return render(request, "site/office.html", {"page": page})


def office_page(row: Office, at: datetime) -> OfficePage:
    """Return the page of a reception as it is at a moment."""
    today = clock.local_date(at, row.zone)
    closures, sittings, services = closures_of(row, today), sittings_of(row, today), services_of(row)
    table = _table(row, closures)
    return OfficePage(
        slug=row.slug,
        name=localized(row, "name"),
        phone=row.phone,
        email=row.email,
        promise_days=row.promise_days,
        where=where_of(row),
        drawing=drawing_of(row),
        times=_times(row, table, at),
        closed=[closed_of(closure) for closure in closures],
        election_to=election_end(row, today),
        can=[offer_of(row, service) for service in services if service.is_offered],
        cannot=[offer_of(row, service) for service in services if not service.is_offered],
        weekly=each_week(sittings),
        days=_days(sittings, table, closures),
        travels=travels(coming_mobiles(row, today)),
        results=results(told_mobiles(row)),
        takes_bookings=any(is_booked_online(row, service) for service in services),
    )


def _table(row: Office, closures: list[Closure]) -> Timetable | None:
    try:
        return timetable_of(row, closures)
    except MissingError:
        return None


def _days(sittings: list[Sitting], table: Timetable | None, closures: list[Closure]) -> list[Receives]:
    return single_days(sittings, table, closures) if table else []


def _times(row: Office, table: Timetable | None, at: datetime) -> Times:
    if table is None:
        return Times("", False, "", [], week_lines(week_of(row)), [])
    today, door = clock.local_date(at, row.zone), table.door_at(at)
    return Times(
        door=door_words(door, at, row.zone),
        is_open=door.state is DoorState.OPEN,
        today=today_words(table, today),
        week=week_rows(table, today),
        lines=[],
        special=special_days(table, today),
    )


def where_of(row: Office) -> Where:
    """Return where a reception is."""
    ramp, lift = access_words(row)
    return Where(
        address=row.address,
        landmark=localized(row, "landmark"),
        entrance=localized(row, "entrance"),
        ramp=ramp,
        lift=lift,
        links=map_links(row),
    )


def map_links(row: Office) -> list[tuple[str, str]]:
    """Return the maps that people use: the office's own link, and where its point is known, the usual two."""
    own = [(_("Map"), row.map_link)] if row.map_link else []
    if row.latitude is None or row.longitude is None:
        return own
    north, east = f"{row.latitude:.6f}", f"{row.longitude:.6f}"
    return [
        *own,
        ("2GIS", f"https://2gis.kz/geo/{east},{north}"),
        ("OpenStreetMap", f"https://www.openstreetmap.org/?mlat={north}&mlon={east}#map=17/{north}/{east}"),
    ]
