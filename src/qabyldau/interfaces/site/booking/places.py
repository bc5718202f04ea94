"""The receptions to which visits are booked: where each is, what people may come for, when it is closed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404

from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import Closed, closed_rows
from qabyldau.interfaces.site.places import access_words
from qabyldau.offices.queries import Office, Service, closures_of, listed_offices, office_by, services_of
from qabyldau.visits.queries.free import is_booked_online


@dataclass(frozen=True)
class Place:
    """One reception with what one needs to get there."""

    slug: str
    name: str
    address: str
    landmark: str
    entrance: str
    access: list[str]
    phone: str
    map_link: str


@dataclass(frozen=True)
class Offer:
    """One service: what it is for and what to bring, how long it takes; the code stands in addresses."""

    code: str
    name: str
    note: str
    bring: str
    minutes: int


def place_of(office: Office) -> Place:
    """Return a reception as visitors need it."""
    return Place(
        slug=office.slug,
        name=localized(office, "name"),
        address=office.address,
        landmark=localized(office, "landmark"),
        entrance=localized(office, "entrance"),
        access=[words for words in access_words(office) if words],
        phone=office.phone,
        map_link=office.map_link or _drawn_link(office),
    )


def _drawn_link(office: Office) -> str:
    if office.latitude is None or office.longitude is None:
        return ""
    return f"geo:{office.latitude},{office.longitude}"


def reception(slug: str) -> Office:
    """Return a reception that the public sees; answer 404 for any other."""
    try:
        office = office_by(slug=slug)
    except MissingError as error:
        raise Http404 from error
    if not office.is_listed:
        raise Http404
    return office


def bookable() -> list[Office]:
    """Return the receptions to which visits are booked on the site."""
    return [office for office in listed_offices() if office.takes_bookings]


def offer_of(office: Office, row: Service) -> Offer:
    """Return a service as visitors need it."""
    minutes = row.minutes or office.visit_minutes
    return Offer(row.code, localized(row, "name"), localized(row, "note"), localized(row, "bring"), minutes)


def offers(office: Office, *, booked: bool) -> list[Offer]:
    """Return what people may come for: with a booked time, or without one."""
    rows = [row for row in services_of(office) if row.is_offered]
    return [offer_of(office, row) for row in rows if is_booked_online(office, row) is booked]


def refused(office: Office) -> list[Offer]:
    """Return what this reception does not do; the note of each says where to go instead."""
    return [offer_of(office, row) for row in services_of(office) if not row.is_offered]


def closed(office: Office, first: date, last: date) -> list[Closed]:
    """Return the closures of the whole reception that touch the days from ``first`` to ``last``."""
    return closed_rows(closures_of(office, first), first, last)


def closed_ahead(office: Office, at: datetime) -> list[Closed]:
    """Return the closures that whoever books now should know of."""
    today = clock.local_date(at, office.zone)
    return closed(office, today, today + timedelta(days=office.booking_days))
