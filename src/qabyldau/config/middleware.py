"""What every request must be, and headers that every answer carries."""

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class Utf8Middleware:
    """Refuse what calls itself anything but UTF-8: Python also reads by codecs that are none, and by ones that spoil words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400 to another encoding; the page that says so is read as UTF-8."""
        declared, request.encoding = request.encoding, "utf-8"
        if declared and codecs.lookup(declared).name != "utf-8":
            raise BadRequest("only UTF-8 is read")
        return self.get_response(request)


class PrivacyHeadersMiddleware:
    """Keep pages out of every cache unless a view has said otherwise, and refuse features that are not used."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with ``Cache-Control: no-store`` by default and a ``Permissions-Policy``."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response
