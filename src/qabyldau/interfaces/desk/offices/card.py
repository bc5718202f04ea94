"""What is done about the office: the table of contents, and the card with address, access and promise."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, kept, known, line, tick, whole
from qabyldau.interfaces.desk.offices.pages import Line, show_form
from qabyldau.offices.models import Office
from qabyldau.offices.queries import caseworkers_of
from qabyldau.offices.rules.hours import ElectionPeriod
from qabyldau.offices.services.changing import election_set, office_change

GROUPS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Name of the office"), ("name_kk", "name_ru", "name_en")),
    (
        _("Where it is"),
        ("address_kk", "address_ru", "address_en", "landmark_kk", "landmark_ru", "landmark_en"),
    ),
    (_("How to get in"), ("entrance_kk", "entrance_ru", "entrance_en", "has_ramp", "has_lift")),
    (_("On the map"), ("latitude", "longitude", "map_link")),
    (_("Contacts and promise"), ("phone", "email", "promise_days")),
    (
        _("How visits are booked"),
        ("takes_bookings", "visit_minutes", "booking_days", "notice_minutes", "visits_a_day", "is_listed"),
    ),
    (
        _("How appeals are answered"),
        ("needs_second_eyes", "reopen_days", "second_reader", "mail_becomes_appeal"),
    ),
)
"""The fields of the card in the order of the page."""

AS_SAID = _("As people say it: the corner of Tole Bi and Nauryzbai Batyr.")


class CardForm(OfficeForm):
    """The card of an office."""

    name_kk = line(_("Name in Kazakh"), needed=True)
    name_ru = line(_("Name in Russian"))
    name_en = line(_("Name in English"))
    address_kk = line(_("Address in Kazakh"), AS_SAID, longest=300)
    address_ru = line(_("Address in Russian"), longest=300)
    address_en = line(_("Address in English"), longest=300)
    landmark_kk = line(_("Landmark in Kazakh"), _("What everybody knows nearby."), longest=300)
    landmark_ru = line(_("Landmark in Russian"), longest=300)
    landmark_en = line(_("Landmark in English"), longest=300)
    entrance_kk = line(_("Entrance in Kazakh"), _("Which door, which floor, which room."), longest=300)
    entrance_ru = line(_("Entrance in Russian"), longest=300)
    entrance_en = line(_("Entrance in English"), longest=300)
    has_ramp = known(_("Is there a ramp?"))
    has_lift = known(_("Is there a lift?"))
    latitude = forms.FloatField(
        label=_("Latitude"), help_text=_("For example 43.2567"), min_value=-90, max_value=90, required=False
    )
    longitude = forms.FloatField(
        label=_("Longitude"),
        help_text=_("For example 76.9286"),
        min_value=-180,
        max_value=180,
        required=False,
    )
    map_link = forms.URLField(
        label=_("Link to the map that people use"), max_length=300, required=False, assume_scheme="https"
    )
    phone = line(_("Telephone"), longest=40)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    promise_days = whole(_("Answer promised in working days"), 1, 60)
    takes_bookings = tick(_("Visits are booked on the site"))
    visit_minutes = whole(_("Length of a visit, minutes"), 5, 240)
    booking_days = whole(_("How many days ahead one may book"), 1, 90)
    notice_minutes = whole(_("Shortest notice, minutes"), 0, 10080)
    visits_a_day = whole(_("Visits of one person a day"), 1, 10)
    is_listed = tick(_("Shown to everybody on the site"))
    needs_second_eyes = tick(_("Another pair of eyes sees each answer before it goes"))
    reopen_days = whole(_("Days in which an applicant may open an appeal again"), 1, 365)
    mail_becomes_appeal = tick(_("A letter by e-mail from anybody becomes an appeal by itself"))
    second_reader = forms.ChoiceField(
        label=_("Who reads complaints against our own staff"),
        help_text=_("They go round the head of the office to this person alone."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both halves of a point, or neither."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error("longitude", _("Give latitude and longitude, or neither."))
        return cleaned

    def groups(self) -> list[tuple[Promise, list[forms.BoundField]]]:
        """Return the fields in their groups."""
        return [(title, [self[name] for name in names]) for title, names in GROUPS]


@dataclass(frozen=True)
class PlacePage:
    """The parts of an office's description."""

    bar: Bar
    """The top of the page."""
    name: str
    """The office."""
    lines: list[Line]
    """Where each part is changed."""
    public_href: str
    """The page that everybody sees; "" where the office is not shown."""


