"""Following an appeal: a number and a secret open it for half an hour in this browser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from qabyldau.answers.queries.tracking import Tracking
from qabyldau.core import clock, ids
from qabyldau.core.errors import ConflictError, MissingError, TooManyError
from qabyldau.flow.act import take_reply
from qabyldau.flow.answer import reopen_for_applicant, withdraw_appeal
from qabyldau.flow.receive import Contact
from qabyldau.flow.refer.told import along_of
from qabyldau.flow.track import (
    appeal_of_ticket,
    open_appeal,
    tick_reply,
    track_appeal,
)
from qabyldau.flow.working.contacts import change_own_contacts
from qabyldau.interfaces.design.network import source_of
from qabyldau.interfaces.design.views import conflict, too_many
from qabyldau.interfaces.site.cookies import REVIEW, TICKET
from qabyldau.interfaces.site.forms import NewContactForm, SiteForm, TrackForm, WordsForm
from qabyldau.interfaces.site.forwarded import SAID
from qabyldau.interfaces.site.reviews.done import keep_fixed
from qabyldau.interfaces.site.status import StatusPage, status_page


@dataclass(frozen=True)
class TrackPage:
    """Where number and secret are written."""

    form: SiteForm
    """Number and secret."""


@require_http_methods(["GET", "POST"])
def track(request: HttpRequest, number: str = "") -> HttpResponse:
    """Ask for number and secret; a pair that belongs together gives this browser a ticket for half an hour."""
    if request.method == "POST":
        return _opened(request, TrackForm(request.POST))
    if number and (story := _story(request, number, clock.now())):
        return _shown(request, story)
    form = TrackForm(initial={"number": ids.say_number(number)})
    return render(request, "site/track.html", {"page": TrackPage(form)})


def _opened(request: HttpRequest, form: SiteForm) -> HttpResponse:
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("number", "secret")}
        try:
            receipt = open_appeal(**given, source=source_of(request), at=clock.now())
        except TooManyError as error:
            return too_many(request, error.retry_after)
        except MissingError:
            form.refuse("secret")
        else:
            response = redirect("site:track-number", receipt.appeal.number)
            TICKET.write(response, str(receipt.uuid))
            return response
    return render(request, "site/track.html", {"page": TrackPage(form)})


def _story(request: HttpRequest, number: str, at: datetime) -> Tracking | None:
    uuid = TICKET.read(request)
    try:
        story = track_appeal(uuid=uuid, at=at) if uuid else None
    except MissingError:
        return None
    return story if story and story.number == number else None


def _shown(request: HttpRequest, story: Tracking, form: SiteForm | None = None) -> HttpResponse:
    page: StatusPage = status_page(story, clock.now(), form, along_of(appeal_of_ticket(TICKET.read(request))))
    return render(request, "site/status.html", {"page": page})


@require_POST
def reply(request: HttpRequest, number: str, question: str) -> HttpResponse:
    """Take the reply to a question of the staff."""
    form = WordsForm(request.POST, label=_("Your reply"), prefix=f"reply-{question}")

    def deed(appeal: Any, words: str) -> object:
        return take_reply(appeal=appeal, request_uuid=question, body=words, at=clock.now())

    return _done(request, number, form, deed)


@require_POST
def reopen(request: HttpRequest, number: str) -> HttpResponse:
    """Open the case again for a sender who is not content."""
    form = WordsForm(request.POST, label=_("What is still wrong?"), prefix="reopen")

    def deed(appeal: Any, words: str) -> object:
        return reopen_for_applicant(appeal=appeal, reason=words, at=clock.now())

    return _done(request, number, form, deed)


@require_POST
def contacts(request: HttpRequest, number: str) -> HttpResponse:
    """Take a new telephone or e-mail; the answer to the appeal then goes there."""
    story, form = _story(request, number, clock.now()), NewContactForm(request.POST, prefix="contacts")
    if story is None:
        return redirect("site:track-number", number)
    if not form.is_valid():
        return _shown(request, story, form)
    contact = Contact(phone=form.cleaned_data["phone"], email=form.cleaned_data["email"])
    try:
        change_own_contacts(appeal=appeal_of_ticket(TICKET.read(request)), contact=contact, at=clock.now())
    except (ConflictError, MissingError):
        return conflict(request, "")
    return redirect("site:track-number", number)


@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the appeal back."""
    if _story(request, number, clock.now()) is None:
        return redirect("site:track-number", number)
    try:
        withdraw_appeal(appeal=appeal_of_ticket(TICKET.read(request)), at=clock.now())
    except (ConflictError, MissingError):
        return conflict(request, "")
    return redirect("site:track-number", number)


@require_POST
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """Lead to the review of the newest answer without its code, or keep whether the matter is fixed."""
    story = _story(request, number, clock.now())
    if story is None or story.review is None:
        return redirect("site:track-number", number)
    if "fixed" in request.POST:
        keep_fixed(story.review.uuid, request.POST["fixed"], clock.now())
        return redirect("site:track-number", number)
    response = redirect("site:review-write")
    REVIEW.write(response, story.review.uuid)
    return response


@require_POST
def tick(request: HttpRequest, number: str, reply: UUID) -> HttpResponse:
    """Keep whether the sender finds a body's reply an answer."""
    said = request.POST.get("is_answer")
    if said not in SAID or _story(request, number, clock.now()) is None:
        return redirect("site:track-number", number)
    try:
        appeal = appeal_of_ticket(TICKET.read(request))
        tick_reply(appeal=appeal, reply_uuid=str(reply), is_answer=SAID[said], at=clock.now())
    except MissingError:
        return conflict(request, "")
    return redirect(f"{reverse('site:track-number', args=[number])}#reply-{reply}")


def _done(
    request: HttpRequest, number: str, form: WordsForm, deed: Callable[[Any, str], object]
) -> HttpResponse:
    """Do something with the appeal that this browser may look at, or show again what was typed."""
    story = _story(request, number, clock.now())
    if story is None:
        return redirect("site:track-number", number)
    if not form.is_valid():
        return _shown(request, story, form)
    try:
        deed(appeal_of_ticket(TICKET.read(request)), form.cleaned_data["words"])
    except (ConflictError, MissingError):
        return conflict(request, form.cleaned_data["words"])
    return redirect("site:track-number", number)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the ticket of this browser."""
    response = redirect("site:track")
    TICKET.drop(response)
    return response
