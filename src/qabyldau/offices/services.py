"""Loading offices and their calendar; a second load of the same rows changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time

from django.conf import settings
from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Permission, Role, demand
from qabyldau.areas.models import Area
from qabyldau.core.errors import InputError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import CalendarDay, Office, Opening, Staff, WorkCalendar
from qabyldau.offices.rules.calendar import CalendarDay as Day
from qabyldau.offices.rules.hours import Span, check_spans
from qabyldau.people.models import Organization

Row = Mapping[str, str]
LOCALIZED = ("name_kk", "name_ru", "name_en", "address_kk", "address_ru", "address_en")


def offices_load(rows: Iterable[Row]) -> None:
    """Make or correct offices: code, slug, names, addresses, organization, area, zone, phone.

    A new one promises an answer in QABYLDAU_PROMISE_DAYS; what an office has promised since stays.
    """
    for row in rows:
        given = {
            **{name: row[name] for name in (*LOCALIZED, "slug", "zone", "phone")},
            "organization": Organization.objects.filter(code=row["organization"]).first(),
            "area": Area.objects.filter(code=row["area"]).first(),
        }
        Office.objects.update_or_create(
            code=row["code"],
            defaults=given,
            create_defaults={**given, "promise_days": settings.PROMISE_DAYS},
        )


def openings_load(rows: Iterable[Row]) -> None:
    """Replace the hours of the offices that are named: office, weekday (1 Monday), opens, closes.

    Two rows of a weekday have a break between them; a weekday not among an office's rows is closed.
    """
    told: dict[str, dict[int, list[Span]]] = {}
    for row in rows:
        span = Span(time.fromisoformat(row["opens"]), time.fromisoformat(row["closes"]))
        told.setdefault(row["office"], {}).setdefault(int(row["weekday"]), []).append(span)
    for code, week in told.items():
        _week_replace(Office.objects.get(code=code), week)


def _week_replace(office: Office, week: Mapping[int, Sequence[Span]]) -> None:
    for spans in week.values():
        check_spans(spans)
    Opening.objects.filter(office=office).delete()
    Opening.objects.bulk_create(
        Opening(office=office, weekday=weekday, opens=span.opens, closes=span.closes)
        for weekday, spans in sorted(week.items())
        for span in sorted(spans)
    )


@transaction.atomic
def staff_grant(
    *, actor: Actor, office: Office, user: User, role: Role, at: datetime, **fields: object
) -> Staff:
    """Return the role of a user in an office, given or corrected."""
    if role in {Role.ANONYMOUS, Role.APPLICANT, Role.OPERATOR}:
        raise InputError("role", f"{role} is not a role in an office")
    staff, _ = Staff.objects.update_or_create(
        office=office, user=user, role=role, defaults={**fields, "is_active": True}
    )
    record(actor.who, "offices.staff.granted", Target("accounts.user", str(user.uuid)), at, {"role": role})
    return staff


@transaction.atomic
def staff_end(*, actor: Actor, user: User, office: Office | None, role: str, at: datetime) -> int:
    """End one role of a user in an office, or all of them where no office is given; return how many ended."""
    rows = Staff.objects.filter(user=user, is_active=True)
    if office is not None:
        rows = rows.filter(office=office, role=role)
    for row in rows.select_related("office"):
        who = replace(actor, office_key=str(row.office.uuid)).who
        record(who, "offices.staff.ended", Target("accounts.user", str(user.uuid)), at, {"role": row.role})
    return rows.update(is_active=False)


@transaction.atomic
def calendar_load(*, actor: Actor, version: str, days: Iterable[Day], at: datetime) -> bool:
    """Make ``days`` the current calendar unless this version is it already; return whether anything changed.

    Older versions stay: deadlines name the one they were counted by.
    """
    demand(actor, Permission.CALENDAR_CHANGE)
    if WorkCalendar.objects.filter(version=version, is_current=True).exists():
        return False
    WorkCalendar.objects.filter(is_current=True).update(is_current=False)
    calendar, is_new = WorkCalendar.objects.get_or_create(version=version, defaults={"made_at": at})
    if is_new:
        CalendarDay.objects.bulk_create(_day(calendar, day) for day in days)
    WorkCalendar.objects.filter(pk=calendar.pk).update(is_current=True)
    record(
        actor.who, "offices.calendar.loaded", Target("offices.calendar", version), at, {"version": version}
    )
    return True


def _day(calendar: WorkCalendar, day: Day) -> CalendarDay:
    return CalendarDay(
        calendar=calendar,
        on=day.on,
        kind=day.kind,
        replaces=day.replaces,
        name_kk=day.name_kk,
        name_ru=day.name_ru,
        name_en=day.name_en,
        estimated=day.estimated,
        source=day.source,
    )
