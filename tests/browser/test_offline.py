"""The desk while the server is away: tickets and appeals wait sealed in the browser, and come in once when it is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.walking import sign_in
from tests.installations import Server, installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
BODY = "Абай көшесінде шам жанбайды, балалар қараңғыда жүреді"
COUNT = """
import django; django.setup()
from qabyldau.intake.models import Appeal
from qabyldau.visits.models import QueueTicket
print(Appeal.objects.count(), *QueueTicket.objects.order_by("id").values_list("number", flat=True))
"""
KEPT = "DESK.items().then((items) => JSON.stringify(items))"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with installation(tmp_path) as fresh:
        fresh.run("-m", "tests.processes", "reception", "20")
        found = Server(fresh)
        yield found
        found.kill()


@pytest.fixture
def desk(browser: Browser, server: Server) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(viewport={"width": 1024, "height": 768}, locale="kk")
    page = context.new_page()
    sign_in(page, home(server), "dana", PASSWORD)
    page.goto(f"{home(server)}desk/door/")
    until(page, "DESK.supply().then((now) => !!(navigator.serviceWorker.controller && now?.numbers))")
    yield page
    context.close()


def until(page: Page, words: str, seconds: int = 60) -> None:
    """Ask a page until it says yes; its policy lets no library wait inside it."""
    for _ in range(seconds * 5):
        if page.evaluate(words):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"never true: {words}")


def home(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/"


def register(page: Page, words: str) -> None:
    """Fill in what a visitor says and send it."""
    form = page.locator("form[action$='/desk/register/']")
    form.locator("[name=body]").fill(words)
    form.locator("[name=name]").fill("Айгүл Сапарова")
    form.locator("[name=consent]").check()
    form.locator(".actions button").click()


def test_tickets_and_appeals_wait_sealed_and_are_sent_once(desk: Page, server: Server) -> None:
    server.kill()
    desk.locator(".door-take button[name=service]").first.click()
    desk.wait_for_url("**/desk/offline/?kept=ticket&number=501")
    assert desk.locator("[data-number]").inner_text() == "501"
    register(desk, BODY)
    desk.wait_for_url("**/desk/offline/?kept=appeal")
    desk.reload()
    kept = desk.evaluate(KEPT)
    assert kept.count('"box"') == 2
    assert "Сапарова" not in kept
    assert "Абай" not in kept
    server.restart()
    until(desk, "DESK.items().then((items) => !items.length)")
    assert desk.locator("[data-results] a").count() == 2
    desk.reload()
    desk.wait_for_timeout(1000)
    assert server.fresh.run("-c", COUNT).split() == ["1", "501"]


def test_an_appeal_that_does_not_fit_comes_back_with_its_words(desk: Page, server: Server) -> None:
    server.kill()
    desk.goto(f"{home(server)}desk/offline/")
    desk.locator("form[action$='/desk/register/'] [name=phone]").fill("12")
    register(desk, BODY)
    desk.wait_for_url("**/desk/offline/?kept=appeal")
    server.restart()
    desk.wait_for_selector("[data-results] pre", timeout=60_000)
    assert desk.locator("[data-results] pre").inner_text() == BODY
    assert server.fresh.run("-c", COUNT).split() == ["0"]


def test_signing_out_wipes_what_waits_once_that_is_confirmed(desk: Page, server: Server) -> None:
    server.kill()
    desk.goto(f"{home(server)}desk/offline/")
    register(desk, BODY)
    desk.wait_for_url("**/desk/offline/?kept=appeal")
    answers = [False, True]
    desk.on("dialog", lambda dialog: dialog.accept() if answers.pop(0) else dialog.dismiss())
    desk.locator("form[data-sign-out] button").click()
    assert desk.evaluate(KEPT).count('"box"') == 1
    desk.context.route("**/desk/offline/s*/", lambda route: route.abort())
    server.restart()
    desk.locator("form[data-sign-out] button").click()
    desk.wait_for_url("**/desk/sign-in/**")
    assert desk.evaluate("indexedDB.databases().then((all) => all.length)") == 0
    assert server.fresh.run("-c", COUNT).split() == ["0"]


def test_a_page_that_the_worker_does_not_hold_is_taken_by_it(desk: Page) -> None:
    hard = desk.context.new_cdp_session(desk)
    with desk.expect_navigation():
        hard.send("Page.reload", {"ignoreCache": True})
    until(desk, "!!navigator.serviceWorker.controller")


def test_what_is_older_than_twelve_hours_is_thrown_away_and_said(desk: Page, server: Server) -> None:
    desk.evaluate(
        "DESK.keep('old', 'appeal', { kind: 'appeal', fields: {} }, { at: Date.now() - 12 * 3600e3 - 1000 })"
    )
    desk.reload()
    desk.wait_for_selector("[data-results] li[data-id=expired]")
    assert desk.evaluate(KEPT) == "[]"


def test_what_the_page_asks_by_itself_keeps_nobody_signed_in(desk: Page) -> None:
    asked: list[str | None] = []
    desk.on(
        "request", lambda one: asked.append(one.headers.get("x-glance")) if "/offline/s" in one.url else None
    )
    desk.evaluate("DESK.keep('one', 'appeal', { kind: 'appeal', fields: {} }, {})")
    desk.reload()
    desk.wait_for_selector("[data-results] li[data-id=one]")
    assert len(asked) >= 2
    assert set(asked) == {"1"}
