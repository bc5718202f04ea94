"""What people may come for, what is not done here, and who receives each week."""

from datetime import time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import InputError, MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.guard import DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import (
    WEEKDAYS,
    Choices,
    OfficeForm,
    hour,
    kept,
    later,
    line,
    tick,
    whole,
)
from qabyldau.interfaces.desk.offices.pages import Line, ListPage, show_form, show_list
from qabyldau.offices.models import Office, Service, Sitting
from qabyldau.offices.queries import services_of
from qabyldau.offices.services.changing import service_set, sitting_set


class ServiceForm(OfficeForm):
    """One service."""

    name_kk = line(_("Name in Kazakh"), needed=True)
    name_ru = line(_("Name in Russian"))
    name_en = line(_("Name in English"))
    note_kk = line(
        _("Note in Kazakh"), _("What it is for; where it is not done here, where to go instead."), longest=500
    )
    note_ru = line(_("Note in Russian"), longest=500)
    note_en = line(_("Note in English"), longest=500)
    bring_kk = line(
        _("What to bring, in Kazakh"),
        _("Stands on the slip of whoever books; empty where nothing is needed."),
        longest=500,
    )
    bring_ru = line(_("What to bring, in Russian"), longest=500)
    bring_en = line(_("What to bring, in English"), longest=500)
    code = forms.SlugField(
        label=_("Short name for addresses"),
        help_text=_("Latin letters, digits and hyphens: lawyer"),
        max_length=40,
    )
    minutes = whole(
        _("Length of a visit, minutes"), 5, 240, _("Empty: as long as any visit here."), needed=False
    )
    position = whole(_("Place in the list"), 0, 999)
    is_offered = tick(
        _("It is done here"), _("If not, the note says where to go instead, and the site shows it so.")
    )
    is_booked = tick(_("It is booked on the site"))
    is_advice = tick(_("It is advice"), _("It is not booked for days of an election period."))


