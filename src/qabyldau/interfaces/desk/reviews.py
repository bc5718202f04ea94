"""Reviews of one's own office: read by its staff, answered and hidden by its head, removed by nobody.

What the desk shows is what everybody may read: words with personal data covered, the day and no hour, never the visit or
the appeal behind a review. The words as they were written are seen only together with the contact of somebody who wants
to be called, and that somebody looked stays in the history.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission, demand
from qabyldau.answers.labels import FIXED_LABELS, LIST_LABELS, RATING_LABELS, REASON_LABELS, SUBJECT_LABELS
from qabyldau.answers.models import Feedback
from qabyldau.answers.queries.reviews import PAGE, review_for, reviews_of, waiting_for_call
from qabyldau.answers.rules.reviews import Fixed, Rating, Reason, ReviewList, Subject
from qabyldau.answers.services.reviews import review_contacted, review_show
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.letters import review_url
from qabyldau.interfaces.design.qr import picture_of
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, Place, after_of, bar_of, guard, office_of
from qabyldau.interfaces.desk.review_forms import REVIEW_FORMS, ReviewDeedForm
from qabyldau.offices.models import Office

MOST = 99
"""Counts above this are shown as 99+."""


@dataclass(frozen=True)
class Rated:
    """How one subject was rated."""

    face: str
    words: str


@dataclass(frozen=True)
class ReviewRow:
    """One review as the desk shows it, in the list and on its own page."""

    uuid: str
    on: date
    rated: list[Rated]
    reasons: list[Promise]
    words: str
    language: str
    is_hidden: bool
    is_replied: bool
    wants_call: bool
    called_at: datetime | None
    fixed: Promise | str


@dataclass(frozen=True)
class ReviewsPage:
    """One page of the reviews of an office."""

    bar: Bar
    """The top of the page."""
    tabs: list[Place]
    """The lists that may be chosen."""
    rows: list[ReviewRow]
    """The reviews of this page, the newest first."""
    empty: str
    """What to say where there is none."""
    newer_href: str
    """Back to the newest; "" on the first page."""
    older_href: str
    """Further back; "" on the last page."""
    month_href: str
    """The public page with this month's figures; "" for an office that the public does not see."""


@dataclass(frozen=True)
class Called:
    """How to reach a reviewer, and what was written, word for word."""

    contact: str
    words: str


@dataclass(frozen=True)
class ReviewPage:
    """One review."""

    bar: Bar
    """The top of the page."""
    review: ReviewRow
    """The review."""
    reply: str
    """The public reply; "" while there is none."""
    changed: str
    """What was changed."""
    reply_language: str
    """The language of both."""
    hidden_reason: str
    """Why its words are hidden; "" while they are shown."""
    may_call: bool
    """Whether the contact may be looked at."""
    called: Called | None
    """The contact, right after it was asked for."""
    forms: dict[str, ReviewDeedForm]
    """What this person may do, by name."""
    may_show: bool
    """Whether hidden words may be shown again."""
    is_refused: bool
    """Whether one of the forms has to be mended."""


@require_GET
@guard(Permission.REVIEW_READ)
def reviews(request: DeskRequest) -> HttpResponse:
    """Show one page of one list of reviews."""
    given = request.GET.get("list", "")
    which = ReviewList(given) if given in set(ReviewList) else ReviewList.ALL
    return render(request, "desk/reviews.html", {"page": _list_page(request, which)})


def _list_page(request: DeskRequest, which: ReviewList) -> ReviewsPage:
    office, here = office_of(request), f"{reverse('desk:reviews')}?list={which}"
    after = after_of(request, review_for)
    found = reviews_of(request.actor, office, after, which)
    rows = found[:PAGE]
    return ReviewsPage(
        bar=bar_of(request),
        tabs=_tabs(request, office, which),
        rows=[_row(row, office) for row in rows],
        empty=_("Nobody waits for a call.") if which is ReviewList.CALL else _("No reviews are here yet."),
        newer_href=here if after else "",
        older_href=f"{here}&after={rows[-1].uuid}" if len(found) > PAGE else "",
        month_href=reverse("site:office-reviews", args=[office.slug]) if office.is_listed else "",
    )


def _tabs(request: DeskRequest, office: Office, which: ReviewList) -> list[Place]:
    waiting = waiting_for_call(request.actor, office, MOST + 1)
    spoken = "" if not waiting else f"{MOST}+" if waiting > MOST else str(waiting)
    here = reverse("desk:reviews")
    return [
        Place(str(label), f"{here}?list={key}", key is which, spoken if key is ReviewList.CALL else "")
        for key, label in LIST_LABELS.items()
    ]


