"""Choosing by what a list is narrowed, and keeping that under a name."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.labels import URGENCY_LABELS
from qabyldau.catalog.queries import category_choices, category_names
from qabyldau.core.localized import localized
from qabyldau.intake.labels import CHANNEL_LABELS
from qabyldau.interfaces.desk.guard import LIST, Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.inbox.asked import Asked, asked_from
from qabyldau.interfaces.desk.inbox.labels import SHELF_LABELS, SORT_LABELS
from qabyldau.interfaces.desk.inbox.views import shelves_of
from qabyldau.offices.models import Office
from qabyldau.understanding.labels import LANGUAGE_LABELS
from qabyldau.worklists.models import SavedFilter
from qabyldau.worklists.queries.choices import areas_of, owners_of, teams_of
from qabyldau.worklists.queries.kept import filters_of
from qabyldau.worklists.rules import OF_APPEALS, SORTS, Shelf

ANY = ("", _("any"))


class NarrowForm(forms.Form):
    """By what a list is narrowed; every choice may be left open."""

    list = forms.ChoiceField(label=_("List"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    area = forms.ChoiceField(label=_("Area"), required=False)
    owner = forms.ChoiceField(label=_("Who works on it"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    channel = forms.ChoiceField(
        label=_("How it came"), required=False, choices=[ANY, *CHANNEL_LABELS.items()]
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *LANGUAGE_LABELS.items()])
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        required=False,
        choices=[ANY, *((str(n), name) for n, name in URGENCY_LABELS.items())],
    )
    since = forms.DateField(
        label=_("Registered from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Registered until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    late = forms.BooleanField(label=_("Only those late with an answer"), required=False)

    def __init__(self, *args: Any, asked: Asked, actor: Actor, office: Office, **kwargs: Any) -> None:
        """Offer what this office has; what a list cannot be narrowed by is not asked."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        choices: dict[str, Any] = {
            "list": [(shelf.value, SHELF_LABELS[shelf]) for shelf in shelves_of(actor)],
            "sort": [(sort.value, SORT_LABELS[sort]) for sort in SORTS[asked.shelf]],
            "theme": _themes(),
            "area": [ANY, *areas_of(office)],
            "owner": [ANY, *owners_of(office)],
            "team": [ANY, *((str(team.uuid), localized(team, "name")) for team in teams_of(office))],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for name in _unasked(asked, choices):
            del self.fields[name]
        for field in self.fields.values():
            field.is_owed = True  # type: ignore[attr-defined]  # "(optional)" beside every choice says nothing


def _themes() -> list[Any]:
    names = category_names()
    groups = []
    for parent, rows in category_choices():
        above = rows[0][0].partition(".")[0]
        groups.append((parent, [(above, names.get(above, above)), *rows]))
    return [ANY, *groups]


def _unasked(asked: Asked, choices: dict[str, Any]) -> list[str]:
    found = ["owner", "team", "late"] if asked.shelf in OF_APPEALS else []
    found += ["late"] if asked.shelf is Shelf.CLOSED else []
    found += ["sort"] if len(choices["sort"]) < 2 or asked.words else []
    found += ["team"] if len(choices["team"]) < 2 else []
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class KeptRow:
    """One kept filter: its name, where it leads, and whether the office shares it."""

    uuid: str
    name: str
    href: str
    is_shared: bool
    may_drop: bool


@dataclass(frozen=True)
class NarrowPage:
    """The choices for one list, and the filters that were kept."""

    bar: Bar
    """The top of the page."""
    form: NarrowForm
    """What can be chosen."""
    find: str
    """The words that were searched for, sealed as the address has them."""
    query: str
    """The list as it is now, to be kept under a name."""
    back_href: str
    """The list as it was."""
    clear_href: str
    """The list without a filter."""
    kept: list[KeptRow]
    """The filters that were kept."""
    may_keep: bool
    """Whether this person may keep one."""
    may_share: bool
    """Whether the office may be given one."""
    refused: str
    """Why a name was not taken; "" while nothing was refused."""
    name: str
    """The name that was typed."""


@require_GET
@guard(*LIST)
def narrow(request: DeskRequest) -> HttpResponse:
    """Show the choices; once they are made, lead to the list."""
    asked = asked_from(request.GET.dict(), shelves_of(request.actor), request.actor.office_key)
    if "go" in request.GET:
        return redirect(asked.href(request.actor.office_key))
    return narrow_page(request, asked)


def narrow_page(request: DeskRequest, asked: Asked, refused: str = "", name: str = "") -> HttpResponse:
    """Return the page of choices; ``refused`` says why a name was not taken."""
    actor, office, key = request.actor, office_of(request), request.actor.office_key
    initial = {"list": asked.shelf.value, "sort": asked.sort.value, **asked.filter.chosen}
    here = reverse("desk:inbox")
    page = NarrowPage(
        bar=bar_of(request),
        form=NarrowForm(initial=initial, asked=asked, actor=actor, office=office, auto_id="narrow_%s"),
        find=request.GET.get("find", ""),
        query=asked.query(key),
        back_href=asked.href(key),
        clear_href=f"{here}?list={asked.shelf.value}",
        kept=[_row(row, actor, f"{here}?{row.query}") for row in filters_of(request.user, office)],
        may_keep=actor.has(Permission.CASE_READ),
        may_share=actor.has(Permission.CASE_ASSIGN),
        refused=refused,
        name=name,
    )
    return render(request, "desk/inbox/narrow.html", {"page": page}, status=422 if refused else 200)


def _row(row: SavedFilter, actor: Actor, href: str) -> KeptRow:
    is_shared = row.owner_id is None
    return KeptRow(
        uuid=str(row.uuid),
        name=row.name,
        href=href,
        is_shared=is_shared,
        may_drop=not is_shared or actor.has(Permission.CASE_ASSIGN),
    )
