"""Workers are killed again and again: no task is lost, no effect doubled, no letter lost or sent as another (R6)."""

import email
import json
import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from qabyldau.core.worker import TRIES
from tests.installations import Installation, free_port, installation
from tests.telegram import KEY, bot_api

COUNT, KILLS, WORKERS = 300, 12, 2
TEXTS = COUNT // 2
"""Each text is two tasks: it is read, and then put into the index."""
SEED = 6
LIMIT = 240.0
"""Seconds after which a test gives up: a guard for a busy machine, not a measure."""
LEASE = "3"
BETWEEN = (4, 12)
"""Deeds from one kill to the next, so that a dozen kills come before the three hundredth."""
PAUSE = 0.02
"""Seconds, at most, from a deed to the kill: some hit the deed itself, some what is written after it."""


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as found:
        yield found


class Worker:
    """A worker process, and what it has said: that it works, and each task that is done."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.lines = process, 0
        self.listening = threading.Thread(target=self._listen)
        self.listening.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for _ in self.process.stdout:
            self.lines += 1

    def kill(self) -> bool:
        """Kill it; return whether it was at work and not still starting or at its end."""
        at_work = self.lines > 0 and self.process.poll() is None
        self.process.kill()
        self.end()
        return at_work

    def end(self) -> str:
        """Wait for its end and return its errors."""
        self.process.wait(LIMIT)
        self.listening.join(LIMIT)
        with self.process as process:
            return process.stderr.read() if process.stderr and not process.stderr.closed else ""


class Workers:
    """Two worker processes side by side, killed and started anew."""

    def __init__(self, fresh: Installation, *arguments: str, **changes: str) -> None:
        self.fresh, self.arguments = fresh, arguments
        self.changes = {"QABYLDAU_LEASE_SECONDS": LEASE, **changes}
        self.chance = random.Random(SEED)  # noqa: S311  (chance of a test)
        self.kills = 0
        self.past: list[Worker] = []
        self.running: list[Worker] = []

    def _start(self) -> None:
        command = ("-m", "tests.workers", "work", *self.arguments)
        self.running = [Worker(self.fresh.start(*command, **self.changes)) for _ in range(WORKERS)]

    def done(self) -> int:
        """Return how many tasks were said to be done."""
        return sum(max(0, worker.lines - 1) for worker in [*self.past, *self.running])

    def kill_often(self, progress: Callable[[], int]) -> None:
        """Start the workers, kill them in the middle of their work, and so on, until enough were killed."""
        limit = time.monotonic() + LIMIT
        while self.kills < KILLS and time.monotonic() < limit:
            wanted = progress() + self.chance.randint(*BETWEEN)
            self._start()
            while progress() < wanted and time.monotonic() < limit:
                time.sleep(0.001)
            for worker in self.chance.sample(self.running, WORKERS):
                time.sleep(self.chance.uniform(0, PAUSE))
                self.kills += worker.kill()
            self.past += self.running
        self._start()

    def close(self) -> None:
        """Leave nobody behind, however the test ended."""
        for worker in self.running:
            worker.kill()

    def finish(self) -> dict[str, Any]:
        """Let the workers come to their end, then one more for the tasks of the clock, and return what is there."""
        for worker in self.running:
            errors = worker.end()
            assert worker.process.returncode == 0, errors[-3000:]
        self.fresh.run("-m", "tests.workers", "work", **self.changes)
        return dict(json.loads(self.fresh.run("-m", "tests.workers", "outcome")))


def given_up(found: dict[str, Any], kills: int) -> None:
    """Look that a task was given up only after five kills; what it left undone the next sweep does."""
    assert set(found["tasks"]) <= {"SUCCESSFUL", "FAILED"}
    assert found["tasks"].get("FAILED", 0) * TRIES <= kills


def test_three_hundred_tasks_survive_a_dozen_kills_without_loss_or_double(fresh: Installation) -> None:
    fresh.run("-m", "tests.workers", "texts", str(TEXTS))
    with closing(Workers(fresh)) as workers:
        workers.kill_often(workers.done)
        found = workers.finish()
    print(f"kills {workers.kills}, {found}")
    assert workers.kills >= 10
    assert found["interrupted"] > 0, "no kill hit a task: the test shows nothing"
    given_up(found, workers.kills)
    assert found["tasks"]["SUCCESSFUL"] + found["tasks"].get("FAILED", 0) >= COUNT
    assert (found["read"], found["unread"], found["read_twice"]) == (TEXTS, 0, 0)


class Mailbox:
    """A mail server that keeps the Message-ID of every letter it accepts."""

    def __init__(self) -> None:
        self.accepted: list[str] = []

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        self.accepted.append(str(email.message_from_bytes(envelope.content)["Message-ID"]))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp://127.0.0.1:{port}"
    server.stop()


def test_three_hundred_letters_survive_a_dozen_kills_each_under_its_own_message_id(
    fresh: Installation, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    written = fresh.run("-m", "tests.workers", "letters", str(COUNT)).split()
    with closing(Workers(fresh, "sweeping", QABYLDAU_EMAIL_URL=url)) as workers:
        workers.kill_often(lambda: len(box.accepted))
        found = workers.finish()
    times = Counter(box.accepted)
    print(
        f"kills {workers.kills}, accepted {len(box.accepted)}, doubles {len(box.accepted) - COUNT}, {found}"
    )
    assert workers.kills >= 10
    assert set(times) == set(written)
    assert len(written) == COUNT
    assert len(box.accepted) - COUNT <= workers.kills
    assert found["letters"] == {"sent": COUNT}
    assert found["tasks"].get("FAILED", 0) <= workers.kills // TRIES, (
        "a sweep is given up only after five kills"
    )
    assert set(found["tasks"]) <= {"SUCCESSFUL", "FAILED"}


def test_two_hundred_chat_messages_survive_a_dozen_kills_and_none_comes_twice(fresh: Installation) -> None:
    with bot_api() as api:
        set_ = {"QABYLDAU_TELEGRAM_API": api.address, "QABYLDAU_TELEGRAM_TOKEN": KEY}
        written = fresh.run("-m", "tests.workers", "chats", "200", **set_).split()
        api.slow = 0.005
        with closing(Workers(fresh, "sweeping", **set_)) as workers:
            workers.kill_often(lambda: len(api.sent))
            found = workers.finish()
        times = Counter(str(one["chat_id"]) for one in api.sent)
    print(f"kills {workers.kills}, sent {len(api.sent)}, {found}")
    assert workers.kills >= 10
    assert set(times) <= set(written)
    assert set(times.values()) == {1}, "somebody was told twice"
    assert sum(found["chats"].values()) == len(written) == 200
    assert set(found["chats"]) <= {"sent", "uncertain"}
    assert found["chats"].get("uncertain", 0) <= workers.kills
    assert len(times) >= found["chats"]["sent"]
