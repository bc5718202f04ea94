"""Several matters in one visit: each is an appeal with a number of its own, and the visit is known to each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from qabyldau.accounts.rules import Actor
from qabyldau.chain.queries import sources_by, sources_of
from qabyldau.chain.rules import APPEAL, TICKET, Relation, Thing
from qabyldau.core import ids
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import visible_to
from qabyldau.visits.models import Appointment, QueueTicket


@dataclass(frozen=True)
class MatterRow:
    """One matter of a visit; ``href`` is "" where somebody else registered it."""

    uuid: str
    number: str
    href: str


def matters_of(ticket: QueueTicket) -> list[Appeal]:
    """Return the appeals that were brought at a visit, in the order in which they were registered; two queries."""
    uuids = sources_of(Thing(TICKET, str(ticket.uuid)), Relation.BROUGHT_AT, APPEAL)
    return list(Appeal.objects.filter(uuid__in=uuids).order_by("id")) if uuids else []


def matter_rows(actor: Actor, ticket: QueueTicket) -> list[MatterRow]:
    """Return the matters of a visit, the first one first; three queries."""
    return _rows(actor, matters_of(ticket))


def matters_at(actor: Actor, visits: Iterable[Appointment]) -> dict[int, list[MatterRow]]:
    """Return the matters of some booked visits by the key of the visit; three queries however many visits."""
    tickets = {
        ticket.uuid: visit.pk for visit in visits if (ticket := getattr(visit, "ticket", None)) is not None
    }
    joined = sources_by(TICKET, tickets, Relation.BROUGHT_AT, APPEAL)
    uuids = [uuid for some in joined.values() for uuid in some]
    appeals = Appeal.objects.filter(uuid__in=uuids).order_by("id") if uuids else []
    rows = {row.uuid: row for row in _rows(actor, list(appeals))}
    return {
        tickets[ticket]: [rows[str(uuid)] for uuid in some if str(uuid) in rows]
        for ticket, some in joined.items()
    }


def _rows(actor: Actor, appeals: Sequence[Appeal]) -> list[MatterRow]:
    if not appeals:
        return []
    seen = set(visible_to(actor).filter(pk__in=[row.pk for row in appeals]).values_list("pk", flat=True))
    return [
        MatterRow(
            uuid=str(row.uuid),
            number=ids.say_number(row.number),
            href=reverse("desk:appeal", args=[row.uuid]) if row.pk in seen else "",
        )
        for row in appeals
    ]
