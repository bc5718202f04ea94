"""Asking for updates, where nobody brings them: one process at a time, each update confirmed only after it was dealt with."""

import threading
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import close_old_connections, connection

from qabyldau.core import clock, ids
from qabyldau.gateways.telegram import LineError, updates_after
from qabyldau.interfaces.channels.telegram.taking import LINE, take_update
from qabyldau.messages.queries import position_of
from qabyldau.messages.services import line_hold

log = structlog.get_logger(__name__)

WAIT = 20
"""Seconds for which the API is asked to wait for something to come."""

HELD = timedelta(seconds=120)
"""How long the line belongs to the process that reads it; longer than one asking."""

PAUSE = 5.0
"""Seconds until the next try where the line is somebody else's, or silent."""

LONGEST_PAUSE = 60.0


def poll(stop: threading.Event) -> None:
    """Ask for updates until told to stop; does nothing where no bot is set or updates are brought to us."""
    holder, failures = ids.new_uuid().hex, 0
    while settings.TELEGRAM_TOKEN and not settings.TELEGRAM_WEBHOOK and not stop.is_set():
        pause = 0.0
        try:
            close_old_connections()
            pause = 0.0 if poll_once(holder, clock.now()) else PAUSE
            failures = 0
        except LineError as error:
            failures += 1
            pause = float(error.retry_after) or min(PAUSE * 2 ** min(failures, 6), LONGEST_PAUSE)
            log.warning("telegram does not answer", problem=str(error))
        except Exception:
            log.exception("polling stumbled")
            pause = PAUSE
        stop.wait(pause)
    connection.close()


def poll_once(holder: str, at: datetime, wait: int = WAIT) -> bool:
    """Ask once and deal with what came; return False where another process reads this line.

    Raises LineError where the API does not answer.
    """
    if not line_hold(name=LINE, holder=holder, at=at, lease=HELD):
        return False
    for update in updates_after(position_of(LINE), wait):
        if not line_hold(name=LINE, holder=holder, at=clock.now(), lease=HELD):
            return False
        take_update(update, clock.now())
    return True
