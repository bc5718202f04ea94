"""One slip that is ticket and coupon: the number to be called by, then each appeal's number and secret; nobody's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.flow.letters import review_url, ticket_url
from qabyldau.intake.models import Appeal, Receipt
from qabyldau.intake.queries import secret_digest
from qabyldau.interfaces.design.qr import picture_of
from qabyldau.interfaces.desk.door.matters import matters_of
from qabyldau.interfaces.desk.guard import DeskRequest, guard, office_of
from qabyldau.interfaces.desk.secrets import Secrets
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code, ticket_for
from qabyldau.visits.rules.queue import say

SLIP = Secrets("desk-slip", "desk:door")
"""Secrets of appeals that can be printed on a slip; afterwards a copy with a new secret is made of each."""
MOST = 20
"""Appeals of one visit whose secrets are kept for its slip."""
Pairs = dict[str, str]


@dataclass(frozen=True)
class SlipMatter:
    """One appeal on the slip; ``secret`` is "" once it was handed out and can be shown no more."""

    number: str
    secret: str
    due_on: date


@dataclass(frozen=True)
class SlipPage:
    """The slip: nothing of the sender, nothing of the matter."""

    back_href: str
    """Back to the door."""
    again_href: str
    """Register another matter of the same visit; "" where the visit is not being received."""
    number: str
    """The number of the ticket, as it is called."""
    came_at: datetime
    """When the visitor came, on the office's clock."""
    booked_at: datetime | None
    """The booked time on the office's clock."""
    service_kk: str
    """What the visitor came for, in Kazakh."""
    service_ru: str
    """The same in Russian."""
    office_kk: str
    """The office in Kazakh."""
    office_ru: str
    """The office in Russian."""
    phone: str
    """The office's telephone."""
    code: str
    """The code of this slip: it follows the ticket and opens one review."""
    follow_url: str
    """Where the ticket is followed."""
    review_url: str
    """Where the review is left."""
    qr: str
    """The address of the picture of ``follow_url``."""
    matters: list[SlipMatter]
    """The appeals of this visit."""
    track_url: str
    """Where appeals are followed."""
    receiver: str
    """Surname and initials of who took the appeals; "" where there are none."""
    position_kk: str
    """Their position in Kazakh."""
    position_ru: str
    """Their position in Russian."""


@require_GET
@guard(Permission.DOOR_RUN)
def slip(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show the slip of one visit, to be printed and handed over."""
    ticket = ticket_for(request.actor, str(uuid))
    return render(request, "desk/door/slip.html", {"page": _page(ticket, request)})


def _page(ticket: QueueTicket, request: DeskRequest) -> SlipPage:
    office = office_of(request)
    service, code = ticket.service, ticket_code(ticket)
    receipts = _receipts(matters_of(ticket))
    last = receipts[-1] if receipts else None
    is_served = ticket.state == "served"
    return SlipPage(
        back_href=f"{reverse('desk:door')}?last={ticket.uuid}",
        again_href=reverse("desk:door-matter", args=[ticket.uuid]) if is_served else "",
        number=say(ticket.number),
        came_at=clock.wall(ticket.came_at, office.zone),
        booked_at=clock.wall(ticket.booked_at, office.zone) if ticket.booked_at else None,
        service_kk=service.name_kk if service else "",
        service_ru=(service.name_ru or service.name_kk) if service else "",
        office_kk=office.name_kk,
        office_ru=office.name_ru or office.name_kk,
        phone=office.phone,
        code=code,
        follow_url=ticket_url(code),
        review_url=review_url(),
        qr=reverse("desk:door-qr", args=[ticket.uuid]),
        matters=_matters(request, ticket, receipts),
        track_url=f"{settings.PUBLIC_URL}/track/",
        receiver=(last.receiver_name or "") if last else "",
        position_kk=last.receiver_position_kk if last else "",
        position_ru=last.receiver_position_ru if last else "",
    )


def _receipts(appeals: Iterable[Appeal]) -> list[Receipt]:
    """Return the live receipt of each appeal, in the order in which they were registered."""
    rows = Receipt.objects.filter(appeal__in=[row.pk for row in appeals], voided_at__isnull=True)
    return list(rows.select_related("appeal").order_by("appeal_id"))


def _matters(request: DeskRequest, ticket: QueueTicket, receipts: Iterable[Receipt]) -> list[SlipMatter]:
    kept = kept_pairs(request, ticket)
    return [
        SlipMatter(row.appeal.number, _secret(row, kept.get(row.appeal.number, "")), row.due_on)
        for row in receipts
    ]


def _secret(receipt: Receipt, secret: str) -> str:
    """Return the secret that this browser keeps, as long as it still opens the appeal."""
    fits = secret and bytes(receipt.secret_digest) == secret_digest(receipt.appeal.number, secret)
    return secret if fits else ""


def kept_pairs(request: DeskRequest, ticket: QueueTicket) -> Pairs:
    """Return numbers and secrets of what was registered in this visit just now, from this browser."""
    kept = SLIP.read(request)
    is_ours = kept.get("ticket") == str(ticket.uuid) and kept["by"] == request.actor.key
    return dict(kept["pairs"]) if is_ours else {}


def keep_pair(
    request: DeskRequest, response: HttpResponse, ticket: QueueTicket, number: str, secret: str
) -> None:
    """Keep number and secret in this browser for the slip of their visit: a quarter of an hour, and no longer."""
    pairs = list({**kept_pairs(request, ticket), number: secret}.items())[-MOST:]
    kept = {"ticket": str(ticket.uuid), "by": request.actor.key, "pairs": dict(pairs)}
    SLIP.write(response, kept)


@require_GET
@guard(Permission.DOOR_RUN)
def qr(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Draw the picture of the address at which a ticket is followed."""
    return picture_of(ticket_url(ticket_code(ticket_for(request.actor, str(uuid)))))
