"""Reading offices: who works there, when it is open, by which calendar it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized, sort_key
from qabyldau.offices.models import CalendarDay, Opening, Staff, WorkCalendar
from qabyldau.offices.models import Closure as Closure
from qabyldau.offices.models import Office as Office
from qabyldau.offices.models import Service as Service
from qabyldau.offices.models import Sitting as Sitting
from qabyldau.offices.rules.calendar import WorkCalendar as Calendar
from qabyldau.offices.rules.calendar import calendar_from_rows
from qabyldau.offices.rules.hours import Cut, Span, Timetable, outer, overlap

USUAL_HOURS = {weekday: (time(9), time(18)) for weekday in range(1, 6)}
"""Monday to Friday, for an office that has not said its hours."""


def listed_offices() -> list[Office]:
    """Return the offices that the public sees, by their Kazakh name."""
    return [office for office in open_offices() if office.is_listed]


def open_offices() -> list[Office]:
    """Return the offices that take appeals, by their Kazakh name."""
    rows = Office.objects.filter(is_active=True).select_related("area")
    return sorted(rows, key=lambda office: sort_key(office.name_kk))


def office_by(*, slug: str = "", code: str = "", uuid: str = "") -> Office:
    """Return one active office by one of its names; raise MissingError if there is none."""
    given = {"slug": slug, "code": code, "uuid": uuid}
    row = Office.objects.filter(
        is_active=True, **{key: value for key, value in given.items() if value}
    ).first()
    if row is None:
        raise MissingError("office")
    return row


def pk_of(office_key: str) -> QuerySet[Office, Any]:
    """Return an office's primary key as a part of another query.

    Compared with ``=`` it is one value to the planner, which can then walk an index in its order; a join hides that.
    """
    return Office.objects.filter(uuid=office_key).values("pk")[:1]


def staff_of(user: User) -> list[Staff]:
    """Return the roles of a user with their offices, in a steady order."""
    rows = Staff.objects.filter(user=user, is_active=True, office__is_active=True).select_related("office")
    return list(rows.order_by("office__name_kk", "role"))


def names_of(office: Office) -> dict[str, str]:
    """Return the names of everybody who works or worked in an office, by key."""
    users = User.objects.filter(staff__office=office).distinct()
    return {str(user.uuid): user.full_name or user.username for user in users}


def actor_for(user: User, rows: Sequence[Staff], office_key: str, door: str) -> Actor:
    """Return ``user`` acting in the office ``office_key`` with all roles that ``rows`` give there, or as an operator."""
    roles = frozenset(Role(row.role) for row in rows if str(row.office.uuid) == office_key)
    if user.is_operator:
        roles |= {Role.OPERATOR}
    return Actor(
        str(user.uuid), office_key if roles - {Role.OPERATOR} else "", roles, door, user.full_name or ""
    )


def caseworker_rows(office: Office) -> QuerySet[User]:
    """Return the users who may own a case of this office, in no order; one with several roles several times."""
    roles = [Role.CASEWORKER, Role.MANAGER, Role.DEPUTY, Role.AIDE]
    return User.objects.filter(
        is_active=True, staff__office=office, staff__is_active=True, staff__role__in=roles
    )


def caseworkers_of(office: Office) -> list[User]:
    """Return the users who may own a case of this office."""
    return sorted(
        caseworker_rows(office).distinct(), key=lambda user: sort_key(user.full_name or user.username)
    )


def confidential_readers_of(office: Office) -> list[str]:
    """Return the keys of the named readers of this office's confidential appeals."""
    rows = Staff.objects.filter(office=office, is_active=True, reads_confidential=True)
    return [str(key) for key in rows.order_by().values_list("user__uuid", flat=True).distinct()]


def second_reader_of(office: Office) -> str:
    """Return the key of whoever reads complaints against this office's own staff; "" where nobody is named."""
    return str(office.second_reader.uuid) if office.second_reader else ""


def complaint_readers_of(office: Office) -> list[str]:
    """Return the keys of those who read what a sender complains of about this office's own staff.

    The second reader alone; where nobody is named, the readers of confidential appeals who are not its head.
    """
    second = second_reader_of(office)
    if second:
        return [second]
    heads = Staff.objects.filter(office=office, is_active=True, role=Role.MANAGER)
    found = {str(key) for key in heads.values_list("user__uuid", flat=True)}
    return [key for key in confidential_readers_of(office) if key not in found]


def week_of(office: Office) -> dict[int, list[Span]]:
    """Return the spans of each weekday (1 Monday), wall clock of the office."""
    week: dict[int, list[Span]] = {}
    for weekday, opens, closes in (
        Opening.objects.filter(office=office)
        .order_by("weekday", "opens")
        .values_list("weekday", "opens", "closes")
    ):
        week.setdefault(weekday, []).append(Span(opens, closes))
    return _week(week)


def _week(said: dict[int, list[Span]]) -> dict[int, list[Span]]:
    return said or {day: [Span(*span)] for day, span in USUAL_HOURS.items()}


def hours_of(office: Office) -> dict[int, tuple[time, time]]:
    """Return the first opening and the last closing by weekday (1 Monday), wall clock of the office."""
    return outer(week_of(office))


def timetable_of(office: Office, closures: Iterable[Closure]) -> Timetable:
    """Return when the door of an office is open; closures of single sittings do not shut the door."""
    week = week_of(office)
    cuts = tuple(cut_of(row) for row in closures if row.sitting_id is None)
    return Timetable(current_calendar(office.zone, outer(week)), week, cuts)