@require_GET
@guard(Permission.OFFICE_CHANGE)
def place(request: DeskRequest) -> HttpResponse:
    """Show what can be described of the office."""
    office = office_of(request)
    parts = [
        ("place-card", _("Card"), _("Name, address, entrance, telephone, promise, booking")),
        ("place-hours", _("Opening hours"), _("Hours of each weekday with a break")),
        ("place-services", _("Services"), _("What people may come for, and what is not done here")),
        ("place-sittings", _("Who receives each week"), _("Weekdays, hours, how many at once")),
        ("place-closures", _("Closures"), _("When it is closed, why, and where to go instead")),
        ("place-election", _("Election period"), _("From when until when mandates alone are taken")),
        ("teams", _("Teams"), _("Who shares a queue of cases")),
        ("door-counters", _("Counters"), _("Desks at which visitors are received")),
    ]
    lines = [Line(reverse(f"desk:{name}"), str(title), str(words)) for name, title, words in parts]
    href = reverse("site:office", args=[office.slug]) if office.is_listed else ""
    page = PlacePage(bar_of(request), str(office), lines, href)
    return render(request, "desk/offices/place.html", {"page": page})


@dataclass(frozen=True)
class CardPage:
    """The card of an office."""

    bar: Bar
    """The top of the page."""
    form: CardForm
    """Its fields."""


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def card(request: DeskRequest) -> HttpResponse:
    """Change the card."""
    office = office_of(request)
    form = CardForm(request.POST or None, initial=_card_of(office))
    people = [(str(user.uuid), user.full_name or user.username) for user in caseworkers_of(office)]
    form.offer("second_reader", [("", gettext("nobody is named")), *people])
    if form.is_valid() and kept(form, lambda fields: _change(request, fields), form.values()):
        messages.success(request, gettext("The card is kept; everybody sees it now."))
        return redirect("desk:place")
    page = CardPage(bar_of(request), form)
    return render(request, "desk/offices/card.html", {"page": page}, status=422 if form.is_bound else 200)


def _change(request: DeskRequest, fields: Any) -> None:
    office = office_of(request)
    readers = {str(user.uuid): user for user in caseworkers_of(office)}
    given = {**fields, "second_reader": readers.get(fields["second_reader"])}
    office_change(actor=request.actor, office=office, fields=given, at=clock.now())


def _card_of(office: Office) -> dict[str, Any]:
    said = {name: getattr(office, name) for name in CardForm.base_fields}
    flags = {name: "" if said[name] is None else str(int(said[name])) for name in ("has_ramp", "has_lift")}
    reader = str(office.second_reader.uuid) if office.second_reader else ""
    return {**said, **flags, "second_reader": reader}


class ElectionForm(OfficeForm):
    """The first and the last day of the election period."""

    from_on = day(_("First day"), needed=False)
    to_on = day(_("Last day"), needed=False)

    def clean(self) -> dict[str, Any]:
        """Ask for both days in their order, or neither."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from_on"), cleaned.get("to_on")
        if (first is None) != (last is None) and not self.errors:
            self.add_error("to_on", _("Say both the first day and the last, or neither."))
        if first and last and last < first:
            self.add_error("to_on", _("The last day lies before the first."))
        return cleaned


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def election(request: DeskRequest) -> HttpResponse:
    """Say between which days mandates alone are taken."""
    office = office_of(request)
    initial = {"from_on": office.election_from_on, "to_on": office.election_to_on}
    form = ElectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and kept(form, lambda fields: _elect(request, fields), form.values()):
        messages.success(request, gettext("The election period is kept."))
        return redirect("desk:place")
    lead = gettext(
        "In these days the reception gives no advice and takes mandates alone: the site says so, visits for advice are not "
        "booked, and advice on the spot is refused. Leave both empty to end it."
    )
    return show_form(request, gettext("Election period"), lead, form, reverse("desk:place"))


def _elect(request: DeskRequest, fields: Any) -> None:
    period = ElectionPeriod(fields["from_on"], fields["to_on"])
    election_set(actor=request.actor, office=office_of(request), period=period, at=clock.now())
