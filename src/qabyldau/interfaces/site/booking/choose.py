"""Which reception, which service, which time; the time is held for ten minutes while the form is filled in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.core.errors import MissingError, TooManyError
from qabyldau.flow.visit import ShareError
from qabyldau.interfaces.design.closures import Closed
from qabyldau.interfaces.design.network import source_of
from qabyldau.interfaces.design.views import too_many
from qabyldau.interfaces.site.booking import carry
from qabyldau.interfaces.site.booking.days import Press, hold, service_by
from qabyldau.interfaces.site.booking.places import (
    Offer,
    Place,
    bookable,
    closed_ahead,
    offers,
    place_of,
    reception,
    refused,
)  # fmt: skip
from qabyldau.interfaces.site.booking.times import SHARED, TAKEN, Asked, times_page, wanted_day
from qabyldau.interfaces.site.places import election_end
from qabyldau.offices.queries import Office, Service, services_of
from qabyldau.visits.queries.free import is_booked_online
from qabyldau.visits.services.booking import TakenError

STATUS = {TAKEN: 409, SHARED: 429}
"""With which status another time is asked for, where a press was refused."""


@dataclass(frozen=True)
class ReceptionsPage:
    """Which reception to visit."""

    places: list[Place]
    """Those to which visits are booked."""


@dataclass(frozen=True)
class ServicesPage:
    """What to come for."""

    place: Place
    """The reception."""
    closed: list[Closed]
    """When it is closed."""
    booked: list[Offer]
    """What is booked."""
    open: list[Offer]
    """What one comes for without booking."""
    refused: list[Offer]
    """What is not done here."""
    election_to: date | None
    """Until when the reception takes mandates alone; None if it does not now."""
    is_shut: bool
    """Whether a time was chosen here that is not booked any more, and what was typed is kept."""


@require_safe
def receptions(request: HttpRequest) -> HttpResponse:
    """Ask for the reception where there are several."""
    rows = bookable()
    if len(rows) == 1:
        return redirect("site:book-office", rows[0].slug)
    page = ReceptionsPage([place_of(row) for row in rows])
    return render(request, "site/booking_offices.html", {"page": page})


@require_safe
def services(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what to come for; say what to bring, what is not done here, and where to go instead."""
    office, at = reception(slug), clock.now()
    page = ServicesPage(
        place=place_of(office),
        closed=closed_ahead(office, at),
        booked=offers(office, booked=True),
        open=offers(office, booked=False),
        refused=refused(office),
        election_to=election_end(office, clock.local_date(at, office.zone)),
        is_shut=carry.of_request(request, at).typed.is_shut_at(slug),
    )
    return render(request, "site/booking_services.html", {"page": page})


@require_http_methods(["GET", "POST"])
def times(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Ask for day and time, and hold the one that is pressed."""
    office = reception(slug)
    service, at = _service(office, code), clock.now()
    if request.method == "POST":
        return _held(request, office, service, at)
    kept = carry.of_request(request, at)
    return _asked(request, office, service, at, carry.lost(kept, slug, code))


def _service(office: Office, code: str) -> Service:
    try:
        service = service_by(services_of(office), code)
    except MissingError as error:
        raise Http404 from error
    if not is_booked_online(office, service):
        raise Http404
    return service


def _held(request: HttpRequest, office: Office, service: Service, at: datetime) -> HttpResponse:
    kept = carry.fresh(carry.of_request(request, at))
    press = Press(
        request.POST.get("day", ""), request.POST.get("time", ""), source_of(request), kept.typed.held
    )
    try:
        row = hold(applicant(str(office.uuid)), office, service, press, at)
    except TooManyError as error:
        return too_many(request, error.retry_after)
    except TakenError:
        return _asked(request, office, service, at, TAKEN)
    except ShareError:
        return _asked(request, office, service, at, SHARED)
    response = redirect("site:booking-check" if kept.typed.language else "site:booking-new")
    carry.save(carry.holding(kept, row), response, at)
    return response


def _asked(request: HttpRequest, office: Office, service: Service, at: datetime, why: str) -> HttpResponse:
    kept, slug = carry.of_request(request, at), office.slug
    asked = Asked(
        address=reverse("site:book-times", args=[slug, service.code]),
        back=reverse("site:book-office", args=[slug]),
        why=why,
        is_kept=kept.typed.is_begun,
    )
    page = times_page(office, service, wanted_day(request), asked, at)
    return render(request, "site/booking_times.html", {"page": page}, status=STATUS.get(why, 200))
