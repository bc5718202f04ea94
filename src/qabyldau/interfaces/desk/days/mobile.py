"""Receptions that travel: planned with their route, printed, their appeals registered, their results written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.catalog.queries import category_names
from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.flow.receive import IntakeChannel, Registered
from qabyldau.flow.visit import Brought, bring_to_mobile
from qabyldau.interfaces.design.closures import said_day
from qabyldau.interfaces.desk.days.route import STOPS, MobileForm, ResultsForm, StopsForm, rows_in
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, after_of, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import kept
from qabyldau.interfaces.desk.register import RegisterForm, accepted, form_of, with_coupon
from qabyldau.meetings.labels import MOBILE_LABELS
from qabyldau.meetings.models import MobileStop
from qabyldau.meetings.queries.mobile import (
    PAGE,
    MobileFigures,
    MobileReception,
    appeals_of_mobile,
    figures_of,
    mobile_for,
    mobiles_of,
    place_of,
)
from qabyldau.meetings.rules import MobileState
from qabyldau.meetings.services.mobile import mobile_end, mobile_plan, mobile_route


@dataclass(frozen=True)
class MobileRow:
    """One mobile reception in a list."""

    href: str
    when: str
    title: str
    state: str
    stops: int


@dataclass(frozen=True)
class MobilesPage:
    """The mobile receptions of an office."""

    bar: Bar
    """The top of the page."""
    rows: list[MobileRow]
    """Those of this page, the latest first."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(Permission.MOBILE_RUN)
def mobiles(request: DeskRequest) -> HttpResponse:
    """Show the mobile receptions."""
    after, here = after_of(request, mobile_for), reverse("desk:mobiles")
    rows = mobiles_of(request.actor, office_of(request), after)
    page = MobilesPage(
        bar=bar_of(request),
        rows=[_row(row) for row in rows[:PAGE]],
        newer_href=here if after else "",
        older_href=f"{here}?after={rows[PAGE - 1].uuid}" if len(rows) > PAGE else "",
    )
    return render(request, "desk/days/mobiles.html", {"page": page})


def _row(row: MobileReception) -> MobileRow:
    state = str(MOBILE_LABELS[MobileState(row.state)])
    href = reverse("desk:mobile", args=[row.uuid])
    return MobileRow(href, said_day(row.on), localized(row, "title"), state, len(row.stops.all()))


@dataclass(frozen=True)
class PlanPage:
    """Planning a mobile reception."""

    bar: Bar
    """The top of the page."""
    form: MobileForm
    """What is planned."""
    stops: StopsForm
    """The route."""
    back_href: str
    """Back."""


@require_http_methods(["GET", "POST"])
@guard(Permission.MOBILE_RUN)
def plan(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Plan a mobile reception with its route, or change it while it is planned."""
    row = mobile_for(request.actor, str(uuid)) if uuid else None
    route: Sequence[MobileStop] = sorted(row.stops.all(), key=lambda stop: stop.position) if row else ()
    said = {name: getattr(row, name) for name in MobileForm.base_fields} if row else {}
    form, stops = _forms(request, said, route)
    made: list[MobileReception] = []
    if (
        form.is_valid()
        and stops.is_valid()
        and kept(form, lambda fields: made.append(_plan(request, row, stops, fields)), form.values())
    ):
        messages.success(request, gettext("The mobile reception is kept; the site tells of it."))
        return redirect("desk:mobile", made[0].uuid)
    back = reverse("desk:mobile", args=[row.uuid]) if row else reverse("desk:mobiles")
    page = PlanPage(bar_of(request), form, stops, back)
    return render(request, "desk/days/mobile_plan.html", {"page": page}, status=422 if form.is_bound else 200)


def _forms(
    request: DeskRequest, said: dict[str, Any], route: Sequence[MobileStop]
) -> tuple[MobileForm, StopsForm]:
    """Return both forms; whoever asked for more stops gets them with what was typed, and nothing is kept yet."""
    office, typed = office_of(request), request.POST
    if "more" in typed:
        rows = rows_in(typed) + STOPS
        return MobileForm(initial=typed.dict()), StopsForm(office=office, rows=rows, initial=typed.dict())
    return (
        MobileForm(typed or None, initial=said),
        StopsForm(typed or None, office=office, route=route, rows=rows_in(typed)),
    )


def _plan(
    request: DeskRequest, row: MobileReception | None, stops: StopsForm, fields: Any
) -> MobileReception:
    actor, at, on = request.actor, clock.now(), fields["on"]
    rest = {name: value for name, value in fields.items() if name != "on"}
    uuid = str(row.uuid) if row else ""
    planned = mobile_plan(actor=actor, office=office_of(request), on=on, fields=rest, at=at, uuid=uuid)
    mobile_route(actor=actor, mobile=planned, stops=stops.route(), at=at)
    return planned


@dataclass(frozen=True)
class MobilePage:
    """One mobile reception."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """Its key."""
    on: date
    """Its day."""
    title: str
    """What it is called."""
    team: str
    """Who goes."""
    state: str
    """Where it stands, in words."""
    is_planned: bool
    """Whether it may still be changed."""
    is_cancelled: bool
    """Whether it does not take place."""
    stops: list[tuple[str, str]]
    """Hours and place of each stop."""
    figures: MobileFigures
    """What came of it, counted."""
    themes: list[tuple[str, int]]
    """Themes in words, and how many appeals."""
    appeals: list[tuple[str, str]]
    """Address and number of the appeals that may be seen here."""
    results: str
    """What came of it, in words."""
    form: ResultsForm
    """Where the results are written down."""


@require_http_methods(["GET", "POST"])
@guard(Permission.MOBILE_RUN)
def mobile(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one mobile reception; write down what became of it."""
    row = mobile_for(request.actor, str(uuid))
    initial = {"state": row.state, **{name: getattr(row, name) for name in ResultsForm.WORDS}}
    form = ResultsForm(request.POST or None, initial=initial, state=MobileState(row.state))
    if form.is_valid():
        state, words = MobileState(form.cleaned_data["state"]), form.words()
        mobile_end(actor=request.actor, mobile=row, state=state, results=words, at=clock.now())
        messages.success(request, gettext("It is noted what became of the mobile reception."))
        return redirect("desk:mobile", row.uuid)
    page = _page(request, row, form)
    return render(request, "desk/days/mobile.html", {"page": page}, status=422 if form.is_bound else 200)


def _page(request: DeskRequest, row: MobileReception, form: ResultsForm) -> MobilePage:
    figures, names = figures_of(request.actor, row), category_names()
    return MobilePage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        on=row.on,
        title=localized(row, "title"),
        team=row.team,
        state=str(MOBILE_LABELS[MobileState(row.state)]),
        is_planned=row.state == MobileState.PLANNED,
        is_cancelled=row.state == MobileState.CANCELLED,
        stops=stops_of(row),
        figures=figures,
        themes=[(names.get(code, code), number) for code, number in figures.themes],
        appeals=[
            (reverse("desk:appeal", args=[appeal.uuid]), ids.say_number(appeal.number))
            for appeal in appeals_of_mobile(request.actor, row)
        ],
        results=localized(row, "results"),
        form=form,
    )


