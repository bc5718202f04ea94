"""Aigul with a telephone of 360 pixels books a visit in Kazakh; at the reception she follows her number on it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.installations import Server, installation

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, str]]:
    """A server with a reception, and the code of a ticket that waits as the second."""
    with installation(Path(tmp_path_factory.mktemp("door"))) as fresh:
        code = fresh.run("-m", "tests.doors", "open_reception").strip()
        found = Server(fresh)
        yield found, code
        found.kill()


def telephone(browser: Browser, **given: bool) -> BrowserContext:
    return browser.new_context(viewport=PHONE, locale="kk-KZ", **given)  # type: ignore[arg-type]


def judge(page: Page) -> None:
    """Fail if the page is wider than the telephone, or not accessible where a script can tell."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], page.url
    found = Axe().run(page).response["violations"]
    assert [(row["id"], row["nodes"][0]["html"][:120]) for row in found] == [], page.url


def pick(page: Page, day: int, place: int) -> str:
    """Choose a day and a time of it; return the day in words."""
    link = page.locator("a.days__day").nth(day)
    words = link.locator("span").first.inner_text()
    link.click()
    page.locator(".slots button").nth(place).click()
    return words


def book(page: Page, home: str, looked: bool) -> tuple[str, str]:
    """Book from the start page; return the code and the day."""
    page.goto(home)
    page.locator("main a[href='/book/']").click()
    page.locator("main a[href='/book/almaty/']").click()
    expect(page.locator("main")).to_contain_text("Бұрын хат алған болсаңыз")
    page.locator("main a[href='/book/almaty/general/']").click()
    if looked:
        judge(page)
    day = pick(page, 1, 2)
    expect(page).to_have_url(re.compile("/booking/new/"))
    if looked:
        judge(page)
    page.fill("[name=name]", "Айгүл")
    page.fill("[name=matter]", "Көшеде шам жанбайды")
    page.check("[name=consent]")
    page.locator("main form button[name=go][value='']").click()
    expect(page.locator("main")).to_contain_text("Көшеде шам жанбайды")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text(day)
    if looked:
        judge(page)
    return page.locator(".confirmation__number").inner_text(), day


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_aigul_books_in_kazakh_moves_and_cancels_on_her_telephone(
    door: tuple[Server, str], browser: Browser, has_scripts: bool
) -> None:
    home = f"http://127.0.0.1:{door[0].port}/"
    code, day = book(telephone(browser, java_script_enabled=has_scripts).new_page(), home, looked=has_scripts)
    later = telephone(browser, java_script_enabled=has_scripts).new_page()
    later.goto(f"{home}booking/{code}/")
    assert code.replace("-", "") not in later.url.replace("-", "")
    expect(later.locator("main")).to_contain_text(day)
    later.locator("a[href='/booking/move/']").click()
    moved = pick(later, 2, 3)
    expect(later.locator("main")).to_contain_text(moved)
    with later.expect_download() as file:
        later.locator("a[href='/booking/visit.ics']").click()
    assert b"SEQUENCE:1\r\n" in Path(file.value.path()).read_bytes()
    later.locator("a[href='/booking/cancel/']").click()
    later.locator("main form button").click()
    expect(later.locator("main a[href='/book/almaty/general/']")).to_be_visible()


def test_what_aigul_typed_stays_when_her_time_went_to_somebody_else(
    door: tuple[Server, str], browser: Browser
) -> None:
    home = f"http://127.0.0.1:{door[0].port}/"
    one, two = telephone(browser).new_page(), telephone(browser).new_page()
    for page in (one, two):
        page.goto(f"{home}book/almaty/general/")
        page.locator("a.days__day").nth(3).click()
    two.locator(".slots button").first.click()
    one.locator(".slots button").first.click()
    expect(one.locator("[role=alert]")).to_be_visible()
    judge(one)
    one.locator(".slots button").first.click()
    one.fill("[name=matter]", "Көшеде шам жанбайды")
    one.locator("main form button[name=go][value=ru]").click()
    expect(one).to_have_url(re.compile("/ru/booking/new/"))
    expect(one.locator("[name=matter]")).to_have_value("Көшеде шам жанбайды")


def test_the_telephone_and_the_screen_on_the_wall_show_the_call_without_being_touched(
    door: tuple[Server, str], browser: Browser
) -> None:
    server, code = door
    home = f"http://127.0.0.1:{server.port}/"
    phone = telephone(browser).new_page()
    wall = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    for page, path in ((phone, f"ticket/{code}/"), (wall, "screen/almaty/")):
        page.clock.install()
        page.goto(home + path)
    judge(phone)
    assert Axe().run(wall).response["violations"] == []
    expect(phone.locator(".confirmation__number")).to_have_text("002")
    for counter in ("1", "2"):
        server.fresh.run("-m", "tests.doors", "call", counter)
    phone.clock.run_for(21_000)
    expect(phone.locator("#place")).to_have_attribute("data-called", "002")
    wall.clock.run_for(11_000)
    expect(wall.locator(".board__row")).to_have_count(2)
    assert wall.locator("html").get_attribute("lang") == "ru"
    assert wall.evaluate("document.documentElement.scrollHeight <= innerHeight")
    tall = wall.evaluate("parseFloat(getComputedStyle(document.querySelector('.board__row')).fontSize)")
    assert tall >= 1080 * 0.11


def test_the_screen_keeps_its_numbers_while_the_network_is_away_and_says_so(
    door: tuple[Server, str], browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    wall = context.new_page()
    wall.clock.install()
    wall.goto(f"http://127.0.0.1:{door[0].port}/screen/almaty/")
    numbers = wall.locator(".board__row").count()
    context.set_offline(True)
    wall.clock.run_for(11_000)
    expect(wall.locator("[data-away]")).to_be_visible()
    assert wall.locator(".board__row").count() == numbers
    context.set_offline(False)
    wall.clock.run_for(11_000)
    expect(wall.locator("[data-away]")).to_be_hidden()
