"""Messages to people that failed, or of which nobody can know whether they arrived: a person looks and decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock, ids
from qabyldau.intake.queries import visible_to
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, after_of, bar_of, guard
from qabyldau.messages.labels import CHANNEL_NAMES, STATE_LABELS
from qabyldau.messages.models import Message
from qabyldau.messages.queries import PAGE, message_for, unsure_messages
from qabyldau.messages.rules import Channel, MessageState
from qabyldau.messages.services import message_send_again


@dataclass(frozen=True)
class UnsureRow:
    """One message: what is known of it, by which channel it went, and what it is about."""

    uuid: str
    state: Promise
    is_uncertain: bool
    channel: Promise
    at: datetime
    number: str
    """The number of the appeal in threes; "" where it is about something else, or not for these eyes."""
    href: str
    is_addressed: bool
    """Whether it is known where it should go; without that it cannot be sent again."""


@dataclass(frozen=True)
class OutboxPage:
    """Messages that may not have arrived."""

    bar: Bar
    """The top of the page."""
    rows: list[UnsureRow]
    """The messages, newest first."""
    may_send: bool
    """Whether this person may send one again."""
    newer_href: str
    """Back to the beginning; "" on the first page."""
    older_href: str
    """The next page; "" on the last one."""


@require_GET
@guard(Permission.APPEAL_READ)
def outbox(request: DeskRequest) -> HttpResponse:
    """Show the messages that may not have arrived."""
    after, here = after_of(request, message_for), reverse("desk:outbox")
    found = unsure_messages(request.actor, after=after)
    page = OutboxPage(
        bar=bar_of(request),
        rows=_rows(request, found[:PAGE]),
        may_send=request.actor.has(Permission.CASE_WORK),
        newer_href=here if after else "",
        older_href=f"{here}?after={found[PAGE - 1].uuid}" if len(found) > PAGE else "",
    )
    return render(request, "desk/outbox.html", {"page": page})


def _rows(request: DeskRequest, found: list[Message]) -> list[UnsureRow]:
    appeals = visible_to(request.actor).filter(uuid__in=[row.about_uuid for row in found])
    numbers = dict(appeals.values_list("uuid", "number"))
    return [_row(row, numbers.get(row.about_uuid, "")) for row in found]


def _row(row: Message, number: str) -> UnsureRow:
    return UnsureRow(
        uuid=str(row.uuid),
        state=STATE_LABELS[MessageState(row.state)],
        is_uncertain=row.state == MessageState.UNCERTAIN,
        channel=CHANNEL_NAMES[Channel(row.channel)],
        at=row.made_at,
        number=ids.say_number(number) if number else "",
        href=reverse("desk:appeal", args=[row.about_uuid]) if number else "",
        is_addressed=row.address is not None,
    )


@require_POST
@guard(Permission.CASE_WORK)
def again(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Send a message again, because somebody has looked and decided."""
    row = message_for(request.actor, str(uuid))
    message_send_again(actor=request.actor, message=row, at=clock.now())
    messages.success(request, _("The message is sent again."))
    return redirect("desk:outbox")
