"""How an appeal stands, in plain words, for the holder of its number and secret."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.answers.queries import Clock, Question, Step, Told, Tracking
from qabyldau.casework.labels import OUTCOME_LABELS, PUBLIC_STATUS_LABELS
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock, ids
from qabyldau.interfaces.site.forms import SiteForm, WordsForm
from qabyldau.offices.queries import day_names
from qabyldau.offices.rules import DayKind

DAY_LABELS: dict[DayKind, Promise] = {
    DayKind.WORKING: _("working day"),
    DayKind.WEEKEND: _("weekend"),
    DayKind.HOLIDAY: _("holiday"),
    DayKind.MOVED_DAY_OFF: _("moved day off"),
    DayKind.MAKE_UP: _("make-up working day"),
}
CLOCK_LABELS: dict[str, Promise] = {
    "ours": _("Our promise to you"),
    "authority": _("The authority's time in law"),
}
CLOCK_NOTES: dict[str, Promise] = {
    "ours": _("By this day you have an answer from the reception."),
    "authority": _("An authority that must decide has 15 working days (APPC Art. 76)."),
}
MOVED: dict[str, Promise] = {
    "recounted": _("The working calendar was changed."),
    "extended": _("More time was given by a reasoned decision."),
}


@dataclass(frozen=True)
class Day:
    """One day of a reckoning."""

    on: date
    reason: str
    counted: bool
    number: int | None


@dataclass(frozen=True)
class Earlier:
    """A date that no longer counts, and why."""

    due_on: date
    reason: str


@dataclass(frozen=True)
class Term:
    """One of the two clocks, as the sender sees it."""

    label: Promise
    note: Promise
    due_on: date
    left: int
    is_met: bool
    days: list[Day]
    version: str
    earlier: list[Earlier]


@dataclass(frozen=True)
class StoryStep:
    """One line of the timeline."""

    at: datetime
    title: str
    body: str
    is_now: bool


@dataclass(frozen=True)
class Asked:
    """One question of the staff, with the form for the reply while it can be given."""

    uuid: str
    body: str
    expires_on: date
    reply: str
    form: SiteForm | None


@dataclass(frozen=True)
class StatusPage:
    """How an appeal stands."""

    number: str
    """The public number, nine digits, for addresses."""
    spoken: str
    """The same in threes."""
    status: Promise
    """Where it stands, in plain words."""
    outcome: Promise | str
    """How it ended; "" while it goes on."""
    kind: Promise
    """What kind of appeal it is."""
    office: str
    """Which reception has it."""
    phone: str
    """Its telephone."""
    owner_position: str
    """The position of whoever has it now; "" while nobody has."""
    body: str
    """The sender's own words."""
    steps: list[StoryStep]
    """What has happened, oldest first."""
    answers: list[Told]
    """What the reception answered."""
    questions: list[Asked]
    """What the reception asked."""
    terms: list[Term]
    """The two clocks."""
    reopen: SiteForm | None
    """Where a sender who is not content says why; None while there is no answer."""
    withdraw: SiteForm | None
    """Where a sender says why the appeal is taken back; None once the work is finished."""
    is_withdrawn: bool
    """Whether the sender has taken it back."""
    form: SiteForm | None
    """The form that could not be taken; None if all is well."""


def status_page(story: Tracking, at: datetime, wrong: SiteForm | None = None) -> StatusPage:
    """Return the page of one appeal; ``wrong`` is a form that could not be taken, shown in its place."""
    today = clock.local_date(at, story.zone)
    return StatusPage(
        number=story.number,
        spoken=ids.say_number(story.number),
        status=PUBLIC_STATUS_LABELS[story.status],
        outcome=OUTCOME_LABELS[Outcome(story.outcome)] if story.outcome else "",
        kind=KIND_LABELS[AppealKind(story.kind)],
        office=story.office_name,
        phone=story.office_phone,
        owner_position=story.owner_position,
        body=story.body,
        steps=[_step(step, step is story.steps[-1]) for step in story.steps],
        answers=story.answers,
        questions=[_asked(row, today, wrong) for row in story.questions],
        terms=sorted((_term(row, today) for row in story.clocks), key=lambda term: term.due_on),
        reopen=_form("reopen", _("What is still wrong?"), wrong) if story.may_reopen else None,
        withdraw=_form("withdraw", _("Why do you withdraw it?"), wrong) if story.may_withdraw else None,
        is_withdrawn=story.withdrawn_at is not None,
        form=wrong,
    )


def _step(step: Step, is_now: bool) -> StoryStep:
    label = str(PUBLIC_STATUS_LABELS[CaseStatus(step.status)])
    ending = str(OUTCOME_LABELS[Outcome(step.outcome)]) if step.outcome else ""
    return StoryStep(step.at, label, "\n".join(part for part in (ending, step.reason) if part), is_now)


def _asked(row: Question, today: date, wrong: SiteForm | None) -> Asked:
    form: SiteForm | None = None
    if not row.reply and today <= row.expires_on:
        form = _form(f"reply-{row.uuid}", _("Your reply"), wrong)
    return Asked(row.uuid, row.body, row.expires_on, row.reply, form)


def _form(prefix: str, label: Promise, wrong: SiteForm | None) -> SiteForm:
    return wrong if wrong is not None and wrong.prefix == prefix else WordsForm(label=label, prefix=prefix)


def _term(row: Clock, today: date) -> Term:
    left = days_left(row.reckoning, row.due_on, today)
    return Term(
        label=CLOCK_LABELS[row.clock],
        note=CLOCK_NOTES[row.clock],
        due_on=row.due_on,
        left=left,
        is_met=row.is_met,
        days=_days(row),
        version=row.calendar_version,
        earlier=[Earlier(due_on, str(MOVED.get(why, why))) for due_on, why in row.earlier],
    )


def _days(row: Clock) -> list[Day]:
    names = day_names(row.calendar_version, row.start_on, row.due_on)
    days = [_day(day, names) for day in row.reckoning]
    return [replace(day, reason=str(_("day of registration"))) if day.number == 0 else day for day in days]


def _day(day: dict[str, Any], names: dict[date, str]) -> Day:
    on, label = date.fromisoformat(day["on"]), str(DAY_LABELS[DayKind(day["kind"])])
    name = names.get(on, "")
    reason = str(_("%(day)s: %(name)s") % {"day": label, "name": name}) if name else label
    return Day(on, reason, day["counted"], day["number"])


def days_left(reckoning: list[dict[str, Any]], due_on: date, today: date) -> int:
    """Return the counted days after ``today`` until the end: 0 on the last day, negative calendar days when it is over."""
    if today > due_on:
        return (due_on - today).days
    return sum(day["counted"] and date.fromisoformat(day["on"]) > today for day in reckoning)
