"""The register of bodies: who there is, for what each answers, how letters reach it, and proposals to change it."""

from dataclasses import dataclass
from datetime import date
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
from qabyldau.areas.queries import all_areas
from qabyldau.catalog.queries import category_names
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.deeds import name_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.offices.forms import OfficeForm, day, kept, line, tick
from qabyldau.interfaces.desk.offices.pages import Line, show_form
from qabyldau.offices.queries import names_of
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.queries.bodies import (
    KINDS,
    body_for,
    body_list,
    contact_for,
    contacts_of,
    head_of,
    proposal_for,
    proposals_waiting,
)
from qabyldau.people.rules import Delivery, ProposalState
from qabyldau.people.services.bodies import (
    LONGEST,
    NewHead,
    body_set,
    contact_set,
    head_set,
    proposal_judge,
    proposal_make,
)
from qabyldau.referrals.labels import WAY_LABELS

KIND_LABELS = {
    "akimat": _("Akimat"),
    "department": _("Department"),
    "maslikhat": _("Maslikhat"),
    "police": _("Police"),
    "school": _("School"),
    "utility": _("Utility"),
    "housing": _("Owners' association"),
    "prosecutor": _("Prosecutor"),
    "court": _("Court"),
}
SEE = (Permission.REFERRAL_SEND, Permission.BODY_CHANGE)


