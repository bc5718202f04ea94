"""How an appeal stands, in plain words, for the holder of its number and secret."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.answers.labels import RATING_LABELS
from qabyldau.answers.queries.reviews import AskedReview
from qabyldau.answers.queries.tracking import Question, Step, Told, Tracking
from qabyldau.answers.rules.reviews import Rating, ReviewState
from qabyldau.answers.terms import Term
from qabyldau.casework.labels import OUTCOME_LABELS, PUBLIC_STATUS_LABELS
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.labels import KIND_LABELS
from qabyldau.catalog.rules import AppealKind
from qabyldau.core import clock, ids
from qabyldau.flow.refer.told import Along
from qabyldau.interfaces.design.closures import Closed, closed_soon
from qabyldau.interfaces.site.forms import NewContactForm, SiteForm, WordsForm
from qabyldau.interfaces.site.forwarded import PartShown, SentOn, parts_shown, sent_on
from qabyldau.interfaces.site.reviews.done import FixedChoice, fixed_choices

WITHDRAWN = _("You have withdrawn this appeal")


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
class AskedHere:
    """What the sender is asked about the newest answer: how it is, and after four weeks whether the matter is fixed."""

    may_rate: bool
    rating: Promise | str
    choices: list[FixedChoice]
    fixed_said: bool


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
    slug: str
    """Its name in addresses; "" where it has no page."""
    closed: list[Closed]
    """When it is closed in the next two weeks."""
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
    sent_on: list[SentOn]
    """To which bodies it was sent on, and what they answered."""
    note: str
    """What happens with appeals of this theme; "" where nothing is said or the work is finished."""
    parts: list[PartShown]
    """The parts of an appeal whose case was divided, each with where it is."""
    terms: list[Term]
    """The two clocks; none of an appeal that was taken back."""
    reopen: SiteForm | None
    """Where a sender who is not content says why; None while there is no answer."""
    may_withdraw: bool
    """Where a sender says why the appeal is taken back; None once the work is finished."""
    contacts: SiteForm | None
    """Where a sender who gave a name or a contact writes a new telephone or e-mail; None for others."""
    review: AskedHere | None
    """What the sender is asked about the newest answer; None where there is none."""
    form: SiteForm | None
    """The form that could not be taken; None if all is well."""


def status_page(
    story: Tracking,
    at: datetime,
    wrong: SiteForm | None = None,
    along: Along | None = None,
) -> StatusPage:
    """Return the page of one appeal; ``wrong`` is a form that could not be taken, shown in its place."""
    today = clock.local_date(at, story.zone)
    beside = along or Along()
    return StatusPage(
        number=story.number,
        spoken=ids.say_number(story.number),
        status=WITHDRAWN if story.withdrawn_at else PUBLIC_STATUS_LABELS[story.status],
        outcome=OUTCOME_LABELS[Outcome(story.outcome)] if story.outcome else "",
        kind=KIND_LABELS[AppealKind(story.kind)],
        office=story.office_name,
        phone=story.office_phone,
        slug=story.office.slug if story.office.is_listed and story.office.is_active else "",
        closed=closed_soon(story.office, at),
        owner_position=story.owner_position,
        body=story.body,
        steps=_steps(story),
        answers=story.answers,
        questions=[_asked(row, today, wrong) for row in story.questions],
        sent_on=sent_on(beside.forwarded),
        note="" if story.outcome or story.withdrawn_at else beside.note,
        parts=parts_shown(beside.parts),
        terms=story.terms,
        reopen=_form("reopen", _("What is still wrong?"), wrong) if story.reopens_on else None,
        may_withdraw=story.may_withdraw,
        contacts=_contacts(wrong) if beside.has_sender else None,
        review=_review(story.review) if story.review else None,
        form=wrong,
    )


def _review(asked: AskedReview) -> AskedHere:
    return AskedHere(
        may_rate=asked.state is ReviewState.OPEN,
        rating=RATING_LABELS[Rating(asked.rating)] if asked.rating else "",
        choices=fixed_choices(asked.fixed) if asked.asks_fixed else [],
        fixed_said=bool(asked.fixed),
    )


def _steps(story: Tracking) -> list[StoryStep]:
    if story.withdrawn_at is None:
        return [_step(step, step is story.steps[-1]) for step in story.steps]
    own = [step for step in story.steps if step.at <= story.withdrawn_at]
    if own[-1].outcome == Outcome.WITHDRAWN:
        return [_step(step, step is own[-1]) for step in own]
    last = StoryStep(story.withdrawn_at, str(WITHDRAWN), "", is_now=True)
    return [*(_step(step, is_now=False) for step in own), last]


def _step(step: Step, is_now: bool) -> StoryStep:
    label = str(PUBLIC_STATUS_LABELS[CaseStatus(step.status)])
    ending = str(OUTCOME_LABELS[Outcome(step.outcome)]) if step.outcome else ""
    return StoryStep(step.at, label, "\n".join(part for part in (ending, step.reason) if part), is_now)


def _asked(row: Question, today: date, wrong: SiteForm | None) -> Asked:
    form: SiteForm | None = None
    if not row.reply and today <= row.expires_on:
        form = _form(f"reply-{row.uuid}", _("Your reply"), wrong)
    return Asked(row.uuid, row.body, row.expires_on, row.reply, form)


def _contacts(wrong: SiteForm | None) -> SiteForm:
    return wrong if wrong is not None and wrong.prefix == "contacts" else NewContactForm(prefix="contacts")


def _form(prefix: str, label: Promise, wrong: SiteForm | None) -> SiteForm:
    return wrong if wrong is not None and wrong.prefix == prefix else WordsForm(label=label, prefix=prefix)