def closures_of(office: Office, today: date) -> list[Closure]:
    """Return the closures of an office and its sittings that end on ``today`` or later, the next first."""
    rows = Closure.objects.filter(office=office, to_on__gte=today).select_related(
        "substitute", "sitting__service", "sitting__host"
    )
    return list(rows.order_by("from_on", "from_time", "id"))


def closures_among(offices: Sequence[Office], at: datetime) -> dict[int, list[Closure]]:
    """Return the closures of whole offices that are not over, by the key of the office; one query."""
    today = {office.pk: clock.local_date(at, office.zone) for office in offices}
    earliest = min(today.values(), default=at.date())
    rows = Closure.objects.filter(office__in=list(today), to_on__gte=earliest, sitting=None)
    found: dict[int, list[Closure]] = {}
    for row in rows.select_related("substitute").order_by("from_on", "from_time", "id"):
        if row.to_on >= today[row.office_id]:
            found.setdefault(row.office_id, []).append(row)
    return found


def cut_of(row: Closure) -> Cut:
    """Return a closure as the hours see it."""
    return Cut(str(row.uuid), row.from_on, row.to_on, row.from_time, row.to_time, row.weekday)


@dataclass(frozen=True)
class OfficeFacts:
    """Everything that is public about when an office is open and what one may come for."""

    week: dict[int, list[Span]]
    closures: list[Closure]
    services: list[Service]
    sittings: list[Sitting]


def facts_of(offices: Sequence[Office], at: datetime) -> dict[int, OfficeFacts]:
    """Return the facts of each office by its key; four queries however many there are."""
    keys = [office.pk for office in offices]
    today = {office.pk: clock.local_date(at, office.zone) for office in offices}
    closures = closures_among(offices, at)
    weeks: dict[int, dict[int, list[Span]]] = {key: {} for key in keys}
    for row in Opening.objects.filter(office__in=keys).order_by("weekday", "opens"):
        weeks[row.office_id].setdefault(row.weekday, []).append(Span(row.opens, row.closes))
    services = Service.objects.filter(office__in=keys).order_by("-is_offered", "position", "id")
    sittings = Sitting.objects.filter(office__in=keys, is_active=True).select_related("service", "host")
    found = {key: OfficeFacts(_week(weeks[key]), closures.get(key, []), [], []) for key in keys}
    for service in services:
        found[service.office_id].services.append(service)
    for sitting in sittings.order_by("on", "weekday", "begins", "id"):
        if sitting.on is None or sitting.on >= today[sitting.office_id]:
            found[sitting.office_id].sittings.append(sitting)
    return found


def timetables_of(offices: Sequence[Office], facts: Mapping[int, OfficeFacts]) -> dict[int, Timetable]:
    """Return when each office is open by its key; one query however many there are, none known without a calendar."""
    current = WorkCalendar.objects.filter(is_current=True).values_list("pk", "version").first()
    if current is None:
        return {}
    return {
        office.pk: Timetable(
            _calendar(*current, office.zone, tuple(sorted(outer(own.week).items()))),
            own.week,
            tuple(cut_of(row) for row in own.closures),
        )
        for office in offices
        for own in [facts[office.pk]]
    }


def spans_of_sitting(table: Timetable, sitting: Sitting, own: Sequence[Cut], day: date) -> list[Span]:
    """Return the hours of ``sitting`` on ``day``; ``own`` are the closures of this sitting alone.

    A weekly one is there when the door is open, on a make-up day with the weekday it replaces; one of a single day stands by
    itself, so that a deputy may receive on a Saturday.
    """
    span = Span(sitting.begins, sitting.ends)
    if sitting.on is not None:
        spans = table.uncut(day, [span]) if sitting.on == day else []
    elif table.calendar.weekday_of(day) == sitting.weekday:
        spans = [part for door in table.spans_on(day) for part in overlap(door, span)]
    else:
        spans = []
    return Timetable(table.calendar, {}, tuple(own)).uncut(day, spans)


def services_of(office: Office) -> list[Service]:
    """Return what people may come for, and what this office cannot do, in the order the office gave them."""
    return list(Service.objects.filter(office=office).order_by("-is_offered", "position", "id"))


def sittings_of(office: Office, today: date) -> list[Sitting]:
    """Return who receives when: each week, and once on ``today`` or later."""
    rows = Sitting.objects.filter(office=office, is_active=True).filter(Q(on__isnull=True) | Q(on__gte=today))
    return list(rows.select_related("service", "host").order_by("on", "weekday", "begins", "id"))


def calendar_of(office: Office) -> Calendar:
    """Return the current working calendar with the office's hours; days are read once a version."""
    return current_calendar(office.zone, hours_of(office))


def current_calendar(
    zone: str = "Asia/Almaty", hours: Mapping[int, tuple[time, time]] = USUAL_HOURS
) -> Calendar:
    """Return the current working calendar with these hours; raise MissingError where none was loaded."""
    current = WorkCalendar.objects.filter(is_current=True).values_list("pk", "version").first()
    if current is None:
        raise MissingError("calendar")
    return _calendar(*current, zone, tuple(sorted(hours.items())))


def day_names(version: str, first: date, last: date) -> dict[date, str]:
    """Return the names, in the language of the page, of the special days of a calendar between two dates."""
    rows = CalendarDay.objects.filter(calendar__version=version, on__range=(first, last))
    return {row.on: localized(row, "name") for row in rows}


@lru_cache(maxsize=64)
def _calendar(pk: int, version: str, zone: str, hours: tuple[tuple[int, tuple[time, time]], ...]) -> Calendar:
    days = CalendarDay.objects.filter(calendar_id=pk).order_by("on")
    return calendar_from_rows(days, hours=dict(hours), zone=zone, version=version)