class BodyForm(OfficeForm):
    """One body."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, KIND_LABELS[kind]) for kind in KINDS])
    name_kk = line(_("Name in Kazakh"), needed=True, longest=300)
    name_ru = line(_("Name in Russian"), longest=300)
    name_en = line(_("Name in English"), longest=300)
    area = forms.ChoiceField(label=_("Area"), required=False)
    genitive_kk = line(
        _("Name in Kazakh: whose?"), _("Only where the machine declines it wrongly."), longest=300
    )
    dative_kk = line(_("Name in Kazakh: to whom?"), longest=300)
    genitive_ru = line(_("Name in Russian: whose?"), longest=300)
    dative_ru = line(_("Name in Russian: to whom?"), longest=300)
    is_outside_law = tick(
        _("Outside the reach of the law on appeals"), _("Its term is then only our request.")
    )
    ended_on = day(_("Gone since"), _("A body that is gone is not proposed any more."), needed=False)
    successor = forms.ChoiceField(label=_("Who came in its place"), required=False)
    note = line(_("Note"), longest=300)

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        """Offer areas and bodies."""
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in all_areas()}
        self.bodies = {str(row.uuid): row for row in body_list(request.actor)}
        self.offer(
            "area", [("", gettext("None")), *((code, localized(a, "name")) for code, a in self.areas.items())]
        )
        self.offer(
            "successor", [("", gettext("None")), *((k, localized(b, "name")) for k, b in self.bodies.items())]
        )

    def values(self) -> dict[str, Any]:
        """Return the body as it was typed."""
        given = self.cleaned_data
        found = {"area": self.areas.get(given["area"]), "successor": self.bodies.get(given["successor"])}
        return {**given, **found}


class ContactForm(OfficeForm):
    """For what and where a body answers, and how letters reach it."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    area = forms.ChoiceField(label=_("Area"), help_text=_("Empty: where the body itself is."), required=False)
    delivery = forms.ChoiceField(
        label=_("How letters reach it"), choices=[(w.value, label) for w, label in WAY_LABELS.items()]
    )
    address = line(_("E-mail address"), longest=300)
    phone = line(_("Telephone"), longest=40)
    start_on = day(_("From"), needed=False)
    end_on = day(_("Until"), needed=False)
    note = line(_("Note"), longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer themes and areas."""
        super().__init__(*args, **kwargs)
        self.areas = {area.code: area for area in all_areas()}
        self.offer("theme", [("", gettext("any theme")), *sorted(category_names().items())])
        self.offer(
            "area", [("", gettext("None")), *((code, localized(a, "name")) for code, a in self.areas.items())]
        )

    def values(self) -> dict[str, Any]:
        """Return the row as it was typed."""
        return {**self.cleaned_data, "area": self.areas.get(self.cleaned_data["area"])}


class HeadForm(OfficeForm):
    """Who leads a body."""

    name = line(_("Surname, name, father's name"), needed=True)
    post_kk = line(_("Post in Kazakh"), _("As it stands behind the body's name: басшысы"))
    post_ru = line(_("Post in Russian"))
    since = day(_("Since"))


class ProposalForm(OfficeForm):
    """What is wrong or missing."""

    words = LinesField(
        label=_("What is wrong or missing in the register"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write it first.")},
    )


@dataclass(frozen=True)
class Proposal:
    """One proposal that waits."""

    uuid: str
    body: str
    words: str
    who: str
    on: date


@dataclass(frozen=True)
class BodiesPage:
    """The register."""

    bar: Bar
    """The top of the page."""
    lines: list[Line]
    """The bodies by name."""
    proposals: list[Proposal]
    """What was proposed, for whoever may judge it."""
    may_change: bool
    """Whether bodies may be added."""


@dataclass(frozen=True)
class ContactRow:
    """One row of the register."""

    href: str
    theme: str
    area: str
    way: str
    address: str
    start_on: date | None
    end_on: date | None
    is_over: bool


@dataclass(frozen=True)
class BodyPage:
    """One body."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    name: str
    """Its name."""
    kind: str
    """What it is."""
    area: str
    """Where it is."""
    head: str
    """Who leads it, with the post; "" where nobody is known."""
    note: str
    """A remark."""
    is_outside_law: bool
    """Whether the law on appeals does not reach it."""
    ended_on: date | None
    """Since when it is gone."""
    successor: str
    """Who came in its place."""
    rows: list[ContactRow]
    """For what it answers."""
    may_change: bool
    """Whether the body itself is theirs to change."""
    may_add: bool
    """Whether they may add rows of their own office."""
    form: ProposalForm | None
    """Where a change is proposed; None for whoever may not."""


@require_GET
@guard(*SEE)
def bodies(request: DeskRequest) -> HttpResponse:
    """Show the register."""
    may = request.actor.has(Permission.BODY_CHANGE)
    lines = [
        Line(
            href=reverse("desk:body", args=[row.uuid]),
            title=localized(row, "name"),
            words=" · ".join(str(part) for part in (KIND_LABELS[row.kind], row.area or "", row.note) if part),
            is_off=row.ended_on is not None,
        )
        for row in body_list(request.actor)
    ]
    proposals = _proposals(request) if may else []
    return render(
        request, "desk/bodies/list.html", {"page": BodiesPage(bar_of(request), lines, proposals, may)}
    )


def _proposals(request: DeskRequest) -> list[Proposal]:
    names = names_of(request.office) if request.office else {}
    return [
        Proposal(
            uuid=str(row.uuid),
            body=localized(row.organization, "name") if row.organization else "",
            words=row.body or "",
            who=name_of(row.by_key, names),
            on=row.made_at.date(),
        )
        for row in proposals_waiting(request.actor)
    ]


def _owns(request: DeskRequest, row: Organization | BodyContact) -> bool:
    key = str(row.office_key) if row.office_key else ""
    return request.actor.has(Permission.BODY_CHANGE) and key == request.actor.office_key


def _shown(request: DeskRequest, row: Organization, form: ProposalForm | None = None) -> HttpResponse:
    today = clock.today(request.office.zone if request.office else "Asia/Almaty")
    head, actor = head_of(row, today), request.actor
    names = category_names()
    page = BodyPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        name=localized(row, "name"),
        kind=str(KIND_LABELS[row.kind]),
        area=localized(row.area, "name") if row.area else "",
        head=" ".join(part for part in (head.post_kk, head.name) if part) if head else "",
        note=row.note,
        is_outside_law=row.is_outside_law,
        ended_on=row.ended_on,
        successor=localized(row.successor, "name") if row.successor else "",
        rows=[_row(request, each, names, today) for each in contacts_of(actor, row)],
        may_change=_owns(request, row),
        may_add=actor.has(Permission.BODY_CHANGE),
        form=(form or ProposalForm()) if actor.has(Permission.REFERRAL_SEND) else None,
    )
    return render(request, "desk/bodies/body.html", {"page": page}, status=422 if form else 200)


