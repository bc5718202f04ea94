"""What somebody says at a counter: registering each matter of their visit, and the protocol that they sign."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.receive import IntakeChannel, Registered
from qabyldau.flow.visit import Brought, bring_matter
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_for
from qabyldau.intake.services import Contact, contact_reveal
from qabyldau.interfaces.desk.door.matters import MatterRow, matter_rows
from qabyldau.interfaces.desk.door.slip import keep_pair
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.register import RegisterForm, accepted, form_of
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_for
from qabyldau.visits.rules.queue import say


@dataclass(frozen=True)
class MatterPage:
    """Registering one matter of a visit."""

    bar: Bar
    """The top of the page."""
    form: RegisterForm
    """What the visitor says."""
    number: str
    """The number of the visitor's ticket."""
    before: list[MatterRow]
    """What was registered in this visit before."""
    back_href: str
    """Back to the door."""


@require_http_methods(["GET", "POST"])
@guard(Permission.DOOR_RUN)
def matter(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Register one matter of a visit; it gets a number of its own, and the slip is printed with it."""
    office, ticket = office_of(request), ticket_for(request.actor, str(uuid))
    form = form_of(request, office, ticket.language, channel_of(ticket))
    found = accepted(form, lambda: _bring(request, office, ticket, form))
    if found is not None:
        response = redirect("desk:door-slip", ticket.uuid)
        keep_pair(request, response, ticket, found.number, found.secret)
        return response
    page = MatterPage(
        bar=bar_of(request),
        form=form,
        number=say(ticket.number),
        before=matter_rows(request.actor, ticket),
        back_href=reverse("desk:door"),
    )
    return render(request, "desk/door/matter.html", {"page": page}, status=422 if form.is_bound else 200)


def channel_of(ticket: QueueTicket) -> IntakeChannel:
    """Return how a matter of this visit came: on a deputy's day, where the visit was booked for one, else in person."""
    visit = ticket.appointment
    is_day = visit is not None and visit.sitting.on is not None
    return IntakeChannel.DEPUTY_DAY if is_day else IntakeChannel.IN_PERSON


def _bring(request: DeskRequest, office: Office, ticket: QueueTicket, form: RegisterForm) -> Registered:
    brought = Brought(form.incoming(), form.advised())
    return bring_matter(actor=request.actor, office=office, ticket=ticket, brought=brought)


@dataclass(frozen=True)
class ProtocolPage:
    """The protocol of an oral appeal (APPC Art. 63), to be printed and signed."""

    back_href: str
    """Back to the door."""
    is_russian: bool
    """Whether Russian stands first; Kazakh does otherwise."""
    number: str
    """The public number."""
    received_at: datetime
    """When it was said, on the office's clock."""
    office_kk: str
    """The body addressed, in Kazakh."""
    office_ru: str
    """The same in Russian."""
    address_kk: str
    """Where it is, in Kazakh."""
    address_ru: str
    """The same in Russian."""
    contact: Contact
    """Who spoke, as far as they said; a line to write on where they did not."""
    body: str
    """What they said."""
    language: str
    """The language of the text, "" if it is none of ours."""
    read_back_at: datetime | None
    """When the text was read back and agreed with; None where that is not recorded."""
    receiver: str
    """Who took it down."""
    position_kk: str
    """Their position in Kazakh."""
    position_ru: str
    """The same in Russian."""


@require_POST
@guard(Permission.CONTACT_SEE)
def protocol(request: DeskRequest, uuid: UUID) -> HttpResponse:
    """Show the protocol of an oral appeal; that name and contacts were looked at stays in the history."""
    row = appeal_for(request.actor, str(uuid))
    contact = contact_reveal(actor=request.actor, appeal=row, at=clock.now())
    return render(request, "desk/door/protocol.html", {"page": protocol_of(row, contact)})


def protocol_of(row: Appeal, contact: Contact) -> ProtocolPage:
    """Return the protocol of an appeal, in the language of the visitor first."""
    office = row.office
    receipt = row.receipts.order_by("issued_at").first()
    return ProtocolPage(
        back_href=reverse("desk:door"),
        is_russian=row.answer_language == "ru",
        number=row.number,
        received_at=clock.wall(row.received_at, row.office.zone),
        office_kk=office.name_kk,
        office_ru=office.name_ru or office.name_kk,
        address_kk=office.address_kk,
        address_ru=office.address_ru or office.address_kk,
        contact=contact,
        body=row.text.body or "",
        language=row.text.language if row.text.language in OWN_NAMES else "",
        read_back_at=clock.wall(row.read_back_at, row.office.zone) if row.read_back_at else None,
        receiver=(receipt.receiver_name or "") if receipt else "",
        position_kk=receipt.receiver_position_kk if receipt else "",
        position_ru=receipt.receiver_position_ru if receipt else "",
    )
