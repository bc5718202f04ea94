"""Settings of the whole suite: no address but this machine's, one database engine a run, catalogues compiled."""

import logging
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.utils.translation.reloader import translation_file_changed

from qabyldau.config.catalogues import compile_catalogues
from qabyldau.history.append_only import TABLES, guard, unguard

CANARIES = ("Сапарова", "Saparova", "7010000123", "701 000 01 23", "aigul@example.kz", "900101400015")
"""What Aigul leaves with her appeals in every test; none of it may reach a log."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write the table of rights anew, to be read by a person before it is committed."""
    parser.addoption(
        "--write-rights", action="store_true", help="write tests/conformance/rights.csv from what is"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once; Django, woken before this, lets go of what it has read of older ones."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
        translation_file_changed(None, Path("django.mo"))


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test reached out to {address[0]}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True, scope="session")
def _append_only_tables_can_be_emptied() -> Iterator[None]:
    """Emptying the database after a transactional test is the one thing the triggers must allow here."""
    real = flush.Command.handle

    def handle(self: Any, **options: Any) -> Any:
        for table in TABLES:
            unguard(connection, table)
        try:
            return real(self, **options)
        finally:
            for table in TABLES:
                guard(connection, table)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


class _Overheard(logging.Handler):
    """Keeps every log line of one test as it would be written, redactor and all."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(next(iter(logging.getLogger().handlers), logging.StreamHandler()).formatter)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(("asyncio", "hypothesis", "django.db.backends", "faker", "factory")):
            self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def _no_personal_data_in_logs() -> Iterator[None]:
    """Whatever a test does, no name, telephone, e-mail or IIN of its people stands in a log line (S29)."""
    overheard = _Overheard()
    root = logging.getLogger()
    root.addHandler(overheard)
    yield
    root.removeHandler(overheard)
    found = [line for line in overheard.lines if any(canary in line for canary in CANARIES)]
    assert not found, f"personal data in the log: {found[:3]}"
    assert not any("\n" in line for line in overheard.lines), "one event must be one line"


@pytest.fixture
def shared_data() -> Path:
    """The folder of texts kept outside the repository, or a skip that says so."""
    folder = os.environ.get("QABYLDAU_SHARED_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("QABYLDAU_SHARED_DATA is not set")
    return Path(folder)
