"""The letters that wait for a person, those that are not for us, and those that were left out."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.flow.mail.deeds import mails_seen
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, Place, after_of, bar_of, guard, office_of
from qabyldau.mailroom.labels import REASON_LABELS, STATE_LABELS
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.queries import MOST_COUNTED, PAGE, escalated_mails, held_count, mail_for, mail_page
from qabyldau.mailroom.rules.sorting import MailState, Reason
from qabyldau.offices.queries import names_of

LONGEST_LINE = 160
TABS = (MailState.HELD, MailState.DISMISSED, MailState.IGNORED)


@dataclass(frozen=True)
class MailLine:
    """One letter of a list: where it is opened, what it is about, from whom, when, why it is here, who looks into it."""

    href: str
    subject: str
    sender: str
    words: str
    at: datetime
    reason: str
    tone: str
    owner: str
    is_asked: bool
    """Whether the head of the office was asked about it."""


@dataclass(frozen=True)
class PenPage:
    """Letters by e-mail."""

    bar: Bar
    """The top of the page."""
    tabs: list[Place]
    """The lists."""
    asked: list[MailLine]
    """Letters about which the head was asked, before all others."""
    rows: list[MailLine]
    """The letters of this page, the newest first."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(Permission.MAIL_JUDGE)
def pen(request: DeskRequest) -> HttpResponse:
    """Show one of the lists."""
    office_of(request)
    said = request.GET.get("list", "")
    state = MailState(said) if said in TABS else MailState.HELD
    return render(request, "desk/mail/pen.html", {"page": _page(request, state)})


def _page(request: DeskRequest, state: MailState) -> PenPage:
    actor, here = request.actor, f"{reverse('desk:pen')}?list={state}"
    after = after_of(request, mail_for)
    rows = mail_page(actor, state, after=after)
    asked = escalated_mails(actor) if state is MailState.HELD and after is None else []
    names = names_of(office_of(request))
    return PenPage(
        bar=bar_of(request),
        tabs=[_tab(request, own, state) for own in TABS],
        asked=[line_of(row, names) for row in mails_seen(actor, asked)],
        rows=[line_of(row, names) for row in mails_seen(actor, rows[:PAGE]) if row not in asked],
        newer_href=here if after else "",
        older_href=f"{here}&after={rows[PAGE - 1].uuid}" if len(rows) > PAGE else "",
    )


def _tab(request: DeskRequest, own: MailState, state: MailState) -> Place:
    count = count_of(request) if own is MailState.HELD else ""
    return Place(str(STATE_LABELS[own]), f"{reverse('desk:pen')}?list={own}", own is state, count)


def count_of(request: DeskRequest) -> str:
    """Return how many letters wait, "99+" for a hundred and more, "" for none."""
    found = held_count(request.actor)
    return f"{MOST_COUNTED - 1}+" if found >= MOST_COUNTED else str(found or "")


def line_of(row: Mail, names: dict[str, str]) -> MailLine:
    """Return a letter as a list shows it."""
    reason = Reason(row.reason)
    tones = {Reason.FORGED: "bad", Reason.STRANGER: "waiting", Reason.UNKNOWN: "waiting"}
    return MailLine(
        href=reverse("desk:mail", args=[row.uuid]),
        subject=row.subject or "",
        sender=row.sender or "",
        words=" ".join((row.body or "").split())[:LONGEST_LINE],
        at=row.received_at,
        reason=str(REASON_LABELS.get(reason, "")),
        tone=tones.get(reason, "neutral"),
        owner=names.get(row.claimed_by, "") if row.claimed_by else "",
        is_asked=row.escalated_at is not None and row.state == MailState.HELD,
    )
