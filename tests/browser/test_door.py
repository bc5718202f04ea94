"""The receptionist's screen by keyboard alone: a whole visit with two matters, and the queue that looks after itself."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import sign_in
from tests.installations import Server
from tests.people import DARK_STREET, PASSWORD

pytestmark = pytest.mark.browser
TABLET = {"width": 1024, "height": 768}
SMALL = """[...document.querySelectorAll("main button, main a.button, main summary, main select, main input:not([type=hidden])")]
  .filter((item) => item.offsetParent && !item.matches("[type=radio], [type=checkbox]") && item.getBoundingClientRect().height < 44)
  .map((item) => item.outerHTML.slice(0, 90))"""
"""Whatever is pressed with a finger and is lower than 44 pixels."""


@pytest.fixture(scope="module")
def reception(server: Server) -> Server:
    server.fresh.run("-m", "tests.processes", "reception", "5")
    return server


def keys(page: Page, *pressed: str) -> None:
    """Press keys one after the other, once the page listens."""
    page.wait_for_load_state()
    for key in pressed:
        page.keyboard.press(key)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what ``selector`` names has the focus."""
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"the keyboard does not reach {selector}")


def at_the_door(browser: Browser, server: Server, name: str, counter: int) -> Page:
    """Return a page of somebody who sits at a counter, reached by the keyboard."""
    home = f"http://127.0.0.1:{server.port}/en/"
    page = browser.new_context(viewport=TABLET).new_page()  # type: ignore[arg-type]
    sign_in(page, home, name, PASSWORD)
    page.goto(f"{home}desk/door/")
    tab_to(page, f"form[action$='/counter/'] button:nth-of-type({counter})")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(f"Counter {counter}")
    return page


def register(page: Page, words: str) -> None:
    """Register a matter of the visit that is being received."""
    keys(page, "m")
    page.wait_for_url(re.compile("/matter/"))
    tab_to(page, "[name=body]")
    page.keyboard.type(words)
    tab_to(page, "[name=read_back]")
    page.keyboard.press("Space")
    tab_to(page, "form.desk-form .actions button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/slip/"))


def call_and_receive(page: Page) -> None:
    """Call the next visitor and begin."""
    keys(page, "n")
    expect(page.locator(".door-now--invited")).to_contain_text("001")
    keys(page, "s")
    expect(page.locator(".door-now--served")).to_contain_text("001")


def test_a_whole_visit_with_two_matters_is_worked_by_keyboard_alone(
    browser: Browser, reception: Server
) -> None:
    page = at_the_door(browser, reception, "dana", 1)
    keys(page, "t", "2")
    expect(page.locator(".door-last")).to_contain_text("Number 001 waits.")
    call_and_receive(page)
    register(page, DARK_STREET)
    expect(page.locator(".coupon__number")).to_have_count(1)
    tab_to(page, "a[href*='/door/?last']")
    page.keyboard.press("Enter")
    expect(page.locator(".door-matters li")).to_have_count(1)
    register(page, "The lift has not worked for a month.")
    expect(page.locator(".coupon__number")).to_have_count(2)
    expect(page.locator(".coupon__matter .coupon__secret")).to_have_count(2)
    tab_to(page, "a[href*='/door/?last']")
    page.keyboard.press("Enter")
    expect(page.locator(".door-matters li")).to_have_count(2)
    keys(page, "h")
    expect(page.locator(".door-last")).to_contain_text("waits aside")
    tab_to(page, ".door-last button")
    page.keyboard.press("Enter")
    expect(page.locator(".door-last")).to_contain_text("waits.")
    call_and_receive(page)
    expect(page.locator(".door-matters li")).to_have_count(2)
    keys(page, "d")
    expect(page.locator(".door-last")).to_contain_text("is over")


def test_keys_are_words_while_somebody_writes(browser: Browser, reception: Server) -> None:
    page = at_the_door(browser, reception, "saule", 2)
    keys(page, "c")
    page.keyboard.type("ntx1d")
    expect(page.locator("#code")).to_have_value("ntx1d")
    page.keyboard.press("Enter")
    expect(page.locator("#code_error")).to_be_visible()
    expect(page.locator("#code")).to_have_value("ntx1d")


def test_the_queue_shows_what_others_do_and_never_while_one_writes(
    browser: Browser, reception: Server
) -> None:
    mine = at_the_door(browser, reception, "dana", 1)
    mine.clock.install()
    mine.reload()
    before = mine.locator(".door-line .door-ticket").count()
    other = at_the_door(browser, reception, "saule", 2)
    keys(other, "t", "1")
    expect(other.locator(".door-last")).to_be_visible()
    mine.locator("#code").focus()
    mine.clock.run_for(16_000)
    assert mine.locator(".door-line .door-ticket").count() == before
    mine.locator("#code").blur()
    mine.clock.run_for(16_000)
    expect(mine.locator(".door-line .door-ticket")).to_have_count(before + 1)


def test_every_page_of_the_door_is_accessible_and_pressed_with_a_finger(
    browser: Browser, reception: Server
) -> None:
    page = at_the_door(browser, reception, "nurlan", 3)
    home, axe, wrong = page.url.partition("door/")[0], Axe(), {}
    for path in ("door/", "door/visits/", "door/visits/book/", "door/waits/", "door/counters/"):
        for width in (320, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(home + path)
            found = [row["id"] for row in axe.run(page).response["violations"]] + page.evaluate(SMALL)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append("scrolls sideways")
            if found:
                wrong[f"{path} {width}"] = found
    assert wrong == {}
