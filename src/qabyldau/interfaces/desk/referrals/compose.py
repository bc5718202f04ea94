"""Writing to an authority: who is proposed and why, what the letter says, how it looks before it goes."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.catalog.queries import category_names
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.flow.refer.facts import finding_for, first_facts, place_of
from qabyldau.flow.refer.sending import Plan, expected_on, refer_case, words_of_plan
from qabyldau.intake.services import contact_reveal
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.brought import photo_choices
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.language import mask
from qabyldau.offices.queries import caseworkers_of
from qabyldau.people.models import BodyContact, Organization
from qabyldau.people.queries.bodies import (
    Responsible,
    body_for,
    body_list,
    contact_for,
    way_to,
)
from qabyldau.people.rules import Delivery
from qabyldau.referrals.labels import WAY_LABELS
from qabyldau.referrals.services.referring import LONGEST_MATTER, Going
from qabyldau.referrals.writing.paper import letter_words
from qabyldau.routines.queries import parts_of

REFUSED = {
    "bodies": _("Choose to whom the letter goes."),
    "appeals": _("Choose whose appeals go along."),
    "matter": _("Write what the letter is about."),
    "address": _("No e-mail address is known for this body: choose “by hand”, or mend the register."),
    "is_named": _("Not everybody of these appeals gave a name: send it without names."),
}
MOST_PROPOSED = 8


@dataclass(frozen=True)
class Preview:
    """One letter as it will go: to whom, how, and its words in both languages."""

    body: str
    way: str
    address: str
    kk: str
    ru: str


@dataclass(frozen=True)
class ComposePage:
    """A letter that is being written about a case."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The case."""
    number: str
    """The public number of its first appeal."""
    form: "ReferForm"
    """What is being decided."""
    is_sure: bool
    """Whether one body stands alone for this theme in this place."""
    previews: list[Preview]
    """The letters as they will go; none while they are being written."""


