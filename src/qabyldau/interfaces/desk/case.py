"""One case: its appeals, its clocks, its story; answer, ask, note, give, extend, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS, URGENCY_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.queries import texts_in
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.casework.rules.moves import MOVES, CaseStatus, Outcome
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.desk.answering.panel import AnsweringPanel, answering_of, is_quick
from qabyldau.interfaces.desk.deeds import name_of, names_among
from qabyldau.interfaces.desk.forms import DEED_FORMS, DeedForm
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.inbox.hands import Hands, hands_of
from qabyldau.interfaces.desk.inbox.rows import Reckoning
from qabyldau.interfaces.desk.more import DEEDS as MORE_DEEDS
from qabyldau.interfaces.desk.more import DeedShown, More, case_shown, deed_shown, more_of
from qabyldau.interfaces.desk.papers.part import PapersPart, papers_part
from qabyldau.interfaces.desk.referrals.part import ReferralsPart, part_of
from qabyldau.interfaces.desk.sheet import Line, Told, referrals_with_letters, story_of
from qabyldau.interfaces.desk.work import DEEDS
from qabyldau.offices.queries import current_calendar

AWAY = (CaseStatus.WAITING_FOR_APPLICANT, CaseStatus.SENT_TO_AUTHORITY, CaseStatus.AUTHORITY_ANSWERED)
"""Where somebody else has or had the case."""
READ = (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)


NEXT: dict[CaseStatus, tuple[str, ...]] = {
    CaseStatus.ANSWERED: ("answer", "close"),
    CaseStatus.CLOSED: ("reopen",),
}
"""The deeds whose forms stand open, where these are not the answer alone."""


@dataclass(frozen=True)
class CaseAppealShown:
    """One appeal of the case."""

    uuid: str
    number: str
    body: str
    language: str
    place: str
    received_at: datetime
    is_withdrawn: bool


@dataclass(frozen=True)
class Event:
    """One line of the story: a move, an answer, a question, a reply, a note."""

    at: datetime
    title: str
    body: str
    who: str
    is_now: bool = False


@dataclass(frozen=True)
class CasePage:
    """One case."""

    bar: Bar
    """The top of the page."""
    uuid: str
    """For addresses."""
    number: str
    """The public number of its first appeal, in threes."""
    status: str
    """Where the work stands."""
    is_answered: bool
    """Whether the newest step was an answer."""
    is_closed: bool
    """Whether the work is finished."""
    outcome: str
    """How it ended; "" while it goes on."""
    category: str
    """The theme."""
    urgency: str
    """How urgent it is."""
    is_urgent: bool
    """Whether that is more than usual."""
    owner: str
    """Who works on it."""
    due_on: date
    """The nearest of its dates."""
    is_owed: bool
    """Whether a clock still runs."""
    left: int
    """Working days until then, negative when late."""
    is_confidential: bool
    """Whether only named readers see it."""
    appeals: list[CaseAppealShown]
    """The appeals in it; each sender is told."""
    events: list[Event]
    """The story, oldest first."""
    forms: dict[str, DeedForm | None]
    """The deeds that are possible now for this person, by name, with the forms of those that come next."""
    deeds: list[DeedShown]
    """The deeds beside the answer."""
    is_refused: bool
    """Whether one of the forms has to be mended."""
    begin_label: str
    """What the button says that marks it as in work; "" where that cannot be done or is the same as opening it again."""
    referrals: ReferralsPart
    """What was sent on to authorities, and until when it has to be."""
    version: int
    """What this page shows; a later change is a conflict."""
    answering: AnsweringPanel
    """The draft, ready words, sets of deeds."""
    more: dict[str, More]
    """What is shown when it is asked for: dates day by day, whether the answer came, checklist, links, history."""
    may_split: bool
    """Whether this person may split an appeal off."""
    hands: Hands
    """Team, working days in these hands, and one's own list for today."""
    papers: PapersPart | None
    """Where the case is put on paper, for whoever may do that."""


TITLES: dict[Told, Promise] = {
    Told.ANSWER: _("Answer"),
    Told.NOTE: _("Note, not seen by the applicant"),
    Told.QUESTION: _("Question to the applicant"),
    Told.REPLY: _("Reply of the applicant"),
}


def _events(story: list[Line], names: dict[str, str]) -> list[Event]:
    return [
        Event(
            line.at,
            str(TITLES[line.told]) if line.told in TITLES else _move_title(line.target, line.outcome),
            line.body,
            name_of(line.by_key, names),
        )
        for line in story
    ]


def _move_title(target: str, outcome: str) -> str:
    label = str(STATUS_LABELS[CaseStatus(target)])
    return f"{label} · {OUTCOME_LABELS[Outcome(outcome)]}" if outcome else label


