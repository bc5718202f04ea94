"""Reviews of one reception and month, as everybody may read them: who was asked, who was silent, each rating apart."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from qabyldau.answers.labels import FIXED_LABELS, RATING_FIGURES, RATING_LABELS, REASON_LABELS, SUBJECT_LABELS
from qabyldau.answers.queries.reviews import MOST_TEXTS, Month, Shown, first_asked, month_of
from qabyldau.answers.rules.reviews import FLOOR, Fixed, Rating, Subject, Tally
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.interfaces.site.booking.places import reception
from qabyldau.offices.queries import Office

PATTERNS = {"kk": "y 'ж'. MMMM", "ru": "LLLL y 'г'.", "en": "LLLL y"}
WIDTH = 1000
"""Units of the picture's width: all who were asked."""


@dataclass(frozen=True)
class Bar:
    """One part of those who were asked, as counted and as drawn; ``face`` is "" for the silent."""

    kind: str
    label: str
    value: int
    share: float | None
    x: int
    width: int
    face: str


@dataclass(frozen=True)
class Figure:
    """What was said of one subject: the share of positive ones with its interval, nothing at all under the floor."""

    title: str
    is_shown: bool
    asked: int
    answered: int
    satisfied: float
    low: float
    high: float
    bars: list[Bar]


@dataclass(frozen=True)
class Count:
    """One bar of a chart."""

    label: str
    value: int


@dataclass(frozen=True)
class Rated:
    """How one subject was rated in one review."""

    face: str
    words: str


@dataclass(frozen=True)
class ReviewRow:
    """One review in words; of a hidden one the reason alone."""

    on: date
    rated: list[Rated]
    reasons: list[Promise]
    words: str
    language: str
    hidden_reason: str
    reply: str
    changed: str
    reply_language: str


@dataclass(frozen=True)
class ReviewsPage:
    """The reviews of one reception in one month."""

    office: str
    """The reception."""
    title: str
    """The month in words."""
    is_current: bool
    """Whether the month goes on."""
    figures: list[Figure]
    """The reception and its answers, each apart."""
    floor: int
    """Reviews under which nothing is shown."""
    reasons: list[Count]
    """The ready reasons by how often they were given."""
    fixed: list[Count]
    """What was said four weeks after the answers of this month."""
    hidden: int
    """Reviews whose words are hidden."""
    texts: list[ReviewRow]
    """The newest reviews in words."""
    most: int
    """How many of them are shown at most."""
    before_href: str
    """The month before; "" where nobody was asked yet."""
    after_href: str
    """The month after; "" for the current one."""
    before: str
    """The month before in words."""
    after: str
    """The month after in words."""
    data_href: str
    """The same figures as open data."""


@require_safe
def now(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the month that goes on."""
    office = reception(slug)
    return _shown(request, office, clock.today(office.zone).replace(day=1))


@require_safe
def of(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Show a month that is named like ``2026-09``; one that has not come is not there."""
    office = reception(slug)
    first = _named(name)
    if first > clock.today(office.zone):
        raise Http404
    return _shown(request, office, first)


def _named(name: str) -> date:
    if not re.fullmatch(r"20\d\d-[01]\d", name, re.ASCII):
        raise Http404
    try:
        return date.fromisoformat(f"{name}-01")
    except ValueError as error:
        raise Http404 from error


def month_words(first: date) -> str:
    """Return a month as it is said, in the order of the page's language."""
    code = (get_language() or "kk")[:2]
    return str(capfirst(format_date(first, PATTERNS.get(code, PATTERNS["en"]), locale=code)))


def _shown(request: HttpRequest, office: Office, first: date) -> HttpResponse:
    page = reviews_page(office, first, clock.now())
    return render(request, "site/reviews.html", {"page": page})


def reviews_page(office: Office, first: date, at: datetime) -> ReviewsPage:
    """Return the page of the month that begins with ``first``; three queries."""
    found, today = month_of(office, first.year, first.month), clock.local_date(at, office.zone)
    before, after = _beside(first)
    since = first_asked(office)
    has_before = since is not None and clock.local_date(since, office.zone) < first
    has_after = after <= today
    return ReviewsPage(
        office=localized(office, "name"),
        title=month_words(first),
        is_current=not has_after,
        figures=[_figure(Subject.OFFICE, found.office), _figure(Subject.ANSWER, found.answer)],
        floor=FLOOR,
        reasons=[Count(str(REASON_LABELS[reason]), count) for reason, count in found.reasons],
        fixed=_fixed(found),
        hidden=found.hidden if found.texts else 0,
        texts=[_row(row) for row in found.texts],
        most=MOST_TEXTS,
        before_href=_href(office, before) if has_before else "",
        after_href=_href(office, after) if has_after else "",
        before=month_words(before),
        after=month_words(after),
        data_href=reverse("opendata:reviews-csv"),
    )


def _beside(first: date) -> tuple[date, date]:
    before = date(first.year - (first.month == 1), (first.month - 2) % 12 + 1, 1)
    return before, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _href(office: Office, first: date) -> str:
    return reverse("site:office-reviews-month", args=[office.slug, f"{first:%Y-%m}"])


def _fixed(found: Month) -> list[Count]:
    return (
        [Count(str(FIXED_LABELS[fixed]), found.fixed.get(fixed, 0)) for fixed in Fixed] if found.fixed else []
    )


def _figure(subject: Subject, tally: Tally) -> Figure:
    low, high = tally.interval or (0.0, 0.0)
    return Figure(
        title=str(SUBJECT_LABELS[subject]),
        is_shown=tally.is_shown,
        asked=tally.asked,
        answered=tally.answered,
        satisfied=tally.satisfied or 0.0,
        low=low,
        high=high,
        bars=_bars(tally) if tally.is_shown else [],
    )


def _bars(tally: Tally) -> list[Bar]:
    parts = [
        *((rating.value, str(RATING_FIGURES[rating]), getattr(tally, rating.value)) for rating in Rating),
        ("silent", _("Said nothing"), tally.silent),
    ]
    bars, begins = [], 0
    for kind, label, value in parts:
        ends = begins + value
        x, width = WIDTH * begins // tally.asked, WIDTH * ends // tally.asked - WIDTH * begins // tally.asked
        share = None if kind == "silent" else value / tally.answered
        bars.append(Bar(kind, label, value, share, x, width, "" if kind == "silent" else f"face_{kind}"))
        begins = ends
    return bars


def _row(row: Shown) -> ReviewRow:
    given = ((Subject.OFFICE, row.office_grade), (Subject.ANSWER, row.answer_grade))
    return ReviewRow(
        on=row.on,
        rated=[
            Rated(f"face_{rating}", f"{SUBJECT_LABELS[subject]}: {RATING_LABELS[Rating(rating)]}")
            for subject, rating in given
            if rating
        ],
        reasons=[REASON_LABELS[reason] for reason in row.reasons],
        words=row.words,
        language=row.language,
        hidden_reason=row.hidden_reason,
        reply=row.reply,
        changed=row.changed,
        reply_language=row.reply_language,
    )