class ReferForm(forms.Form):
    """To whom, about what, in whose name."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    bodies = forms.MultipleChoiceField(
        label=_("Who is responsible"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"required": REFUSED["bodies"]},
    )
    other = forms.ChoiceField(label=_("Another body of the register"), required=False)
    part = forms.ChoiceField(
        label=_("What it is about"),
        help_text=_("The part is then with this body; the answer puts the parts together."),
        required=False,
    )
    way = forms.ChoiceField(
        label=_("How it goes"),
        choices=[("", _("As the register says")), *((way.value, label) for way, label in WAY_LABELS.items())],
        required=False,
    )
    appeals = forms.MultipleChoiceField(
        label=_("Whose appeals go along"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose whose appeals go along.")},
    )
    photos = forms.MultipleChoiceField(
        label=_("Photos that go along"),
        help_text=_("Look at each: a face, a document or a number plate on it leaves the office with it."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    matter = LinesField(
        label=_("What the letter says about the matter"),
        help_text=_(
            "Taken from the appeal without names and contacts. Leave only the part that is for this body."
        ),
        max_length=LONGEST_MATTER,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write what the letter is about.")},
    )
    place = forms.CharField(label=_("Place"), max_length=300, required=False)
    ask = LinesField(
        label=_("What you add in your own words"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_named = forms.BooleanField(
        label=_("Name the applicant: they were asked and agreed"),
        help_text=_("Without this box no name goes out. The agreement is kept as a consent."),
        required=False,
    )
    signer = forms.ChoiceField(label=_("Who signs"))

    def __init__(self, *args: Any, request: DeskRequest, case: Case, **kwargs: Any) -> None:
        """Offer the bodies that answer for the theme in the place of the case, and the appeals of the case."""
        self.case, self.actor = case, request.actor
        self.rows = appeals_of(case)
        self.found = finding_for(case, self.rows, clock.today(case.office.zone))
        kwargs["initial"] = {**self._first(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        shown = self.found.found[:MOST_PROPOSED]
        self._offer("bodies", [(str(row.contact.uuid), _said(row)) for row in shown])
        self._offer("other", [("", gettext("None")), *_others(self.actor, shown)])
        self._offer("appeals", [(str(row.uuid), ids.say_number(row.number)) for row in self.rows])
        self._parts()
        self._offer("photos", photo_choices(self.rows))
        # Either box answers the question, so the first one is only optional once the other is chosen.
        self.fields["bodies"].required = not (self.data or {}).get("other")
        self._offer("signer", [(str(u.uuid), u.full_name or u.username) for u in caseworkers_of(case.office)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _parts(self) -> None:
        rows = parts_of(self.case)
        self._offer("part", [("", gettext("The whole case")), *((str(row.uuid), row.title) for row in rows)])
        if not rows:
            del self.fields["part"]

    def _first(self) -> dict[str, Any]:
        texts = [row.text.masked or mask(row.text.body or "") for row in self.rows]
        sure = [str(self.found.found[0].contact.uuid)] if self.found.is_sure else []
        return {
            "version": self.case.version, "bodies": sure, "appeals": [str(row.uuid) for row in self.rows],
            "matter": "\n\n".join(texts), "place": place_of(self.rows), "signer": self.actor.key,
        }  # fmt: skip

    def refuse(self, error: InputError) -> None:
        """Say beside the field what is lacking."""
        name = "way" if error.field == "address" else error.field
        words = str(REFUSED.get(error.field, _("This cannot be done now.")))
        self.add_error(name if name in self.fields else None, words)

    def plan(self) -> Plan:
        """Return what was decided."""
        given = self.cleaned_data
        goings = [_going(contact_for(self.actor, key)) for key in given["bodies"]]
        if given["other"]:
            goings.append(_to(body_for(self.actor, given["other"]), self.case))
        way = Delivery(given["way"]) if given["way"] else None
        return Plan(
            goings=[replace(going, way=way) if way else going for going in goings],
            matter=given["matter"],
            ask=given["ask"],
            place=given["place"],
            appeal_uuids=given["appeals"],
            signer_key=given["signer"],
            photos=given["photos"],
            is_named=given["is_named"],
            version=given["version"],
            part_uuid=given.get("part", ""),
        )


def _said(row: Responsible) -> str:
    """Return a proposed body with the reason for it and how letters reach it."""
    names = category_names()
    theme = names.get(row.theme, "") if row.theme else gettext("any theme")
    area = localized(row.area, "name") if row.area else gettext("any place")
    given = {
        "body": localized(row.body, "name"), "theme": theme, "area": area,
        "way": WAY_LABELS[Delivery(row.contact.delivery)],
    }  # fmt: skip
    outside = gettext(" Outside the law's reach: only asked.") if row.body.is_outside_law else ""
    return gettext("%(body)s (theme: %(theme)s; area: %(area)s; %(way)s)") % given + outside


def _others(actor: Any, shown: list[Responsible]) -> list[tuple[str, str]]:
    known = {row.body.pk for row in shown}
    rows = [row for row in body_list(actor) if row.pk not in known and row.ended_on is None]
    return [(str(row.uuid), localized(row, "name")) for row in rows]


def _going(contact: BodyContact) -> Going:
    return Going(contact.organization, contact, Delivery(contact.delivery), contact.address)


def _to(body: Organization, case: Case) -> Going:
    contact = way_to(body=body, on=clock.today(case.office.zone), office_key=str(case.office.uuid))
    return replace(_going(contact), body=body) if contact else Going(body)


@require_http_methods(["GET", "POST"])
@guard(Permission.REFERRAL_SEND)
def refer(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Write a letter about a case, look at it, send it."""
    office_of(request)
    case = case_for(request.actor, str(uuid))
    about = {"part": request.GET.get("part", "")}
    form = ReferForm(request.POST or None, request=request, case=case, initial=about)
    if not form.is_bound or not form.is_valid() or "change" in request.POST:
        return _composed(request, case, form)
    try:
        previews = _previews(case, form.plan(), request)
        if "send" not in request.POST:
            return _composed(request, case, form, previews)
        made = refer_case(actor=request.actor, case_uuid=str(uuid), plan=form.plan(), at=clock.now())
    except InputError as error:
        form.refuse(error)
        return _composed(request, case, form)
    words = ngettext("%(count)s letter goes out.", "%(count)s letters go out.", len(made))
    messages.success(request, words % {"count": len(made)})
    return redirect("desk:case", case.uuid)


def _previews(case: Case, plan: Plan, request: DeskRequest) -> list[Preview]:
    words, today = words_of_plan(case, plan), clock.today(case.office.zone)
    for appeal in words.appeals if plan.is_named else ():
        contact_reveal(actor=request.actor, appeal=appeal, at=clock.now())
    found = []
    for going in plan.goings:
        if going.way is not Delivery.HAND and "@" not in going.address:
            raise InputError("address", "no address")
        facts = first_facts(case, going, words, request.actor, today)
        due_on = expected_on(case.office, going.body, clock.now())
        facts = replace(facts, on=today.isoformat(), due_on=due_on.isoformat())
        found.append(
            Preview(
                body=localized(going.body, "name"),
                way=str(WAY_LABELS[going.way]),
                address=going.address if going.way is not Delivery.HAND else "",
                kk=letter_words(facts, "kk"),
                ru=letter_words(facts, "ru"),
            )
        )
    return found


def _composed(
    request: DeskRequest, case: Case, form: ReferForm, previews: list[Preview] | None = None
) -> HttpResponse:
    page = ComposePage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        number=ids.say_number(form.rows[0].number),
        form=form,
        is_sure=form.found.is_sure,
        previews=previews or [],
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/referrals/compose.html", {"page": page}, status=status)
