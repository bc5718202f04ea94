"""``qabyldau telegram``: look whether the bot answers, ask for updates here, or let Telegram bring them."""

import argparse
import threading

from django.conf import settings
from django.urls import reverse

from qabyldau.core.errors import InputError, RefusedError
from qabyldau.gateways.telegram import LineError, bot, hook, hook_set
from qabyldau.interfaces.channels.telegram.polling import poll
from qabyldau.interfaces.channels.telegram.views import hook_secret


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what to do."""
    parser.add_argument("deed", choices=["check", "poll", "webhook"])
    parser.add_argument("--end", action="store_true", help="webhook: bring no updates any more")


def run(options: argparse.Namespace) -> int:
    """Do it; 1 where the bot does not answer."""
    if not settings.TELEGRAM_TOKEN:
        raise InputError("QABYLDAU_TELEGRAM_TOKEN", "not set: get a key from BotFather first")
    deeds = {"check": check, "poll": poll_here}
    try:
        return webhook(end=options.end) if options.deed == "webhook" else deeds[options.deed]()
    except LineError as error:
        mend = (
            "look at QABYLDAU_TELEGRAM_TOKEN and QABYLDAU_TELEGRAM_API, and whether this machine may reach it"
        )
        raise RefusedError(f"Telegram does not answer as it should: {error}; {mend}") from None


def check() -> int:
    """Say which bot this is and how its updates come; 1 where that is not as the settings say."""
    name, way = bot().get("username", "?"), str(hook().get("url", ""))
    print(f"@{name} at {settings.TELEGRAM_API}")
    print(f"updates are brought to {way}" if way else "updates are asked for")
    if bool(way) is settings.TELEGRAM_WEBHOOK:
        return 0
    mend = (
        "run: qabyldau telegram webhook"
        if settings.TELEGRAM_WEBHOOK
        else "run: qabyldau telegram webhook --end"
    )
    print(f"that is not what QABYLDAU_TELEGRAM_WEBHOOK says; {mend}")
    return 1


def poll_here() -> int:
    """Ask for updates in this process until interrupted; ``qabyldau serve`` does so by itself."""
    if settings.TELEGRAM_WEBHOOK:
        raise RefusedError("QABYLDAU_TELEGRAM_WEBHOOK is set: updates are brought, not asked for")
    poll(threading.Event())
    return 0


def webhook(*, end: bool) -> int:
    """Let Telegram bring updates to this installation, or end that."""
    if end:
        hook_set("", "")
        print("updates are not brought any more; they are asked for")
        return 0
    if settings.IS_LOCAL or not settings.PUBLIC_URL.startswith("https://"):
        raise InputError("QABYLDAU_PUBLIC_URL", "Telegram brings updates only to a public https address")
    url = settings.PUBLIC_URL + reverse("telegram:hook")
    hook_set(url, hook_secret())
    print(f"updates are brought to {url}")
    return 0
