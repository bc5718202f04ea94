"""What somebody sees who has left a review, or whose code opens nothing more; and the question whether it is fixed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from qabyldau.accounts.rules import applicant
from qabyldau.answers.labels import FIXED_LABELS, RATING_LABELS, REASON_LABELS
from qabyldau.answers.queries.reviews import Feedback, review_of
from qabyldau.answers.rules.reviews import LATER, OPEN_FOR, Fixed, Rating, Reason
from qabyldau.answers.services.reviews import fixed_say
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.site.cookies import REVIEW


@dataclass(frozen=True)
class SummaryRow:
    """One line of what is kept."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class FixedChoice:
    """One answer to the question whether the matter is fixed."""

    value: str
    label: Promise
    is_chosen: bool


@dataclass(frozen=True)
class ReviewDonePage:
    """What is kept of a review, or that its time is over."""

    is_left: bool
    """Whether the review was left; otherwise its fourteen days are over."""
    over_on: date
    """The last day on which it could be left."""
    office: str
    """The reception."""
    rows: list[SummaryRow]
    """What is kept of the review."""
    has_contact: bool
    """Whether a telephone or e-mail is kept."""
    reply: str
    """The public reply of the head of the reception; "" while there is none."""
    changed: str
    """What was changed after it."""
    reply_language: str
    """The language of both."""
    fixed: list[FixedChoice]
    """The answers to the question whether it is fixed; none while it is not asked."""
    fixed_said: bool
    """Whether it was answered."""
    month_href: str
    """The reviews of the reception; "" where they have no page."""
    is_exit: bool
    """Whether this is the tablet at the exit."""


def done_page(row: Feedback, at: datetime, *, is_exit: bool) -> ReviewDonePage:
    """Return the page of a review that is not open any more."""
    asks = row.is_of_answer and at >= row.asked_at + LATER
    return ReviewDonePage(
        is_left=row.answered_at is not None,
        over_on=clock.local_date(row.asked_at + OPEN_FOR, row.office.zone),
        office=localized(row.office, "name"),
        rows=_rows(row) if row.answered_at is not None else [],
        has_contact=row.contact is not None,
        reply=row.reply,
        changed=row.changed,
        reply_language=row.reply_language,
        fixed=fixed_choices(row.fixed) if asks else [],
        fixed_said=bool(row.fixed),
        month_href=reverse("site:office-reviews", args=[row.office.slug]) if row.office.is_listed else "",
        is_exit=is_exit,
    )


def _rows(row: Feedback) -> list[SummaryRow]:
    given = [
        (_("The answer"), str(RATING_LABELS[Rating(row.answer_grade)]) if row.answer_grade else ""),
        (_("The reception"), str(RATING_LABELS[Rating(row.office_grade)]) if row.office_grade else ""),
        (_("Why"), "\n".join(str(REASON_LABELS[Reason(reason)]) for reason in row.reasons)),
        (_("Your words, as everybody reads them"), row.shown),
    ]
    return [SummaryRow(label, value) for label, value in given if value]


def fixed_choices(said: str) -> list[FixedChoice]:
    """Return the three answers to the question whether it is fixed, the one that was given marked."""
    return [FixedChoice(fixed.value, label, fixed.value == said) for fixed, label in FIXED_LABELS.items()]


def keep_fixed(uuid: str, value: str, at: datetime) -> bool:
    """Keep whether a matter is fixed, and return whether it could be kept."""
    try:
        row = review_of(uuid)
        fixed_say(actor=applicant(str(row.office.uuid)), feedback=row, fixed=Fixed(value), at=at)
    except (ConflictError, MissingError, ValueError):
        return False
    return True


@require_POST
def fixed(request: HttpRequest) -> HttpResponse:
    """Keep whether the matter of an answer is fixed."""
    uuid = REVIEW.read(request)
    if not uuid:
        return redirect("site:review")
    keep_fixed(uuid, request.POST.get("fixed", ""), clock.now())
    return redirect("site:review-done")
