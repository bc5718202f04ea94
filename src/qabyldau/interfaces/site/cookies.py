"""Signed cookies of the citizen's door: which draft is being written, which appeal may be looked at."""

from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


@dataclass(frozen=True)
class Cookie:
    """One signed cookie, out of reach of scripts: its name, who may send it along, and how many seconds it is believed."""

    short_name: str
    samesite: Literal["Lax", "Strict"]
    seconds: int
    is_kept: bool = False
    """Whether the browser keeps it after it is closed; a shared computer should not."""

    @property
    def name(self) -> str:
        """The name as sent; over https it is bound to this host alone."""
        return self.short_name if settings.IS_LOCAL else f"__Host-{self.short_name}"

    def read(self, request: HttpRequest) -> str:
        """Return the value, or "" if it is missing, forged or too old."""
        value = request.get_signed_cookie(self.name, "", salt=self.short_name, max_age=self.seconds)
        return str(value or "")

    def write(self, response: HttpResponseBase, value: str) -> None:
        """Give the browser ``value``, signed."""
        response.set_signed_cookie(
            self.name,
            value,
            salt=self.short_name,
            max_age=self.seconds if self.is_kept else None,
            secure=not settings.IS_LOCAL,
            httponly=True,
            samesite=self.samesite,
        )

    def drop(self, response: HttpResponseBase) -> None:
        """Take the cookie away."""
        response.delete_cookie(self.name, samesite=self.samesite)


DRAFT = Cookie("draft", "Lax", 30 * 24 * 3600)
"""The code of the draft that this browser is writing."""

TICKET = Cookie("ticket", "Strict", 30 * 60, is_kept=True)
"""The key of the appeal whose number and secret this browser has shown."""

BOOKING = Cookie("booking", "Lax", 24 * 3600)
"""The code of the booking that this browser is filling in: which time it holds, and what was typed."""

VISIT = Cookie("visit", "Lax", 30 * 60, is_kept=True)
"""The key of the booked visit that this browser may look at, move and cancel. Lax: a link in a letter leads to it."""

QUEUE = Cookie("queue", "Lax", 12 * 3600, is_kept=True)
"""The key of the ticket whose place in the queue this browser follows. Lax: the code on the slip leads to it."""

REVIEW = Cookie("review", "Lax", 30 * 60, is_kept=True)
"""The key of the review whose code this browser has shown. Lax: a link in a letter or a picture on a slip leads to it."""

AUTHORITY = Cookie("authority", "Lax", 60 * 60, is_kept=True)
"""The key of the letter whose link this browser has opened. Lax: a link in an e-mail leads to it."""
