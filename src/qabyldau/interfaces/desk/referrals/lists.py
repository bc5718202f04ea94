"""Lists of what was sent to authorities: what waits for a person, what is late, what is stuck; found by any number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.flow.refer.chase import stuck_today
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, Place, after_day_of, bar_of, guard, office_of
from qabyldau.interfaces.desk.referrals.part import LetterLine, ReferralCard, card_of, letter_line
from qabyldau.offices.queries import calendar_of
from qabyldau.referrals.models import PromisedCheck, Referral
from qabyldau.referrals.queries.letters import (
    PAGE,
    found_by_number,
    prepared_letters,
    promises_due,
    referral_numbers,
    referral_page,
    visible_referrals,
)
from qabyldau.referrals.rules.moves import ReplyState

R = ReplyState
SHELVES: dict[str, tuple[Promise, frozenset[ReplyState]]] = {
    "todo": (_("Waits for you"), frozenset()),
    "waiting": (_("Reply awaited"), frozenset({R.WAITING})),
    "late": (_("Late"), frozenset({R.OVERDUE, R.LONG_OVERDUE})),
    "replied": (_("To be judged"), frozenset({R.REPLIED})),
    "judged": (_("Judged"), frozenset({R.JUDGED})),
    "stuck": (_("Did not go"), frozenset()),
}


@dataclass(frozen=True)
class PromiseLine:
    """One promised day that has to be looked at."""

    href: str
    body: str
    promised_on: date


@dataclass(frozen=True)
class ReferralsPage:
    """Letters to authorities."""

    bar: Bar
    """The top of the page."""
    tabs: list[Place]
    """The lists."""
    cards: list[ReferralCard]
    """Referrals of this list."""
    letters: list[LetterLine]
    """Letters of this list: written ones to be sent, or stuck ones."""
    promises: list[PromiseLine]
    """Promised days to be looked at."""
    looked_for: str
    """The number that is looked for; "" where none is."""
    next_href: str
    """The next page; "" on the last one."""
    first_href: str
    """Back to the beginning; "" on the first page."""


@require_GET
@guard(Permission.REFERRAL_SEND)
def referrals(request: DeskRequest) -> HttpResponse:
    """Show one of the lists, or what a number belongs to."""
    name, said = request.GET.get("list", "todo"), request.GET.get("number", "").strip()[:60]
    shelf = name if name in SHELVES else "todo"
    page = _page(request, "" if said else shelf, said)
    return render(request, "desk/referrals/list.html", {"page": page})


def _page(request: DeskRequest, shelf: str, said: str) -> ReferralsPage:
    office, actor, here = office_of(request), request.actor, reverse("desk:referrals")
    today = clock.today(office.zone)
    after = after_day_of(request)
    rows = _rows(request, shelf, said, after)
    letters: Callable[[], list[LetterLine]] = {
        "todo": lambda: [letter_line(row) for row in prepared_letters(visible_referrals(actor))],
        "stuck": lambda: [letter_line(row) for row in stuck_today(actor, clock.now())],
    }.get(shelf, list)
    return ReferralsPage(
        bar=bar_of(request),
        tabs=[
            Place(str(label), f"{here}?list={key}", key == shelf) for key, (label, _states) in SHELVES.items()
        ],
        cards=_cards(request, rows[:PAGE], today),
        letters=letters(),
        promises=[_promise(row) for row in promises_due(visible_referrals(actor), today)]
        if shelf == "todo"
        else [],
        looked_for=said,
        next_href=_next(here, shelf, rows),
        first_href=f"{here}?list={shelf}" if after else "",
    )


def _promise(row: PromisedCheck) -> PromiseLine:
    referral = row.reply.referral
    return PromiseLine(
        reverse("desk:referral", args=[referral.uuid]),
        localized(referral.organization, "name"),
        row.promised_on,
    )


def _rows(request: DeskRequest, shelf: str, said: str, after: tuple[date, int] | None) -> list[Referral]:
    if said:
        return found_by_number(request.actor, said)
    states = SHELVES[shelf][1]
    return referral_page(request.actor, states, after=after) if states else []


def _cards(request: DeskRequest, rows: list[Referral], today: date) -> list[ReferralCard]:
    calendar, numbers = calendar_of(office_of(request)), referral_numbers(rows)
    return [card_of(row, calendar, today, [], numbers.get(row.pk, "")) for row in rows]


def _next(here: str, shelf: str, rows: list[Referral]) -> str:
    if len(rows) <= PAGE or not shelf:
        return ""
    last = rows[PAGE - 1]
    return f"{here}?list={shelf}&after={last.due_on}_{last.pk}"
