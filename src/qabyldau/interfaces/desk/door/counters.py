"""Counters of the office: the head of the reception adds, names and takes them away."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.door.rows import CounterRow, counter_row
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.refusals import refuse_at
from qabyldau.offices.models import Office
from qabyldau.offices.queries import services_of
from qabyldau.visits.queries.door import counters_of
from qabyldau.visits.services.counters import counter_set

MOST = 99


class CounterForm(forms.Form):
    """One counter, by its number: one that is there is changed, another is added."""

    number = forms.IntegerField(
        label=_("Number"),
        help_text=_("A number that is there changes that counter; another one adds a counter."),
        min_value=1,
        max_value=MOST,
    )
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=120, required=False)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    service = forms.ChoiceField(
        label=_("Only this service"),
        help_text=_("Such a counter calls these visitors alone, and those who are handed to it."),
        required=False,
    )
    is_gone = forms.BooleanField(label=_("Take this counter away"), required=False)

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer the services of the office."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.services = {str(row.uuid): row for row in services_of(office) if row.is_offered}
        names = [(key, localized(row, "name")) for key, row in self.services.items()]
        self.fields["service"].choices = [("", _("All services")), *names]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return the fields of the counter as they were typed."""
        given = self.cleaned_data
        names = {name: given[name] for name in ("name_kk", "name_ru", "name_en")}
        service = self.services.get(given["service"])
        return {**names, "service": service, "is_active": not given["is_gone"]}


@dataclass(frozen=True)
class CountersPage:
    """The counters of one office."""

    bar: Bar
    """The top of the page."""
    rows: list[CounterRow]
    """Those that are there."""
    form: CounterForm
    """One to add or change."""


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def counters(request: DeskRequest) -> HttpResponse:
    """Show the counters, and set one."""
    office = office_of(request)
    rows = counters_of(office)
    following = max((row.number for row in rows), default=0) + 1
    form = CounterForm(request.POST or None, office=office, initial={"number": following})
    if request.method == "POST" and form.is_valid() and _set(request, office, form):
        messages.success(request, gettext("The counters are kept."))
        return redirect("desk:door-counters")
    page = CountersPage(bar_of(request), [counter_row(row, None) for row in rows], form)
    status = 422 if form.is_bound else 200
    return render(request, "desk/door/counters.html", {"page": page}, status=status)


def _set(request: DeskRequest, office: Office, form: CounterForm) -> bool:
    number = form.cleaned_data["number"]
    try:
        counter_set(actor=request.actor, office=office, number=number, fields=form.values(), at=clock.now())
    except InputError as error:
        refuse_at(form, error)
        return False
    return True
