"""The checklist and the parts of a case."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_for
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.flow.working.assembled import Part, parts_with_replies
from qabyldau.interfaces.desk.deeds import name_of
from qabyldau.interfaces.desk.guard import DeskRequest, guard
from qabyldau.offices.queries import names_of
from qabyldau.routines.labels import PART_LABELS
from qabyldau.routines.queries import check_of, checks_of, part_of
from qabyldau.routines.rules import PART_MOVES, PartState
from qabyldau.routines.services import check_tick, checks_add, part_add, part_move

TONES = {
    PartState.OPEN: "waiting",
    PartState.SENT: "active",
    PartState.SETTLED: "good",
    PartState.DROPPED: "closed",
}


@dataclass(frozen=True)
class CheckShown:
    """One line of the checklist."""

    uuid: str
    body: str
    is_done: bool
    who: str


@dataclass(frozen=True)
class PartShown:
    """One part of the case and where it may go."""

    uuid: str
    title: str
    state: str
    tone: str
    result: str
    moves: list[tuple[str, str]]
    body: str
    """The authority that has it; "" while none has."""
    href: str
    """The letters about it; "" while there are none."""
    due_on: date | None
    """Until when the authority must answer."""
    reply: str
    """Of which day is the reply that staff found to be an answer; "" while there is none."""
    refer_href: str
    """Where a letter about it is written; "" for whoever may not, and for a part that has ended."""


@dataclass(frozen=True)
class RoutinesPanel:
    """The checklist and the parts of a case."""

    checks: list[CheckShown]
    parts: list[PartShown]
    may_work: bool


def routines_of(case: Case, actor: Actor) -> RoutinesPanel:
    """Return what the case page shows of checklist and parts."""
    names = names_of(case.office)
    return RoutinesPanel(
        checks=[
            CheckShown(str(row.uuid), row.body, row.done_at is not None, name_of(row.done_by, names))
            for row in checks_of(case)
        ],
        parts=[_part_shown(part, case, actor) for part in parts_with_replies(case)],
        may_work=actor.has(Permission.CASE_WORK) and case.status != CaseStatus.CLOSED,
    )


def _part_shown(part: Part, case: Case, actor: Actor) -> PartShown:
    row, state = part.row, PartState(part.row.state)
    may = part.is_open and actor.has(Permission.REFERRAL_SEND) and case.status != CaseStatus.CLOSED
    about = part.referral
    return PartShown(
        uuid=str(row.uuid),
        title=row.title,
        state=str(PART_LABELS[state]),
        tone=TONES[state],
        result=row.result or "",
        moves=[(item.value, str(PART_LABELS[item])) for item in PartState if item in PART_MOVES[state]],
        body=localized(about.organization, "name") if about else "",
        href=reverse("desk:referral", args=[about.uuid]) if about else "",
        due_on=about.due_on if about and part.is_open and not part.reply else None,
        reply=formats.date_format(part.reply.received_on, "DATE_FORMAT") if part.reply else "",
        refer_href=f"{reverse('desk:refer', args=[case.uuid])}?part={row.uuid}" if may else "",
    )


def _back(request: DeskRequest, case: Case, problem: str = "") -> HttpResponse:
    if problem:
        messages.error(request, problem)
    return redirect("desk:case", case.uuid)


@require_POST
@guard(Permission.CASE_WORK)
def check_new(request: DeskRequest, uuid: str) -> HttpResponse:
    """Add lines to the checklist."""
    case = case_for(request.actor, str(uuid))
    try:
        checks_add(actor=request.actor, case=case, lines=request.POST.get("note", ""), at=clock.now())
    except InputError:
        return _back(request, case, _("Write one thing to check on each line, thirty at most."))
    return _back(request, case)


@require_POST
@guard(Permission.CASE_WORK)
def check(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Tick a line, or untick it."""
    case = case_for(request.actor, str(uuid))
    is_done = request.POST.get("done") == "1"
    check_tick(actor=request.actor, item=check_of(case, str(other)), is_done=is_done, at=clock.now())
    return _back(request, case)


@require_POST
@guard(Permission.CASE_WORK)
def part_new(request: DeskRequest, uuid: str) -> HttpResponse:
    """Add a part."""
    case = case_for(request.actor, str(uuid))
    try:
        part_add(actor=request.actor, case=case, title=request.POST.get("note", ""), at=clock.now())
    except InputError:
        return _back(request, case, _("Say what the part is about; a case has ten parts at most."))
    return _back(request, case)


@require_POST
@guard(Permission.CASE_WORK)
def part(request: DeskRequest, uuid: str, other: str) -> HttpResponse:
    """Note how a part stands."""
    case = case_for(request.actor, str(uuid))
    state, result = request.POST.get("state", ""), request.POST.get("note", "")
    if state not in {item.value for item in PartState}:
        return _back(request, case)
    try:
        part_move(
            actor=request.actor,
            part=part_of(case, str(other)),
            state=PartState(state),
            result=result,
            at=clock.now(),
        )
    except InputError:
        return _back(request, case, _("Say what came of this part: the answer lists it."))
    return _back(request, case)
