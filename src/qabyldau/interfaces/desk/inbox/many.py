"""Deeds on many cases: what would happen is said first, then it is done, then it can be undone for ten minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.casework.labels import OUTCOME_LABELS
from qabyldau.casework.rules.moves import REASON_NEEDED, Outcome
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.flow.bulk.do import do_to_many, undo
from qabyldau.flow.bulk.plan import Order, PlanLine, plan_of
from qabyldau.interfaces.design.fields import LinesField
from qabyldau.interfaces.desk.door.rows import key_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.inbox.asked import asked_from
from qabyldau.interfaces.desk.inbox.labels import DEED_LABELS
from qabyldau.interfaces.desk.inbox.rows import Row, reckoning_of, rows_of_cases
from qabyldau.interfaces.desk.inbox.views import shelves_of
from qabyldau.offices.models import Office
from qabyldau.worklists.queries.choices import owners_of, teams_of
from qabyldau.worklists.queries.kept import bulk_for
from qabyldau.worklists.rules import MOST_AT_ONCE, BulkDeed

HINDRANCES: dict[str, Promise] = {
    "changed": gettext_lazy("somebody has changed it meanwhile"),
    "closed": gettext_lazy("it is closed"),
    "same": gettext_lazy("it is so already"),
    "move": gettext_lazy("not possible in this status"),
    "answer": gettext_lazy("the applicant has no answer yet"),
    "parts": gettext_lazy("a part of it is still open"),
    "reason": gettext_lazy("a reason is needed"),
    "outcome": gettext_lazy("an outcome is needed"),
}


class ManyForm(forms.Form):
    """Whom to give the cases to, or how they end; only what the deed asks for stands on the page."""

    owner = forms.ChoiceField(label=gettext_lazy("Give to"))
    team = forms.ChoiceField(label=gettext_lazy("Team"), required=False)
    outcome = forms.ChoiceField(
        label=gettext_lazy("How they ended"),
        choices=[("", gettext_lazy("Choose")), *OUTCOME_LABELS.items()],
        error_messages={"required": gettext_lazy("Choose how it ended.")},
    )
    reason = LinesField(
        label=gettext_lazy("Why, or where to"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen_by: ClassVar[dict[str, Promise]] = {
        "reason": gettext_lazy("Every applicant of these cases reads it.")
    }
    asks: ClassVar[dict[BulkDeed, tuple[str, ...]]] = {
        BulkDeed.GIVE: ("owner",),
        BulkDeed.TEAM: ("team",),
        BulkDeed.CLOSE: ("outcome", "reason"),
    }

    def __init__(self, *args: Any, deed: BulkDeed, office: Office, **kwargs: Any) -> None:
        """Keep what this deed asks for."""
        kwargs["auto_id"] = "many_%s"
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name in set(self.fields) - set(self.asks.get(deed, ())):
            del self.fields[name]
        if "owner" in self.fields:
            self.fields["owner"].choices = owners_of(office)  # type: ignore[attr-defined]
        if "team" in self.fields:
            teams = [(str(team.uuid), localized(team, "name")) for team in teams_of(office)]
            self.fields["team"].choices = [*teams, ("", _("no team"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where the outcome needs one."""
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        if outcome and Outcome(outcome) in REASON_NEEDED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say why, in words that the applicant will read."))
        return cleaned


@dataclass(frozen=True)
class Hindered:
    """One case that is left as it is, and why."""

    row: Row
    why: str


@dataclass(frozen=True)
class ManyPage:
    """What one deed would do to the chosen cases."""

    bar: Bar
    """The top of the page."""
    deed: str
    """Its name for the form."""
    title: str
    """Its name for people."""
    form: ManyForm
    """What the deed asks for."""
    is_refused: bool
    """Whether something has to be mended."""
    rows: list[Row]
    """The cases it would be done to."""
    left: list[Hindered]
    """The cases it cannot be done to."""
    cases: list[str]
    """What was chosen: uuid and version of each."""
    query: str
    """The list to come back to."""
    back_href: str
    """Its address."""


