"""What people expect of any page: it fits a small screen, is light, works by keyboard, and keeps still when asked to."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.walking import PUBLIC, STAFF, inner_pages, sign_in, write_to_the_last_look
from tests.installations import Server
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
KB = 1000
SLOW_BYTES_A_SECOND, SLOW_ROUND_TRIP = 400 * KB / 8, 0.4
"""Slow 3G as the browsers' own throttling has it: 400 kb/s, 400 ms there and back."""

SMALL_TARGETS = """
    [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((item) => item.checkVisibility() && !item.closest(".skip, .hidden-words") && !item.matches("p a, li a, td a, dd a"))
      .map((item) => [item.closest("label") ?? item, item])
      .map(([item, own]) => [item.getBoundingClientRect(), own.outerHTML.slice(0, 90)])
      .filter(([box]) => box.width && (box.width < 24 || box.height < 24)).map(([, words]) => words)
"""
"""What can be pressed and is smaller than 24 × 24 (WCAG 2.2, 2.5.8); a link inside a sentence is excepted there."""


@pytest.fixture
def home(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/"


@pytest.fixture
def staff(browser: Browser, home: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, home, "nurlan", PASSWORD)
    page.close()
    yield context
    context.close()


def test_every_page_fits_320_pixels_and_is_pressed_by_a_finger(staff: BrowserContext, home: str) -> None:
    page, wide, small = staff.new_page(), [], {}
    for path in PUBLIC + STAFF + inner_pages(staff, home):
        page.goto(home + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(path)
        if found := page.evaluate(SMALL_TARGETS):
            small[path] = found
    assert (wide, small) == ([], {})


def test_whoever_asks_for_stillness_gets_it(staff: BrowserContext, home: str) -> None:
    page = staff.new_page()
    for path in ("", "appeal/kind/", "desk/"):
        page.goto(home + path)
        moving = page.evaluate(
            """[...document.querySelectorAll("*")].map((item) => getComputedStyle(item))
               .filter((style) => parseFloat(style.transitionDuration) > 0.01 || parseFloat(style.animationDuration) > 0.01).length"""
        )
        assert moving == 0, path


def weight(page: Page, address: str) -> tuple[int, int]:
    """Return the bytes that came over the wire for a page, and how many requests they took."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    return sum(sizes), len(sizes)


@pytest.mark.parametrize("path", ["", "appeal/kind/", "track/", "help/"])
def test_a_first_visit_is_light_enough_for_slow_3g(browser: Browser, home: str, path: str) -> None:
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    total, requests = weight(page, home + path)
    assert total <= 100 * KB
    # The sheet and the scripts come together after the page: three trips there and back, and one to connect.
    assert total / SLOW_BYTES_A_SECOND + 4 * SLOW_ROUND_TRIP <= 5, (total, requests)


def test_an_appeal_is_written_by_keyboard_alone_and_focus_is_always_seen(browser: Browser, home: str) -> None:
    size = {"width": 360, "height": 740}
    page = browser.new_context(viewport=size, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
    write_to_the_last_look(page, home)
    page.goto(f"{home}appeal/text/")
    reached: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const item = document.activeElement, style = getComputedStyle(item), box = item.getBoundingClientRect();
              return [item.name || item.tagName, parseFloat(style.outlineWidth), style.outlineStyle,
                      box.bottom > 0 && box.top < innerHeight]; }"""
        )
        if seen[0] == "BODY":
            break
        reached.append(seen[0])
        assert seen[1] >= 2, seen
        assert seen[2] != "none", seen
        assert seen[3], seen
    assert {"body", "place", "photos", "go"} <= set(reached)


def test_a_word_in_another_language_says_so(browser: Browser, home: str) -> None:
    page = browser.new_page()
    for path, code in (("", "kk"), ("ru/", "ru"), ("en/", "en")):
        page.goto(home + path)
        assert page.locator("html").get_attribute("lang") == code
        for other in {"kk", "ru", "en"} - {code}:
            assert page.locator(f".languages a[lang={other}][hreflang={other}]").count() == 1


def test_paper_shows_the_coupon_and_no_buttons(browser: Browser, home: str) -> None:
    page = browser.new_page()
    write_to_the_last_look(page, home)
    page.wait_for_timeout(2200)
    page.locator("main form button").last.click()
    page.goto(f"{home}appeal/receipt/coupon/")
    page.emulate_media(media="print")
    assert page.locator(".coupon__number").is_visible()
    assert [
        item.evaluate("item => item.outerHTML")
        for item in page.locator(".button, button").all()
        if item.is_visible()
    ] == []
