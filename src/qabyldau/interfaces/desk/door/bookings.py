"""Booked visits of a day at the desk: who is awaited; booking for somebody who calls, another time, cancelling."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock, ids
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.visit import book_visit, cancel_visit, move_visit
from qabyldau.interfaces.design.fields import show_phone
from qabyldau.interfaces.design.templatetags.design_tags import local_date
from qabyldau.interfaces.desk.door.forms import BookForm, TimeForm
from qabyldau.interfaces.desk.door.rows import is_expected, key_of, time_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.models import Office, Service
from qabyldau.offices.queries import services_of
from qabyldau.visits.labels import APPOINTMENT_LABELS
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import appointment_for, appointments_on, code_of
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.rules.queue import say
from qabyldau.visits.rules.slots import AppointmentState
from qabyldau.visits.services.booking import OftenError, TakenError, Wish, slot_hold

DAY = timedelta(days=1)


@dataclass(frozen=True)
class VisitRow:
    """One booked visit of a day."""

    uuid: str
    href: str
    time: str
    name: str
    phone: str
    service: str
    who: str
    state: str
    ticket: str
    """The number of the ticket, "" where none was given."""
    may_arrive: bool


@dataclass(frozen=True)
class VisitsPage:
    """The booked visits of one day."""

    bar: Bar
    """The top of the page."""
    on: date
    """The day."""
    is_today: bool
    """Whether visitors of this day are checked in now."""
    rows: list[VisitRow]
    """The visits in their order, cancelled ones too."""
    earlier_href: str
    """The day before."""
    later_href: str
    """The day after."""


@dataclass(frozen=True)
class BookPage:
    """Booking for somebody who calls."""

    bar: Bar
    """The top of the page."""
    services: list[tuple[str, str]]
    """Where to go on for each service, and its name; empty once one was chosen."""
    service: str
    """The chosen service, "" before."""
    form: BookForm | None
    """What the caller says; None before a service was chosen."""


@dataclass(frozen=True)
class VisitPage:
    """One booked visit."""

    bar: Bar
    """The top of the page."""
    row: VisitRow
    """What it is about."""
    on: date
    """Its day."""
    code: str
    """The code to be told to the visitor."""
    language: str
    """The visitor's language."""
    form: TimeForm | None
    """Another time; None where the visit is not to be moved any more."""
    back_href: str
    """Back to its day."""


def visit_row(visit: Appointment, office: Office, today: date) -> VisitRow:
    """Return a booked visit as the desk sees it."""
    ticket = getattr(visit, "ticket", None)
    is_today = clock.local_date(visit.starts_at, office.zone) == today
    return VisitRow(
        uuid=str(visit.uuid),
        href=reverse("desk:door-visit", args=[visit.uuid]),
        time=time_of(visit.starts_at, office),
        name=visit.name or "",
        phone=show_phone(visit.phone) if visit.phone else "",
        service=localized(visit.service, "name"),
        who=visit.sitting.who,
        state=str(APPOINTMENT_LABELS[AppointmentState(visit.state)]),
        ticket=say(ticket.number) if ticket else "",
        may_arrive=is_today and is_expected(visit),
    )


@require_GET
@guard(Permission.VISITS_SEE)
def visits(request: DeskRequest) -> HttpResponse:
    """Show the booked visits of a day."""
    office = office_of(request)
    today = clock.today(office.zone)
    on = day_of(request.GET.get("on", ""), today)
    here = reverse("desk:door-visits")
    page = VisitsPage(
        bar=bar_of(request),
        on=on,
        is_today=on == today,
        rows=[visit_row(row, office, today) for row in appointments_on(request.actor, office, on)],
        earlier_href=f"{here}?on={on - DAY}",
        later_href=f"{here}?on={on + DAY}",
    )
    return render(request, "desk/door/visits.html", {"page": page})