def _row(row: Feedback, office: Office) -> ReviewRow:
    given = ((Subject.OFFICE, row.office_grade), (Subject.ANSWER, row.answer_grade))
    return ReviewRow(
        uuid=str(row.uuid),
        on=clock.local_date(row.answered_at or row.asked_at, office.zone),
        rated=[
            Rated(f"face_{rating}", f"{SUBJECT_LABELS[subject]}: {RATING_LABELS[Rating(rating)]}")
            for subject, rating in given
            if rating
        ],
        reasons=[REASON_LABELS[Reason(reason)] for reason in row.reasons],
        words=row.shown,
        language=row.language,
        is_hidden=row.hidden_at is not None,
        is_replied=bool(row.reply),
        wants_call=row.wants_contact and row.contacted_at is None and row.contact is not None,
        called_at=row.contacted_at,
        fixed=FIXED_LABELS[Fixed(row.fixed)] if row.fixed else "",
    )


def _page_of(
    request: DeskRequest,
    row: Feedback,
    refused: tuple[str, ReviewDeedForm] | None = None,
    called: Called | None = None,
) -> ReviewPage:
    actor, is_hidden = request.actor, row.hidden_at is not None
    made = {
        name: form(row=row)
        for name, form in REVIEW_FORMS.items()
        if actor.has(form.permission) and not (is_hidden and name == "hide")
    }
    return ReviewPage(
        bar=bar_of(request),
        review=_row(row, row.office),
        reply=row.reply,
        changed=row.changed,
        reply_language=row.reply_language,
        hidden_reason=row.hidden_reason,
        may_call=row.contact is not None and actor.has(Permission.CONTACT_SEE),
        called=called,
        forms={**made, **({refused[0]: refused[1]} if refused else {})},
        may_show=is_hidden and actor.has(Permission.REVIEW_HIDE),
        is_refused=refused is not None,
    )


@require_GET
@guard(Permission.REVIEW_READ)
def review(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show one review."""
    row = review_for(request.actor, str(uuid))
    return render(request, "desk/review.html", {"page": _page_of(request, row)})


@require_POST
@guard(Permission.REVIEW_ANSWER, Permission.REVIEW_HIDE)
def act(request: DeskRequest, uuid: UUID, deed: str) -> HttpResponse:
    """Reply to a review or hide its words; a refused form comes back with what was typed."""
    row = review_for(request.actor, str(uuid))
    if deed not in REVIEW_FORMS:
        raise Http404
    demand(request.actor, REVIEW_FORMS[deed].permission)
    form = REVIEW_FORMS[deed](request.POST, row=row)
    if form.is_valid():
        messages.success(request, form.perform(request.actor, clock.now()))
        return redirect("desk:review", row.uuid)
    page = _page_of(request, row, refused=(deed, form))
    return render(request, "desk/review.html", {"page": page}, status=422)


@require_POST
@guard(Permission.REVIEW_HIDE)
def show(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show the words of a hidden review again."""
    row = review_for(request.actor, str(uuid))
    review_show(actor=request.actor, feedback=row, at=clock.now())
    messages.success(request, _("The words are shown again."))
    return redirect("desk:review", row.uuid)


@require_POST
@guard(Permission.CONTACT_SEE)
def contact(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show how to reach somebody who wants to be called, and what they wrote; that it was looked at stays in the history."""
    row = review_for(request.actor, str(uuid))
    if row.contact is None:
        raise MissingError("contact")
    found = review_contacted(actor=request.actor, feedback=row, at=clock.now())
    called = Called(found, row.words or "")
    return render(request, "desk/review.html", {"page": _page_of(request, row, called=called)})


@dataclass(frozen=True)
class PosterPage:
    """A sheet for the exit: scan, type the code of the slip, say how it was."""

    office_kk: str
    """The office in Kazakh."""
    office_ru: str
    """The office in Russian."""
    address: str
    """Where reviews are left."""
    tablet_href: str
    """The page for a tablet at the exit, which empties itself after each person."""


@require_GET
@guard(Permission.REVIEW_READ)
def poster(request: DeskRequest) -> HttpResponse:
    """Show the sheet that hangs at the exit."""
    office = office_of(request)
    page = PosterPage(
        office_kk=office.name_kk,
        office_ru=localized(office, "name", "ru"),
        address=review_url(),
        tablet_href=f"{reverse('site:review')}?exit=1",
    )
    return render(request, "desk/review_poster.html", {"page": page})


@require_GET
@guard(Permission.REVIEW_READ)
def qr(request: DeskRequest) -> HttpResponse:
    """Draw the picture of the address at which reviews are left; it is the same for everybody."""
    return picture_of(review_url())