class SittingForm(OfficeForm):
    """Who receives on a weekday."""

    who_kk = line(_("Who receives, in Kazakh"), _("A position or a name; empty where anybody does."))
    who_ru = line(_("Who receives, in Russian"))
    who_en = line(_("Who receives, in English"))
    service = forms.ChoiceField(label=_("Service"), required=False)
    weekday = forms.TypedChoiceField(label=_("Weekday"), choices=WEEKDAYS, coerce=int)
    seats = whole(_("How many receive at once"), 1, 20)
    begins = hour(_("From"))
    ends = hour(_("Until"))
    minutes = whole(_("Length of a visit, minutes"), 5, 240, needed=False)
    quota = whole(_("Visits at most"), 1, 500, _("Empty: as many as the hours hold."), needed=False)
    is_active = tick(_("In use"))

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer the services of the office."""
        super().__init__(*args, **kwargs)
        self.services = {str(row.uuid): row for row in services_of(office) if row.is_offered}
        self.offer("service", [("", gettext("All services")), *names_of(self.services)])

    def clean(self) -> dict[str, Any]:
        """Say where it ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        later(self, "begins", "ends", _("It ends before it begins."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the sitting as it was typed."""
        given = self.cleaned_data
        return {**given, "service": self.services.get(given["service"]), "on": None}


def names_of(services: dict[str, Service]) -> Choices:
    """Return services as a field offers them."""
    return [(key, localized(row, "name")) for key, row in services.items()]


@require_GET
@guard(Permission.OFFICE_CHANGE)
def services(request: DeskRequest) -> HttpResponse:
    """Show the services."""
    lines = [
        Line(
            href=reverse("desk:place-service", args=[row.uuid]),
            title=localized(row, "name"),
            words=localized(row, "note") or ("" if row.is_offered else gettext("not done here")),
            is_off=not row.is_offered,
        )
        for row in services_of(office_of(request))
    ]
    page = ListPage(
        bar=bar_of(request),
        title=gettext("Services"),
        lead=gettext("What people may come for, and what is not done here with the place to go to instead."),
        lines=lines,
        empty=gettext("This office offers no services yet."),
        add_href=reverse("desk:place-service-new"),
        add_label=gettext("Add a service"),
        back_href=reverse("desk:place"),
    )
    return show_list(request, page)


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def service(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Make a service, or change one."""
    office = office_of(request)
    row = _found(Service, office, uuid) if uuid else None
    form = ServiceForm(request.POST or None, initial=_said(ServiceForm, row, is_offered=True, position=0))
    form.fields["code"].disabled = row is not None
    if form.is_valid() and kept(form, lambda fields: _serve(request, row, fields), form.values()):
        messages.success(request, gettext("The service is kept."))
        return redirect("desk:place-services")
    title = localized(row, "name") if row else gettext("Add a service")
    return show_form(request, title, "", form, reverse("desk:place-services"))


def _serve(request: DeskRequest, row: Service | None, fields: Any) -> None:
    office, code = office_of(request), fields["code"]
    if row is None and Service.objects.filter(office=office, code=code).exists():
        raise InputError("code", "a service has this short name already")
    rest = {name: value for name, value in fields.items() if name != "code"}
    service_set(actor=request.actor, office=office, code=code, fields=rest, at=clock.now())


def _found(model: Any, office: Office, uuid: UUID) -> Any:
    row = model.objects.filter(office=office, uuid=uuid).first()
    if row is None:
        raise MissingError(model.__name__)
    return row


def _said(form: type[OfficeForm], row: Any, **usual: Any) -> dict[str, Any]:
    if row is None:
        return usual
    return {name: getattr(row, name, "") for name in form.base_fields if name != "service"}


@require_GET
@guard(Permission.OFFICE_CHANGE)
def sittings(request: DeskRequest) -> HttpResponse:
    """Show who receives each week."""
    page = ListPage(
        bar=bar_of(request),
        title=gettext("Who receives each week"),
        lead=gettext(
            "Times that are booked are cut from these hours. Days of a deputy are planned as reception days."
        ),
        lines=_sitting_lines(office_of(request)),
        empty=gettext("Nobody receives yet: no time can be booked."),
        add_href=reverse("desk:place-sitting-new"),
        add_label=gettext("Add a sitting"),
        back_href=reverse("desk:place"),
    )
    return show_list(request, page)


def _sitting_lines(office: Office) -> list[Line]:
    names = dict(WEEKDAYS)
    rows = Sitting.objects.filter(office=office, on__isnull=True).select_related("service", "host")
    return [
        Line(
            href=reverse("desk:place-sitting", args=[row.uuid]),
            title=f"{capfirst(str(names[str(row.weekday)]))}, {row.begins:%H:%M}–{row.ends:%H:%M}",
            words=" · ".join(
                part for part in (row.who, localized(row.service, "name") if row.service else "") if part
            ),
            is_off=not row.is_active,
        )
        for row in rows.order_by("weekday", "begins", "id")
    ]


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def sitting(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Say who receives on a weekday, or change it; visits booked before keep their time."""
    office = office_of(request)
    row: Sitting | None = _found(Sitting, office, uuid) if uuid else None
    if row is not None and row.on is not None:
        raise MissingError("sitting")
    usual = {"begins": time(10), "ends": time(18), "seats": 1, "is_active": True}
    initial = _said(SittingForm, row, **usual)
    initial["service"] = str(row.service.uuid) if row and row.service else ""
    form = SittingForm(request.POST or None, office=office, initial=initial)
    if form.is_valid() and kept(form, lambda fields: _sit(request, row, fields), form.values()):
        messages.success(request, gettext("It is kept who receives; visits booked before keep their time."))
        return redirect("desk:place-sittings")
    title = gettext("Who receives") if row else gettext("Add a sitting")
    return show_form(request, title, "", form, reverse("desk:place-sittings"))


def _sit(request: DeskRequest, row: Sitting | None, fields: Any) -> None:
    office, uuid = office_of(request), str(row.uuid) if row else ""
    given = {**fields, "host": row.host if row else None}
    sitting_set(actor=request.actor, office=office, fields=given, at=clock.now(), uuid=uuid)
