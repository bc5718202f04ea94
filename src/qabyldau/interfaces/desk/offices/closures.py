"""Closures: before one is kept, and after, the page names the booked visits that fall into it, so that people are called."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import Closed, closed_of, said_day
from qabyldau.interfaces.design.fields import show_phone
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import WEEKDAYS, OfficeForm, day, hour, kept, later, line
from qabyldau.interfaces.desk.offices.pages import Line, ListPage, show_list
from qabyldau.offices.models import Closure, Office
from qabyldau.offices.queries import closures_of, cut_of, open_offices, sittings_of
from qabyldau.offices.services.changing import closure_drop, closure_set
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import touched_by


class ClosureForm(OfficeForm):
    """What is closed, when, why, and where to go instead."""

    sitting = forms.ChoiceField(label=_("What is closed"), required=False)
    from_on = day(_("First day"))
    to_on = day(_("Last day"))
    weekday = forms.TypedChoiceField(
        label=_("Only on this weekday"), choices=[("", _("every day")), *WEEKDAYS], coerce=int, required=False,
        empty_value=None,
    )  # fmt: skip
    from_time = hour(_("From"), needed=False)
    to_time = hour(_("Until"), needed=False)
    reason_kk = line(
        _("Reason in Kazakh"), _("Visitors read it: say it so that they understand."), needed=True
    )
    reason_ru = line(_("Reason in Russian"))
    reason_en = line(_("Reason in English"))
    substitute = forms.ChoiceField(label=_("Where to go instead"), required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer who receives, and the other offices."""
        super().__init__(*args, **kwargs)
        today = clock.today(office.zone)
        self.sittings = {str(row.uuid): row for row in sittings_of(office, today)}
        self.others = {row.slug: row for row in open_offices() if row.pk != office.pk and row.is_listed}
        names = dict(WEEKDAYS)
        who = [
            (
                key,
                f"{said_day(row.on) if row.on else names[str(row.weekday)]}, {row.begins:%H:%M}: {_who(row)}",
            )
            for key, row in self.sittings.items()
        ]
        self.offer("sitting", [("", gettext("The whole office")), *who])
        self.offer(
            "substitute", [("", gettext("nowhere")), *((key, str(row)) for key, row in self.others.items())]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for days and hours in their order, and for both ends of the hours."""
        cleaned = super().clean() or self.cleaned_data
        later(self, "from_on", "to_on", _("The last day lies before the first."))
        later(self, "from_time", "to_time", _("It ends before it begins."))
        if (cleaned.get("from_time") is None) != (cleaned.get("to_time") is None):
            self.add_error("to_time", _("Give both times, or neither: then the whole day is closed."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the closure as it was typed."""
        given = self.cleaned_data
        sitting, substitute = self.sittings.get(given["sitting"]), self.others.get(given["substitute"])
        return {**given, "sitting": sitting, "substitute": substitute}


def _who(row: Any) -> str:
    return str(row.who or (localized(row.service, "name") if row.service else gettext("All services")))


@dataclass(frozen=True)
class Touched:
    """One booked visit that falls into a closure: when, whom to call, and where the visit is moved."""

    when: str
    name: str
    phone: str
    href: str


@dataclass(frozen=True)
class ClosurePage:
    """One closure with the visits that fall into it."""

    bar: Bar
    """The top of the page."""
    form: ClosureForm
    """What is closed."""
    uuid: str
    """Its key, "" before it is kept."""
    is_looked: bool
    """Whether the visits were looked for."""
    touched: list[Touched]
    """The booked visits that fall into it."""
    back_href: str
    """Back."""


@require_GET
@guard(Permission.OFFICE_CHANGE)
def closures(request: DeskRequest) -> HttpResponse:
    """Show the closures of now and later."""
    office = office_of(request)
    rows = [(row, closed_of(row)) for row in closures_of(office, clock.today(office.zone))]
    page = ListPage(
        bar=bar_of(request),
        title=gettext("Closures"),
        lead=gettext("Holidays are known from the calendar. Write down here what is closed besides."),
        lines=[
            Line(reverse("desk:place-closure", args=[row.uuid]), said.when, _line(said)) for row, said in rows
        ],
        empty=gettext("Nothing is closed besides holidays and weekends."),
        add_href=reverse("desk:place-closure-new"),
        add_label=gettext("Add a closure"),
        back_href=reverse("desk:place"),
    )
    return show_list(request, page)


def _line(said: Closed) -> str:
    return " · ".join(part for part in (said.what, said.reason, said.substitute) if part)


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def closure(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Look whom a closure would touch, and keep it."""
    office = office_of(request)
    row = _found(office, uuid) if uuid else None
    form = ClosureForm(request.POST or None, office=office, initial=_said(row))
    if form.is_valid() and request.POST.get("go") == "save":
        kept_row: list[Closure] = []
        if kept(form, lambda fields: kept_row.append(_close(request, row, fields)), form.values()):
            messages.success(request, gettext("The closure is kept; the site says so now."))
            return redirect("desk:place-closure", kept_row[0].uuid)
    return _shown(request, form, row)


def _close(request: DeskRequest, row: Closure | None, fields: Any) -> Closure:
    office, uuid = office_of(request), str(row.uuid) if row else ""
    return closure_set(actor=request.actor, office=office, fields=fields, at=clock.now(), uuid=uuid)


def _shown(request: DeskRequest, form: ClosureForm, row: Closure | None) -> HttpResponse:
    office = office_of(request)
    draft = Closure(office=office, **form.values()) if form.is_bound and form.is_valid() else row
    touched = touched_by(request.actor, office, cut_of(draft), draft.sitting) if draft else []
    page = ClosurePage(
        bar=bar_of(request),
        form=form,
        uuid=str(row.uuid) if row else "",
        is_looked=draft is not None,
        touched=[_touched(visit, office) for visit in touched],
        back_href=reverse("desk:place-closures"),
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/offices/closure.html", {"page": page}, status=status)


def _touched(visit: Appointment, office: Office) -> Touched:
    begins = clock.wall(visit.starts_at, office.zone)
    return Touched(
        when=f"{said_day(begins.date())}, {begins:%H:%M}",
        name=visit.name or "",
        phone=show_phone(visit.phone) if visit.phone else "",
        href=reverse("desk:door-visit", args=[visit.uuid]),
    )


def _found(office: Office, uuid: UUID) -> Closure:
    row = Closure.objects.filter(office=office, uuid=uuid).select_related("sitting", "substitute").first()
    if row is None:
        raise MissingError("closure")
    return row


def _said(row: Closure | None) -> dict[str, Any]:
    if row is None:
        return {}
    said = {name: getattr(row, name) for name in ClosureForm.base_fields}
    return {
        **said,
        "sitting": str(row.sitting.uuid) if row.sitting else "",
        "substitute": row.substitute.slug if row.substitute else "",
    }


@require_POST
@guard(Permission.OFFICE_CHANGE)
def drop(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Take a closure back."""
    closure_drop(actor=request.actor, office=office_of(request), uuid=str(uuid), at=clock.now())
    messages.success(request, gettext("The closure is taken back: the office is open as its hours say."))
    return redirect("desk:place-closures")
