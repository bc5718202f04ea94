"""What a code opens: a booked visit, the ticket of a slip, a review."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from qabyldau.core import clock
from qabyldau.core.errors import ConflictError, MissingError, TooManyError
from qabyldau.interfaces.design.fields import CodeField
from qabyldau.interfaces.design.network import source_of
from qabyldau.interfaces.design.views import too_many
from qabyldau.interfaces.site.cookies import Cookie
from qabyldau.interfaces.site.forms import SiteForm


@dataclass(frozen=True)
class Lock:
    """One sort of thing that a code opens."""

    find: Callable[..., Any]
    """Returns the row (with ``uuid`` and ``language``) of ``code``; counts wrong ones by ``source`` at ``at``.

    Raises MissingError for a wrong one, and ConflictError for one that opens nothing yet."""
    cookie: Cookie
    """Remembers in this browser what was opened."""
    shown_at: Callable[[HttpRequest], str]
    """The address at which it is shown; asked for in the language in which it is read."""
    ask: Callable[[HttpRequest, SiteForm], HttpResponse]
    """Asks for the code, with what is wrong with it."""


class CodeForm(SiteForm):
    """The code of a visit, of a ticket, or of a review."""

    code = CodeField(
        label=_("Code"),
        help_text=_("Ten letters and digits, for example ABCDE 12345. Small letters are fine."),
        error_messages={
            "required": _("Write the code that you were given."),
            "early": _("Your visit is not over yet. Come back with this code afterwards."),
            "wrong": _("There is nothing under this code. Check its letters and try again."),
        },
    )


def opened(request: HttpRequest, form: SiteForm, lock: Lock) -> HttpResponse:
    """Lead to what the code of ``form`` opens, and remember it; ask again for one that opens nothing."""
    if not form.is_valid():
        return lock.ask(request, form)
    try:
        row = lock.find(code=form.cleaned_data["code"], source=source_of(request), at=clock.now())
    except TooManyError as error:
        return too_many(request, error.retry_after)
    except (MissingError, ConflictError) as error:
        form.refuse("code", "early" if isinstance(error, ConflictError) else "wrong")
        return lock.ask(request, form)
    # A letter's link has no language in it: whoever opens it reads on in the language of what it opens.
    with translation.override(translation.get_language() if request.method == "POST" else row.language):
        response = redirect(lock.shown_at(request))
    lock.cookie.write(response, str(row.uuid))
    return response
