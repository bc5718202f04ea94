"""Reviews by office and month, as everybody may see them, and as the desk works on them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Feedback as Feedback
from qabyldau.answers.queries.codes import review_digest
from qabyldau.answers.rules.reviews import (
    FLOOR,
    LATER,
    Rating,
    Reason,
    ReviewList,
    ReviewState,
    Subject,
    Tally,
    state_of,
    tally,
)  # fmt: skip
from qabyldau.core import clock, ids
from qabyldau.core.models import beyond, first_of
from qabyldau.intake.models import Appeal
from qabyldau.offices.models import Office

PAGE = 20
"""Reviews of one page of a list."""

MOST_TEXTS = 50
"""Texts of one month that its page shows."""


@dataclass(frozen=True)
class Shown:
    """One review as everybody sees it; words are masked, those of a hidden one are empty and its reason is there."""

    on: date
    language: str
    office_grade: str
    answer_grade: str
    reasons: list[Reason]
    words: str
    hidden_reason: str
    reply: str
    changed: str
    reply_language: str


@dataclass(frozen=True)
class Month:
    """Reviews that were asked for in one month: both subjects apart, reasons counted, texts only above the floor."""

    year: int
    month: int
    office: Tally
    answer: Tally
    reasons: list[tuple[Reason, int]]
    fixed: dict[str, int]
    hidden: int
    texts: list[Shown]


def review_by_code(code: str) -> Feedback:
    """Return the review of a code as it was typed; raise MissingError for one that is not known."""
    digest = review_digest(ids.read_secret(code))
    return first_of(
        Feedback.objects.filter(code_digest=digest).select_related("office", "delivery__appeal"), "review"
    )


def review_of(uuid: str) -> Feedback:
    """Return the review that a signed cookie names; raise MissingError where there is none."""
    return first_of(Feedback.objects.filter(uuid=uuid).select_related("office", "delivery"), "review")


@dataclass(frozen=True)
class AskedReview:
    """The review that the sender of an appeal is asked for: of the newest answer."""

    uuid: str
    state: ReviewState
    rating: str
    """How the answer was rated; "" while it was not."""
    asks_fixed: bool
    """Whether four weeks are over, so that one may say whether the matter is mended."""
    fixed: str
    """What was said to that; "" while nothing was."""


def asked_about(appeal: Appeal, at: datetime) -> AskedReview | None:
    """Return the review of the newest answer to an appeal; None where nothing was answered. One query."""
    rows = Feedback.objects.filter(delivery__appeal=appeal).order_by("-asked_at", "-pk")
    row = rows.first()
    if row is None:
        return None
    state = state_of(row.asked_at, row.answered_at, at)
    return AskedReview(str(row.uuid), state, row.answer_grade, at >= row.asked_at + LATER, row.fixed)


def first_asked(office: Office) -> datetime | None:
    """Return when somebody was first asked for a review of an office; None where nobody was."""
    return (
        Feedback.objects.filter(office=office).order_by("asked_at").values_list("asked_at", flat=True).first()
    )


def review_for(actor: Actor, uuid: str) -> Feedback:
    """Return a review of the actor's office that was left; raise MissingError for any other."""
    demand(actor, Permission.REVIEW_READ)
    rows = Feedback.objects.filter(uuid=uuid, office__uuid=actor.office_key, answered_at__isnull=False)
    return first_of(rows.select_related("office"), "review")


_NEGATIVE = Q(office_grade=Rating.NEGATIVE) | Q(answer_grade=Rating.NEGATIVE)
_ON_LIST = {
    ReviewList.ALL: Q(),
    ReviewList.CALL: Q(wants_contact=True, contacted_at__isnull=True, contact__isnull=False),
    ReviewList.NEGATIVE: _NEGATIVE,
    ReviewList.UNANSWERED: ~Q(shown="") & Q(reply=""),
}


def reviews_of(
    actor: Actor, office: Office, after: Feedback | None = None, which: ReviewList = ReviewList.ALL
) -> list[Feedback]:
    """Return the reviews of an office for its desk, the newest first, one page and one more."""
    demand(actor, Permission.REVIEW_READ)
    rows = Feedback.objects.filter(_ON_LIST[which], office=office, answered_at__isnull=False)
    if after is not None and after.answered_at is not None:
        rows = rows.filter(beyond("answered_at", after.answered_at, after.pk, is_falling=True))
    return list(rows.order_by("-answered_at", "-pk")[: PAGE + 1])


def waiting_for_call(actor: Actor, office: Office, limit: int) -> int:
    """Return how many reviewers wait to be called, counted up to ``limit``."""
    demand(actor, Permission.REVIEW_READ)
    rows = Feedback.objects.filter(_ON_LIST[ReviewList.CALL], office=office, answered_at__isnull=False)
    return rows[:limit].count()


def newest_callers(office_key: str = "") -> list[Feedback]:
    """Return the newest review of each office, or of one, whose author waits for a call, with its office."""
    rows = Feedback.objects.filter(_ON_LIST[ReviewList.CALL], answered_at__isnull=False)
    if office_key:
        rows = rows.filter(office__uuid=office_key)
    rising = rows.select_related("office").order_by("answered_at", "pk")
    return list({row.office_id: row for row in rising}.values())


