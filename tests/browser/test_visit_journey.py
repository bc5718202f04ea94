"""One visit from end to end: booked in Kazakh on a telephone, checked in, called, two appeals, one slip, one review."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import sign_in
from tests.installations import Server, installation
from tests.people import PASSWORD

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
MATTERS = ("Абай көшесінде шам жанбайды", "Ауладағы қоқыс екі аптадан бері шығарылмаған")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with installation(tmp_path) as fresh:
        fresh.run("-m", "tests.doors", "at_noon")
        found = Server(fresh)
        yield found
        found.kill()


@pytest.fixture
def home(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/"


def book(page: Page, home: str) -> str:
    """Book the first free time of today and return its code."""
    page.goto(f"{home}book/almaty/general/")
    page.locator("a.days__day").first.click()
    page.locator(".slots button").first.click()
    page.fill("[name=name]", "Айгүл")
    page.check("[name=consent]")
    page.locator("main form button[name=go][value='']").click()
    page.locator("main form button").click()
    return page.locator(".confirmation__number").inner_text()


def register(page: Page, words: str) -> None:
    """Register one matter of the visit, after its text was read back."""
    page.locator("[data-press=m]").wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("m")
    page.locator("[name=body]").fill(words)
    page.locator("[name=read_back]").check()
    page.locator(".desk-form .actions button").click()


def receive(page: Page, home: str, code: str) -> str:
    """Check the visitor in, call and receive them by keyboard, register two matters; return the code of the slip."""
    sign_in(page, home, "dana", PASSWORD)
    page.goto(f"{home}desk/door/")
    page.locator("form[action$='/counter/'] button").first.click()
    page.locator(".door-now").wait_for()
    page.wait_for_load_state("networkidle")
    page.keyboard.press("c")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.locator("[data-press=n]").wait_for()
    for key, found in (("n", "[data-press=s]"), ("s", "[data-press=m]")):
        page.keyboard.press(key)
        page.locator(found).wait_for()
    for words in MATTERS:
        register(page, words)
        page.goto(f"{home}desk/door/")
    expect(page.locator(".door-matters li")).to_have_count(2)
    page.keyboard.press("p")
    expect(page.locator(".coupon__matter")).to_have_count(2)
    if folder := os.environ.get("QABYLDAU_SCREENS"):
        page.emulate_media(media="print")
        page.screenshot(path=Path(folder) / "slip.png", full_page=True)
    return page.locator(".coupon__secret").last.inner_text()


def end(page: Page, home: str) -> None:
    """End the visit by keyboard."""
    page.goto(f"{home}desk/door/")
    page.keyboard.press("d")
    expect(page.locator(".door-now__number")).to_have_count(0)


def review(page: Page, home: str, code: str) -> None:
    """Leave a review by the code of the slip."""
    page.goto(f"{home}review/{code}/")
    page.locator("[name=office_grade][value=positive]").check()
    page.locator("[name=words]").fill("Жақсы тыңдады, рақмет")
    page.locator("main form button.button--start").click()
    expect(page.locator(".confirmation")).to_be_visible()


def test_a_visit_from_the_telephone_to_the_public_page(server: Server, home: str, browser: Browser) -> None:
    phone = browser.new_context(viewport=PHONE, locale="kk-KZ").new_page()
    desk = browser.new_context(viewport={"width": 1024, "height": 768}, locale="kk-KZ").new_page()
    slip = receive(desk, home, book(phone, home))
    phone.goto(f"{home}review/{slip}/")
    expect(phone.locator("[name=office_grade]")).to_have_count(0)
    end(desk, home)
    review(phone, home, slip)
    server.fresh.run("-m", "tests.doors", "praise", "8")
    phone.goto(f"{home}offices/almaty/reviews/")
    expect(phone.locator("main")).not_to_contain_text("Жақсы тыңдады")
    server.fresh.run("-m", "tests.doors", "praise", "1")
    phone.reload()
    expect(phone.locator("main")).to_contain_text("Жақсы тыңдады, рақмет")
    expect(phone.locator("main")).to_contain_text("10 %")
    phone.goto(f"{home}review/{slip}/")
    expect(phone.locator("[name=office_grade]")).to_have_count(0)
