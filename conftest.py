"""Settings of the whole suite: no address but this machine's, one database engine a run, catalogues compiled."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import connection

from qabyldau.config.catalogues import compile_catalogues
from qabyldau.history.append_only import TABLES, guard, unguard


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, before Django reads them."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


@pytest.fixture(autouse=True)
def _only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in {"127.0.0.1", "localhost", "::1"}:
            raise AssertionError(f"a test reached out to {address[0]}")
        return real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(autouse=True)
def _append_only_tables_can_be_emptied(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
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

    monkeypatch.setattr(flush.Command, "handle", handle)
    yield


@pytest.fixture
def shared_data() -> Path:
    """The folder of texts kept outside the repository, or a skip that says so."""
    folder = os.environ.get("QABYLDAU_SHARED_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("QABYLDAU_SHARED_DATA is not set")
    return Path(folder)
