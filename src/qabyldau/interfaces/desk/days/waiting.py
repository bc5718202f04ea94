"""Answers that wait at the office for people who left neither telephone nor e-mail."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.calling import PAGE, delivery_for, waiting_answers
from qabyldau.answers.services.answers import delivery_hand
from qabyldau.core import clock, ids
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, after_of, bar_of, guard, office_of

LONGEST_LINE = 180


@dataclass(frozen=True)
class WaitingRow:
    """One answer that waits: the number that the person will say, their words, and since when."""

    uuid: str
    number: str
    href: str
    words: str
    language: str
    since: datetime


@dataclass(frozen=True)
class WaitingPage:
    """Answers for people who cannot be called back."""

    bar: Bar
    """The top of the page."""
    rows: list[WaitingRow]
    """The answers of this page, the oldest first."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(Permission.APPEAL_REGISTER)
def waiting(request: DeskRequest) -> HttpResponse:
    """Show the answers that wait."""
    after, here = after_of(request, delivery_for), reverse("desk:waiting")
    rows = waiting_answers(request.actor, office_of(request), after)
    page = WaitingPage(
        bar=bar_of(request),
        rows=[_row(row) for row in rows[:PAGE]],
        newer_href=here if after else "",
        older_href=f"{here}?after={rows[PAGE - 1].uuid}" if len(rows) > PAGE else "",
    )
    return render(request, "desk/days/waiting.html", {"page": page})


def _row(row: Delivery) -> WaitingRow:
    text = row.appeal.text
    return WaitingRow(
        uuid=str(row.uuid),
        number=ids.say_number(row.appeal.number),
        href=reverse("desk:appeal", args=[row.appeal.uuid]),
        words=(text.body or "")[:LONGEST_LINE],
        language=text.language,
        since=row.delivered_at,
    )


@require_POST
@guard(Permission.APPEAL_REGISTER)
def hand(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Note that an answer was handed over or read out."""
    delivery_hand(actor=request.actor, delivery=delivery_for(request.actor, str(uuid)), at=clock.now())
    messages.success(request, _("The answer is handed over."))
    return redirect("desk:waiting")


@dataclass(frozen=True)
class LetterPage:
    """One answer in large letters, for paper."""

    number: str
    """The number of the appeal."""
    office: str
    """Which reception answers."""
    phone: str
    """Its telephone."""
    body: str
    """The answer."""
    language: str
    """Its language."""
    at: datetime
    """When it was given."""
    back_href: str
    """Back to the list."""


@require_GET
@guard(Permission.APPEAL_REGISTER)
def letter(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show an answer in large letters, for paper."""
    row = delivery_for(request.actor, str(uuid))
    office = office_of(request)
    page = LetterPage(
        number=row.appeal.number,
        office=str(office),
        phone=office.phone,
        body=row.answer.body or "",
        language=row.answer.language,
        at=row.delivered_at,
        back_href=reverse("desk:waiting"),
    )
    return render(request, "desk/days/letter.html", {"page": page})
