"""The queue as those who wait see it: one's own place by the code of a slip, and the screen of the waiting room."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.flow.letters import review_url
from qabyldau.flow.visit import open_ticket
from qabyldau.interfaces.site.booking.places import reception
from qabyldau.interfaces.site.codes import CodeForm, Lock, opened
from qabyldau.interfaces.site.cookies import QUEUE
from qabyldau.interfaces.site.forms import SiteForm
from qabyldau.visits.queries.door import board_of, ticket_code
from qabyldau.visits.queries.follow import Followed, followed
from qabyldau.visits.rules.queue import TicketState, say

IN_TURN = ("kk", "ru")
"""Languages of the screen, one after the other."""


@dataclass(frozen=True)
class TicketPage:
    """One's own place in the queue."""

    form: SiteForm | None
    """Where a code is written, while none was."""
    number: str
    """The number as it is called."""
    office: str
    """The reception."""
    state: str
    """Where the visit stands; "past" for a ticket of another day."""
    place: int
    """The place in the queue, from 1; 0 for one who does not wait."""
    counter: int | None
    """Where one is called to."""
    minutes: int | None
    """How long half of today's visitors waited at most; None where they are too few to say."""
    n: int
    """How many they are."""
    review: str
    """Where a review is left once the visit is over."""


@dataclass(frozen=True)
class Called:
    """One row of the screen: the number as it is called, and where to."""

    number: str
    counter: int


@dataclass(frozen=True)
class BoardPage:
    """The screen of the waiting room: numbers and counters, nothing else."""

    office: str
    """The reception."""
    rows: list[Called]
    """Who is called now, the latest first."""
    time: str
    """When this was so."""
    following: str
    """Where the same stands in the other language."""


@require_http_methods(["GET", "POST"])
def ticket(request: HttpRequest) -> HttpResponse:
    """Show the place of the ticket that this browser follows, or ask for the code on the slip."""
    if request.method == "POST":
        return opened(request, CodeForm(request.POST), LOCK)
    uuid = QUEUE.read(request)
    try:
        page = ticket_page(followed(uuid, clock.now())) if uuid else None
    except MissingError:
        page = None
    if page is None:
        return _code_asked(request, CodeForm())
    return render(request, "site/booking_ticket.html", {"page": page})


@require_safe
def ticket_by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Follow the ticket of a slip; its code leaves the address line at once."""
    return opened(request, CodeForm({"code": code}), LOCK)


def _code_asked(request: HttpRequest, form: SiteForm) -> HttpResponse:
    page = TicketPage(form, "", "", "", 0, None, None, 0, "")
    return render(request, "site/booking_ticket.html", {"page": page})


LOCK = Lock(open_ticket, QUEUE, lambda _request: reverse("site:ticket"), _code_asked)


def ticket_page(found: Followed) -> TicketPage:
    """Return the page of a ticket that is followed."""
    median = found.waits.median_minutes
    return TicketPage(
        form=None,
        number=say(found.ticket.number),
        office=localized(found.ticket.office, "name"),
        state=found.ticket.state if found.is_of_today else "past",
        place=0 if found.ahead is None else found.ahead + 1,
        counter=found.counter,
        minutes=None if median is None else round(median),
        n=found.waits.n,
        review=review_url(ticket_code(found.ticket)) if found.ticket.state == TicketState.DONE else "",
    )


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who is called now, in Kazakh and Russian in turn."""
    office, at = reception(slug), clock.now()
    here = (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    with translation.override(IN_TURN[1] if here == IN_TURN[0] else IN_TURN[0]):
        following = reverse("site:screen", args=[slug])
    rows = [
        Called(say(row.number), row.counter) for row in board_of(office, clock.local_date(at, office.zone))
    ]
    page = BoardPage(localized(office, "name"), rows, f"{clock.wall(at, office.zone):%H:%M}", following)
    return render(request, "site/booking_board.html", {"page": page})
