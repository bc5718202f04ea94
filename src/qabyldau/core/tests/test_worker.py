"""The worker does what is queued; a task whose worker was killed is put back."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from qabyldau.core import clock, queue
from qabyldau.core.worker import TRIES, Background, reap

NAME = "drafts.forget"


def stuck(workers: int) -> DBTaskResult:
    queue.later(NAME)
    row = DBTaskResult.objects.get()
    row.status, row.started_at = TaskResultStatus.RUNNING, clock.now() - settings.LEASE - timedelta(seconds=1)
    row.worker_ids = [f"w{number}" for number in range(workers)]
    row.save()
    return row


@pytest.mark.django_db
def test_a_task_whose_worker_was_killed_is_put_back() -> None:
    row = stuck(workers=1)
    assert reap(clock.now()) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY


@pytest.mark.django_db
def test_after_five_tries_a_task_is_given_up() -> None:
    row = stuck(workers=TRIES)
    reap(clock.now())
    row.refresh_from_db()
    assert row.status == TaskResultStatus.FAILED


@pytest.mark.django_db
def test_a_task_that_is_being_worked_on_is_left_alone() -> None:
    row = stuck(workers=1)
    DBTaskResult.objects.filter(pk=row.pk).update(started_at=clock.now())
    assert reap(clock.now()) == 0


@pytest.mark.django_db
def test_what_ended_over_a_week_ago_is_forgotten_and_what_waits_is_not() -> None:
    row = stuck(workers=TRIES)
    row.status, row.finished_at = TaskResultStatus.FAILED, clock.now() - timedelta(days=queue.KEPT_DAYS + 1)
    row.save()
    queue.later(NAME)
    queue.results_forget()
    assert [left.status for left in DBTaskResult.objects.all()] == [TaskResultStatus.READY]


@pytest.mark.django_db
def test_an_unknown_name_cannot_be_queued() -> None:
    with pytest.raises(KeyError):
        queue.later("no.such_task")


@pytest.mark.django_db(transaction=True)
def test_worker_and_clockwork_run_beside_the_server_and_stop_when_told() -> None:
    background = Background({NAME: timedelta(hours=1)})
    background.start()
    try:
        limit = time.monotonic() + 15
        while time.monotonic() < limit and not DBTaskResult.objects.successful().exists():
            time.sleep(0.1)
    finally:
        background.stop()
    assert DBTaskResult.objects.successful().count() == 1
    assert not any(thread.is_alive() for thread in background._threads)
