"""A review: opened by its code, written once, shown again to whoever has the code."""

from dataclasses import dataclass
from datetime import date, datetime

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from qabyldau.accounts.rules import applicant
from qabyldau.answers.queries.reviews import Feedback, review_of
from qabyldau.answers.rules.reviews import OPEN_FOR, Rating, ReviewState, state_of
from qabyldau.answers.services.reviews import Review, review_leave, reviewer_forget
from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.receive import CONSENT_VERSION
from qabyldau.flow.review import open_review
from qabyldau.interfaces.site.codes import CodeForm, Lock, opened
from qabyldau.interfaces.site.cookies import REVIEW
from qabyldau.interfaces.site.forms import SiteForm
from qabyldau.interfaces.site.reviews.done import done_page
from qabyldau.interfaces.site.reviews.forms import ReviewForm

EXIT = "exit"
"""The mark in the address of a tablet at the exit: there the next person always finds an empty page."""


@dataclass(frozen=True)
class ReviewCodePage:
    """Where the code of a slip or an answer is written."""

    form: SiteForm
    """The code."""
    is_exit: bool
    """Whether this is the tablet at the exit."""


@dataclass(frozen=True)
class Part:
    """One rating and, after each of its answers, the reasons that fit it."""

    rating: BoundField
    reasons: list[tuple[str, BoundField]]


@dataclass(frozen=True)
class ReviewWritePage:
    """What somebody thinks of a visit or an answer."""

    form: ReviewForm
    """The review."""
    parts: list[Part]
    """What is rated: the reception, or the answer and then the reception."""
    office: str
    """The reception."""
    is_of_answer: bool
    """Whether an answer is rated."""
    asked_on: date
    """The day of the visit or the answer, on the office's calendar."""
    until: date
    """The last day on which the code is good."""
    is_exit: bool
    """Whether this is the tablet at the exit."""


def place(name: str, request: HttpRequest) -> str:
    """Return the address of a page of reviews; the tablet at the exit stays one."""
    return reverse(f"site:{name}") + (f"?{EXIT}=1" if EXIT in request.GET else "")


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a slip or an answer; nothing of the review before is shown here."""
    return opened(request, CodeForm(request.POST) if request.method == "POST" else CodeForm(), LOCK)


@require_safe
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Open the review of a link in a letter or a picture; the code leaves the address line at once."""
    return opened(request, CodeForm({"code": code}), LOCK)


def _code_asked(request: HttpRequest, form: SiteForm) -> HttpResponse:
    page = ReviewCodePage(form, EXIT in request.GET)
    return render(request, "site/review_code.html", {"page": page})


LOCK = Lock(open_review, REVIEW, lambda request: place("review-write", request), _code_asked)


def review_of_browser(request: HttpRequest) -> Feedback | None:
    """Return the review whose code this browser has shown; None where it has shown none."""
    uuid = REVIEW.read(request)
    try:
        return review_of(uuid) if uuid else None
    except MissingError:
        return None


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    """Ask what somebody thinks, and keep it once."""
    row, at = review_of_browser(request), clock.now()
    if row is None:
        return redirect(place("review", request))
    if state_of(row.asked_at, row.answered_at, at) is not ReviewState.OPEN:
        return redirect(place("review-done", request))
    if request.method == "POST":
        return _kept(request, row, at)
    initial = {"language": (translation.get_language() or "kk")[:2]}
    return _asked(request, row, ReviewForm(initial=initial, is_of_answer=row.is_of_answer))


def _kept(request: HttpRequest, row: Feedback, at: datetime) -> HttpResponse:
    form = ReviewForm(request.POST, is_of_answer=row.is_of_answer)
    if not form.is_valid():
        return _asked(request, row, form)
    actor = applicant(str(row.office.uuid))
    try:
        review_leave(actor=actor, feedback=row, review=_review(form), at=at)
    except ConflictError:
        # Left a moment ago, or its time ran out while it was written: the next page says which.
        return redirect(place("review-done", request))
    return redirect(place("review-done", request))


def _review(form: ReviewForm) -> Review:
    subjects = {subject.value: form.rating(subject) for subject in form.subjects}
    given = form.cleaned_data
    return Review(
        office_grade=subjects.get("office"),
        answer_grade=subjects.get("answer"),
        reasons=form.reasons(),
        words=given["words"],
        contact=given["contact"],
        language=given["language"],
        consent=f"{CONSENT_VERSION} {(translation.get_language() or 'kk')[:2]}" if given["contact"] else "",
    )


def _asked(request: HttpRequest, row: Feedback, form: ReviewForm) -> HttpResponse:
    parts = [
        Part(
            form[f"{subject}_grade"],
            [(rating.value, form[f"{subject}_why_{rating}"]) for rating in Rating],
        )
        for subject in form.subjects
    ]
    page = ReviewWritePage(
        form=form,
        parts=parts,
        office=localized(row.office, "name"),
        is_of_answer=row.is_of_answer,
        asked_on=clock.local_date(row.asked_at, row.office.zone),
        until=clock.local_date(row.asked_at + OPEN_FOR, row.office.zone),
        is_exit=EXIT in request.GET,
    )
    return render(request, "site/review_write.html", {"page": page})


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Say thanks and show what is kept, or that the code opens nothing more."""
    row, at = review_of_browser(request), clock.now()
    if row is None:
        return redirect(place("review", request))
    if state_of(row.asked_at, row.answered_at, at) is ReviewState.OPEN:
        return redirect(place("review-write", request))
    return render(request, "site/review_done.html", {"page": done_page(row, at, is_exit=EXIT in request.GET)})


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget the telephone or e-mail of a reviewer who takes the consent back."""
    row = review_of_browser(request)
    if row is not None:
        reviewer_forget(actor=applicant(str(row.office.uuid)), feedback=row, at=clock.now())
    return redirect(place("review-done", request))


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the review in this browser."""
    response = redirect(place("review", request))
    REVIEW.drop(response)
    return response
