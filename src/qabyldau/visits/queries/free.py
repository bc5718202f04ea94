"""Times that can be booked: sittings cut into cells, without what is closed and what is taken."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from qabyldau.core import clock
from qabyldau.offices.models import Office, Service, Sitting
from qabyldau.offices.queries import closures_of, cut_of, sittings_of, spans_of_sitting, timetable_of
from qabyldau.offices.rules.calendar import CalendarGapError
from qabyldau.offices.rules.hours import Cut, Span, Timetable
from qabyldau.visits.models import Slot
from qabyldau.visits.rules.slots import AppointmentState, Cell, Grid, Offer, Stretch, Window, window


@dataclass(frozen=True)
class FreeTime:
    """A time that can be booked, and in which sitting."""

    offer: Offer
    sitting: Sitting


@dataclass(frozen=True)
class FreeDay:
    """The free times of a day on which somebody receives, the earliest first; none where all are taken."""

    on: date
    times: list[FreeTime]


@dataclass(frozen=True)
class Plan:
    """Who receives when in one office, read once: the door, the sittings, and the closures of each."""

    office: Office
    table: Timetable
    sittings: list[Sitting]
    own: dict[int, list[Cut]]

    def spans(self, sitting: Sitting, day: date) -> list[Span]:
        """Return the hours of ``sitting`` on ``day``; none where the calendar does not reach."""
        try:
            return spans_of_sitting(self.table, sitting, self.own.get(sitting.pk, []), day)
        except CalendarGapError:
            return []

    def grid(self, sitting: Sitting, day: date) -> Grid:
        """Return the cells of ``sitting`` on ``day``."""
        runs = [
            Stretch(self.table.moment(day, span.opens), self.table.moment(day, span.closes))
            for span in self.spans(sitting, day)
        ]
        return Grid(runs, self.step(sitting), sitting.seats, sitting.quota)

    def step(self, sitting: Sitting) -> timedelta:
        """Return the length of a cell: as the sitting says, else its service, else the office."""
        own = sitting.service.minutes if sitting.service else None
        return timedelta(minutes=sitting.minutes or own or self.office.visit_minutes)

    def length(self, sitting: Sitting, service: Service) -> timedelta:
        """Return how long a visit for ``service`` lasts in ``sitting``."""
        if sitting.service_id is not None:
            return self.step(sitting)
        return timedelta(minutes=service.minutes or self.office.visit_minutes)


def plan_of(office: Office, today: date) -> Plan:
    """Return who receives when from ``today`` on; four queries."""
    closures = closures_of(office, today)
    own = defaultdict(list)
    for row in closures:
        if row.sitting_id is not None:
            own[row.sitting_id].append(cut_of(row))
    return Plan(office, timetable_of(office, closures), sittings_of(office, today), dict(own))


def free_days(office: Office, service: Service, at: datetime, *, is_desk: bool = False) -> list[FreeDay]:
    """Return the days inside the office's window of booking on which somebody receives for ``service``.

    The desk books without notice, and what is not booked on the site. The number of queries does not grow with the days.
    """
    if not (service.is_offered if is_desk else is_booked_online(office, service)):
        return []
    plan = plan_of(office, clock.local_date(at, office.zone))
    span = window(at, 0 if is_desk else office.notice_minutes, office.booking_days)
    taken = taken_cells(office, span.first, span.last + timedelta(days=1), at)
    sittings = [row for row in plan.sittings if row.service_id in {None, service.pk}]
    return [
        day
        for on in _days(office, span)
        if not (service.is_advice and office.election.holds_on(on))
        if (day := _day(plan, sittings, service, on, span, taken))
    ]


def places_on_day(office: Office, service: Service, time: FreeTime, at: datetime) -> int:
    """Return how many places the day of a time has in its sitting, taken or not."""
    plan, day = (
        plan_of(office, clock.local_date(at, office.zone)),
        clock.local_date(time.offer.starts_at, office.zone),
    )
    return len(plan.grid(time.sitting, day).places(plan.length(time.sitting, service)))


def is_booked_online(office: Office, service: Service) -> bool:
    """Return whether visits to ``office`` for ``service`` are booked on the site at all."""
    return office.takes_bookings and service.is_offered and service.is_booked


def taken_cells(office: Office, first: datetime, last: datetime, at: datetime) -> dict[int, set[Cell]]:
    """Return what is taken between two moments by the key of its sitting; a hold that lapsed takes nothing."""
    rows = Slot.objects.filter(sitting__office=office, starts_at__range=(first, last)).exclude(lapsed(at))
    found: dict[int, set[Cell]] = defaultdict(set)
    for sitting, starts_at, seat in rows.values_list("sitting_id", "starts_at", "seat"):
        found[sitting].add(Cell(starts_at, seat))
    return found


def lapsed(at: datetime) -> Q:
    """Return the condition for the cells of visits whose form was not finished in time."""
    return Q(appointment__state=AppointmentState.HELD, appointment__held_until__lte=at)


def _days(office: Office, span: Window) -> Iterator[date]:
    day, last = clock.local_date(span.first, office.zone), clock.local_date(span.last, office.zone)
    while day <= last:
        yield day
        day += timedelta(days=1)


def _day(
    plan: Plan, sittings: list[Sitting], service: Service, on: date, span: Window, taken: dict[int, set[Cell]]
) -> FreeDay | None:
    grids = [(row, grid) for row in sittings if (grid := plan.grid(row, on)).stretches]
    times = [
        FreeTime(offer, row)
        for row, grid in grids
        for offer in span.within(grid.offers(plan.length(row, service), taken.get(row.pk, set())))
    ]
    return FreeDay(on, sorted(times, key=lambda time: (time.offer, time.sitting.pk))) if grids else None
