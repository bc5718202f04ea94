"""Teams of an office: their names and who is in them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from qabyldau.accounts.models import Team
from qabyldau.accounts.rules import Permission
from qabyldau.accounts.services import TeamCard, team_keep
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import caseworkers_of


class TeamForm(forms.Form):
    """A team: its names, its members, whether it still works."""

    name_kk = forms.CharField(
        label=gettext_lazy("Name in Kazakh"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write the Kazakh name.")},
    )
    name_ru = forms.CharField(label=gettext_lazy("Name in Russian"), max_length=120, required=False)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    members = forms.MultipleChoiceField(
        label=gettext_lazy("Who is in it"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("Cases can be given to it"), required=False, initial=True
    )

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        """Offer everybody who may own a case here."""
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.people = {str(user.uuid): user for user in caseworkers_of(office)}
        names = [(key, user.full_name or user.username) for key, user in self.people.items()]
        self.fields["members"].choices = names  # type: ignore[attr-defined]

    def card(self) -> TeamCard:
        """Return what was filled in."""
        given = self.cleaned_data
        people = [self.people[key] for key in given["members"]]
        return TeamCard(given["name_kk"], given["name_ru"], given["name_en"], people, given["is_active"])


@dataclass(frozen=True)
class TeamRow:
    """One team of the list."""

    uuid: str
    name: str
    people: str
    is_active: bool


@dataclass(frozen=True)
class TeamsPage:
    """The teams of an office."""

    bar: Bar
    """The top of the page."""
    rows: list[TeamRow]
    """The teams."""


@dataclass(frozen=True)
class TeamPage:
    """One team, or a new one."""

    bar: Bar
    """The top of the page."""
    form: TeamForm
    """What is known of it."""
    is_new: bool
    """Whether it is a new one."""


@require_GET
@guard(Permission.OFFICE_CHANGE)
def teams(request: DeskRequest) -> HttpResponse:
    """Show the teams."""
    rows = Team.objects.filter(office_key=office_of(request).uuid).order_by("pk").prefetch_related("members")
    page = TeamsPage(bar_of(request), [_row(row) for row in rows])
    return render(request, "desk/inbox/teams.html", {"page": page})


def _row(row: Team) -> TeamRow:
    people = ", ".join(user.full_name or user.username for user in row.members.all())
    return TeamRow(str(row.uuid), localized(row, "name"), people, row.is_active)


@require_http_methods(["GET", "POST"])
@guard(Permission.OFFICE_CHANGE)
def team(request: DeskRequest, uuid: str = "") -> HttpResponse:
    """Show one team, or take what was filled in."""
    row = _team(request, str(uuid)) if uuid else None
    form = TeamForm(request.POST or None, office=office_of(request), initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        team_keep(actor=request.actor, team=row, card=form.card(), at=clock.now())
        messages.success(request, _("The team is kept."))
        return redirect("desk:teams")
    page = TeamPage(bar_of(request), form, row is None)
    return render(request, "desk/inbox/team.html", {"page": page}, status=422 if form.is_bound else 200)


def _team(request: DeskRequest, uuid: str) -> Team:
    row = Team.objects.filter(office_key=office_of(request).uuid, uuid=uuid).first()
    if row is None:
        raise MissingError("team")
    return row


def _initial(row: Team | None) -> dict[str, Any]:
    if row is None:
        return {"is_active": True}
    members = [str(user.uuid) for user in row.members.all()]
    names = {name: getattr(row, name) for name in ("name_kk", "name_ru", "name_en", "is_active")}
    return {**names, "members": members}
