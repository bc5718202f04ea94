"""Macros: kept by the head of the office, looked at on a case, and done."""

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
from django.views.decorators.http import require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_for
from qabyldau.catalog.queries import ready_text_for, ready_texts_for
from qabyldau.catalog.rules import TextUse
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.working.macros import DeedKind, plan_of, run_macro
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.answering.writing import side
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.models import Office
from qabyldau.routines.models import Macro
from qabyldau.routines.queries import macro_for, macros_of
from qabyldau.routines.services import macro_drop, macro_set

DEED_LABELS: dict[DeedKind, Promise] = {
    DeedKind.MINE: _("I take the case"),
    DeedKind.BEGIN: _("The case is marked as in work"),
    DeedKind.CHECKS: _("These lines are added to the checklist"),
    DeedKind.ASK: _("Everyone in the case is asked this, in their own language"),
    DeedKind.DRAFT: _("This is put at the end of the draft of the answer"),
}


class MacroForm(forms.Form):
    """A name and the deeds."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=120)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=120, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=120, required=False)
    is_mine = forms.BooleanField(label=_("I take the case"), required=False)
    begins = forms.BooleanField(label=_("Mark as in work"), required=False)
    checks = LinesField(
        label=_("Checklist, one thing on each line"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    ready = forms.ChoiceField(label=_("Ready text"), required=False)

    def __init__(self, *args: Any, request: DeskRequest, **kwargs: Any) -> None:
        """Offer the checked questions."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        groups = {
            TextUse.QUESTION: _("Ask"),
            TextUse.ANSWER: _("Put into the answer, after the newest good reply"),
        }
        offered = [(words, self._named(office_of(request), use)) for use, words in groups.items()]
        self.fields["ready"].choices = [("", _("none")), *offered]  # type: ignore[attr-defined]

    @staticmethod
    def _named(office: Office, use: TextUse) -> list[tuple[str, str]]:
        return [(str(row.uuid), str(getattr(row, f"title_{side()}"))) for row in ready_texts_for(office, use)]


@dataclass(frozen=True)
class MacrosPage:
    """The macros of an office."""

    bar: Bar
    """The top of the page."""
    rows: list[tuple[str, str]]
    """Address to take it away, and name."""
    form: MacroForm
    """One more."""


@dataclass(frozen=True)
class Shown:
    """One deed as it will be done: what, its words by language, whether it can be done now."""

    label: Promise
    words: list[tuple[str, str]]
    is_possible: bool


@dataclass(frozen=True)
class PlanPage:
    """What a macro will do with a case."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The case, for addresses."""
    name: str
    """Its name."""
    deeds: list[Shown]
    """The deeds in their order."""
    is_possible: bool
    """Whether all of them can be done now."""
    version: int
    """The case as it is shown."""


@require_http_methods(["GET", "POST"])
@guard(Permission.READY_TEXT_CHANGE)
def macros(request: DeskRequest) -> HttpResponse:
    """Show the macros of the office; keep one more."""
    office, form = office_of(request), MacroForm(request.POST or None, request=request)
    if form.is_valid() and _kept(request, form):
        return redirect("desk:macros")
    rows = [
        (reverse("desk:macros-drop", args=[row.uuid]), localized(row, "name")) for row in macros_of(office)
    ]
    page = MacrosPage(bar_of(request), rows, form)
    return render(request, "desk/answering/macros.html", {"page": page}, status=422 if form.is_bound else 200)


def _kept(request: DeskRequest, form: MacroForm) -> bool:
    fields = dict(form.cleaned_data)
    chosen = fields.pop("ready")
    text = ready_text_for(office_of(request), chosen) if chosen else None
    try:
        macro_set(
            actor=request.actor, office=office_of(request), fields=fields, ready_text=text, at=clock.now()
        )
    except InputError:
        form.add_error("is_mine", gettext("Choose at least one deed."))
        return False
    messages.success(request, gettext("The set of deeds is kept."))
    return True


@require_POST
@guard(Permission.READY_TEXT_CHANGE)
def drop(request: DeskRequest, uuid: str) -> HttpResponse:
    """Take a macro away."""
    macro_drop(actor=request.actor, macro=macro_for(office_of(request), str(uuid)), at=clock.now())
    return redirect("desk:macros")


@require_http_methods(["GET", "POST"])
@guard(Permission.CASE_WORK)
def plan(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Show what a macro will do with a case; do it."""
    case = case_for(request.actor, str(uuid))
    macro = macro_for(case.office, str(other))
    if request.method == "POST":
        version = request.POST.get("version", "")
        seen = int(version) if version.isdecimal() else 0
        run_macro(
            actor=request.actor, case_uuid=str(uuid), macro_uuid=str(other), version=seen, at=clock.now()
        )
        messages.success(request, gettext("All deeds of the set are done."))
        return redirect("desk:case", case.uuid)
    page = _plan(case, macro, request)
    return render(request, "desk/answering/plan.html", {"page": page})


def _plan(case: Case, macro: Macro, request: DeskRequest) -> PlanPage:
    deeds = [
        Shown(
            DEED_LABELS[row.kind],
            [(OWN_NAMES.get(code, ""), said) for code, said in row.words.items()],
            row.is_possible,
        )
        for row in plan_of(request.actor, case, macro)
    ]
    return PlanPage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        name=localized(macro, "name"),
        deeds=deeds,
        is_possible=bool(deeds) and all(row.is_possible for row in deeds),
        version=case.version,
    )
