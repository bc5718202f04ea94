"""How long somebody stays signed in: half an hour without a press, twelve hours in all (ASVS 7.3)."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest

from qabyldau.core import clock

SINCE, SEEN = "since", "seen"
LONGEST = timedelta(hours=12)
RENEWED_AFTER = timedelta(minutes=5)
"""A press writes the session anew only so often: not every page is worth a row."""
GLANCE = "X-Glance"
"""The header of a page that looks for news by itself: nobody has pressed anything, so the half hour goes on."""


def begin(sender: object, request: HttpRequest, **_signal: Any) -> None:
    """Remember when somebody signed in: called whenever that happens, by whichever way."""
    del sender
    request.session[SINCE] = request.session[SEEN] = clock.now().timestamp()


def is_over(request: HttpRequest, at: datetime) -> bool:
    """Return whether the twelve hours are over; if not, half an hour begins anew."""
    if at.timestamp() - float(request.session.get(SINCE, 0)) > LONGEST.total_seconds():
        return True
    if GLANCE in request.headers:
        return False
    if at.timestamp() - float(request.session.get(SEEN, 0)) > RENEWED_AFTER.total_seconds():
        request.session[SEEN] = at.timestamp()
    return False
