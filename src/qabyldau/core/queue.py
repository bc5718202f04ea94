"""Work for later, by name: ``later("read.text", id)``; the road's tasks are registered by ``config.queue``.

Arguments are identifiers, never personal data. A task may run twice without harm: the row is taken by a worker that can
be killed, and the reaper puts it back.
"""

from typing import Any

from django.core.management import call_command
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

KEPT_DAYS = 7
"""Days for which it can be looked up what became of a task; the clock alone makes thousands a day."""

_tasks: dict[str, "Task[Any, Any]"] = {}


def register(name: str, task: "Task[Any, Any]") -> None:
    """Give a task its name; called once for each at the start."""
    _tasks[name] = task


def later(name: str, *ids: str | int) -> None:
    """Queue the task ``name`` with identifiers as arguments, in the transaction that is open."""
    _tasks[name].enqueue(*ids)


def is_queued(name: str) -> bool:
    """Return whether a run of the task ``name`` waits already."""
    return DBTaskResult.objects.ready().filter(task_path=_tasks[name].module_path).exists()


def results_forget() -> None:
    """Forget tasks that ended more than a week ago, also those that were given up."""
    call_command("prune_db_task_results", min_age_days=KEPT_DAYS, verbosity=0)
