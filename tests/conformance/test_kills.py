"""The server is killed while eight people send (R1), and held up by five hundred who never finish sending (R21)."""

import http.client
import json
import queue
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installations import Installation, Server, installation

TOKEN = "a" * 32
PRESSES, WRITERS, KILLS = 1000, 8, 5


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Installation]:
    with installation(tmp_path) as found:
        yield found


def press(server: Server, cookie: str, source: str) -> bool:
    """Send one prepared appeal; return whether the answer says that it is registered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    headers = {
        "Cookie": f"{cookie}; csrftoken={TOKEN}",
        "X-Forwarded-For": source,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        connection.request("POST", "/appeal/check/", f"csrfmiddlewaretoken={TOKEN}", headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status == 302 and "receipt" in (answer.getheader("Location") or "")
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@pytest.fixture
def server(fresh: Installation) -> Iterator[Server]:
    found = Server(fresh)
    yield found
    found.kill()


class Senders:
    """Eight people who press until each of their appeals is acknowledged."""

    def __init__(self, server: Server) -> None:
        self.server, self.limit = server, time.monotonic() + 240
        self.acknowledged: list[str] = []
        self.waiting: queue.Queue[tuple[str, str]] = queue.Queue()
        for line in server.fresh.run("-m", "tests.processes", "drafts", str(PRESSES)).splitlines():
            key, cookie = line.split(" ", 1)
            self.waiting.put((key, cookie))
        self.threads = [threading.Thread(target=self._send) for _ in range(WRITERS)]

    def _send(self) -> None:
        while time.monotonic() < self.limit:
            try:
                key, cookie = self.waiting.get_nowait()
            except queue.Empty:
                return
            number = int(key.split("-")[1])
            if press(self.server, cookie, f"10.0.{number // 256 % 256}.{number % 256}"):
                self.acknowledged.append(key)
            else:
                self.waiting.put((key, cookie))
                time.sleep(0.05)

    def wait_for(self, count: int) -> None:
        """Wait until that many appeals are acknowledged."""
        while len(self.acknowledged) < count and time.monotonic() < self.limit:
            time.sleep(0.01)


def test_no_acknowledged_appeal_is_lost_and_none_is_half_made(server: Server, tmp_path: Path) -> None:
    senders = Senders(server)
    for thread in senders.threads:
        thread.start()
    for kill in range(1, KILLS + 1):
        senders.wait_for(kill * PRESSES // (KILLS + 1))
        server.kill()
        server.restart()
    for thread in senders.threads:
        thread.join()
    keys = tmp_path / "keys"
    keys.write_text(" ".join(senders.acknowledged), encoding="ascii")
    found = json.loads(server.fresh.run("-m", "tests.processes", "invariants", str(keys)))
    assert found == {
        "acknowledged": PRESSES, "appeals": PRESSES, "lost": 0, "half": 0, "gapless": True, "flaws": 0, "integrity": "ok",
    }  # fmt: skip


def test_five_hundred_half_sent_requests_do_not_stop_anybody(server: Server) -> None:
    held = []
    try:
        for _ in range(500):
            half = socket.create_connection(("127.0.0.1", server.port), timeout=5)
            half.sendall(b"POST /track/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nnumber=")
            held.append(half)
        answers = [server.get("/") for _ in range(5)]
    finally:
        for half in held:
            half.close()
    assert [status for status, _ in answers] == [200] * 5
    assert max(seconds for _, seconds in answers) <= 1.0
