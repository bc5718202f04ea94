"""The start page: what this is, what one needs, how long it takes, what happens next."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qabyldau.flow.receive import CONSENT_VERSION, CONSENT_YEARS
from qabyldau.interfaces.site.places import OfficeCard, office_cards


@dataclass(frozen=True)
class StartPage:
    """What somebody sees who comes for the first time."""

    offices: list[OfficeCard]
    """The receptions."""
    promise_days: int
    """Working days until an answer, in the slowest of them; 0 where there is none."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what this is and the two ways on: write, or see how an appeal stands."""
    offices = office_cards()
    page = StartPage(offices, max((office.promise_days for office in offices), default=0))
    return render(request, "site/start.html", {"page": page})


@dataclass(frozen=True)
class HelpPage:
    """How it works, and what is kept."""

    offices: list[OfficeCard]
    """The receptions, to call or to visit."""
    kept_years: int
    """How many years personal data are kept after the work is finished."""
    version: str
    """The version of the words of consent."""


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how it works, what is kept and whom to call."""
    page = HelpPage(office_cards(), CONSENT_YEARS, CONSENT_VERSION)
    return render(request, "site/help.html", {"page": page})