def day_of(given: str, usual: date) -> date:
    """Return a day as an address names it, ``usual`` where it names none; within ten years, which every calendar holds."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return usual
    return day if abs((day - usual).days) < 3660 else usual


@require_http_methods(["GET", "POST"])
@guard(Permission.VISIT_BOOK)
def book(request: DeskRequest) -> HttpResponse:
    """Book a visit for somebody who calls or stands here."""
    office, at = office_of(request), clock.now()
    offered = [row for row in services_of(office) if row.is_offered]
    key = key_of(request.GET.get("service", "")) or (str(offered[0].uuid) if len(offered) == 1 else "")
    service = next((row for row in offered if str(row.uuid) == key), None)
    if service is None:
        return _choose(request, offered)
    form = BookForm(request.POST or None, office=office, days=free_days(office, service, at, is_desk=True))
    if request.method == "POST" and form.is_valid():
        visit = _booked(request, service, form, at)
        if visit is not None:
            return redirect("desk:door-visit", visit.uuid)
    page = BookPage(bar_of(request), [], localized(service, "name"), form)
    return render(request, "desk/door/book.html", {"page": page}, status=422 if form.is_bound else 200)


def _choose(request: DeskRequest, offered: list[Service]) -> HttpResponse:
    here = reverse("desk:door-book")
    services = [(f"{here}?service={row.uuid}", localized(row, "name")) for row in offered]
    return render(request, "desk/door/book.html", {"page": BookPage(bar_of(request), services, "", None)})


def _booked(request: DeskRequest, service: Service, form: BookForm, at: datetime) -> Appointment | None:
    """Return the booked visit; None where the time was taken meanwhile, and the form says so."""
    wish = Wish(office_of(request), service, form.chosen, form.cleaned_data["language"])
    try:
        with transaction.atomic():
            held = slot_hold(actor=request.actor, wish=wish, at=at)
            return book_visit(actor=request.actor, uuid=str(held.uuid), visitor=form.visitor(), at=at)
    except TakenError:
        form.add_error("time", _("Somebody else has this time by now. Choose another."))
    except OftenError:
        form.add_error("phone", _("This visitor has a visit on that day already."))
    return None


@require_GET
@guard(Permission.VISITS_SEE)
def visit(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one booked visit with its code."""
    row = appointment_for(request.actor, str(uuid))
    return _shown(request, row, _time_form(request, row))


def _time_form(request: DeskRequest, row: Appointment) -> TimeForm | None:
    """Return the form of another time; None where the visit cannot be moved."""
    at = clock.now()
    if row.state != AppointmentState.BOOKED or row.starts_at <= at:
        return None
    days = free_days(row.office, row.service, at, is_desk=True)
    return TimeForm(request.POST if request.method == "POST" else None, office=row.office, days=days)


def _shown(request: DeskRequest, row: Appointment, form: TimeForm | None) -> HttpResponse:
    office = office_of(request)
    on = clock.local_date(row.starts_at, office.zone)
    page = VisitPage(
        bar=bar_of(request),
        row=visit_row(row, office, clock.today(office.zone)),
        on=on,
        code=ids.say_secret(code_of(row)),
        language=OWN_NAMES[row.language],
        form=form,
        back_href=f"{reverse('desk:door-visits')}?on={on}",
    )
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "desk/door/visit.html", {"page": page}, status=status)


@require_POST
@guard(Permission.VISIT_BOOK)
def move(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Give a booked visit another time; its code stays."""
    row = appointment_for(request.actor, str(uuid))
    form = _time_form(request, row)
    if form is None:
        raise MissingError("a visit to be moved")
    if form.is_valid():
        try:
            moved = move_visit(actor=request.actor, appointment=row, time=form.chosen, at=clock.now())
        except TakenError:
            form.add_error("time", _("Somebody else has this time by now. Choose another."))
        else:
            on = clock.local_date(moved.starts_at, moved.office.zone)
            given = {"day": local_date(on), "time": time_of(moved.starts_at, moved.office)}
            messages.success(request, _("The visit has a new time: %(day)s, %(time)s.") % given)
            return redirect("desk:door-visit", row.uuid)
    return _shown(request, row, form)


@require_POST
@guard(Permission.VISIT_BOOK)
def cancel(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Cancel a booked visit; its time is free for others."""
    row = appointment_for(request.actor, str(uuid))
    cancel_visit(actor=request.actor, appointment=row, at=clock.now())
    messages.success(request, _("The visit is cancelled; its time is free for others."))
    return redirect("desk:door-visit", row.uuid)