def _row(request: DeskRequest, row: BodyContact, names: dict[str, str], today: date) -> ContactRow:
    return ContactRow(
        href=reverse("desk:body-contact", args=[row.organization.uuid, row.uuid])
        if _owns(request, row)
        else "",
        theme=names.get(row.theme, row.theme) or gettext("any theme"),
        area=localized(row.area, "name") if row.area else "",
        way=str(WAY_LABELS[Delivery(row.delivery)]),
        address=row.address,
        start_on=row.start_on,
        end_on=row.end_on,
        is_over=row.end_on is not None and row.end_on < today,
    )


@require_GET
@guard(*SEE)
def body(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one body."""
    return _shown(request, body_for(request.actor, str(uuid)))


@require_http_methods(["GET", "POST"])
@guard(Permission.BODY_CHANGE)
def body_edit(request: DeskRequest, uuid: UUID | None = None) -> HttpResponse:
    """Make a body of the office, or change it."""
    row = body_for(request.actor, str(uuid)) if uuid else None
    form = BodyForm(request.POST or None, request=request, initial=_said(BodyForm, row) | _linked(row))
    code, at = row.code if row else "", clock.now()
    if form.is_valid() and kept(
        form, lambda f: body_set(actor=request.actor, fields=f, code=code, at=at), form.values()
    ):
        messages.success(request, gettext("The body is kept."))
        return redirect("desk:bodies")
    title = localized(row, "name") if row else gettext("Add a body")
    return show_form(request, title, "", form, reverse("desk:bodies"))


def _linked(row: Organization | None) -> dict[str, str]:
    if row is None:
        return {}
    return {
        "area": row.area.code if row.area else "",
        "successor": str(row.successor.uuid) if row.successor else "",
    }


def _said(form: type[OfficeForm], row: Any) -> dict[str, Any]:
    skipped = {"area", "successor"}
    return {name: getattr(row, name) for name in form.base_fields if name not in skipped} if row else {}


@require_http_methods(["GET", "POST"])
@guard(Permission.BODY_CHANGE)
def contact(request: DeskRequest, uuid: UUID, row: UUID | None = None) -> HttpResponse:
    """Say for what a body answers and how letters reach it."""
    own, at = body_for(request.actor, str(uuid)), clock.now()
    found = contact_for(request.actor, str(row)) if row else None
    initial = _said(ContactForm, found) | {"area": found.area.code if found and found.area else ""}
    form = ContactForm(request.POST or None, initial=initial)
    code = found.code if found else ""

    def deed(fields: Any) -> object:
        return contact_set(actor=request.actor, fields={**fields, "organization": own}, code=code, at=at)

    if form.is_valid() and kept(form, deed, form.values()):
        messages.success(request, gettext("It is kept for what the body answers."))
        return redirect("desk:body", uuid)
    return show_form(request, localized(own, "name"), "", form, reverse("desk:body", args=[uuid]))


@require_http_methods(["GET", "POST"])
@guard(Permission.BODY_CHANGE)
def head(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Name who leads a body."""
    own, form = body_for(request.actor, str(uuid)), HeadForm(request.POST or None)

    def deed(fields: Any) -> object:
        return head_set(actor=request.actor, body=own, head=NewHead(**fields), at=clock.now())

    if form.is_valid() and kept(form, deed, form.values()):
        messages.success(request, gettext("It is kept who leads the body."))
        return redirect("desk:body", uuid)
    return show_form(request, localized(own, "name"), "", form, reverse("desk:body", args=[uuid]))


@require_POST
@guard(Permission.REFERRAL_SEND)
def propose(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Propose a change of the register."""
    row, form = body_for(request.actor, str(uuid)), ProposalForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form)
    proposal_make(actor=request.actor, body=row, words=form.cleaned_data["words"], at=clock.now())
    messages.success(request, gettext("The proposal is kept; the head of the office sees it."))
    return redirect("desk:body", uuid)


@require_POST
@guard(Permission.BODY_CHANGE)
def judge(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Say that a proposal was followed, or not."""
    state = ProposalState.ACCEPTED if request.POST.get("followed") == "1" else ProposalState.DECLINED
    row = proposal_for(request.actor, str(uuid))
    proposal_judge(actor=request.actor, proposal=row, state=state, at=clock.now())
    messages.success(request, gettext("The proposal is judged."))
    return redirect("desk:bodies")
