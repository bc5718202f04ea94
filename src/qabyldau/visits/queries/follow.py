"""One ticket as its holder follows it: how many are before, where it is called to, how long people waited today."""

from dataclasses import dataclass
from datetime import datetime

from qabyldau.core import clock
from qabyldau.core.models import first_of
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ahead_of
from qabyldau.visits.queries.waiting import WHOLE, waits_of
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.rules.waits import HourFigure, figure


@dataclass(frozen=True)
class Followed:
    """What the holder of a slip may know: numbers alone."""

    ticket: QueueTicket
    ahead: int | None
    """How many are called before; None for a ticket that does not wait."""
    counter: int | None
    """Where it is called to or received."""
    waits: HourFigure
    """How long those waited who were called today; without a median under five of them."""
    is_of_today: bool


def followed(uuid: str, at: datetime) -> Followed:
    """Return a ticket for its holder; raise MissingError if there is none. Four queries."""
    row = first_of(QueueTicket.objects.filter(uuid=uuid).select_related("office", "counter"), "ticket")
    is_of_today = row.on == clock.local_date(at, row.office.zone)
    is_waiting = is_of_today and row.state == TicketState.WAITING
    return Followed(
        ticket=row,
        ahead=ahead_of(row, at) if is_waiting else None,
        counter=row.counter.number if row.counter else None,
        waits=figure(WHOLE, waits_of(row.office, row.on, row.on) if is_waiting else []),
        is_of_today=is_of_today,
    )
