"""One case: its appeals, its clocks, its story; answer, ask, note, give, extend, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.queries.tracking import answers_of
from qabyldau.answers.terms import Term, terms_of
from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS, URGENCY_LABELS
from qabyldau.casework.models import Case, Ground
from qabyldau.casework.queries import appeals_of, case_for, changes_of, notes_of, questions_of
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.casework.rules.moves import MOVES, CaseStatus, Outcome
from qabyldau.core import clock, ids
from qabyldau.core.errors import InputError
from qabyldau.core.localized import localized
from qabyldau.history.queries import entries_of
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.desk.answering.checks import RoutinesPanel, routines_of
from qabyldau.interfaces.desk.answering.panel import AnsweringPanel, answering_of, is_quick
from qabyldau.interfaces.desk.deeds import Deed, deeds_of, name_of, names_of
from qabyldau.interfaces.desk.forms import DEED_FORMS, DeedForm
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard
from qabyldau.interfaces.desk.inbox.hands import Hands, hands_of
from qabyldau.interfaces.desk.links.panel import LinksPanel, links_of
from qabyldau.interfaces.desk.papers.part import PapersPart, papers_part
from qabyldau.interfaces.desk.referrals.part import ReferralsPart, part_of
from qabyldau.interfaces.desk.work import DEEDS
from qabyldau.offices.queries import calendar_of

AWAY = (CaseStatus.WAITING_FOR_APPLICANT, CaseStatus.SENT_TO_AUTHORITY, CaseStatus.AUTHORITY_ANSWERED)
"""Where somebody else has or had the case."""
READ = (Permission.CASE_READ, Permission.CASE_READ_ASSIGNED)


@dataclass(frozen=True)
class CaseAppealShown:
    """One appeal of the case."""

    uuid: str
    number: str
    body: str
    language: str
    place: str
    received_at: datetime
    terms: list[Term]
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
    forms: dict[str, DeedForm]
    """The deeds that are possible now for this person, by name."""
    is_refused: bool
    """Whether one of the forms has to be mended."""
    begin_label: str
    """What the button says that marks it as in work; "" where that cannot be done or is the same as opening it again."""
    referrals: ReferralsPart
    """What was sent on to authorities, and until when it has to be."""
    version: int
    """What this page shows; a later change is a conflict."""
    history: list[Deed]
    """The entries of the history, for whoever may read them."""
    answering: AnsweringPanel
    """The draft, ready words, sets of deeds, and whether the answer came."""
    routines: RoutinesPanel
    """The checklist and the parts."""
    links: LinksPanel
    """The same matter elsewhere, and what the same person brought."""
    may_split: bool
    """Whether this person may split an appeal off."""
    hands: Hands
    """Team, working days in these hands, and one's own list for today."""
    papers: PapersPart | None
    """Where the case is put on paper, for whoever may do that."""


def _events(case: Case, names: dict[str, str]) -> list[Event]:
    grounds = {row.position: row.body for row in Ground.objects.filter(case=case)}
    moves = [
        Event(
            row.at,
            _move_title(row.target, row.outcome),
            grounds.get(row.position, ""),
            name_of(row.by_key, names),
        )
        for row in changes_of(case)
    ]
    questions = questions_of(case)
    answers = [
        Event(row.made_at, _("Answer"), row.body, name_of(row.by_key, names)) for row in answers_of(case)
    ]
    notes = [
        Event(row.at, _("Note, not seen by the applicant"), row.body, name_of(row.by_key, names))
        for row in notes_of(case)
    ]
    asked = [
        Event(row.asked_at, _("Question to the applicant"), row.question, name_of(row.by_key, names))
        for row in questions
    ]
    said = [
        Event(row.replied_at, _("Reply of the applicant"), row.reply.body or "", name_of("applicant", names))
        for row in questions
        if row.reply and row.replied_at
    ]
    return sorted([*moves, *answers, *notes, *asked, *said], key=lambda event: event.at)


def _move_title(target: str, outcome: str) -> str:
    label = str(STATUS_LABELS[CaseStatus(target)])
    return f"{label} · {OUTCOME_LABELS[Outcome(outcome)]}" if outcome else label


def _forms(case: Case, rows: list[Appeal], actor: Actor) -> dict[str, DeedForm]:
    """Return the forms of the deeds that are possible now; an answer in several languages has a page of its own."""
    status = CaseStatus(case.status)
    possible = {name: form for name, form in DEED_FORMS.items() if form.is_possible(actor, status)}
    if not is_quick(case, rows):
        possible.pop("answer", None)
    made = {name: form(case=case, actor=actor) for name, form in possible.items()}
    if "team" in made and not made["team"].fields["team"].choices:  # type: ignore[attr-defined]
        del made["team"]
    return made


def _appeal_shown(row: Appeal, terms: list[Term]) -> CaseAppealShown:
    return CaseAppealShown(
        uuid=str(row.uuid),
        number=ids.say_number(row.number),
        body=row.text.body or "",
        language=row.text.language if row.text.language in {"kk", "ru", "en"} else "",
        place=row.place or "",
        received_at=row.received_at,
        terms=terms,
        is_withdrawn=row.withdrawn_at is not None,
    )


def page_of(case: Case, request: DeskRequest, refused: tuple[str, DeedForm] | None = None) -> CasePage:
    """Return the page of one case; ``refused`` is a form that has to be mended."""
    actor, calendar = request.actor, calendar_of(case.office)
    status = CaseStatus(case.status)
    names, rows = names_of(case.office), appeals_of(case)
    today = clock.today(calendar.zone)
    terms = terms_of(rows, calendar, today)
    made = _forms(case, rows, actor)
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
        owner=names.get(str(case.owner.uuid), "") if case.owner else "",
        due_on=case.due_on,
        is_owed=any(not term.is_met for own in terms.values() for term in own),
        left=days_left(case.due_on, today, calendar),
        is_confidential=case.is_confidential,
        appeals=[_appeal_shown(row, terms.get(row.pk, [])) for row in rows],
        events=_events(case, names),
        forms={**made, **({refused[0]: refused[1]} if refused else {})},
        is_refused=refused is not None,
        begin_label=_begin_label(actor, status),
        referrals=part_of(case, actor, rows),
        version=case.version,
        history=deeds_of(entries_of(str(case.uuid)), names) if actor.has(Permission.HISTORY_READ) else [],
        answering=answering_of(case, actor),
        routines=routines_of(case, actor),
        links=links_of(rows, actor),
        may_split=actor.has(Permission.LINK_JUDGE) and len(rows) > 1,
        hands=hands_of(case, request),
        papers=papers_part(actor, case),
    )


def _begin_label(actor: Actor, status: CaseStatus) -> str:
    may = actor.has(Permission.CASE_WORK) and CaseStatus.IN_WORK in MOVES[status]
    if not may or status is CaseStatus.ANSWERED:
        return ""
    return _("Take it back into work") if status in AWAY else _("Begin the work")


def _shown(request: DeskRequest, case: Case, status: int = 200, **changes: Any) -> HttpResponse:
    return render(request, "desk/case.html", {"page": page_of(case, request, **changes)}, status=status)


@require_GET
@guard(*READ)
def case(request: DeskRequest, uuid: str) -> HttpResponse:
    """Show one case."""
    return _shown(request, case_for(request.actor, str(uuid)))


@require_POST
@guard(*READ)
def act(request: DeskRequest, uuid: str, deed: str) -> HttpResponse:
    """Do one of the deeds; a refused form comes back with what was typed."""
    row = case_for(request.actor, str(uuid))
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
