"""A booked visit: opened by its code, looked at, printed, put into a calendar, moved, cancelled."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError, TooManyError
from qabyldau.core.ids import say_secret
from qabyldau.flow.letters import booking_url
from qabyldau.flow.visit import cancel_visit, move_visit, open_visit
from qabyldau.interfaces.design.closures import Closed, said_day
from qabyldau.interfaces.design.views import conflict, too_many
from qabyldau.interfaces.site.booking.days import Press, day_words, placed
from qabyldau.interfaces.site.booking.ics import Event, calendar_file
from qabyldau.interfaces.site.booking.places import Offer, Place, closed, offer_of, place_of
from qabyldau.interfaces.site.booking.times import OFTEN, TAKEN, Asked, times_page, wanted_day
from qabyldau.interfaces.site.codes import CodeForm, Lock, opened
from qabyldau.interfaces.site.cookies import VISIT
from qabyldau.interfaces.site.forms import SiteForm
from qabyldau.visits.queries.bookings import SHOWN, Appointment, appointment_of, code_of
from qabyldau.visits.queries.free import FreeTime
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.booking import OftenError, TakenError


@dataclass(frozen=True)
class CodePage:
    """Where a code is written."""

    form: SiteForm
    """The code."""


@dataclass(frozen=True)
class VisitPage:
    """One booked visit. Nothing of who booked it stands here: the code may be seen by others."""

    code: str
    """Its code, in two fives."""
    state: str
    """booked, came, absent or cancelled."""
    is_moved: bool
    """Whether this is not the time that was booked first."""
    day: str
    """The day in words."""
    begins: str
    """The time of its beginning."""
    ends: str
    """The time of its end."""
    who: str
    """Who receives; "" where nobody is named."""
    place: Place
    """The reception."""
    offer: Offer
    """The service, and what to bring."""
    closed: list[Closed]
    """Closures of the reception on that very day."""
    may_change: bool
    """Whether it can be moved or cancelled."""
    again: str
    """Where another visit for the same is booked."""
    site: str
    """The address at which the code is entered, for paper."""


@require_http_methods(["GET", "POST"])
def visit(request: HttpRequest) -> HttpResponse:
    """Show the visit that this browser may look at, or ask for its code."""
    if request.method == "POST":
        return opened(request, CodeForm(request.POST), LOCK)
    row = _row(request)
    if row is None:
        return _code_asked(request, CodeForm())
    return render(request, "site/booking_visit.html", {"page": visit_page(row, clock.now())})


@require_safe
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Open the visit of a link in a letter; the code leaves the address line at once."""
    return opened(request, CodeForm({"code": code}), LOCK)


def _code_asked(request: HttpRequest, form: SiteForm) -> HttpResponse:
    return render(request, "site/booking_code.html", {"page": CodePage(form)})


LOCK = Lock(open_visit, VISIT, lambda _request: reverse("site:booking"), _code_asked)


def _row(request: HttpRequest) -> Appointment | None:
    uuid = VISIT.read(request)
    try:
        row = appointment_of(uuid) if uuid else None
    except MissingError:
        return None
    return row if row is not None and row.state in SHOWN else None


def visit_page(row: Appointment, at: datetime) -> VisitPage:
    """Return the page of a booked visit."""
    begins, ends = clock.wall(row.starts_at, row.office.zone), clock.wall(row.ends_at, row.office.zone)
    is_ahead = row.state == AppointmentState.BOOKED and row.starts_at > at
    return VisitPage(
        code=say_secret(code_of(row)),
        state=row.state,
        is_moved=row.moves > 0,
        day=day_words(begins.date()),
        begins=f"{begins:%H:%M}",
        ends=f"{ends:%H:%M}",
        who=row.sitting.who,
        place=place_of(row.office),
        offer=offer_of(row.office, row.service),
        closed=closed(row.office, begins.date(), begins.date()) if is_ahead else [],
        may_change=is_ahead,
        again=reverse("site:book-times", args=[row.office.slug, row.service.code]),
        site=f"{settings.PUBLIC_URL}/booking/",
    )


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """Show the visit for paper."""
    row = _row(request)
    if row is None:
        return redirect("site:booking")
    return render(request, "site/booking_paper.html", {"page": visit_page(row, clock.now())})


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Give the visit as a file for a calendar; a moved or cancelled one replaces what the calendar holds."""
    row = _row(request)
    if row is None:
        return redirect("site:booking")
    page = visit_page(row, clock.now())
    event = Event(
        uid=f"{row.uuid}@{settings.PUBLIC_URL.partition('://')[2] or 'qabyldau'}",
        sequence=row.moves + (row.state == AppointmentState.CANCELLED),
        stamp=clock.now(),
        begins=row.starts_at,
        ends=row.ends_at,
        is_cancelled=row.state == AppointmentState.CANCELLED,
        title=f"{page.offer.name}: {page.place.name}",
        where=", ".join(words for words in (page.place.address, page.place.landmark) if words),
        words=_words(page),
        link=booking_url(code_of(row)),
    )
    return HttpResponse(
        calendar_file(event),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="visit.ics"'},
    )


def _words(page: VisitPage) -> str:
    said = _("Code of your visit: %(code)s") % {"code": page.code}
    bring = _("What to bring: %(things)s") % {"things": page.offer.bring} if page.offer.bring else ""
    return "\n".join(filter(None, [said, page.offer.note, bring]))


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest) -> HttpResponse:
    """Ask for another time, and move the visit to the one that is pressed."""
    row, at = _row(request), clock.now()
    if row is None or not visit_page(row, at).may_change:
        return redirect("site:booking")
    if request.method == "POST":
        return _moved(request, row, at)
    return _other_asked(request, row, at)


def _moved(request: HttpRequest, row: Appointment, at: datetime) -> HttpResponse:
    press = Press(request.POST.get("day", ""), request.POST.get("time", ""))

    def deed(found: FreeTime) -> Appointment:
        return move_visit(actor=applicant(str(row.office.uuid)), appointment=row, time=found, at=at)

    try:
        placed(row.office, row.service, press, at, deed)
    except TakenError:
        return _other_asked(request, row, at, TAKEN)
    except OftenError:
        return _other_asked(request, row, at, OFTEN)
    except TooManyError as error:
        return too_many(request, error.retry_after)
    except ConflictError:
        return conflict(request, "")
    return redirect("site:booking")


def _other_asked(request: HttpRequest, row: Appointment, at: datetime, why: str = "") -> HttpResponse:
    begins = clock.wall(row.starts_at, row.office.zone)
    asked = Asked(
        address=reverse("site:booking-move"),
        back=reverse("site:booking"),
        why=why,
        moved_from=f"{said_day(begins.date())}, {begins:%H:%M}",
        own=(row.sitting_id, row.starts_at),
    )
    page = times_page(row.office, row.service, wanted_day(request), asked, at)
    return render(request, "site/booking_times.html", {"page": page}, status=409 if why else 200)


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest) -> HttpResponse:
    """Ask whether the visit is really to be cancelled, and cancel it."""
    row, at = _row(request), clock.now()
    if row is None or not visit_page(row, at).may_change:
        return redirect("site:booking")
    if request.method == "POST":
        cancel_visit(actor=applicant(str(row.office.uuid)), appointment=row, at=at)
        return redirect("site:booking")
    return render(request, "site/booking_cancel.html", {"page": visit_page(row, at)})


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the visit in this browser."""
    response = redirect("site:booking")
    VISIT.drop(response)
    return response
