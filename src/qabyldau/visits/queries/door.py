"""The queue at the door: who waits in which order, who is called where, and what the board shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core import crypto, ids
from qabyldau.core.models import first_of
from qabyldau.offices.models import Office
from qabyldau.visits.models import Counter, NumberBlock, QueueTicket, ServicePeriod
from qabyldau.visits.rules.queue import STAGES, TicketState, Waiting, in_order

MOST_SHOWN = 300
"""Tickets of one day that a screen reads; a reception that has more calls from the top."""

MOST_CALLED = 12
"""Rows of the board: what can be read from five metres."""


@dataclass(frozen=True)
class Line:
    """The queue of one day: who waits, the next one first; who is called or received; who is on hold; who is done."""

    waiting: list[QueueTicket]
    at_counters: list[QueueTicket]
    on_hold: list[QueueTicket]
    done: int
    absent: int


@dataclass(frozen=True)
class Called:
    """One row of the board: a number, and where to go with it."""

    number: int
    counter: int


def ticket_code(ticket: QueueTicket) -> str:
    """Return the code on a slip: it follows the ticket today and opens one review afterwards; kept nowhere."""
    return ids.secret_from(crypto.digest("ticket-secret", str(ticket.uuid)))


def ticket_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("ticket", code)


def ticket_by_code(code: str) -> QueueTicket:
    """Return the ticket of a code as it was typed; raise MissingError for one that is not known."""
    rows = QueueTicket.objects.filter(code_digest=ticket_digest(ids.read_secret(code)))
    return first_of(rows.select_related("office", "service", "counter"), "ticket")


def ticket_for(actor: Actor, uuid: str) -> QueueTicket:
    """Return a ticket of the actor's office; raise MissingError for any other."""
    demand(actor, Permission.DOOR_RUN)
    rows = QueueTicket.objects.filter(uuid=uuid, office__uuid=actor.office_key)
    return first_of(rows.select_related("office", "service", "counter", "appointment"), "ticket")


def counters_of(office: Office) -> list[Counter]:
    """Return the counters of an office by their number."""
    return list(
        Counter.objects.filter(office=office, is_active=True).select_related("service").order_by("number")
    )


def line_of(actor: Actor, office: Office, on: date, at: datetime) -> Line:
    """Return the queue of a day for the desk; two queries."""
    demand(actor, Permission.DOOR_RUN)
    here = _here(office, on)
    by_state = {state: [row for row in here if row.state == state] for state in STAGES}
    ended = QueueTicket.objects.filter(office=office, on=on).exclude(state__in=STAGES)
    states = list(ended.values_list("state", flat=True))
    return Line(
        waiting=ordered(by_state[TicketState.WAITING], at),
        at_counters=sorted(
            [*by_state[TicketState.INVITED], *by_state[TicketState.SERVED]],
            key=lambda row: (row.counter.number if row.counter else 0, row.number),
        ),
        on_hold=sorted(by_state[TicketState.ON_HOLD], key=lambda row: row.number),
        done=states.count(TicketState.DONE),
        absent=states.count(TicketState.NO_SHOW),
    )


def ordered(rows: Iterable[QueueTicket], at: datetime) -> list[QueueTicket]:
    """Return waiting tickets in the order in which they are called at ``at``."""
    by_pk = {row.pk: row for row in rows}
    line = [Waiting(row.pk, row.came_at, row.booked_at, row.is_first) for row in by_pk.values()]
    return [by_pk[ticket.pk] for ticket in in_order(line, at)]


def waiting_for(office: Office, on: date, at: datetime, counter: Counter) -> list[QueueTicket]:
    """Return who waits for ``counter``, the next one first: those handed to it, or to none, whose service it takes."""
    rows = [row for row in _here(office, on) if row.state == TicketState.WAITING]
    return ordered(fitting(rows, counter), at)


def fitting(rows: Iterable[QueueTicket], counter: Counter) -> list[QueueTicket]:
    """Return those of some waiting tickets that may be called to ``counter``, in the order given."""
    free = [row for row in rows if row.counter_id in {None, counter.pk}]
    if counter.service_id is None:
        return free
    return [row for row in free if row.counter_id == counter.pk or row.service_id == counter.service_id]


def since_of(rows: Iterable[QueueTicket]) -> dict[int, datetime]:
    """Return since when each ticket is in its present stage, by the key of its row; one query."""
    periods = ServicePeriod.objects.filter(ticket__in=[row.pk for row in rows], to_at__isnull=True)
    return dict(periods.values_list("ticket_id", "from_at"))


def next_of(block: NumberBlock) -> int:
    """Return the first number of a leased block that nobody has; one past its last where all are given out."""
    rows = QueueTicket.objects.filter(
        office_id=block.office_id, on=block.on, number__range=(block.first, block.last)
    )
    highest: int | None = rows.aggregate(highest=Max("number"))["highest"]
    return block.first if highest is None else highest + 1


def ahead_of(ticket: QueueTicket, at: datetime) -> int | None:
    """Return how many may be called before ``ticket`` to a counter that takes it (all, where none does); None if it does not wait."""
    line = ordered((row for row in _here(ticket.office, ticket.on) if row.state == TicketState.WAITING), at)
    before = line[: next((place for place, row in enumerate(line) if row.pk == ticket.pk), len(line))]
    if len(before) == len(line):
        return None
    counters = [counter for counter in counters_of(ticket.office) if fitting([ticket], counter)]
    return sum(not counters or any(fitting([row], counter) for counter in counters) for row in before)


def board_of(office: Office, on: date) -> list[Called]:
    """Return the numbers that are called now, and to which counter; nothing else is known to the board."""
    rows = QueueTicket.objects.filter(
        office=office, on=on, state=TicketState.INVITED, counter__isnull=False, periods__to_at__isnull=True
    )
    latest = rows.order_by("-periods__from_at", "number").values_list("number", "counter__number")
    return [Called(*pair) for pair in latest[:MOST_CALLED]]


def _here(office: Office, on: date) -> list[QueueTicket]:
    rows = QueueTicket.objects.filter(office=office, on=on, state__in=STAGES)
    return list(rows.select_related("service", "counter").order_by("id")[:MOST_SHOWN])
