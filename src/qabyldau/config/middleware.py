"""What every request must be, and headers that every answer carries."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

UTF8 = {"utf-8", "utf8"}
Answer = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class Utf8Middleware:
    """Refuse what no text may hold: another encoding than UTF-8 (see ``config.wsgi``), and a zero in a cookie."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 400: what was written would be spoiled, or stop the database."""
        if (request.content_params or {}).get("charset", "utf-8").lower() not in UTF8:
            raise BadRequest("only UTF-8 is read")
        # PostgreSQL keeps no zero in a text: the key of a session could not even be looked for.
        if any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest("a cookie holds a zero")
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
