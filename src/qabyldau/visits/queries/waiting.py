"""How long people waited, from the timed stages of their tickets."""

from datetime import date

from django.db.models import Min, Q

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.rules.waits import HourFigure, Wait, by_hour, figure, wait_of

WHOLE = -1
"""The hour of a figure that is of the whole time."""


def waits_of(office: Office, first: date, last: date) -> list[Wait]:
    """Return the wait of each visit of those days that was called; one query."""
    invited = Min("periods__from_at", filter=Q(periods__stage=TicketState.INVITED))
    rows = QueueTicket.objects.filter(office=office, on__range=(first, last)).annotate(invited_at=invited)
    called = rows.filter(invited_at__isnull=False).values_list("came_at", "booked_at", "invited_at")
    return [wait_of(*moments) for moments in called]


def waiting_figures(
    actor: Actor, office: Office, first: date, last: date
) -> tuple[HourFigure, list[HourFigure]]:
    """Return the figure of the whole time between two days and one for each hour of the day, each with its n."""
    demand(actor, Permission.WAITS_SEE)
    waits = waits_of(office, first, last)
    return figure(WHOLE, waits), by_hour(waits, office.zone)
