"""One reception day: who has signed up, in order, with what; who came; what was promised to whom."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.interfaces.desk.days.rows import (
    DayRow,
    Left,
    PromiseRow,
    VisitRow,
    day_row,
    promise_row,
    visit_rows,
)
from qabyldau.interfaces.desk.door.matters import matters_at
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.forms import OfficeForm
from qabyldau.interfaces.desk.offices.forms import day as day_field
from qabyldau.meetings.queries.commitments import (
    commitment_for,
    commitments_at,
    ended_commitments,
    open_commitments,
)
from qabyldau.meetings.queries.days import day_for, visit_of_day, visits_of_day
from qabyldau.meetings.rules import REASON_NEEDED, CommitmentState
from qabyldau.meetings.services.commitments import LONGEST, Promised, commitment_make, commitment_move
from qabyldau.offices.models import Sitting

FEWEST_BLANK, MOST_BLANK = 6, 20
"""Empty rows of the printed list: as many as the quota leaves, within these."""


class PromiseForm(OfficeForm):
    """What was promised, and by when."""

    visit = forms.ChoiceField(label=_("To whom"), required=False)
    body = forms.CharField(
        label=_("What was promised"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write down what was promised.")},
    )
    due_on = day_field(_("By when"), _("Empty where no day was named."), needed=False)

    def __init__(self, *args: Any, visits: list[VisitRow], **kwargs: Any) -> None:
        """Offer the visits of the day."""
        super().__init__(*args, **kwargs)
        names = [
            (row.uuid, " ".join([row.time, row.name or gettext("not named")]))
            for row in visits
            if not row.is_off
        ]
        self.offer("visit", [("", gettext("to nobody in particular")), *names])


@dataclass(frozen=True)
class DayPage:
    """One reception day."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """Its key."""
    day: DayRow
    """When, who, how many."""
    visits: list[VisitRow]
    """Who has signed up, in order."""
    blanks: range
    """The numbers of the rows that the printed list leaves empty for whoever comes without having signed up."""
    came: int
    """How many of them came."""
    form: PromiseForm
    """What was promised."""
    may_write: bool
    """Whether promises may be written down here."""
    print_href: str
    """The list on paper."""
    back_href: str
    """Back to the days."""


@require_GET
@guard(Permission.DAY_RUN)
def day(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one reception day."""
    return _shown(request, day_for(request.actor, str(uuid)))


@require_GET
@guard(Permission.DAY_RUN)
def paper(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show the list of a reception day for paper."""
    page = _page(request, day_for(request.actor, str(uuid)), None)
    return render(request, "desk/days/paper.html", {"page": page})


@require_POST
@guard(Permission.COMMITMENT_WRITE)
def promise_made(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Write down what was promised."""
    row = day_for(request.actor, str(uuid))
    page = _page(request, row, request.POST)
    if page.form.is_valid():
        _make(request, row, page.form)
        messages.success(request, gettext("The promise is written down."))
        return redirect("desk:day", uuid)
    return render(request, "desk/days/day.html", {"page": page}, status=422)


def _make(request: DeskRequest, row: Sitting, form: PromiseForm) -> None:
    given = form.cleaned_data
    visit = visit_of_day(request.actor, row, given["visit"]) if given["visit"] else None
    promised = Promised(given["body"], given["due_on"], visit)
    commitment_make(
        actor=request.actor, office=office_of(request), promised=promised, at=clock.now(), host=row.host
    )


def _shown(request: DeskRequest, row: Sitting) -> HttpResponse:
    return render(request, "desk/days/day.html", {"page": _page(request, row, None)})


def _page(request: DeskRequest, row: Sitting, typed: Any) -> DayPage:
    office, visits = office_of(request), visits_of_day(request.actor, row)
    left = Left(commitments_at(visits), matters_at(request.actor, visits))
    rows = visit_rows(request.actor, office, visits, left, clock.today(office.zone))
    signed_up = [found for found in rows if not found.is_off]
    return DayPage(
        bar=bar_of(request),
        uuid=str(row.uuid),
        day=day_row(row, len(signed_up)),
        visits=rows,
        blanks=_blanks(len(signed_up), row.quota or 0),
        came=sum(bool(found.ticket) for found in signed_up),
        form=PromiseForm(typed, visits=rows),
        may_write=request.actor.has(Permission.COMMITMENT_WRITE),
        print_href=reverse("desk:day-paper", args=[row.uuid]),
        back_href=reverse("desk:days"),
    )


def _blanks(signed_up: int, quota: int) -> range:
    free = min(max(quota - signed_up, FEWEST_BLANK), MOST_BLANK)
    return range(signed_up + 1, signed_up + 1 + free)


@dataclass(frozen=True)
class PromisesPage:
    """What was promised, and what became of it."""

    bar: Bar
    """The top of the page."""
    open: list[PromiseRow]
    """What is still owed, the next due first."""
    ended: list[PromiseRow]
    """What was kept, not kept or withdrawn, the newest first."""
    refused: str
    """The key of the promise for whose move a reason was missing; "" if all is well."""


@require_GET
@guard(Permission.COMMITMENT_WRITE)
def promises(request: DeskRequest) -> HttpResponse:
    """Show the promises."""
    return _promises(request, "")


def _promises(request: DeskRequest, refused: str) -> HttpResponse:
    office, actor = office_of(request), request.actor
    today = clock.today(office.zone)
    page = PromisesPage(
        bar=bar_of(request),
        open=[promise_row(row, today) for row in open_commitments(actor, office)],
        ended=[promise_row(row, today) for row in ended_commitments(actor, office)],
        refused=refused,
    )
    return render(request, "desk/days/promises.html", {"page": page}, status=422 if refused else 200)


@require_POST
@guard(Permission.COMMITMENT_WRITE)
def promise_moved(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Note what became of a promise."""
    row, said = commitment_for(request.actor, str(uuid)), request.POST.get("state", "")
    if said not in set(CommitmentState):
        raise ConflictError("a promise has no such state")
    target, outcome = CommitmentState(said), request.POST.get("reason", "")
    try:
        commitment_move(actor=request.actor, commitment=row, target=target, outcome=outcome, at=clock.now())
    except InputError:
        return _promises(request, str(uuid) if target in REASON_NEEDED else "")
    messages.success(request, gettext("It is noted what became of the promise."))
    return redirect("desk:promises")