def _forms(
    case: Any, rows: list[Appeal], actor: Actor, refused: tuple[str, DeedForm] | None
) -> dict[str, DeedForm | None]:
    """Return the deeds that are possible now, with the forms of those that come next; the others are asked for.

    An answer in several languages has a page of its own.
    """
    status = CaseStatus(case.status)
    possible = {name: form for name, form in DEED_FORMS.items() if form.is_possible(actor, status)}
    if not is_quick(case, rows, has_parts=case.has_parts):
        possible.pop("answer", None)
    if not case.has_teams:
        possible.pop("team", None)
    made = {
        name: form(case=case, actor=actor, appeals=rows) if name in NEXT.get(status, ("answer",)) else None
        for name, form in possible.items()
    }
    return {**made, **({refused[0]: refused[1]} if refused else {})}


def _appeal_shown(row: Appeal) -> CaseAppealShown:
    return CaseAppealShown(
        uuid=str(row.uuid),
        number=ids.say_number(row.number),
        body=row.text.body or "",
        language=row.text.language if row.text.language in {"kk", "ru", "en"} else "",
        place=row.place or "",
        received_at=row.received_at,
        is_withdrawn=row.withdrawn_at is not None,
    )


def page_of(case: Any, request: DeskRequest, refused: tuple[str, DeedForm] | None = None) -> CasePage:
    """Return the page of one case; ``refused`` is a form that has to be mended."""
    actor, calendar = request.actor, current_calendar(case.office.zone)
    status, rows, story = CaseStatus(case.status), texts_in(case), story_of(case)
    names = names_among((line.by_key for line in story), case.office)
    forms = _forms(case, rows, actor, refused)
    sent = referrals_with_letters(case) if case.has_referrals else []
    return CasePage(
        bar=bar_of(request),
        uuid=str(case.uuid),
        number=ids.say_number(rows[0].number),
        status=str(STATUS_LABELS[status]),
        is_answered=status is CaseStatus.ANSWERED,
        is_closed=status is CaseStatus.CLOSED,
        outcome=str(OUTCOME_LABELS[Outcome(case.outcome)]) if case.outcome else "",
        category=localized(case.category, "name"),
        urgency=str(URGENCY_LABELS[case.urgency]),
        is_urgent=case.urgency > 1,
        owner=(case.owner.full_name or case.owner.username) if case.owner else "",
        due_on=case.due_on,
        is_owed=case.is_owed,
        left=days_left(case.due_on, clock.today(calendar.zone), calendar),
        is_confidential=case.is_confidential,
        appeals=[_appeal_shown(row) for row in rows],
        events=_events(story, names),
        forms=forms,
        deeds=[deed_shown(case, name, forms[name]) for name in MORE_DEEDS if name in forms],
        is_refused=refused is not None,
        begin_label=_begin_label(actor, status),
        referrals=part_of(case, actor, rows, calendar, sent),
        version=case.version,
        answering=answering_of(case, actor),
        more=more_of(case, actor, is_answered=any(line.told is Told.ANSWER for line in story)),
        may_split=actor.has(Permission.LINK_JUDGE) and len(rows) > 1,
        hands=hands_of(
            case, actor, Reckoning(calendar, clock.today(calendar.zone)), is_chosen=case.is_chosen
        ),
        papers=papers_part(actor, case),
    )


def _begin_label(actor: Actor, status: CaseStatus) -> str:
    may = actor.has(Permission.CASE_WORK) and CaseStatus.IN_WORK in MOVES[status]
    if not may or status is CaseStatus.ANSWERED:
        return ""
    return str(_("Take it back into work") if status in AWAY else _("Begin the work"))


def _shown(request: DeskRequest, case: Case, status: int = 200, **changes: Any) -> HttpResponse:
    return render(request, "desk/case.html", {"page": page_of(case, request, **changes)}, status=status)


@require_GET
@guard(*READ)
def case(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show one case."""
    return _shown(request, case_shown(request.actor, request.user, office_of(request), str(uuid)))


@require_POST
@guard(*READ)
def act(request: DeskRequest, uuid: str, deed: str) -> HttpResponse:
    """Do one of the deeds; a refused form comes back with what was typed."""
    row = case_shown(request.actor, request.user, office_of(request), str(uuid))
    if deed not in DEED_FORMS:
        raise Http404
    demand(request.actor, DEED_FORMS[deed].permission)
    form = DEED_FORMS[deed](request.POST, case=row, actor=request.actor)
    perform: Callable[..., str] = DEEDS[deed]
    if form.is_valid():
        try:
            messages.success(request, perform(request.actor, row, form.cleaned_data, clock.now()))
            return redirect("desk:case", row.uuid)
        except InputError as error:
            form.refuse(error.field)
    return _shown(request, row, 422, refused=(deed, form))
