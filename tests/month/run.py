"""The month from outside: a mail server that refuses, a bot's server, a worker that is killed, and a clock that is moved."""

import email
import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiosmtpd.controller import Controller

from tests.installations import ROOT, Installation, free_port
from tests.month.office import FIRST_DAY, GONE
from tests.telegram import KEY, BotApi

DAYS = 31
HOURS = (0.0, 0.05, 0.2, 1.0, 3.0, 6.0, 9.0)
"""Hours after nine at which a worker looks into the outbox."""
CLOCK = {12: (1, 0), 20: (-1, 0)}
"""Days on which the clock of the machine first shows another day, then the right one."""
DARK = (7, 8)
"""Days on which the mail server takes nothing; on the second one it does not even answer."""


class Mailbox:
    """A mail server: some addresses are gone for good, on some days it takes nothing, and it can kill whoever sends."""

    def __init__(self) -> None:
        self.accepted: list[str] = []
        self.refused = Counter[str]()
        self.is_busy = False
        self.kill_at: set[int] = set()
        self.kill: Any = None
        self.port = free_port()
        self.server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: Any, address: str, _options: list[str]
    ) -> str:
        if self.is_busy:
            self.refused["451"] += 1
            return "451 4.3.0 Try again later"
        if address.startswith(GONE):
            self.refused["550"] += 1
            return "550 5.1.1 There is nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        self.accepted.append(str(email.message_from_bytes(envelope.content)["Message-ID"]))
        if len(self.accepted) in self.kill_at:
            self.kill()
        return "250 OK"


class Player:
    """A process of the month that does what it is told, line by line."""

    def __init__(self, fresh: Installation, *who: str, **changes: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.month.play", *who], cwd=ROOT, env={**fresh.environment, **changes},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.hear()

    def hear(self) -> str:
        """Return the next line; "" where the process is gone."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, *words: object) -> dict[str, Any] | None:
        """Let it do a deed and return what it says; None where it was killed in the middle. Its own errors are raised."""
        assert self.process.stdin is not None
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        line = self.hear()
        if line:
            return dict(json.loads(line))
        errors = self.process.communicate()[1]
        if self.process.returncode >= 0:
            raise AssertionError(errors[-5000:])
        return None

    def close(self) -> None:
        """Let it go."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


@dataclass
class Month:
    """One month: how many write, by which chance, and after how many letters the sender is killed."""

    fresh: Installation
    api: BotApi
    total: int
    seed: int = 5
    kills: int = 10
    said: list[str] = field(default_factory=list)
    killed: int = 0

    def play(self) -> dict[str, Any]:
        """Play it, settle what is left, and return what came of it."""
        self.box = Mailbox()
        self.box.kill = self._kill
        chance = random.Random(self.seed)  # noqa: S311  (chance of a test)
        self.box.kill_at = set(chance.sample(range(2, self.total * 2 // 3), self.kills))
        self.box.server.start()
        self.changes = {
            "QABYLDAU_EMAIL_URL": f"smtp://127.0.0.1:{self.box.port}",
            "QABYLDAU_MAILBOX_ADDRESS": "reception@example.kz",
            "QABYLDAU_TELEGRAM_API": self.api.address,
            "QABYLDAU_TELEGRAM_TOKEN": KEY,
        }
        self.office = Player(self.fresh, "office", str(self.seed), str(self.total), str(DAYS), **self.changes)
        self.post = Player(self.fresh, "post", **self.changes)
        try:
            for number in range(DAYS):
                for shift in CLOCK.get(number, (0,)):
                    self._day(number, FIRST_DAY + timedelta(days=number + shift))
            return self._settle()
        finally:
            self.office.close()
            self.post.close()
            self.box.server.stop(no_assert=True)

    def _day(self, number: int, at: datetime) -> None:
        self.box.is_busy = number == DARK[0]
        if number == DARK[1]:
            self.box.server.stop()
        done = self.office.tell("day", number, at.isoformat())
        for hours in HOURS:
            self._send(at + timedelta(hours=hours))
        late = self.office.tell("chase", (at + timedelta(hours=9)).isoformat())
        assert late is not None
        assert late["again"] == [0, 0], "the second look of a day found more"
        self.said.append(f"day {number + 1:2} {at:%d.%m} {done} {late} letters {len(self.box.accepted)}")
        if number == DARK[1]:
            self.box.server = Controller(self.box, hostname="127.0.0.1", port=self.box.port)
            self.box.server.start()

    def _send(self, at: datetime) -> None:
        if self.post.tell("send", at.isoformat()) is None:
            self.post.close()
            self.post = Player(self.fresh, "post", **self.changes)

    def _kill(self) -> None:
        self.killed += 1
        self.post.process.kill()

    def _settle(self) -> dict[str, Any]:
        """Let the worker come to its end, hours after the last day, and check."""
        self.box.kill_at = set()
        last = FIRST_DAY + timedelta(days=DAYS - 1)
        for hours in range(10, 18):
            self._send(last + timedelta(hours=hours))
        found = self.office.tell("end", (last + timedelta(hours=18)).isoformat())
        assert found is not None
        return {**found, "kills": self.killed, "refused_by_server": dict(self.box.refused), "days": self.said}
