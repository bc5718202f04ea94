"""The task worker and the clockwork: threads beside the web server, or processes of their own.

django-tasks-db runs the tasks but never takes back one whose worker was killed (its row stays RUNNING for ever), so the
reaper here puts it back after a lease, up to five tries.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import close_old_connections, connection
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from qabyldau.core import clock, ids
from qabyldau.core.queue import is_queued, later

log = structlog.get_logger(__name__)
TRIES = 5
POLL_SECONDS = 1.0

Loop = Callable[[threading.Event], None]
_loops: dict[str, Loop] = {}


def loop_register(name: str, loop: Loop) -> None:
    """Give a thread of its own to something that waits for the outside; called once for each at the start."""
    _loops[name] = loop


def reap(at: datetime) -> int:
    """Put back tasks whose worker is gone: RUNNING for longer than the lease. After five tries a task is given up."""
    stuck = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - settings.LEASE)
    back = 0
    for row in list(stuck[:100]):
        state = TaskResultStatus.FAILED if len(row.worker_ids) >= TRIES else TaskResultStatus.READY
        won = DBTaskResult.objects.filter(
            pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at
        )
        finished = at if state == TaskResultStatus.FAILED else None
        back += won.update(status=state, started_at=None, finished_at=finished)
    return back


def _worker() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=POLL_SECONDS,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=ids.new_uuid().hex,
        excluded_queue_names=[],
    )


class Background:
    """The worker, the clockwork and the loops that were registered, as threads that end when told."""

    def __init__(self, clockwork: Mapping[str, timedelta]) -> None:
        """Take the tasks that run on a clock, each with the pause between two runs."""
        self._clockwork = clockwork
        self._stop = threading.Event()
        self._worker = _worker()
        self._threads = [
            threading.Thread(target=self._work, name="worker", daemon=True),
            threading.Thread(target=self._tick, name="clockwork", daemon=True),
            *(
                threading.Thread(target=loop, name=name, daemon=True, args=(self._stop,))
                for name, loop in _loops.items()
            ),
        ]

    def start(self) -> None:
        """Start the threads."""
        for thread in self._threads:
            thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Ask the threads to end and wait ``timeout`` seconds for each."""
        self._stop.set()
        self._worker.running = False
        for thread in self._threads:
            thread.join(timeout)

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                self._worker.run()
            except Exception:
                log.exception("worker stumbled")
                self._stop.wait(POLL_SECONDS)
            finally:
                connection.close()

    def _tick(self) -> None:
        due = dict.fromkeys(self._clockwork, clock.now())
        while not self._stop.is_set():
            try:
                close_old_connections()
                self._run_due(due)
            except Exception:
                log.exception("clockwork stumbled")
            self._stop.wait(POLL_SECONDS * 5)
        connection.close()

    def _run_due(self, due: dict[str, datetime]) -> None:
        at = clock.now()
        reap(at)
        for name in [name for name, moment in due.items() if moment <= at]:
            due[name] = at + self._clockwork[name]
            if not is_queued(name):
                later(name)
