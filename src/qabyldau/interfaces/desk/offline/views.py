"""Addresses of the desk without a network: its one page, its worker, its supply, and the door by which what waited comes in."""

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_POST

from qabyldau.accounts.rules import Permission
from qabyldau.core import clock, crypto
from qabyldau.core.errors import ConflictError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.interfaces.design.templatetags.design_tags import sheet_address
from qabyldau.interfaces.desk.door.screen import ServiceButton, service_buttons
from qabyldau.interfaces.desk.guard import Bar, DeskRequest, bar_of, guard, office_of
from qabyldau.interfaces.desk.offline.boxes import place_of, take_box
from qabyldau.interfaces.desk.register import RegisterForm, form_of
from qabyldau.meetings.queries.mobile import coming_mobiles
from qabyldau.visits.queries.door import next_of
from qabyldau.visits.services.queue import numbers_lease

MOST = 20
"""Boxes of one press."""
SCRIPTS = ("desk/offline-store.js", "desk/offline.js", "desk/offline-page.js", "design/js/comfort.js")


@dataclass(frozen=True)
class OfflinePage:
    """The one page that a browser keeps: it names nobody but the office and whoever is signed in."""

    bar: Bar
    """The top of the page."""
    services: list[ServiceButton]
    """What a ticket may be for."""
    languages: list[tuple[str, str]]
    """Languages of a visitor: code and own name."""
    key: str
    """Makes one ticket; the page gives each form a key of its own."""
    form: RegisterForm
    """What a visitor says."""
    mobiles: list[tuple[str, str]]
    """Mobile receptions of these days, to which an appeal may belong: key and title."""


@require_GET
@guard(Permission.DOOR_RUN)
def page(request: DeskRequest) -> HttpResponse:
    """Show what can be done without a network; the browser keeps this page."""
    office = office_of(request)
    form = form_of(request, office, translation.get_language())
    languages = list(OWN_NAMES.items())
    today = clock.today(office.zone)
    mobiles = [
        (str(row.uuid), localized(row, "title"))
        for row in coming_mobiles(office, today)
        if row.on <= today + timedelta(days=1)
    ]
    key = secrets.token_hex(16)
    found = OfflinePage(bar_of(request), service_buttons(office), languages, key, form, mobiles)
    return render(request, "desk/offline/page.html", {"page": found})


@require_GET
@guard(Permission.DOOR_RUN)
def worker(request: DeskRequest) -> HttpResponse:
    """Answer with the service worker of this language's desk."""
    here = reverse("desk:offline")
    settings = {
        "page": here,
        "assets": [here, sheet_address(), *(static(name) for name in SCRIPTS)],
        "deeds": {reverse("desk:register"): "appeal", reverse("desk:door-take"): "ticket"},
        "places": [
            ("visit", f"{reverse('desk:door')}tickets/", "/matter/"),
            ("mobile", reverse("desk:mobiles"), "/register/"),
        ],
    }
    parts = [
        f"const SETTINGS = {json.dumps(settings)};",
        _script("offline-store.js"),
        _script("offline-worker.js"),
    ]
    response = HttpResponse("\n".join(parts), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = reverse("desk:inbox")
    return response


def _script(name: str) -> str:
    return files("qabyldau.interfaces.desk").joinpath("static", "desk", name).read_text(encoding="utf-8")


@require_POST
@guard(Permission.DOOR_RUN)
def supply(request: DeskRequest) -> HttpResponse:
    """Give a desk what it needs for a while without a network: a key, numbers of tickets, a token for its forms."""
    office, at = office_of(request), clock.now()
    place = place_of(office, clock.local_date(at, office.zone))
    given: dict[str, Any] = {
        "place": place,
        "key": base64.b64encode(crypto.box_key(place)).decode(),
        "csrf": get_token(request),
        "numbers": _numbers(request),
    }
    return JsonResponse(given)


def _numbers(request: DeskRequest) -> dict[str, int] | None:
    desk = request.headers.get("X-Desk", "")[:36]
    if not desk:
        return None
    try:
        block = numbers_lease(actor=request.actor, office=office_of(request), holder=desk, at=clock.now())
    except ConflictError:
        return None
    return {"first": block.first, "last": block.last, "next": next_of(block)}


@require_POST
@guard(Permission.DOOR_RUN)
def send(request: DeskRequest) -> HttpResponse:
    """Take what waited; each thing once, however often it is sent."""
    try:
        items = json.loads(request.body)["items"]
        boxes = [item for item in items[:MOST] if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"results": []}, status=400)
    at = clock.now()
    return JsonResponse({"results": [asdict(take_box(request, item, at)) for item in boxes]})
