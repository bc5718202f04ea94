"""The style sheet, the pattern page, and what one sees when something went wrong."""

import logging
import secrets
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template import loader
from django.views.decorators.http import require_safe

from qabyldau.core import ids
from qabyldau.interfaces.design import look
from qabyldau.interfaces.design.patterns import pattern_page
from qabyldau.interfaces.design.templatetags.design_tags import sheet_address

log = logging.getLogger(__name__)

YEAR = 365 * 24 * 3600
LONG_TEXT = 40
"""From how many signs a kept value is shown to be read again."""
NEVER_KEPT = ("password", "secret", "token", "csrf")
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@dataclass(frozen=True)
class ErrorPage:
    """What an error page shows."""

    code: int
    """Status of the answer."""
    reference: str
    """What to name on the telephone; stands in the log with the status and nothing else."""
    wait_seconds: int = 0
    """After how many seconds to come back; 0 if that does not help."""
    typed: str = ""
    """What was typed, to be copied."""
    why: str = ""
    """Why it was refused, in words."""


@dataclass(frozen=True)
class KeptField:
    """One value of a form that is offered again."""

    name: str
    """Name in the form."""
    value: str
    """What was typed."""
    is_long: bool
    """Whether it is shown to be read again."""


@dataclass(frozen=True)
class KeptPage:
    """The page of a form whose protection ran out."""

    address: str
    """Where the form goes."""
    fields: list[KeptField]
    """What was typed; empty if it may not be offered again."""
    had_files: bool
    """Whether files must be chosen anew: a browser does not give them back."""
    reference: str
    """What to name on the telephone."""


@require_safe
def style_sheet(request: HttpRequest, version: str) -> HttpResponse:
    """Answer with the whole style sheet, packed where the browser can unpack it; an old version leads to the new."""
    sheet = look.sheet()
    if version != sheet.version:
        return HttpResponsePermanentRedirect(sheet_address(), headers={"Cache-Control": "no-store"})
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(sheet.packed if packed else sheet.plain, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """Show every component in the language of the page, in the light and in the dark theme."""
    return render(request, "design/patterns.html", {"page": pattern_page(date(2026, 11, 24))})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 where too much was sent."""
    return _failed(request, 413 if isinstance(exception, TOO_BIG) else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    return _failed(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _failed(request, 404)


def payload_too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 413."""
    return _failed(request, 413)


def too_many(request: HttpRequest, wait_seconds: int) -> HttpResponse:
    """Answer 429 with the seconds to wait, in the header too (RFC 9110, 10.2.3)."""
    return _failed(request, 429, max(1, wait_seconds))


def conflict(request: HttpRequest, typed: str = "") -> HttpResponse:
    """Answer 409: somebody else changed the thing meanwhile; what was ``typed`` is given back to be copied."""
    return _failed(request, 409, typed=typed)


def not_kept(request: HttpRequest, why: str, typed: str = "") -> HttpResponse:
    """Answer 422: a value cannot be kept, and ``why``; what was ``typed`` is given back to be copied."""
    return _failed(request, 422, typed=typed, why=why)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 in all languages, touching neither the database nor the session."""
    return _plain(500)


def unavailable(request: HttpRequest, wait_seconds: int = 300) -> HttpResponse:
    """Answer 503 in all languages, touching neither the database nor the session."""
    return _plain(503, wait_seconds)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 with the text kept and an offer to send it again; a form of another site gets nothing back."""
    fields = _kept(request) if request.method == "POST" and _is_from_here(request) else []
    page = KeptPage(request.get_full_path(), fields, bool(request.FILES), _reference(403))
    return render(request, "design/errors/csrf.html", {"page": page}, status=403)


def _failed(
    request: HttpRequest, code: int, wait_seconds: int = 0, *, typed: str = "", why: str = ""
) -> HttpResponse:
    page = ErrorPage(code, _reference(code), wait_seconds, typed, why)
    words = loader.render_to_string(f"design/errors/{code}.html", {"page": page, "request": request})
    headers = {"Retry-After": str(wait_seconds)} if wait_seconds else {}
    return HttpResponse(words, status=code, headers=headers)


def _plain(code: int, wait_seconds: int = 0) -> HttpResponse:
    languages = [name for name, _words in settings.LANGUAGES]
    page = ErrorPage(code, _reference(code), wait_seconds)
    words = loader.render_to_string(f"design/errors/{code}.html", {"page": page, "languages": languages})
    headers = {"Retry-After": str(wait_seconds)} if wait_seconds else {}
    return HttpResponse(words, status=code, headers=headers)


def _reference(code: int) -> str:
    signs = "".join(secrets.choice(ids.ALPHABET) for _place in range(8))
    reference = f"{signs[:4]}-{signs[4:]}"
    log.log(logging.ERROR if code >= 500 else logging.INFO, "answered %s, reference %s", code, reference)
    return reference


def _is_from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()


def _kept(request: HttpRequest) -> list[KeptField]:
    return [
        KeptField(name, value, len(value) >= LONG_TEXT or "\n" in value)
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in NEVER_KEPT)
        for value in values
        if isinstance(value, str)
    ]
