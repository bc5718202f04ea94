"""How a file of open data is sent: anybody may read it, from any site, and keep it for a while."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

SECONDS = 300
"""How long a file may be kept by whoever stands between."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "＝", "＋", "－", "＠")
"""Beginnings of a cell that spreadsheet programs run as a formula."""


def sent(body: str, kind: str) -> HttpResponse:
    """Return ``body`` as a public file of the media type ``kind``."""
    response = HttpResponse(body, content_type=kind)
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["Access-Control-Allow-Origin"] = "*"
    return response


def json_file(value: object, kind: str = "application/json") -> HttpResponse:
    """Return ``value`` as a JSON file."""
    return sent(json.dumps(value, ensure_ascii=False, indent=1), kind)


def csv_file(heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return rows as a CSV file after RFC 4180 that begins with a byte order mark, so that spreadsheets read Kazakh."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([[cell(value) for value in row] for row in rows])
    return sent("\ufeff" + file.getvalue(), "text/csv; charset=utf-8")


def cell(value: object) -> object:
    """Return a value for a cell; words that a spreadsheet would run get an apostrophe before them.

    >>> cell("=1+1"), cell(-5), cell(None)
    ("'=1+1", -5, '')
    """
    if value is None or isinstance(value, bool):
        return {None: "", True: 1, False: 0}[value]
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
