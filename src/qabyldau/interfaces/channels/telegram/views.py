"""The address to which Telegram brings updates, where the installation is reached from outside: one, with a secret in its header."""

import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from qabyldau.core import clock, crypto
from qabyldau.interfaces.channels.telegram.taking import take_update

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 256 * 1024
"""Bytes of one update; a message has 4096 characters."""


def hook_secret() -> str:
    """Return the secret that Telegram sends with each update: made from our key and the bot's, kept nowhere."""
    return crypto.digest("telegram-hook", settings.TELEGRAM_TOKEN).hex()


@csrf_exempt
@require_POST
def hook(request: HttpRequest) -> HttpResponse:
    """Take one update; whoever does not know the secret is refused and learns nothing."""
    given = request.headers.get(HEADER, "")
    if not (settings.TELEGRAM_TOKEN and settings.TELEGRAM_WEBHOOK):
        return HttpResponse(status=403)
    if not constant_time_compare(given.encode(), hook_secret().encode()):
        return HttpResponse(status=403)
    try:
        raw = json.loads(request.read(LARGEST + 1)[:LARGEST])
    except (ValueError, RecursionError):
        return HttpResponse(status=200)
    take_update(raw, clock.now())
    return HttpResponse(status=200)
