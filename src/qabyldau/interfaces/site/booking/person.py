"""Who comes and what about; a last look; and the press that books, once however often it comes."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import applicant
from qabyldau.core import clock
from qabyldau.core.errors import MissingError, TooManyError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.receive import CONSENT_VERSION
from qabyldau.flow.visit import book_visit
from qabyldau.interfaces.design.fields import near_email, read_phone, show_phone
from qabyldau.interfaces.design.views import too_many
from qabyldau.interfaces.site.booking import carry
from qabyldau.interfaces.site.booking.carry import Kept, Typed
from qabyldau.interfaces.site.booking.days import day_words
from qabyldau.interfaces.site.booking.forms import VisitorForm
from qabyldau.interfaces.site.checking import Row
from qabyldau.interfaces.site.cookies import VISIT
from qabyldau.interfaces.site.forms import SiteForm
from qabyldau.visits.queries.bookings import Appointment, appointment_of
from qabyldau.visits.queries.free import is_booked_online
from qabyldau.visits.services.booking import OftenError, ShutError, TakenError, Visitor, hold_check

LANGUAGES = [code for code, _name in settings.LANGUAGES]


@dataclass(frozen=True)
class Held:
    """The time that is held: for what, where, when, until when, and whether those ten minutes are over."""

    service: str
    office: str
    when: str
    until: str
    is_over: bool


@dataclass(frozen=True)
class VisitorPage:
    """Who comes and what about."""

    held: Held
    """The time that is held."""
    form: SiteForm
    """The form."""
    languages: tuple[tuple[str, str], ...]
    """Code and own name of the languages to which a press may switch without losing what was typed."""


@dataclass(frozen=True)
class BookingCheckPage:
    """The last look before booking."""

    held: Held
    """The time that is held."""
    rows: list[Row]
    """What was answered."""
    near_email: str
    """An address that was probably meant; "" if the one given looks right."""
    is_often: bool
    """Whether this visitor has as many visits on that day as the reception allows."""
    other: str
    """Where another day is chosen."""


@require_http_methods(["GET", "POST"])
def visitor(request: HttpRequest) -> HttpResponse:
    """Ask who comes and what about; keep what was typed and go where the pressed button says."""
    at = clock.now()
    kept = carry.of_request(request, at)
    row = _row(kept)
    if row is None:
        return _elsewhere(request, kept, at)
    if request.method == "POST":
        return _taken(request, kept, row, at)
    if _is_shut(row, at):
        return _shut(request, kept, row, at)
    form = VisitorForm(initial=_initial(kept.typed))
    return render(request, "site/booking_person.html", {"page": _page(row, form, at)})


def _initial(typed: Typed) -> dict[str, object]:
    return {**asdict(typed), "language": typed.language or (get_language() or "kk")[:2]}


def _page(row: Appointment, form: SiteForm, at: datetime) -> VisitorPage:
    return VisitorPage(_held(row, at), form, tuple(OWN_NAMES.items()))


def _held(row: Appointment, at: datetime) -> Held:
    begins = clock.wall(row.starts_at, row.office.zone)
    return Held(
        service=localized(row.service, "name"),
        office=localized(row.office, "name"),
        when=f"{day_words(begins.date())}, {begins:%H:%M}",
        until=f"{clock.wall(row.held_until, row.office.zone):%H:%M}",
        is_over=row.held_until <= at,
    )


def _row(kept: Kept) -> Appointment | None:
    """Return the visit that holds the time, None where its time was given to somebody else or nothing is held."""
    try:
        return appointment_of(kept.typed.held) if kept.typed.held else None
    except MissingError:
        return None


def _is_shut(row: Appointment, at: datetime) -> bool:
    try:
        hold_check(actor=applicant(str(row.office.uuid)), row=row, at=at)
    except ShutError:
        return True
    return False


def _shut(request: HttpRequest, kept: Kept, row: Appointment, at: datetime) -> HttpResponse:
    """Lead to other times of a service that nobody gives at the held one any more; what was typed is kept."""
    is_booked = is_booked_online(row.office, row.service)
    args = [row.office.slug, row.service.code]
    response = redirect("site:book-times", *args) if is_booked else redirect("site:book-office", args[0])
    carry.save(carry.changed(kept, {"held": "", "is_shut": True}), response, at)
    return response


def _elsewhere(request: HttpRequest, kept: Kept, at: datetime) -> HttpResponse:
    """Lead to the visit that was booked, or to other times; what was typed is kept."""
    if kept.typed.booked:
        response: HttpResponse = redirect("site:booking")
        VISIT.write(response, kept.typed.booked)
        return response
    if not kept.typed.service:
        return redirect("site:book")
    response = redirect("site:book-times", kept.typed.office, kept.typed.service)
    carry.save(carry.changed(kept, {"held": ""}), response, at)
    return response


def _taken(request: HttpRequest, kept: Kept, row: Appointment, at: datetime) -> HttpResponse:
    form = VisitorForm(request.POST)
    typed = form.typed()
    if typed.get("consent"):
        typed["consent_language"] = (get_language() or "kk")[:2]
    goes = request.POST.get("go", "")
    if goes or form.is_valid():
        response: HttpResponse = redirect(_where(kept.typed, goes))
    else:
        response = render(request, "site/booking_person.html", {"page": _page(row, form, at)})
    carry.save(carry.changed(kept, typed), response, at)
    return response


def _where(typed: Typed, goes: str) -> str:
    if goes in LANGUAGES:
        with translation.override(goes):
            return reverse("site:booking-new")
    if goes == "back":
        return reverse("site:book-times", args=[typed.office, typed.service])
    return reverse("site:booking-check")


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Show everything once more; the press books."""
    at = clock.now()
    kept = carry.of_request(request, at)
    row = _row(kept)
    if row is None:
        return _elsewhere(request, kept, at)
    if _is_shut(row, at):
        return _shut(request, kept, row, at)
    if not VisitorForm(asdict(kept.typed)).is_valid():
        return redirect("site:booking-new")
    if request.method == "POST":
        return _booked(request, kept, row, at)
    return _checked(request, kept, row, at)