@dataclass(frozen=True)
class DonePage:
    """What was done to many, and the way to undo it."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """The kept deed."""
    title: str
    """Its name."""
    count: int
    """How many cases it changed."""
    undo_until: datetime
    """Until when it can be undone."""
    may_undo: bool
    """Whether it still can."""
    is_undone: bool
    """Whether it was."""
    back_href: str
    """The inbox."""


@require_POST
@guard(Permission.CASE_WORK)
def plan(request: DeskRequest) -> HttpResponse:
    """Say what the deed would do, before it is done."""
    order = _order(request)
    if order is None or not order.cases:
        messages.warning(request, _("Choose lines first: the box before each line, or the key x."))
        return redirect(_back(request))
    form = ManyForm(deed=order.deed, office=office_of(request))
    return _planned(request, order, form)


@require_POST
@guard(Permission.CASE_WORK)
def do(request: DeskRequest) -> HttpResponse:
    """Do it, and say what was done and what was not."""
    order = _order(request)
    if order is None:
        return redirect(_back(request))
    form = ManyForm(request.POST, deed=order.deed, office=office_of(request))
    if not form.is_valid():
        return _planned(request, order, form, 422)
    order = _filled(order, form.cleaned_data)
    result = do_to_many(
        actor=request.actor, user=request.user, office=office_of(request), order=order, at=clock.now()
    )
    _say(request, len(result.done), result.left)
    return redirect("desk:inbox-many-done", result.bulk.uuid) if result.bulk else redirect(_back(request))


@require_GET
@guard(Permission.CASE_WORK)
def done(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show what was done, with the way back."""
    bulk, now = bulk_for(request.actor, str(uuid)), clock.now()
    page = DonePage(
        bar=bar_of(request),
        uuid=str(bulk.uuid),
        title=str(DEED_LABELS[BulkDeed(bulk.deed)]),
        count=bulk.lines.count(),
        undo_until=clock.wall(bulk.undo_until, office_of(request).zone),
        may_undo=bulk.undone_at is None and now <= bulk.undo_until,
        is_undone=bulk.undone_at is not None,
        back_href=reverse("desk:inbox"),
    )
    return render(request, "desk/inbox/done.html", {"page": page})


@require_POST
@guard(Permission.CASE_WORK)
def take_back(request: DeskRequest, uuid: str) -> HttpResponse:
    """Undo it; what somebody has changed since is left as it is."""
    result = undo(actor=request.actor, bulk=bulk_for(request.actor, str(uuid)), at=clock.now())
    back = len(result.done)
    said = ngettext("%(n)s case lies where it lay before.", "%(n)s cases lie where they lay before.", back)
    messages.success(request, said % {"n": back})
    if result.left:
        messages.warning(request, _left_said(result.left))
    return redirect("desk:inbox-many-done", uuid)


def _order(request: DeskRequest) -> Order | None:
    given = str(request.POST.get("deed", ""))
    if given not in set(BulkDeed):
        return None
    chosen = (item.partition(":") for item in request.POST.getlist("case")[:MOST_AT_ONCE])
    cases = {
        key: int(version)
        for uuid, _sep, version in chosen
        if version.isdecimal() and len(version) < 10 and (key := key_of(uuid))
    }
    return Order(BulkDeed(given), cases)


def _filled(order: Order, given: dict[str, Any]) -> Order:
    outcome = given.get("outcome")
    return Order(
        deed=order.deed,
        cases=order.cases,
        owner=given.get("owner", ""),
        team=given.get("team", ""),
        outcome=Outcome(outcome) if outcome else None,
        reason=given.get("reason", ""),
    )


def _planned(request: DeskRequest, order: Order, form: ManyForm, status: int = 200) -> HttpResponse:
    office = office_of(request)
    reckoning = reckoning_of(office)
    lines = plan_of(request.actor, order)
    asked = {"outcome", "reason", "answer", "same"} if order.deed in ManyForm.asks else set()
    open_ones = [line for line in lines if not line.hindrance or line.hindrance in asked - {"answer"}]
    left = [line for line in lines if line not in open_ones]
    page = ManyPage(
        bar=bar_of(request),
        deed=order.deed.value,
        title=str(DEED_LABELS[order.deed]),
        form=form,
        is_refused=form.is_bound and not form.is_valid(),
        rows=rows_of_cases([line.case for line in open_ones], reckoning),
        left=[
            Hindered(row, str(HINDRANCES.get(line.hindrance, line.hindrance)))
            for line, row in zip(left, rows_of_cases([line.case for line in left], reckoning), strict=True)
        ],
        cases=[f"{line.case.uuid}:{order.cases[str(line.case.uuid)]}" for line in lines],
        query=str(request.POST.get("query", "")),
        back_href=_back(request),
    )
    return render(request, "desk/inbox/many.html", {"page": page}, status=status)


def _back(request: DeskRequest) -> str:
    given = dict(parse_qsl(str(request.POST.get("query", ""))))
    key = request.actor.office_key
    asked = asked_from(given, shelves_of(request.actor), key)
    return asked.href(key, after=asked.after)


def _say(request: DeskRequest, count: int, left: list[PlanLine]) -> None:
    if count:
        said = ngettext("Done to %(n)s case.", "Done to %(n)s cases.", count)
        messages.success(request, said % {"n": count})
    if left:
        messages.warning(request, _left_said(left))


def _left_said(left: list[PlanLine]) -> str:
    reasons = sorted({str(HINDRANCES.get(line.hindrance, line.hindrance)) for line in left})
    said = ngettext(
        "%(n)s case was left as it is: %(why)s.", "%(n)s cases were left as they are: %(why)s.", len(left)
    )
    return said % {"n": len(left), "why": "; ".join(reasons)}
