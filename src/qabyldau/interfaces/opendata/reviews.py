"""Reviews as open data: by office and month, both subjects apart, no texts, and no small numbers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qabyldau.answers.queries.reviews import tallies_of
from qabyldau.answers.rules.reviews import Subject, Tally
from qabyldau.core import clock
from qabyldau.interfaces.opendata.files import csv_file
from qabyldau.offices.queries import listed_offices

YEAR = timedelta(days=366)
SMALLEST = 5
"""Numbers from 1 to 4 are left out, and with them everything they could be found from (k-anonymity with k = 5)."""
HEADING = (
    "office", "year", "month", "subject", "asked", "answered", "positive", "neutral", "negative", "satisfied",
    "interval_from", "interval_to", "hidden",
)  # fmt: skip


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Answer with the last twelve months of every reception."""
    return csv_file(HEADING, _rows(clock.now()))


def _rows(at: datetime) -> Iterator[list[Any]]:
    for row in tallies_of(listed_offices(), at - YEAR):
        for subject, tally in ((Subject.OFFICE, row.of_office), (Subject.ANSWER, row.of_answer)):
            if tally.asked:
                yield [row.office.code, row.year, row.month, subject, *figures(tally), _told(row.hidden)]


def figures(tally: Tally) -> list[Any]:
    """Return asked, answered, each rating, share and interval; what is too small to be told is None."""
    ratings = [tally.positive, tally.neutral, tally.negative]
    if not tally.is_shown:
        return [_told(tally.asked), None, None, None, None, None, None, None]
    is_small = any(0 < count < SMALLEST for count in ratings)
    share = None if is_small or tally.satisfied is None else round(tally.satisfied, 3)
    low, high = (
        (None, None) if is_small or tally.interval is None else (round(end, 3) for end in tally.interval)
    )
    return [tally.asked, tally.answered, *([None] * 3 if is_small else ratings), share, low, high]


def _told(count: int) -> int | None:
    return None if 0 < count < SMALLEST else count
