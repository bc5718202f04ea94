"""The working calendar; a second load of the same version changes nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.offices.models import CalendarDay, WorkCalendar
from qabyldau.offices.rules.calendar import CalendarDay as Day


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
