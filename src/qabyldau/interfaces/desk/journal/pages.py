"""The journal of outgoing and incoming papers, on screen and on paper, and how bodies answered."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.answers.rules.reviews import FLOOR, wilson
from qabyldau.core import clock
from qabyldau.core.localized import localized, sort_key
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, Place, after_day_of, bar_of, guard, office_of
from qabyldau.interfaces.desk.referrals.rows import (
    LONGEST,
    PAGE,
    Answering,
    answering,
    letters_out,
    replies_in,
)
from qabyldau.referrals.labels import LETTER_LABELS
from qabyldau.referrals.models import AuthorityReply, Letter
from qabyldau.referrals.rules.moves import LetterKind


@dataclass(frozen=True)
class JournalRow:
    """One paper: our number and day, the other side and its number and day, what it is, who signed."""

    href: str
    number: str
    on: date
    body: str
    their_number: str
    their_on: date | None
    what: str
    signer: str


@dataclass(frozen=True)
class JournalPage:
    """The journal of one direction and year."""

    bar: Bar
    """The top of the page."""
    tabs: list[Place]
    """Outgoing and incoming."""
    is_out: bool
    """Whether these are outgoing papers."""
    year: int
    """The year."""
    rows: list[JournalRow]
    """The papers, the newest first."""
    paper_href: str
    """The same for paper."""
    next_href: str
    """The next page; "" on the last one."""
    first_href: str
    """Back to the beginning; "" on the first page."""


def _out(row: Letter) -> JournalRow:
    return JournalRow(
        href=reverse("desk:letter", args=[row.uuid]),
        number=str(row.number),
        on=row.on or row.made_at.date(),
        body=localized(row.organization, "name"),
        their_number=row.referral.their_number if row.kind == LetterKind.REFERRAL else "",
        their_on=row.referral.their_on if row.kind == LetterKind.REFERRAL else None,
        what=str(LETTER_LABELS[LetterKind(row.kind)]),
        signer=row.signer,
    )


def _in(row: AuthorityReply) -> JournalRow:
    return JournalRow(
        href=reverse("desk:referral", args=[row.referral.uuid]),
        number=str(row.number),
        on=row.received_on,
        body=localized(row.referral.organization, "name"),
        their_number=row.their_number,
        their_on=row.their_on,
        what=_("Reply of the authority"),
        signer="",
    )


@require_GET
@guard(Permission.REFERRAL_SEND)
def journal(request: DeskRequest) -> HttpResponse:
    """Show the journal."""
    return render(request, "desk/referrals/journal.html", {"page": _page(request, PAGE)})


@require_GET
@guard(Permission.REFERRAL_SEND)
def paper(request: DeskRequest) -> HttpResponse:
    """Show the journal for paper."""
    return render(request, "desk/referrals/journal_paper.html", {"page": _page(request, LONGEST)})


def _page(request: DeskRequest, size: int) -> JournalPage:
    office, here = office_of(request), reverse("desk:journal")
    is_out = request.GET.get("way", "out") != "in"
    said, today = request.GET.get("year", ""), clock.today(office.zone)
    year = int(said) if said.isdecimal() and 2000 <= int(said) <= today.year else today.year
    span = {"first": date(year, 1, 1), "last": date(year, 12, 31), "after": after_day_of(request)}
    rows = letters_out(request.actor, size=size, **span) if is_out else []  # type: ignore[arg-type]
    replies = [] if is_out else replies_in(request.actor, size=size, **span)  # type: ignore[arg-type]
    found = [(_out(row), row.pk) for row in rows] + [(_in(row), row.pk) for row in replies]
    asked = f"way={'out' if is_out else 'in'}&year={year}"
    last = found[size - 1] if len(found) > size else None
    return JournalPage(
        bar=bar_of(request),
        tabs=[
            Place(_("Outgoing"), f"{here}?way=out&year={year}", is_out),
            Place(_("Incoming"), f"{here}?way=in&year={year}", not is_out),
        ],
        is_out=is_out,
        year=year,
        rows=[row for row, _pk in found[:size]],
        paper_href=f"{reverse('desk:journal-paper')}?{asked}",
        next_href=f"{here}?{asked}&after={last[0].on}_{last[1]}" if last else "",
        first_href=f"{here}?{asked}" if span["after"] else "",
    )


@dataclass(frozen=True)
class BodyRow:
    """How one body answered; shares stand only above the floor, each with its interval, in whole per cent."""

    body: str
    asked: int
    in_time: str
    enough: str


@dataclass(frozen=True)
class AnsweringPage:
    """How bodies answered in a year: by name, never in an order of good and bad."""

    bar: Bar
    """The top of the page."""
    year: int
    """The year in which the letters arrived."""
    floor: int
    """Under so many letters no share is shown."""
    rows: list[BodyRow]
    """The bodies by name."""


@require_GET
@guard(Permission.REFERRAL_SEND)
def bodies_table(request: DeskRequest) -> HttpResponse:
    """Show how bodies answered."""
    office = office_of(request)
    today = clock.today(office.zone)
    found = answering(request.actor, first=date(today.year, 1, 1), last=today, today=today)
    rows = sorted((_body(row) for row in found), key=lambda row: sort_key(row.body))
    page = AnsweringPage(bar_of(request), today.year, FLOOR, rows)
    return render(request, "desk/referrals/answering.html", {"page": page})


def _body(row: Answering) -> BodyRow:
    return BodyRow(
        body=localized(row.body, "name"),
        asked=row.asked,
        in_time=share(row.in_time, row.asked),
        enough=share(row.enough, row.judged),
    )


def share(hits: int, n: int) -> str:
    """Return a share with its 95 % interval (Wilson) in whole per cent; the bare counts under the floor."""
    if n < FLOOR:
        return _("%(hits)s of %(n)s (too few for a share)") % {"hits": hits, "n": n}
    low, high = wilson(hits, n)
    given = {"share": round(100 * hits / n), "low": round(100 * low), "high": round(100 * high), "n": n}
    return _("%(share)s %% (%(low)s–%(high)s %%), n = %(n)s") % given
