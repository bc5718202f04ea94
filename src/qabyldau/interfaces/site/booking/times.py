"""The page on which a day and a time are chosen: for a new visit, and for one that is moved."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from qabyldau.interfaces.design.closures import Closed
from qabyldau.interfaces.site.booking.days import (
    DayRow,
    Soonest,
    TimeGroup,
    day_rows,
    soonest,
    time_groups,
)  # fmt: skip
from qabyldau.interfaces.site.booking.places import Offer, Place, closed_ahead, offer_of, place_of
from qabyldau.offices.queries import Office, Service
from qabyldau.visits.queries.free import FreeDay, free_days

TAKEN, LOST, SHUT, SHARED, OFTEN = "taken", "lost", "shut", "shared", "often"
"""Why somebody is asked for another time: it was taken just now, or while the form was being filled in; nobody receives then
any more; this network has had its share of the day; this visitor has a visit on that day."""


@dataclass(frozen=True)
class Asked:
    """From where a time is asked for, and why again."""

    address: str
    back: str
    why: str = ""
    is_kept: bool = False
    moved_from: str = ""
    own: tuple[int, datetime] | None = None
    """The sitting and the moment of a visit that is moved: its own time is not offered."""


@dataclass(frozen=True)
class TimesPage:
    """When to come."""

    place: Place
    """The reception."""
    offer: Offer
    """The service."""
    closed: list[Closed]
    """When the reception is closed."""
    days: list[DayRow]
    """Days on which somebody receives."""
    day: DayRow | None
    """The day whose times are shown; None while the days are."""
    groups: list[TimeGroup]
    """Its free times."""
    soonest: Soonest | None
    """The first free time of all."""
    window: int
    """How many days ahead one may book."""
    asked: Asked
    """From where the time is asked for, and why again."""


def times_page(office: Office, service: Service, on: str, asked: Asked, at: datetime) -> TimesPage:
    """Return the page of the free times: its days, or where ``on`` is one of them, the times of that day."""
    days = [_without(day, asked.own) for day in free_days(office, service, at)]
    rows = day_rows(days)
    place = next((place for place, row in enumerate(rows) if row.on == on), None)
    return TimesPage(
        place=place_of(office),
        offer=offer_of(office, service),
        closed=closed_ahead(office, at),
        days=rows,
        day=None if place is None else rows[place],
        groups=[] if place is None else time_groups(office, days[place]),
        soonest=soonest(office, days),
        window=office.booking_days,
        asked=asked,
    )


def _without(day: FreeDay, own: tuple[int, datetime] | None) -> FreeDay:
    return FreeDay(day.on, [row for row in day.times if (row.sitting.pk, row.offer.starts_at) != own])


def wanted_day(request: HttpRequest) -> str:
    """Return the day whose times are asked for."""
    return request.POST.get("day", "") or request.GET.get("day", "")
