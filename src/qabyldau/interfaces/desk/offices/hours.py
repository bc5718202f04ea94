"""Opening hours: seven rows, two spans in each, so that a break lies between."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import WEEKDAYS, OfficeForm, hour, tick
from qabyldau.offices.queries import week_of
from qabyldau.offices.rules.hours import Span, Week, check_spans
from qabyldau.offices.services.changing import hours_set

PARTS: tuple[tuple[str, Promise], ...] = (
    ("opens", _("opens")), ("rests", _("break begins")), ("resumes", _("break ends")), ("closes", _("closes")),
)  # fmt: skip


class HoursForm(OfficeForm):
    """Four times of each weekday: without a break only the first and the last are filled in."""

    is_closed = tick(_("Yes, this reception is closed all week"))

    def __init__(self, *args: Any, week: Week, **kwargs: Any) -> None:
        """Fill in the hours that are kept."""
        super().__init__(*args, **kwargs)
        for number, name in WEEKDAYS:
            said = _times(week.get(int(number), ()))
            for part, words in PARTS:
                field = hour("", needed=False)
                field.label = _("%(day)s, %(part)s") % {"day": name, "part": words}
                field.initial = said.get(part)
                self.fields[f"{part}_{number}"] = field

    def clean(self) -> dict[str, Any]:
        """Say on which day the hours are not whole or run into each other; a week without hours is asked about."""
        cleaned = super().clean() or self.cleaned_data
        for number, _name in WEEKDAYS:
            try:
                check_spans(self._spans(number))
            except InputError:
                self.add_error(
                    f"opens_{number}", _("These hours are not whole, or do not follow each other.")
                )
        if not self.errors and not self.week() and not cleaned.get("is_closed"):
            self.add_error(
                "is_closed", _("No hours are filled in: everybody would read that it is closed every day.")
            )
        return cleaned

    @property
    def is_asking(self) -> bool:
        """Whether the one thing to be said yet is that the whole week is meant to be closed."""
        return "is_closed" in self.errors

    def _spans(self, number: str) -> list[Span]:
        times = {part: self.cleaned_data.get(f"{part}_{number}") for part, _words in PARTS}
        opens, rests, resumes, closes = (times[part] for part, _words in PARTS)
        if not any(times.values()):
            return []
        if opens is None or closes is None or (rests is None) != (resumes is None):
            raise InputError("hours", "half of the hours is missing")
        if rests is None or resumes is None:
            return [Span(opens, closes)]
        return [Span(opens, rests), Span(resumes, closes)]

    def week(self) -> Week:
        """Return the hours that were typed."""
        spans = {int(number): self._spans(number) for number, _name in WEEKDAYS}
        return {number: found for number, found in spans.items() if found}

    def rows(self) -> list[tuple[Promise, list[forms.BoundField]]]:
        """Return the days with their fields."""
        return [(name, [self[f"{part}_{number}"] for part, _words in PARTS]) for number, name in WEEKDAYS]


def _times(spans: Any) -> dict[str, time]:
    ordered = sorted(spans)
    if not ordered:
        return {}
    said = {"opens": ordered[0].opens, "closes": ordered[-1].closes}
    if len(ordered) > 1:
        said |= {"rests": ordered[0].closes, "resumes": ordered[1].opens}
    return said


@dataclass(frozen=True)
class HoursPage:
    """The week of an office."""

    bar: Bar
    """The top of the page."""
    form: HoursForm
    """Its hours."""
    parts: list[Promise]
    """What the four times of a day are."""


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def hours(request: DeskRequest) -> HttpResponse:
    """Change the opening hours."""
    office = office_of(request)
    form = HoursForm(request.POST if request.method == "POST" else None, week=week_of(office))
    if form.is_valid():
        hours_set(actor=request.actor, office=office, week=form.week(), at=clock.now())
        messages.success(request, gettext("The opening hours are kept."))
        return redirect("desk:place")
    page = HoursPage(bar_of(request), form, [words for _part, words in PARTS])
    return render(request, "desk/offices/hours.html", {"page": page}, status=422 if form.is_bound else 200)
