"""Every task that the scheduler runs has a name by which it is queued."""

from qabyldau.config.queue import TASKS
from qabyldau.flow.tasks import CLOCKWORK


def test_every_task_of_the_clockwork_is_registered():
    assert sorted(set(CLOCKWORK) - set(TASKS)) == []