def stops_of(row: MobileReception, language: str | None = None) -> list[tuple[str, str]]:
    """Return hours and place of each stop, in the order of the route."""
    route = sorted(row.stops.all(), key=lambda stop: stop.position)
    return [(f"{stop.begins:%H:%M}–{stop.ends:%H:%M}", place_of(stop, language)) for stop in route]


@dataclass(frozen=True)
class PaperPage:
    """Route and blank forms for a mobile reception, on paper; Kazakh and Russian side by side."""

    on: date
    """The day."""
    title_kk: str
    """What it is called, in Kazakh."""
    title_ru: str
    """The same in Russian."""
    office_kk: str
    """The office in Kazakh."""
    office_ru: str
    """The same in Russian."""
    team: str
    """Who goes."""
    stops: list[tuple[str, str, str]]
    """Hours of each stop, and its place in Kazakh and Russian."""
    blanks: range
    """The numbers of the blank forms."""
    back_href: str
    """Back."""


@require_GET
@guard(Permission.MOBILE_RUN)
def paper(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show the route and blank forms for paper: what was written on them is registered afterwards."""
    row = mobile_for(request.actor, str(uuid))
    kazakh, russian = stops_of(row, "kk"), stops_of(row, "ru")
    page = PaperPage(
        on=row.on,
        title_kk=localized(row, "title", "kk"),
        title_ru=localized(row, "title", "ru"),
        office_kk=localized(row.office, "name", "kk"),
        office_ru=localized(row.office, "name", "ru"),
        team=row.team,
        stops=[
            (hours, place, other) for (hours, place), (_hours, other) in zip(kazakh, russian, strict=True)
        ],
        blanks=range(1, 5),
        back_href=reverse("desk:mobile", args=[row.uuid]),
    )
    return render(request, "desk/days/mobile_paper.html", {"page": page})


@dataclass(frozen=True)
class BroughtPage:
    """Registering an appeal that was brought to a mobile reception."""

    bar: Bar
    """The top of the page."""
    form: RegisterForm
    """What the visitor said."""
    title: str
    """Which mobile reception."""
    back_href: str
    """Back to it."""


@require_http_methods(["GET", "POST"])
@guard(Permission.MOBILE_RUN)
def brought(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Register an appeal that was brought to a mobile reception; it is known to it from then on."""
    office, row = office_of(request), mobile_for(request.actor, str(uuid))
    form = form_of(request, office, translation.get_language(), IntakeChannel.MOBILE)
    found = accepted(form, lambda: _bring(request, row, form))
    if found is not None:
        return with_coupon(found)
    page = BroughtPage(
        bar_of(request), form, localized(row, "title"), reverse("desk:mobile", args=[row.uuid])
    )
    return render(request, "desk/days/brought.html", {"page": page}, status=422 if form.is_bound else 200)


def _bring(request: DeskRequest, row: MobileReception, form: RegisterForm) -> Registered:
    matter = Brought(form.incoming(), form.advised())
    return bring_to_mobile(actor=request.actor, office=office_of(request), mobile=row, brought=matter)
