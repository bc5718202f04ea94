"""The parts of the journey of a case: a town in which weeks pass, Aigul's telephone with the bot, Saule's desk."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import Message as Mail
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.walking import sign_in
from tests.installations import Installation, Server, free_port, installation
from tests.moments import MONDAY_NOON
from tests.telegram import AIGUL, KEY, BotApi, bot_api, message

PASSWORD = "a-long-enough-password"
LIMIT = 30.0
"""Seconds after which waiting for something that must come is given up."""


class Post(Handler):
    """A mail server's box: every letter that came."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        """Keep one letter."""
        self.letters.append(message)

    def to(self, address: str) -> list[Mail]:
        """Return the letters to an address, the oldest first."""
        return [letter for letter in self.letters if str(letter["To"]) == address]


def words_of(letter: Mail) -> str:
    """Return the words of a letter."""
    for part in letter.walk():
        if part.get_content_type() == "text/plain":
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content.decode(part.get_content_charset() or "utf-8")
    return ""


def files_of(letter: Mail) -> dict[str, bytes]:
    """Return the files that go with a letter, by name."""
    found = {part.get_filename(): part.get_payload(decode=True) for part in letter.walk()}
    return {name: content for name, content in found.items() if name and isinstance(content, bytes)}


def until(ask: Callable[[], Any], what: str = "") -> Any:
    """Ask again and again until something comes, and return it; fail after a while."""
    limit = time.monotonic() + LIMIT
    while not (found := ask()):
        assert time.monotonic() < limit, f"did not come: {what}"
        time.sleep(0.05)
    return found


@dataclass
class Town:
    """Everything outside the office and its server: the clock, the post, the bot's line, windows of browsers."""

    server: Server
    browser: Browser
    api: BotApi
    post: Post
    clock: Path
    at: datetime = MONDAY_NOON
    windows: dict[str, BrowserContext] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.server.port}/"

    def passes(self, span: timedelta) -> None:
        """Let time pass for everybody."""
        ahead = float(self.clock.read_text(encoding="ascii")) + span.total_seconds()
        move(self.clock, ahead)

    def desk(self, name: str) -> Page:
        """Return the desk of a member of staff, who signs in anew."""
        if name in self.windows:
            self.windows[name].close()
        self.windows[name] = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="kk-KZ")
        page = self.windows[name].new_page()
        sign_in(page, self.home, name, PASSWORD)
        return page

    def phone(self, locale: str = "kk-KZ") -> Page:
        """Return a citizen's telephone."""
        view: Any = {"width": 360, "height": 740}
        return self.browser.new_context(viewport=view, locale=locale).new_page()


def move(file: Path, ahead: float) -> None:
    """Let the clock be so many seconds ahead."""
    new = file.with_suffix(".new")
    new.write_text(str(ahead), encoding="ascii")
    new.replace(file)


class Chat:
    """A private chat with the bot, which asks for what is new itself."""

    def __init__(self, api: BotApi, chat: int = AIGUL) -> None:
        self.api, self.chat = api, chat

    def _answered(self) -> str:
        """Wait until the bot has confirmed what it was sent: it has said all that it has to say then."""
        until(lambda: not self.api.updates, "the bot's answer")
        return self.api.words(self.chat)[-1]

    def says(self, text: str) -> str:
        """Write something, or press the button of these words; return the last thing the bot says."""
        buttons = self.api.buttons(self.chat) if self.api.words(self.chat) else {}
        if text in buttons:
            self.api.presses(buttons[text], self.chat)
        else:
            self.api.says(text, self.chat)
        return self._answered()

    def sends(self, **what: Any) -> str:
        """Send a photo or a place; return the last thing the bot says."""
        self.api.comes(message=message(self.chat, **what))
        return self._answered()


@contextmanager
def town(folder: Path, browser: Browser) -> Iterator[Town]:
    """Yield a served office with its post and its bot, on a Monday at noon."""
    with ExitStack() as kept:
        fresh, api = kept.enter_context(installation(folder)), kept.enter_context(bot_api())
        post, port = Post(), free_port()
        mail = Controller(post, hostname="127.0.0.1", port=port)
        mail.start()
        kept.callback(mail.stop)
        clock = folder / "clock"
        move(clock, MONDAY_NOON.timestamp() - time.time())
        given = {
            "UNFOLDING_CLOCK": str(clock), "QABYLDAU_EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "QABYLDAU_EMAIL_FROM": "qabyldau@example.kz", "QABYLDAU_TELEGRAM_TOKEN": KEY,
            "QABYLDAU_TELEGRAM_API": api.address,
        }  # fmt: skip
        fresh = replace(fresh, environment={**fresh.environment, **given})
        fresh.run("-m", "tests.unfolding", "world")
        server = Server(fresh, "tests.unfolding")
        kept.callback(server.kill)
        found = Town(server, browser, api, post, clock)
        kept.callback(lambda: [window.close() for window in found.windows.values()])
        yield found


def verified(fresh: Installation, bundle: Path) -> str:
    """Return what ``qabyldau casework verify-bundle`` says of a bundle that it finds whole."""
    return fresh.run("-m", "qabyldau", "casework", "verify-bundle", str(bundle))


SHOTS = os.environ.get("QABYLDAU_SHOTS", "")
"""A folder into which the pages of the journey are shot, to be looked at; none in an ordinary run."""


def shoot(page: Page, name: str) -> None:
    """Shoot a page, where pictures are asked for, at both widths and in both schemes of colours."""
    if not SHOTS:
        return
    view = page.viewport_size
    for width, scheme in ((1280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="light")
    if view:
        page.set_viewport_size(view)
