"""What open data there is, what stands in it, and under which licence."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Dataset:
    """One set of data."""

    title: str
    about: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OpenDataPage:
    """The list of what there is."""

    datasets: tuple[Dataset, ...]
    """The sets, each with the address and the format of its files."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what may be taken."""
    offices = Dataset(
        _("Receptions"),
        _("Where they are, when they are open, what one may come for, who receives when, and closures."),
        (
            ("opendata:offices-json", "JSON"),
            ("opendata:offices-csv", "CSV"),
            ("opendata:offices-geojson", "GeoJSON"),
        ),
    )
    reviews = Dataset(
        _("Reviews by reception and month"),
        _("How many were asked, how many answered, and each rating apart. Small numbers are left out."),
        (("opendata:reviews-csv", "CSV"),),
    )
    return render(request, "opendata/start.html", {"page": OpenDataPage((offices, reviews))})
