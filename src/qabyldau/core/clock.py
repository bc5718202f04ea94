"""The one place where the present is asked for; everything else takes a moment as an argument."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  (the one place)


def local_date(moment: datetime, zone: str) -> date:
    """Return the calendar date of ``moment`` in the IANA ``zone``."""
    return moment.astimezone(ZoneInfo(zone)).date()


def wall(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` as the wall clock of the IANA ``zone`` shows it, naive: templates leave that as it is."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def today(zone: str) -> date:
    """Return the calendar date that it is now in the IANA ``zone``."""
    return local_date(now(), zone)


def in_zone(moment: datetime, zone: str) -> datetime:
    """Return ``moment`` aware and in UTC; a naive one is taken as the wall clock of the IANA ``zone``."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC)
