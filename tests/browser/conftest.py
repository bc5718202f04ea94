"""A real browser against a real server: ``qabyldau serve`` with the small world, and headless Chromium."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.walking import FLAGS, is_required
from tests.installations import Server, installation
from tests.servers import chromium


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = Path(tmp_path_factory.mktemp("browser"))
    with installation(folder) as fresh:
        fresh.run("-m", "tests.processes", "register", "browser", "3")
        fresh.run("-m", "tests.processes", "opened", "1")
        found = Server(fresh)
        yield found
        found.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, gone with the last test of its file: its event loop would bar the others from the database."""
    if not chromium():
        if is_required("CHROMIUM"):
            pytest.fail("Chromium is required and was not found")
        pytest.skip("no Chromium was found")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield found
        found.close()


def wait(seconds: float) -> None:
    """Let a person's time pass: the form thinks of anything quicker as a machine."""
    time.sleep(seconds)
