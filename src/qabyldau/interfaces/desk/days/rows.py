"""Promises and visits of a reception day as the desk shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import said_day
from qabyldau.interfaces.design.fields import show_phone
from qabyldau.interfaces.desk.door.matters import MatterRow
from qabyldau.interfaces.desk.door.rows import time_of
from qabyldau.meetings.labels import COMMITMENT_LABELS
from qabyldau.meetings.models import Commitment
from qabyldau.meetings.rules import MOVES, CommitmentState
from qabyldau.offices.models import Office, Sitting
from qabyldau.visits.labels import APPOINTMENT_LABELS
from qabyldau.visits.models import Appointment
from qabyldau.visits.rules.queue import say
from qabyldau.visits.rules.slots import AppointmentState

VISIT_STATES: Mapping[AppointmentState, Promise] = {
    **APPOINTMENT_LABELS,
    AppointmentState.BOOKED: _("signed up"),
}
"""A reception day has a list: whoever booked is on it."""


@dataclass(frozen=True)
class DayRow:
    """One reception day in a list."""

    href: str
    when: str
    hours: str
    who: str
    service: str
    signed_up: int
    quota: int
    """How many visits at most; 0 where the hours alone bound them."""


@dataclass(frozen=True)
class PromiseRow:
    """One promise: its words, by whom, by when, and what became of it."""

    uuid: str
    body: str
    who: str
    due_on: date | None
    is_late: bool
    is_open: bool
    state: str
    outcome: str
    moves: list[tuple[str, str]]
    """Value and words of where it may go."""


@dataclass(frozen=True)
class VisitRow:
    """One visit of a reception day: when, who, with what, and what was promised."""

    uuid: str
    place: int
    time: str
    name: str
    phone: str
    """"" for whoever does not see contacts."""
    matter: str
    language: str
    state: str
    ticket: str
    is_off: bool
    promises: list[PromiseRow]
    appeals: list[MatterRow]
    """What was registered at the visit."""


@dataclass(frozen=True)
class Left:
    """What visits of a day left behind, by the key of the visit."""

    promises: Mapping[int, list[Commitment]]
    appeals: Mapping[int, list[MatterRow]]


def day_row(row: Sitting, signed_up: int) -> DayRow:
    """Return a reception day as a list shows it."""
    return DayRow(
        href=reverse("desk:day", args=[row.uuid]),
        when=said_day(row.on) if row.on else "",
        hours=f"{row.begins:%H:%M}–{row.ends:%H:%M}",
        who=row.who,
        service=localized(row.service, "name") if row.service else "",
        signed_up=signed_up,
        quota=row.quota or 0,
    )


def promise_row(row: Commitment, today: date) -> PromiseRow:
    """Return a promise as it is shown; one that is open after its day is late."""
    state = CommitmentState(row.state)
    return PromiseRow(
        uuid=str(row.uuid),
        body=row.body or "",
        who=row.person.name if row.person else "",
        due_on=row.due_on,
        is_late=state is CommitmentState.OPEN and row.due_on is not None and row.due_on < today,
        is_open=state is CommitmentState.OPEN,
        state=str(COMMITMENT_LABELS[state]),
        outcome=row.outcome or "",
        moves=[(to.value, str(COMMITMENT_LABELS[to])) for to in CommitmentState if to in MOVES[state]],
    )


def visit_rows(
    actor: Actor, office: Office, visits: list[Appointment], left: Left, today: date
) -> list[VisitRow]:
    """Return the visits of a day in their order; those that were cancelled have no place in it."""
    rows, place = [], 0
    for visit in visits:
        is_off = visit.state == AppointmentState.CANCELLED
        place += not is_off
        rows.append(_visit(actor, office, visit, 0 if is_off else place, left, today))
    return rows


def _visit(actor: Actor, office: Office, visit: Appointment, place: int, left: Left, today: date) -> VisitRow:
    ticket = getattr(visit, "ticket", None)
    sees_contacts = actor.has(Permission.CONTACT_SEE) and visit.phone
    return VisitRow(
        uuid=str(visit.uuid),
        place=place,
        time=time_of(visit.starts_at, office),
        name=visit.name or "",
        phone=show_phone(visit.phone) if sees_contacts else "",
        matter=visit.matter or "",
        language=visit.language,
        state=str(VISIT_STATES[AppointmentState(visit.state)]),
        ticket=say(ticket.number) if ticket else "",
        is_off=place == 0,
        promises=[promise_row(row, today) for row in left.promises.get(visit.pk, [])],
        appeals=left.appeals.get(visit.pk, []),
    )
