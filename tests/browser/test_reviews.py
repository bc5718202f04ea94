"""A review on a small telephone, with scripts and without, and on the tablet at the exit that empties itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.installations import Server, installation

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, list[str]]]:
    """A server, and the codes of three visits that took place."""
    with installation(Path(tmp_path_factory.mktemp("reviews"))) as fresh:
        codes = fresh.run("-m", "tests.doors", "received", "3").split()
        fresh.run("-m", "tests.doors", "praise", "10")
        found = Server(fresh)
        yield found, codes
        found.kill()


def judge(page: Page) -> None:
    """Fail if the page scrolls sideways, or is not accessible where a script can tell."""
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], page.url
    found = Axe().run(page).response["violations"]
    assert [(row["id"], row["nodes"][0]["html"][:120]) for row in found] == [], page.url


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_reasons_that_are_shown_fit_the_rating(
    visits: tuple[Server, list[str]], browser: Browser, has_scripts: bool
) -> None:
    server, codes = visits
    home = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(viewport=SMALL, locale="kk-KZ", java_script_enabled=has_scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{home}/review/")
    page.fill("[name=code]", codes[has_scripts])
    page.locator("main form button").click()
    reasons = page.locator(".rating__why:visible input")
    expect(reasons).to_have_count(0)
    for rating, reason in (("negative", "rude_staff"), ("positive", "kind_staff")):
        page.check(f"[name=office_grade][value={rating}]")
        expect(page.locator(f".rating__why:visible [value={reason}]")).to_have_count(1)
        expect(reasons).to_have_count(5)
    page.check("[value=kind_staff]")
    if has_scripts:
        judge(page)
    page.locator("main form .button--start").click()
    expect(page.locator(".confirmation")).to_be_visible()
    context.close()


def test_the_tablet_goes_back_to_an_empty_page_by_itself(
    visits: tuple[Server, list[str]], browser: Browser
) -> None:
    server, codes = visits
    page = browser.new_context(viewport={"width": 1024, "height": 768}).new_page()
    page.clock.install()
    start = f"http://127.0.0.1:{server.port}/review/?exit=1"
    page.goto(start)
    page.fill("[name=code]", codes[2])
    page.locator("main form button").click()
    page.fill("[name=words]", "Бөтенге көрінбесін")
    page.clock.fast_forward(121_000)
    expect(page).to_have_url(start)
    expect(page.locator("[name=code]")).to_have_value("")


def test_the_page_of_a_month_fits_a_small_telephone_in_every_language(
    visits: tuple[Server, list[str]], browser: Browser
) -> None:
    page = browser.new_context(viewport=SMALL).new_page()  # type: ignore[arg-type]
    for language in ("", "ru/", "en/"):
        page.goto(f"http://127.0.0.1:{visits[0].port}/{language}offices/almaty/reviews/")
        expect(page.locator(".share__line")).to_have_count(1)
        judge(page)