def bounds_of_month(office: Office, year: int, month: int) -> tuple[datetime, datetime]:
    """Return the moments between which a month of an office lies, the end not included."""
    zone = ZoneInfo(office.zone)
    after = date(year + month // 12, month % 12 + 1, 1)
    return datetime.combine(date(year, month, 1), time(), zone), datetime.combine(after, time(), zone)


def month_of(office: Office, year: int, month: int) -> Month:
    """Return the reviews asked for in one month; those who say nothing stay in the figure. Two queries."""
    begins, ends = bounds_of_month(office, year, month)
    rows = Feedback.objects.filter(office=office, asked_at__gte=begins, asked_at__lt=ends)
    counted = [_Counted(*row) for row in rows.values_list(*_Counted._fields)]
    left = [row for row in counted if row.answered_at is not None]
    # A review of an answer may rate the office too: then both were asked of this person.
    asked_office = sum(not row.is_of_answer or bool(row.office_grade) for row in counted)
    of_office = tally(asked_office, [row.office_grade for row in left if row.office_grade])
    of_answer = tally(
        sum(row.is_of_answer for row in counted), [row.answer_grade for row in left if row.answer_grade]
    )
    # A few visitors are not to be found among the many who rated an answer and the office with it: each kind has its floor.
    kinds = Counter(row.is_of_answer for row in left)
    tallies = ((False, of_office), (True, of_answer))
    shown = [kind for kind, one in tallies if one.is_shown and kinds[kind] >= FLOOR]
    said = [row for row in left if row.is_of_answer in shown]
    return Month(
        year=year,
        month=month,
        office=of_office,
        answer=of_answer,
        reasons=Counter(Reason(reason) for row in said for reason in row.reasons).most_common(),
        fixed=dict(Counter(row.fixed for row in counted if row.fixed and row.is_of_answer in shown)),
        hidden=sum(row.hidden_at is not None for row in left),
        texts=_texts(rows.filter(is_of_answer__in=shown), office) if shown else [],
    )


@dataclass(frozen=True)
class MonthTally:
    """The figures of one office and month, without texts."""

    office: Office
    year: int
    month: int
    of_office: Tally
    of_answer: Tally
    hidden: int


def tallies_of(offices: Sequence[Office], since: datetime) -> list[MonthTally]:
    """Return the figures of each office and month since a moment; one query for each clock that the offices have."""
    found = []
    for zone in sorted({office.zone for office in offices}):
        here = {office.pk: office for office in offices if office.zone == zone}
        month = TruncMonth("asked_at", tzinfo=ZoneInfo(zone))
        rows = Feedback.objects.filter(office__in=here, asked_at__gte=since).annotate(month=month)
        counted = rows.values("office", "month").annotate(**_COUNTS).order_by("office", "-month")
        found += [_month_tally(here[row["office"]], row) for row in counted]
    return found


_LEFT = Q(answered_at__isnull=False)
_COUNTS = {
    "asked_office": Count("pk", filter=Q(is_of_answer=False) | ~Q(office_grade="")),
    "asked_answer": Count("pk", filter=Q(is_of_answer=True)),
    "hidden": Count("pk", filter=Q(hidden_at__isnull=False)),
    **{
        f"{subject}_{rating}": Count("pk", filter=_LEFT & Q(**{f"{subject}_grade": rating}))
        for subject in Subject
        for rating in Rating
    },
}


def _month_tally(office: Office, row: Mapping[str, Any]) -> MonthTally:
    tallies = {}
    for subject in Subject:
        counts = [row[f"{subject}_{rating}"] for rating in Rating]
        tallies[subject] = Tally(row[f"asked_{subject}"], sum(counts), *counts)
    month = row["month"]
    return MonthTally(
        office, month.year, month.month, tallies[Subject.OFFICE], tallies[Subject.ANSWER], row["hidden"]
    )


class _Counted(NamedTuple):
    is_of_answer: bool
    answered_at: datetime | None
    office_grade: str
    answer_grade: str
    reasons: list[str]
    fixed: str
    hidden_at: datetime | None


def _texts(rows: QuerySet[Feedback], office: Office) -> list[Shown]:
    """Return the newest reviews that say something in words, got a reply, or are hidden."""
    said = ~Q(shown="") | ~Q(reply="") | Q(hidden_at__isnull=False)
    newest = rows.filter(said, answered_at__isnull=False).order_by("-answered_at", "-pk")
    return [_shown(row, office) for row in newest[:MOST_TEXTS]]


def _shown(row: Feedback, office: Office) -> Shown:
    is_hidden = row.hidden_at is not None
    moment = row.answered_at or row.asked_at
    return Shown(
        on=clock.local_date(moment, office.zone),
        language=row.language,
        office_grade=row.office_grade,
        answer_grade=row.answer_grade,
        reasons=[Reason(reason) for reason in row.reasons],
        words="" if is_hidden else row.shown,
        hidden_reason=row.hidden_reason,
        reply=row.reply,
        changed=row.changed,
        reply_language=row.reply_language,
    )
