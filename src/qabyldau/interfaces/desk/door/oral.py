"""What somebody says at a counter: registering each matter of their visit, and the protocol that they sign."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from qabyldau.accounts.rules import Permission
from qabyldau.flow.receive import Registered
from qabyldau.flow.visit import Brought, bring_matter
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
    form = form_of(request, office, ticket.language)
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


def _bring(request: DeskRequest, office: Office, ticket: QueueTicket, form: RegisterForm) -> Registered:
    brought = Brought(form.incoming(), form.advised())
    return bring_matter(actor=request.actor, office=office, ticket=ticket, brought=brought)