def _booked(request: HttpRequest, kept: Kept, row: Appointment, at: datetime) -> HttpResponse:
    actor = applicant(str(row.office.uuid))
    try:
        row = book_visit(actor=actor, uuid=kept.typed.held, visitor=_visitor(kept.typed), at=at)
    except ShutError:
        return _shut(request, kept, row, at)
    except TakenError:
        return _elsewhere(request, kept, at)
    except TooManyError as error:
        return too_many(request, error.retry_after)
    except OftenError:
        return _checked(request, kept, row, at, is_often=True)
    carry.done(kept, row, at)
    response = redirect("site:booking")
    VISIT.write(response, str(row.uuid))
    return response


def _visitor(typed: Typed) -> Visitor:
    return Visitor(
        name=typed.name.strip(),
        phone=read_phone(typed.phone) if typed.phone.strip() else "",
        email=typed.email.strip(),
        matter=typed.matter.strip(),
        language=typed.language,
        consent=f"{CONSENT_VERSION} {typed.consent_language}" if typed.is_personal else "",
    )


def _checked(
    request: HttpRequest, kept: Kept, row: Appointment, at: datetime, *, is_often: bool = False
) -> HttpResponse:
    other = reverse("site:book-times", args=[row.office.slug, row.service.code])
    page = BookingCheckPage(
        _held(row, at), _rows(kept.typed, row, other), near_email(kept.typed.email), is_often, other
    )
    return render(request, "site/booking_check.html", {"page": page}, status=409 if is_often else 200)


def _rows(typed: Typed, row: Appointment, other: str) -> list[Row]:
    here = reverse("site:booking-new")
    held = _held(row, row.made_at)
    return [
        Row(_("Reception"), held.office, reverse("site:book")),
        Row(_("What for"), held.service, reverse("site:book-office", args=[row.office.slug])),
        Row(_("When"), held.when, other),
        Row(_("Name"), typed.name, here),
        Row(_("Telephone"), show_phone(typed.phone) if typed.phone else "", here),
        Row(_("E-mail"), typed.email, here),
        Row(_("What about"), typed.matter, here),
        Row(_("Language"), OWN_NAMES.get(typed.language, ""), here),
    ]
