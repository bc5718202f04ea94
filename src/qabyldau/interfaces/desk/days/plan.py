"""Reception days: the list, and planning one."""

from dataclasses import dataclass
from datetime import time
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
from qabyldau.core.errors import RefusedError
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.days.rows import DayRow, day_row
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, hour, kept, later, line, whole
from qabyldau.interfaces.desk.offices.pages import show_form
from qabyldau.meetings.queries.days import coming_days, day_for, past_days
from qabyldau.meetings.services.days import day_cancel, day_plan
from qabyldau.offices.models import Office, Sitting
from qabyldau.offices.queries import services_of
from qabyldau.people.queries.hosts import hosts_for


class DayForm(OfficeForm):
    """A day on which somebody receives."""

    host = forms.ChoiceField(label=_("Who receives"), required=False)
    service = forms.ChoiceField(
        label=_("Service"), error_messages={"required": _("Choose what people come for.")}
    )
    on = day(_("Day"), _("A Saturday will do: such a day stands by itself."))
    who_kk = line(_("Or who receives, in Kazakh"), _("Where the list above does not have them."))
    who_ru = line(_("Or who receives, in Russian"))
    who_en = line(_("Or who receives, in English"))
    begins = hour(_("From"))
    ends = hour(_("Until"))
    minutes = whole(_("Length of a visit, minutes"), 5, 240, needed=False)
    quota = whole(_("Visits at most"), 1, 200, _("Empty: as many as the hours hold."), needed=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer the services of the office, and public persons."""
        super().__init__(*args, **kwargs)
        self.services = {str(row.uuid): row for row in services_of(office) if row.is_offered}
        self.hosts = {str(row.uuid): row for row in hosts_for(str(office.uuid))}
        services = [(key, localized(row, "name")) for key, row in self.services.items()]
        self.offer("service", [("", gettext("Choose")), *services])
        self.offer(
            "host",
            [("", gettext("nobody of the list")), *((key, row.name) for key, row in self.hosts.items())],
        )

    def clean(self) -> dict[str, Any]:
        """Ask who receives, and for hours in their order."""
        cleaned = super().clean() or self.cleaned_data
        later(self, "begins", "ends", _("It ends before it begins."))
        if not cleaned.get("host") and not cleaned.get("who_kk"):
            self.add_error("host", _("Say who receives."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the day as it was typed."""
        given = self.cleaned_data
        return {**given, "service": self.services[given["service"]], "host": self.hosts.get(given["host"])}


@dataclass(frozen=True)
class DaysPage:
    """The reception days of an office."""

    bar: Bar
    """The top of the page."""
    coming: list[DayRow]
    """Those of today and later, the next first."""
    past: list[DayRow]
    """The last that are over."""


@require_GET
@guard(Permission.DAY_RUN)
def days(request: DeskRequest) -> HttpResponse:
    """Show the reception days."""
    office, actor = office_of(request), request.actor
    today = clock.today(office.zone)
    page = DaysPage(
        bar=bar_of(request),
        coming=[day_row(row, signed) for row, signed in coming_days(actor, office, today)],
        past=[day_row(row, signed) for row, signed in past_days(actor, office, today)],
    )
    return render(request, "desk/days/days.html", {"page": page})


@require_http_methods(["GET", "POST"])
@guard(Permission.DAY_RUN)
def plan(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Plan a reception day, or change one."""
    office = office_of(request)
    row = day_for(request.actor, str(uuid)) if uuid else None
    form = DayForm(request.POST or None, office=office, initial=_said(row))
    planned: list[Sitting] = []
    is_taken = form.is_valid() and _is_ahead(form, office, row)
    if is_taken and kept(form, lambda fields: planned.append(_plan(request, row, fields)), form.values()):
        messages.success(request, gettext("The reception day is kept; people may sign up."))
        return redirect("desk:day", planned[0].uuid)
    title = gettext("Change the reception day") if row else gettext("Plan a reception day")
    back = reverse("desk:day", args=[row.uuid]) if row else reverse("desk:days")
    return show_form(request, title, "", form, back)


def _is_ahead(form: DayForm, office: Office, row: Sitting | None) -> bool:
    on = form.cleaned_data["on"]
    if on >= clock.today(office.zone) or (row is not None and row.on == on):
        return True
    form.add_error("on", _("This day is over."))
    return False


def _plan(request: DeskRequest, row: Sitting | None, fields: Any) -> Sitting:
    uuid = str(row.uuid) if row else ""
    return day_plan(actor=request.actor, office=office_of(request), fields=fields, at=clock.now(), uuid=uuid)


def _said(row: Sitting | None) -> dict[str, Any]:
    if row is None:
        return {"begins": time(10), "ends": time(13), "minutes": 15}
    said = {name: getattr(row, name) for name in DayForm.base_fields}
    host, service = row.host, row.service
    return {
        **said, "host": str(host.uuid) if host else "", "service": str(service.uuid) if service else ""
    }  # fmt: skip


@require_POST
@guard(Permission.DAY_RUN)
def cancel(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Cancel a reception day for which nobody has signed up."""
    row = day_for(request.actor, str(uuid))
    try:
        day_cancel(actor=request.actor, office=office_of(request), day=row, at=clock.now())
    except RefusedError:
        messages.error(request, gettext("Somebody has signed up: move or cancel those visits first."))
        return redirect("desk:day", row.uuid)
    messages.success(request, gettext("The reception day is cancelled."))
    return redirect("desk:days")
