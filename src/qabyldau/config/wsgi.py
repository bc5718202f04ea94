"""The WSGI application, for waitress here or for any other server."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from qabyldau.config.middleware import UTF8

REFUSED = "text/plain; charset=refused"

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qabyldau.config.settings")

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def is_utf8(content_type: str) -> bool:
    """Return whether a request with this content type says that it is UTF-8, or says nothing of the kind.

    >>> is_utf8("multipart/form-data; boundary=x"), is_utf8("text/plain; charset=hex")
    (True, False)
    """
    try:
        declared = parse_header_parameters(content_type)[1].get("charset", "utf-8")
    except (LookupError, ValueError):
        return False
    return declared.lower() in UTF8


def utf8_alone(inner: Application) -> Application:
    """Return ``inner`` so that Django never reads a request by a codec that its sender has named.

    Python also knows codecs that are no encodings of a text, and ones that make letters which cannot be kept.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not is_utf8(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = REFUSED
        return inner(environ, start_response)

    return answer


application = utf8_alone(get_wsgi_application())
