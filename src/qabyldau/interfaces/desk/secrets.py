"""Secrets of what was registered just now: kept signed in the browser that registered it, until its paper is printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

SECONDS = 15 * 60
"""How long a paper can be printed; afterwards a copy with a new secret is made."""


@dataclass(frozen=True)
class Secrets:
    """One signed cookie, out of reach of scripts, that is sent to one page of the desk and to those below it."""

    name: str
    page: str
    """The name of that page's address."""

    def read(self, request: HttpRequest) -> dict[str, Any]:
        """Return what was kept; nothing where it is missing, forged or too old."""
        try:
            return dict(signing.loads(request.COOKIES.get(self.name, ""), salt=self.name, max_age=SECONDS))
        except signing.BadSignature:
            return {}

    def write(self, response: HttpResponse, kept: Mapping[str, Any]) -> None:
        """Keep ``kept`` for a quarter of an hour."""
        response.set_cookie(
            self.name,
            signing.dumps(dict(kept), salt=self.name),
            max_age=SECONDS,
            path=reverse(self.page),
            secure=not settings.IS_LOCAL,
            httponly=True,
            samesite="Strict",
        )
