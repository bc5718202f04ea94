"""Forms of a mobile reception: what is planned, the stops of its route, and what became of it."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from qabyldau.areas.queries import area_by, areas_within
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, hour, line
from qabyldau.meetings.labels import MOBILE_LABELS
from qabyldau.meetings.models import MobileStop
from qabyldau.meetings.rules import MOBILE_MOVES, MobileState
from qabyldau.meetings.services.mobile import Stop
from qabyldau.offices.models import Office

STOPS, MOST_STOPS = 8, 40
"""Stops of one route that the form offers at first and each time more are asked for, and at most."""


class MobileForm(OfficeForm):
    """What is planned."""

    title_kk = line(_("Title in Kazakh"), needed=True)
    title_ru = line(_("Title in Russian"))
    title_en = line(_("Title in English"))
    on = day(_("Day"))
    team = line(_("Who goes"), _("Positions and names; seen by staff alone."), longest=500)


class StopsForm(OfficeForm):
    """The stops of the route, as many rows as are asked for; rows that are left empty are none."""

    def __init__(
        self, *args: Any, office: Office, route: Sequence[MobileStop] = (), rows: int = STOPS, **kwargs: Any
    ) -> None:
        """Fill in the route that is kept, and offer the areas of the office."""
        super().__init__(*args, **kwargs)
        areas = areas_within(office.area.code) if office.area else []
        self.numbers = range(min(max(rows, len(route)), MOST_STOPS))
        for number in self.numbers:
            said = _said(route[number]) if number < len(route) else {}
            for name, field in _stop_fields().items():
                field.initial = said.get(name)
                self.fields[f"{name}_{number}"] = field
            self.offer(f"area_{number}", [("", gettext("no area")), *((row.code, row.name) for row in areas)])

    def clean(self) -> dict[str, Any]:
        """Say at which stop something is missing, or which begins before the one before ends."""
        cleaned = super().clean() or self.cleaned_data
        before = None
        for number in self.numbers:
            given = {name: cleaned.get(f"{name}_{number}") for name in _stop_fields()}
            if not any(given.values()):
                continue
            if not (given["begins"] and given["ends"] and given["place_kk"]):
                self.add_error(f"place_kk_{number}", _("Say from when until when, and where."))
            elif given["ends"] <= given["begins"] or (before and given["begins"] < before):
                self.add_error(f"begins_{number}", _("Stops follow each other in time."))
            before = given["ends"] or before
        return cleaned

    def route(self) -> list[Stop]:
        """Return the stops that were typed."""
        rows = [
            {name: self.cleaned_data[f"{name}_{number}"] for name in _stop_fields()}
            for number in self.numbers
        ]
        return [Stop(**{**row, "area": area_by(row["area"])}) for row in rows if row["place_kk"]]

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the fields stop by stop."""
        return [[self[f"{name}_{number}"] for name in _stop_fields()] for number in self.numbers]

    @property
    def may_grow(self) -> bool:
        """Whether more rows may be asked for."""
        return len(self.numbers) < MOST_STOPS


def rows_in(typed: Mapping[str, Any]) -> int:
    """Return how many rows of a route a form that was sent back has; at least as many as it has at first."""
    numbers = [name.removeprefix("place_kk_") for name in typed if name.startswith("place_kk_")]
    return max([STOPS, *(int(number) + 1 for number in numbers if number.isascii() and number.isdecimal())])


def _said(stop: MobileStop) -> dict[str, Any]:
    said = {name: getattr(stop, name) for name in _stop_fields()}
    return {**said, "area": stop.area.code if stop.area else ""}


def _stop_fields() -> dict[str, forms.Field]:
    return {
        "begins": hour(_("From"), needed=False),
        "ends": hour(_("Until"), needed=False),
        "place_kk": line(_("Place in Kazakh"), longest=300),
        "place_ru": line(_("Place in Russian"), longest=300),
        "place_en": line(_("Place in English"), longest=300),
        "area": forms.ChoiceField(label=_("District or area"), required=False),
    }


class ResultsForm(OfficeForm):
    """What became of a mobile reception."""

    WORDS: ClassVar[tuple[str, ...]] = ("results_kk", "results_ru", "results_en")

    state = forms.ChoiceField(label=_("What became of it"))
    results_kk = LinesField(
        label=_("Results in Kazakh"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    results_ru = LinesField(
        label=_("Results in Russian"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    results_en = LinesField(
        label=_("Results in English"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, state: MobileState, **kwargs: Any) -> None:
        """Offer where it may go from ``state``."""
        super().__init__(*args, **kwargs)
        ways = [to for to in MobileState if to is state or to in MOBILE_MOVES[state]]
        self.offer("state", [(to.value, str(MOBILE_LABELS[to])) for to in ways])

    def words(self) -> dict[str, str]:
        """Return the results by language."""
        return {name.removeprefix("results_"): self.cleaned_data[name] for name in self.WORDS}
