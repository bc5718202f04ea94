"""Every page of site, desk and design: a strict policy, no violation, no request to anybody else, accessible (S5)."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from tests.browser.walking import LANGUAGES, LOOKS, PUBLIC, STAFF, inner_pages, sign_in
from tests.installations import Server
from tests.people import PASSWORD

pytestmark = pytest.mark.browser


class Watcher:
    """Keeps what a page says on its console and whom it asks."""

    def __init__(self, page: Page, home: str) -> None:
        self.said: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((home, "data:")) or self.strangers.append(request.url),
        )


@pytest.fixture(scope="module")
def session(server: Server, browser: Browser) -> StorageState:
    """Nurlan's session; he signs in once, because five times in a quarter of an hour are all that is allowed."""
    context = browser.new_context()
    sign_in(context.new_page(), f"http://127.0.0.1:{server.port}/", "nurlan", PASSWORD)
    kept = context.storage_state()
    context.close()
    return kept


@pytest.fixture
def signed_in(browser: Browser, session: StorageState) -> Iterator[BrowserContext]:
    context = browser.new_context(storage_state=session)
    yield context
    context.close()


def test_no_page_breaks_the_policy_or_asks_anybody_else(server: Server, signed_in: BrowserContext) -> None:
    home = f"http://127.0.0.1:{server.port}/"
    page = signed_in.new_page()
    watcher = Watcher(page, home)
    pages = PUBLIC + STAFF + inner_pages(signed_in, home)
    assert len(pages) == len(PUBLIC + STAFF) + 2
    for language in LANGUAGES:
        for path in pages:
            answer = page.goto(f"{home}{language}{path}")
            assert answer is not None
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["cross-origin-opener-policy"] == "same-origin"
            assert "permissions-policy" in answer.headers
    expected = [words for words in watcher.said if "404" not in words]
    assert (expected, watcher.strangers) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_page_is_accessible_and_fits(
    server: Server, signed_in: BrowserContext, language: str, width: int, scheme: str
) -> None:
    page = signed_in.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    axe, wrong = Axe(), {}
    home = f"http://127.0.0.1:{server.port}/"
    for path in PUBLIC + STAFF + inner_pages(signed_in, home):
        page.goto(home + language + path)
        found = axe.run(page).response["violations"]
        if found:
            wrong[path] = [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in found]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.setdefault(path, []).append("scrolls sideways")
    assert wrong == {}
