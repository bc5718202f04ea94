"""How long people wait at the door: medians by hour, each with its number of visits. Pure.

A visit's wait is the time in the stage WAITING before its first invitation: from the ticket, or for one who booked and came
early from the booked minute, until the number is called. Being put on hold or handed over is not waited again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median, quantiles

from qabyldau.core import clock

FEWEST = 5
"""Visits under which no figure is shown: a median of four is a story about four people."""


@dataclass(frozen=True)
class Wait:
    """One visit that was called: when the waiting began, and for how long."""

    from_at: datetime
    lasted: timedelta


@dataclass(frozen=True)
class HourFigure:
    """One hour of the day (0 … 23 on the office's clock): visits, and median and 90th percentile in minutes."""

    hour: int
    n: int
    median_minutes: float | None
    """None under FEWEST visits."""
    p90_minutes: float | None


def wait_of(came_at: datetime, booked_at: datetime | None, invited_at: datetime) -> Wait:
    """Return the wait of one visit; whoever is called before the booked minute has waited nothing."""
    begins = max(came_at, booked_at) if booked_at is not None else came_at
    return Wait(min(begins, invited_at), max(timedelta(), invited_at - begins))


def figure(hour: int, waits: Iterable[Wait]) -> HourFigure:
    """Return the figure of some visits, named by ``hour``."""
    minutes = sorted(wait.lasted.total_seconds() / 60 for wait in waits)
    if len(minutes) < FEWEST:
        return HourFigure(hour, len(minutes), None, None)
    ninetieth = quantiles(minutes, n=10, method="inclusive")[8]
    return HourFigure(hour, len(minutes), round(median(minutes), 1), round(ninetieth, 1))


def by_hour(waits: Iterable[Wait], zone: str) -> list[HourFigure]:
    """Return a figure for each hour in which somebody began to wait, in order."""
    hours: dict[int, list[Wait]] = {}
    for wait in waits:
        hours.setdefault(clock.wall(wait.from_at, zone).hour, []).append(wait)
    return [figure(hour, hours[hour]) for hour in sorted(hours)]
