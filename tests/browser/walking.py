"""Which pages there are, and how a browser gets to them."""

import os

from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
"""Chromium's sandbox does not start for root; only tests ever run it so."""
PUBLIC = (
    "",
    "help/",
    "appeal/kind/",
    "appeal/resume/",
    "track/",
    "track/572400013/",
    "book/",
    "book/almaty/",
    "booking/",
    "offices/",
    "offices/almaty/",
    "ticket/",
    "screen/almaty/",
    "review/",
    "authority/",
    "offices/almaty/reviews/",
    "design/",
    "no-such-page/",
)
STAFF = (
    "desk/", "desk/?list=mine", "desk/?list=open", "desk/?list=overdue", "desk/?list=closed", "desk/register/", "desk/reviews/", "desk/reviews/poster/", "desk/numbers/",
    "desk/history/", "desk/history/?check=1", "desk/reception/", "desk/days/", "desk/days/plan/", "desk/promises/", "desk/mobile/",
    "desk/mobile/plan/", "desk/waiting-answers/", "desk/offices/", "desk/offices/card/", "desk/offices/hours/",
    "desk/offices/services/", "desk/offices/services/new/", "desk/offices/sittings/new/", "desk/offices/closures/",
    "desk/offices/closures/new/", "desk/offices/election/", "desk/today/", "desk/referrals/", "desk/referrals/?list=late",
    "desk/referrals/answering/", "desk/journal/", "desk/bodies/", "desk/ready/", "desk/ready/macros/", "desk/unreached/",
    "desk/messages/", "desk/teams/", "desk/inbox/narrow/", "desk/history/looks/",
)  # fmt: skip
LANGUAGES = ("", "ru/", "en/")
LOOKS = ((360, "light"), (1280, "dark"))


def is_required(what: str) -> bool:
    """Return whether a missing part is a failure here and not a skip."""
    return bool(os.environ.get(f"QABYLDAU_REQUIRE_{what}"))


def sign_in(page: Page, home: str, name: str, password: str) -> None:
    """Sign in at the desk."""
    page.goto(f"{home}desk/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.locator("main form button").click()
    page.wait_for_url(
        lambda address: "/sign-in/" not in address, wait_until="domcontentloaded", timeout=60_000
    )


def inner_pages(context: BrowserContext, home: str) -> tuple[str, ...]:
    """Return the addresses of the first appeal that waits and of the first open case."""
    page, found = context.new_page(), []
    for path, kind in (("desk/", "appeals"), ("desk/?list=open", "cases")):
        page.goto(home + path)
        links = page.locator(f"main a[href*='/desk/{kind}/']")
        if links.count():
            found.append((links.first.get_attribute("href") or "").lstrip("/"))
    page.close()
    return tuple(found)


def write_to_the_last_look(page: Page, home: str) -> None:
    """Fill in the steps of an appeal up to the last look before sending."""
    page.goto(f"{home}appeal/kind/")
    page.locator("[name=office]").first.check()
    for fields in ((), (("[name=body]", "Абай көшесінде шам жанбайды"),), (("[name=name]", "Айгүл"),)):
        for field, words in fields:
            page.fill(field, words)
        if page.locator("[name=consent]").count():
            page.locator("[name=consent]").check()
        page.locator("main form button[name=go][value='']").click()


def new_context(browser: Browser, width: int, scheme: str) -> BrowserContext:
    """Return a browser window of this width with this scheme of colours."""
    return browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
