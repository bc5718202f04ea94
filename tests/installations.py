"""Whole installations for tests that need several processes: a folder of their own, a database of their own."""

import atexit
import contextlib
import functools
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Installation:
    """A migrated database with the small world of ``tests.people`` in it."""

    environment: dict[str, str]

    def start(self, *arguments: str, **changes: str) -> subprocess.Popen[str]:
        """Start ``python`` with these arguments inside the installation."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env={**self.environment, **changes},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, timeout: float = 120, **changes: str) -> str:
        """Run ``python`` with these arguments to its end and return what it printed; fail with its errors."""
        process = self.start(*arguments, **changes)
        out, errors = process.communicate(timeout=timeout)
        assert process.returncode == 0, errors[-4000:]
        return out


@contextmanager
def own_database(like: str = "") -> Iterator[str]:
    """Yield a DATABASE_URL: "" for SQLite, or that of a new PostgreSQL database beside the one the suite runs on.

    ``like`` is the DATABASE_URL of a database that it begins as a copy of.
    """
    suite = os.environ.get("DATABASE_URL", "")
    if not suite:
        yield ""
        return
    import psycopg  # noqa: PLC0415  (not installed where only SQLite is tested)

    name = f"own_{uuid.uuid4().hex[:12]}"
    template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
    with psycopg.connect(suite, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"{template}')
    try:
        yield urlunsplit(urlsplit(suite)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(suite, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def bare_installation(folder: Path, like: str = "") -> Iterator[Installation]:
    """Yield an installation in ``folder`` that was not migrated yet, gone with its database afterwards.

    ``like`` is the DATABASE_URL of a database that it begins as a copy of.
    """
    with own_database(like) as url:
        kept = {
            key: value for key, value in os.environ.items() if not key.startswith(("QABYLDAU_", "DATABASE_"))
        }
        environment = {
            **kept,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "qabyldau.config.settings",
            "QABYLDAU_DATA": str(folder / "data"),
            "DATABASE_URL": url,
        }
        yield Installation(environment)


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Yield a migrated installation with the small world in it: a copy of one that is made once a process."""
    made = _pattern()
    shutil.copytree(made.environment["QABYLDAU_DATA"], folder / "data")
    with bare_installation(folder, made.environment["DATABASE_URL"]) as found:
        yield found


@functools.cache
def _pattern() -> Installation:
    """Return the installation that all others of this process are copies of; it goes with the process."""
    kept = contextlib.ExitStack()
    atexit.register(kept.close)
    folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="qabyldau-pattern-")))
    made = kept.enter_context(bare_installation(folder))
    made.run("-m", "django", "migrate", "-v", "0")
    made.run("-m", "tests.processes", "world")
    return made


def free_port() -> int:
    """Return a port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """``qabyldau serve`` that can be killed and started again on the same port."""

    def __init__(self, fresh: Installation, module: str = "qabyldau") -> None:
        """Start it; ``module`` is what serves where a test has a clock of its own."""
        self.fresh, self.module, self.port = fresh, module, free_port()
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        arguments = ("-m", self.module, "serve", "--port", str(self.port))
        process = self.fresh.start(*arguments, QABYLDAU_TRUSTED_PROXY="127.0.0.1")
        limit = time.monotonic() + 30
        while time.monotonic() < limit:
            if self.answers():
                return process
            time.sleep(0.05)
        process.kill()
        raise AssertionError(process.communicate()[1][-3000:])

    def answers(self) -> bool:
        try:
            return self.get("/healthz")[0] == 200
        except OSError:
            return False

    def get(self, path: str) -> tuple[int, float]:
        begin = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        status = connection.getresponse().status
        connection.close()
        return status, time.monotonic() - begin

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def restart(self) -> None:
        self.process = self._start()
