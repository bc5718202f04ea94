"""The reception beyond its door: days of deputies, promises, mobile receptions, answers that wait, the office itself."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.interfaces.desk.guard import RECEPTION, Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offices.pages import Line

PARTS: tuple[tuple[str, Promise, Promise, Permission], ...] = (
    ("days", _("Reception days"), _("Days of deputies: who has signed up, who came"), Permission.DAY_RUN),
    (
        "promises",
        _("Promises"),
        _("What was promised, by when, and what became of it"),
        Permission.COMMITMENT_WRITE,
    ),
    ("mobiles", _("Mobile receptions"), _("Route, forms for paper, appeals, results"), Permission.MOBILE_RUN),
    (
        "waiting",
        _("Answers that wait here"),
        _("For people without telephone and e-mail"),
        Permission.APPEAL_REGISTER,
    ),
    (
        "unreached",
        _("Answers that reached nobody"),
        _("Letters that did not go out, pages that nobody has opened"),
        Permission.CASE_WORK,
    ),
    (
        "ready",
        _("Ready texts"),
        _("Pairs in Kazakh and Russian, checked by a second person"),
        Permission.READY_TEXT_CHANGE,
    ),
    ("macros", _("Sets of deeds"), _("What is often done together on a case"), Permission.READY_TEXT_CHANGE),
    (
        "outbox",
        _("Messages that may not have arrived"),
        _("Failed, or not known whether they arrived"),
        Permission.APPEAL_READ,
    ),
    (
        "pen",
        _("Letters by e-mail"),
        _("Letters that wait for a person, and those that were left out"),
        Permission.MAIL_JUDGE,
    ),
    (
        "looks",
        _("Looks at contacts today"),
        _("Who looked at names and contacts, and how often"),
        Permission.HISTORY_READ,
    ),
    ("door-visits", _("Booked visits"), _("Who is awaited on which day"), Permission.VISITS_SEE),
    ("door-waits", _("Waiting times"), _("How long people waited, by the hour"), Permission.WAITS_SEE),
    (
        "place",
        _("The office"),
        _("Card, hours, services, closures, election period"),
        Permission.OFFICE_CHANGE,
    ),
)


@dataclass(frozen=True)
class ReceptionPage:
    """The parts of the reception's work that are open to somebody."""

    bar: Bar
    """The top of the page."""
    lines: list[Line]
    """Where each is."""


@require_GET
@guard(*RECEPTION)
def reception(request: DeskRequest) -> HttpResponse:
    """Show what there is of the reception's work."""
    office_of(request)
    lines = [
        Line(reverse(f"desk:{name}"), str(title), str(words))
        for name, title, words, needed in PARTS
        if request.actor.has(needed)
    ]
    return render(request, "desk/days/reception.html", {"page": ReceptionPage(bar_of(request), lines)})
