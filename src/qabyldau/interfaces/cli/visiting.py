"""The demonstration's visits: two weeks of queues, bookings to come, and reviews; the same each time for the same day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role, applicant
from qabyldau.answers.models import Feedback
from qabyldau.answers.rules.reviews import REASONS, Rating, Subject
from qabyldau.answers.services.reviews import Reply, Review, review_leave, review_reply
from qabyldau.core import clock
from qabyldau.flow.visit import book_visit, end_visit
from qabyldau.meetings.services.days import day_plan
from qabyldau.meetings.services.mobile import Stop, mobile_plan, mobile_route
from qabyldau.offices.models import Office, Service
from qabyldau.offices.queries import actor_for, closures_of, staff_of, timetable_of
from qabyldau.offices.rules.calendar import CalendarGapError
from qabyldau.visits.models import Counter, QueueTicket
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.services.booking import Visitor, Wish, slot_hold
from qabyldau.visits.services.queue import NewTicket, Step, ticket_call_next, ticket_move, ticket_take

DAYS = 14
SEED = 18
WORDS = {
    Rating.POSITIVE: (
        "Жақсы тыңдады, не істеу керегін түсіндірді.",
        "Спасибо, всё объяснили.",
        "Кезек тез жүрді.",
    ),
    Rating.NEUTRAL: ("Түсіндірді, бірақ бір сағат күттім.", "Приняли нормально, ждал долго."),
    Rating.NEGATIVE: ("Қазақша жауап бере алмады.", "Ждал больше часа.", "Пандус жабық тұр."),
}
REPLY = Reply(
    "Рақмет. Кешірім сұраймыз, кезекті қысқарту үшін тағы бір үстел ашамыз.", "Екінші үстел ашылды."
)

DAY = {"who_kk": "Мәслихат депутаты", "who_ru": "Депутат маслихата", "who_en": "Member of the maslikhat"}
SIGNED_UP = (
    Visitor("Демобекова Гүлнұр", matter="Аулада балалар алаңы жоқ."),
    Visitor("Демин Олег", matter="В подъезде полгода нет света.", language="ru"),
)
"""Invented people, who left no telephone."""
MOBILE = {
    "title_kk": "Шеткі аудандарға көшпелі қабылдау", "title_ru": "Выездная приёмная на окраинах",
    "title_en": "Mobile reception in the outskirts", "team": "Қабылдаушы маман, заңгер",
}  # fmt: skip
ROUTE = (
    Stop(
        time(10),
        time(12),
        "Мектеп, акт залы (демо деректер)",
        "Школа, актовый зал (демонстрационные данные)",
        "School, assembly hall (demonstration)",
    ),
    Stop(
        time(14),
        time(16),
        "Мәдениет үйі (демо деректер)",
        "Дом культуры (демонстрационные данные)",
        "House of culture (demonstration)",
    ),
)


@dataclass(frozen=True)
class House:
    """One office with those who work at its door."""

    office: Office
    desk: Actor
    head: Actor
    services: list[Service]
    counters: list[Counter]


def play_visits(at: datetime) -> Iterator[int]:
    """Play the visits of every office up to ``at`` and yield how many there were so far; a second play adds nothing."""
    if QueueTicket.objects.exists():
        return
    done = 0
    for office in Office.objects.filter(is_active=True).order_by("code"):
        house, chance = _house(office), random.Random(f"{SEED}{office.code}")  # noqa: S311  (the same each time)
        for day in _open_days(office, at):
            with transaction.atomic():
                done += _day(house, day, chance)
            yield done
        _book(house, at, chance)
        _plan(house, at)


def _house(office: Office) -> House:
    return House(
        office,
        _member(office, Role.RECEPTIONIST),
        _member(office, Role.MANAGER),
        list(Service.objects.filter(office=office, is_offered=True).order_by("position")),
        list(Counter.objects.filter(office=office, service=None).order_by("number")),
    )


def _member(office: Office, role: Role) -> Actor:
    user = User.objects.filter(staff__office=office, staff__role=role).order_by("id")[0]
    return actor_for(user, staff_of(user), str(office.uuid), "desk")


def _open_days(office: Office, at: datetime) -> list[tuple[date, datetime, int]]:
    """Return the last days on which the office was open: the day, when it opened, and for how many minutes."""
    today = clock.local_date(at, office.zone)
    table = timetable_of(office, closures_of(office, today - timedelta(days=DAYS)))
    found = []
    for back in range(DAYS, 0, -1):
        day = today - timedelta(days=back)
        try:
            spans = table.spans_on(day)
        except CalendarGapError:
            continue
        if spans:
            opens, closes = table.moment(day, spans[0].opens), table.moment(day, spans[-1].closes)
            found.append((day, opens, int((closes - opens).total_seconds() // 60)))
    return found


def _day(house: House, day: tuple[date, datetime, int], chance: random.Random) -> int:
    on, opens, minutes = day
    slow = random.Random(f"{SEED}{house.office.code}{on}")  # noqa: S311  (the same each time)
    visits = chance.randrange(7, 13)
    coming = sorted(chance.randrange(minutes - 40) for _ in range(visits))
    free_at = dict.fromkeys((row.pk for row in house.counters), opens)
    for number, minute in enumerate(coming):
        came = opens + timedelta(minutes=minute)
        service = chance.choice(house.services)
        new = NewTicket(f"demo:{on}:{number}", service, language=chance.choice(["kk", "kk", "ru"]))
        ticket_take(actor=house.desk, office=house.office, new=new, at=came)
        counter = min(house.counters, key=lambda row: free_at[row.pk])
        begins = max(came + timedelta(seconds=slow.randrange(40, 1200)), free_at[counter.pk])
        free_at[counter.pk] = _receive(house, counter, begins, chance)
    return visits


def _receive(house: House, counter: Counter, at: datetime, chance: random.Random) -> datetime:
    """Call the next visitor and return when the counter is free again."""
    ticket = ticket_call_next(actor=house.desk, office=house.office, counter=counter, at=at)
    if ticket is None:
        return at
    if chance.random() < 0.06:
        _to(house, ticket, TicketState.NO_SHOW, at + timedelta(minutes=2))
        return at + timedelta(minutes=2)
    _to(house, ticket, TicketState.SERVED, at + timedelta(minutes=1))
    ends = at + timedelta(minutes=chance.randrange(6, 28))
    end_visit(actor=house.desk, ticket=ticket, version=ticket.version, at=ends)
    if chance.random() < 0.45:
        _review(house, ticket, ends + timedelta(minutes=chance.randrange(3, 600)), chance)
    return ends


def _to(house: House, ticket: QueueTicket, target: TicketState, at: datetime) -> None:
    ticket_move(actor=house.desk, ticket=ticket, step=Step(target, ticket.version), at=at)


def _review(house: House, ticket: QueueTicket, at: datetime, chance: random.Random) -> None:
    rating = chance.choices(list(Rating), weights=[6, 2, 2])[0]
    offered = REASONS[Subject.OFFICE, rating]
    words = chance.choice(WORDS[rating]) if chance.random() < 0.5 else ""
    reasons = tuple(chance.sample(offered, min(len(offered), chance.randrange(1, 3))))
    feedback = Feedback.objects.get(ticket=ticket)
    review = Review(rating, reasons=reasons, words=words, language=ticket.language)
    review_leave(actor=applicant(str(house.office.uuid)), feedback=feedback, review=review, at=at)
    if rating is Rating.NEGATIVE and words:
        review_reply(actor=house.head, feedback=feedback, reply=REPLY, at=at + timedelta(hours=20))


def _book(house: House, at: datetime, chance: random.Random) -> None:
    """Book some visits to come for people who gave no name."""
    actor = applicant(str(house.office.uuid))
    for service in house.services:
        for day in free_days(house.office, service, at)[:3]:
            if day.times:
                wish = Wish(house.office, service, chance.choice(day.times))
                held = slot_hold(actor=actor, wish=wish, at=at)
                book_visit(actor=actor, uuid=str(held.uuid), visitor=Visitor(language="kk"), at=at)


def _plan(house: House, at: datetime) -> None:
    """Plan a deputy's day, for which two people have signed up, and a reception that travels."""
    today = clock.local_date(at, house.office.zone)
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    deputy = next(row for row in house.services if row.code == "deputy")
    fields = {
        **DAY, "service": deputy, "host": None, "on": saturday, "begins": time(11), "ends": time(13), "minutes": 20,
        "quota": 6,
    }  # fmt: skip
    day = day_plan(actor=house.head, office=house.office, fields=fields, at=at)
    times = [
        row for free in free_days(house.office, deputy, at) for row in free.times if row.sitting.pk == day.pk
    ]
    for offer, visitor in zip(times, SIGNED_UP, strict=False):
        actor = applicant(str(house.office.uuid))
        held = slot_hold(actor=actor, wish=Wish(house.office, deputy, offer), at=at)
        book_visit(actor=actor, uuid=str(held.uuid), visitor=visitor, at=at)
    mobile = mobile_plan(
        actor=house.head, office=house.office, on=saturday + timedelta(days=5), fields=MOBILE, at=at
    )
    mobile_route(actor=house.head, mobile=mobile, stops=ROUTE, at=at)
