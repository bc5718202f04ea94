"""A day of an office with 200 visits and three desks: the figures of waiting are those counted by hand from raw events."""

import csv
import io
import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.flow.visit import check_in, end_visit
from qabyldau.visits.models import Appointment, QueueTicket, ServicePeriod
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.queries.waiting import waiting_figures
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from qabyldau.visits.services.queue import NewTicket, Step, ticket_call_next, ticket_move, ticket_take
from tests.people import World, make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
OPENS = datetime(2026, 9, 14, 5, 0, tzinfo=UTC)
VISITS, BOOKED = 200, 20
SCRIPT = Path(__file__).resolve().parents[1] / "waiting_by_hand.py"


def bookings(world: World, reception: Reception) -> list[Appointment]:
    """Book every fourth quarter of the day."""
    early, actor = OPENS - timedelta(hours=2), applicant(str(world.office.uuid))
    times = free_days(world.office, reception.general, early)[0].times[:BOOKED]
    rows = []
    for number, time in enumerate(times):
        held = slot_hold(actor=actor, wish=Wish(world.office, reception.general, time), at=early)
        rows.append(
            appointment_book(actor=actor, uuid=str(held.uuid), visitor=Visitor(f"№{number}"), at=early)
        )
    return rows


class Day:
    """Three desks from ten to six; whoever is served leaves, is handed over, is put aside, or was not there."""

    def __init__(self, world: World, reception: Reception) -> None:
        self.world, self.reception, self.chance = world, reception, random.Random(18)  # noqa: S311
        self.dana = world.actor("dana")
        self.busy: dict[int, tuple[datetime, QueueTicket]] = {}

    def arrive(self, minute: int, coming: dict[int, list[Appointment | None]]) -> None:
        at = OPENS + timedelta(minutes=minute, seconds=self.chance.randrange(30))
        for number, appointment in enumerate(coming.get(minute, [])):
            if appointment is not None:
                check_in(actor=self.dana, office=self.world.office, appointment=appointment, at=at)
                continue
            new = NewTicket(f"{minute}-{number}", is_first=self.chance.random() < 0.05)
            ticket_take(actor=self.dana, office=self.world.office, new=new, at=at)

    def work(self, minute: int) -> None:
        at = OPENS + timedelta(minutes=minute, seconds=45)
        for counter in self.reception.counters:
            until, ticket = self.busy.get(counter.pk, (at, None))
            if ticket is not None and until <= at:
                self._leave(ticket, at)
                del self.busy[counter.pk]
            if counter.pk not in self.busy:
                called = ticket_call_next(actor=self.dana, office=self.world.office, counter=counter, at=at)
                if called is not None:
                    self._serve(called, counter.pk, at)

    def _serve(self, ticket: QueueTicket, counter: int, at: datetime) -> None:
        if self.chance.random() < 0.08:
            self._to(ticket, TicketState.NO_SHOW, at)
            return
        self._to(ticket, TicketState.SERVED, at + timedelta(seconds=self.chance.randrange(1, 10)))
        self.busy[counter] = (at + timedelta(minutes=self.chance.randrange(3, 11)), ticket)

    def _leave(self, ticket: QueueTicket, at: datetime) -> None:
        luck = self.chance.random()
        if luck < 0.05:
            self._to(ticket, TicketState.ON_HOLD, at)
            self._to(ticket, TicketState.WAITING, at)
        elif luck < 0.1:
            self._to(ticket, TicketState.WAITING, at)
        else:
            end_visit(actor=self.dana, ticket=ticket, version=ticket.version, at=at)

    def _to(self, ticket: QueueTicket, target: TicketState, at: datetime) -> None:
        ticket_move(actor=self.dana, ticket=ticket, step=Step(target, ticket.version), at=at)


def by_hand() -> dict[str, list[float | None]]:
    """Count from the raw events, in a process that knows nothing of the product."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["ticket", "event", "at", "booked"])
    for row in ServicePeriod.objects.select_related("ticket").order_by("from_at", "pk"):
        booked = row.ticket.booked_at
        writer.writerow(
            [row.ticket.number, row.stage, row.from_at.isoformat(), booked.isoformat() if booked else ""]
        )
    command = [sys.executable, "-I", str(SCRIPT)]
    done = subprocess.run(command, input=file.getvalue(), capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def test_the_figures_of_two_hundred_visits_equal_those_counted_by_hand() -> None:
    world = make_world()
    reception = make_reception(world.office)
    booked, day = bookings(world, reception), Day(world, reception)
    coming: dict[int, list[Appointment | None]] = {}
    for row in booked:
        minute = int((row.starts_at - OPENS).total_seconds() // 60) + day.chance.randrange(-12, 25)
        coming.setdefault(max(0, minute), []).append(row)
    for _ in range(VISITS - len(booked)):
        coming.setdefault(min(day.chance.randrange(480), day.chance.randrange(480)), []).append(None)
    for minute in range(12 * 60):
        day.arrive(minute, coming)
        day.work(minute)
    whole, hours = waiting_figures(world.actor("nurlan"), world.office, OPENS.date(), OPENS.date())
    found = {str(row.hour): [row.n, row.median_minutes, row.p90_minutes] for row in hours}
    assert {**found, "all": [whole.n, whole.median_minutes, whole.p90_minutes]} == by_hand()
    assert (whole.n, QueueTicket.objects.count()) == (VISITS, VISITS)
    assert whole.median_minutes is not None and whole.median_minutes > 1, (
        "the day was not busy enough to show anything"
    )
