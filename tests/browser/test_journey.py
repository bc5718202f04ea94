"""Aigul with a telephone of 360 pixels, Saule at the desk: from a dark street to an answer that was read."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import wait
from tests.browser.walking import sign_in
from tests.installations import Server
from tests.people import DARK_STREET, PASSWORD

pytestmark = pytest.mark.browser
ANSWER = "Құрметті өтініш беруші! Шам 15 қыркүйекте ауыстырылды."


def write(page: Page, home: str) -> tuple[str, str]:
    """Write, check and send an appeal in Kazakh; return number and secret from the coupon."""
    page.goto(home)
    page.get_by_role("link", name=re.compile("Жолданым жазу")).first.click()
    page.get_by_label("Алматы қабылдауы").check()
    page.locator("main form button[name=go][value='']").click()
    page.locator("textarea[name=body]").fill(DARK_STREET)
    page.locator("[name=place]").fill("№12 мектептің жаны")
    page.locator("main form button[name=go][value='']").click()
    page.locator("[name=name]").fill("Айгүл")
    page.locator("[name=phone]").fill("8 701 000 01 23")
    page.locator("[name=consent]").check()
    page.locator("main form button[name=go][value='']").click()
    expect(page.locator("main")).to_contain_text("№12 мектептің жаны")
    wait(2.2)
    page.locator("main form button").last.click()
    expect(page).to_have_url(re.compile("/appeal/receipt/"))
    words = page.locator("main").inner_text()
    number = re.search(r"\d{3} \d{3} \d{3}", words)
    secret = re.search(r"[0-9A-HJKMNP-TV-Z]{5}[- ][0-9A-HJKMNP-TV-Z]{5}", words)
    assert number and secret, words
    page.goto(f"{home}appeal/receipt/coupon/")
    expect(page.locator(".coupon__number")).to_have_text(number[0])
    return number[0], secret[0]


def answer(page: Page, home: str, number: str) -> None:
    """Sign in, find the appeal, open it with the proposed theme, answer, close."""
    sign_in(page, home, "saule", PASSWORD)
    page.get_by_role("link", name=re.compile(number)).click()
    expect(page.locator("main")).to_contain_text("Абай көшесінде")
    page.locator("form[action$='/open/'] select[name=category]").select_option("lighting.street")
    page.locator("form[action$='/open/'] button").click()
    page.locator("form[action$='/answer/'] textarea").fill(ANSWER)
    page.locator("form[action$='/answer/'] button").click()
    expect(page.locator("main")).to_contain_text("Жауап берілді")
    page.locator("form[action$='/close/'] select").select_option("satisfied")
    page.locator("form[action$='/close/'] button").click()
    expect(page.locator("main")).to_contain_text("Жабылды")


def test_from_a_dark_street_to_an_answer_that_was_read(server: Server, browser: Browser) -> None:
    home = f"http://127.0.0.1:{server.port}/"
    phone = browser.new_context(viewport={"width": 360, "height": 740}, locale="kk-KZ").new_page()
    number, secret = write(phone, home)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    answer(browser.new_context(viewport={"width": 1280, "height": 800}).new_page(), home, number)
    phone.goto(f"{home}track/")
    phone.fill("[name=number]", number)
    phone.fill("[name=secret]", secret.lower())
    phone.locator("main form button").click()
    expect(phone.locator("main")).to_contain_text(ANSWER)


def test_the_same_road_is_open_without_javascript(server: Server, browser: Browser) -> None:
    home = f"http://127.0.0.1:{server.port}/"
    phone = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
    number, secret = write(phone, home)
    phone.goto(f"{home}track/{number.replace(' ', '')}/")
    phone.fill("[name=secret]", secret)
    phone.locator("main form button").click()
    expect(phone.locator("main")).to_contain_text("Жолданымыңыз тіркелді")
