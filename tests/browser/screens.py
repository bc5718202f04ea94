"""Shoots every page of site, desk and look, to be judged by eye: ``make screens``.

It makes the demonstration in a folder of its own, serves it, and writes PNG files named by width, colours, language and
page into ``build/screens``.
"""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.walking import (
    FLAGS,
    LANGUAGES,
    LOOKS,
    PUBLIC,
    STAFF,
    inner_pages,
    new_context,
    sign_in,
    write_to_the_last_look,
)  # fmt: skip
from tests.installations import ROOT, Server, bare_installation
from tests.servers import chromium

PASSWORD = "qabyldau-demo"
TARGET = ROOT / "build" / "screens"


def shoot(context: BrowserContext, home: str, paths: tuple[str, ...], prefix: str) -> int:
    """Shoot each page whole; return how many."""
    page = context.new_page()
    for path in paths:
        page.goto(home + path)
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "start"
        page.screenshot(path=TARGET / f"{prefix}-{name}.png", full_page=True)
    page.close()
    return len(paths)


def main() -> None:
    """Shoot everything."""
    TARGET.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        tempfile.TemporaryDirectory() as folder,
        bare_installation(Path(folder)) as fresh,
        sync_playwright() as driver,
    ):
        fresh.run("-m", "qabyldau", "demo", "--no-serve")
        server = Server(fresh)
        browser = driver.chromium.launch(executable_path=chromium(), args=FLAGS)
        for width, scheme in LOOKS:
            for language in LANGUAGES:
                home, context = (
                    f"http://127.0.0.1:{server.port}/{language}",
                    new_context(browser, width, scheme),
                )
                prefix = f"{width}-{scheme}-{language.strip('/') or 'kk'}"
                count += shoot(context, home, PUBLIC, prefix)
                page = context.new_page()
                write_to_the_last_look(page, home)
                count += shoot(context, home, ("appeal/text/", "appeal/person/", "appeal/check/"), prefix)
                sign_in(page, home, "irina", PASSWORD)
                count += shoot(
                    context, home, STAFF + inner_pages(context, home.removesuffix(language)), prefix
                )
                context.close()
        browser.close()
        server.kill()
    print(f"{count} pages in {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
