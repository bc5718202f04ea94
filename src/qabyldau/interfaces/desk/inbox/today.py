"""My day: what I chose for today, what is late, what waits on me, what I wait on."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_for
from qabyldau.core import clock
from qabyldau.interfaces.desk.answering.todo import DraftLine, drafts_for
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.inbox.rows import Row, reckoning_of, rows_of_cases
from qabyldau.interfaces.desk.mail.pen import count_of
from qabyldau.interfaces.desk.referrals.part import LetterLine
from qabyldau.interfaces.desk.referrals.todo import Waiting, todo_of
from qabyldau.worklists.queries.day import day_of
from qabyldau.worklists.services.kept import shortlist_put, shortlist_take

SIZE = 10
"""Lines of each part; the list behind it has the rest."""


@dataclass(frozen=True)
class Part:
    """One part of the day: its title, its lines, what to say where there is none, and where the rest is."""

    title: str
    rows: list[Row]
    empty: str
    more_href: str = ""
    is_chosen: bool = False
    """Whether it is one's own choice, whose lines can be put aside."""


@dataclass(frozen=True)
class TodayPage:
    """The day of one person."""

    bar: Bar
    """The top of the page."""
    parts: list[Part]
    """What there is to do, the most pressing first."""
    letters: str
    """How many letters by e-mail wait for a person; "" for none."""
    to_send: list[LetterLine]
    """Letters of one's cases that the machine has written and that wait to be sent."""
    replies: list[Waiting]
    """Replies of authorities to be judged, then promised days to be looked at."""
    drafts: list[DraftLine]
    """Answers to be looked at by another pair of eyes, to be sent, to be mended."""


@require_GET
@guard(Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)
def today(request: DeskRequest) -> HttpResponse:
    """Show the day."""
    actor, office = request.actor, office_of(request)
    on = clock.today(office.zone)
    reckoning = reckoning_of(office)
    mine = f"{reverse('desk:inbox')}?list=mine"

    def part(title: str, cases: list[Case], empty: str) -> Part:
        return Part(title, rows_of_cases(cases[:SIZE], reckoning), empty, mine if len(cases) > SIZE else "")

    day = day_of(actor, request.user, on, SIZE + 1)
    chosen = rows_of_cases(day.chosen, reckoning)
    nothing = _("Nothing else waits on you.") if day.late else _("Nothing waits on you.")
    nobody = _("You wait on nobody else.") if day.late else _("You wait on nobody.")
    parts = [
        Part(_("My list for today"), chosen, _("Nothing is chosen for today."), is_chosen=True),
        part(_("Late or due today"), day.late, _("Nothing is late.")),
        part(_("Waits on me"), day.on_me, nothing),
        part(_("I wait on others"), day.on_others, nobody),
        part(_("Answered, to be closed"), day.to_close, _("Nothing is to be closed.")),
    ]
    page = TodayPage(bar_of(request), parts, count_of(request), *todo_of(actor, on), drafts_for(request))
    return render(request, "desk/inbox/today.html", {"page": page})


@require_POST
@guard(Permission.CASE_WORK)
def mark(request: DeskRequest, uuid: str, deed: str) -> HttpResponse:
    """Put a case on one's list for today, or take it off."""
    case = case_for(request.actor, str(uuid))
    on = clock.today(office_of(request).zone)
    if deed == "put":
        shortlist_put(actor=request.actor, user=request.user, case=case, on=on)
        messages.success(request, _("It stands on your list for today."))
        return redirect("desk:case", case.uuid)
    if deed != "take":
        raise Http404
    shortlist_take(actor=request.actor, user=request.user, case=case, on=on)
    return redirect("desk:case", case.uuid) if request.POST.get("from") == "case" else redirect("desk:today")
