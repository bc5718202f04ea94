"""Tables of the reference folder, which comes with the wheel."""

import csv
import io
from importlib.resources import files


def text_of(name: str) -> str:
    """Return the words of one file of the reference folder, "" where it is not there."""
    source = files("qabyldau").joinpath("reference", *name.split("/"))
    return source.read_text(encoding="utf-8-sig") if source.is_file() else ""


def rows_of(name: str) -> list[dict[str, str]]:
    """Return the rows of one table of the reference folder, such as ``areas/areas.csv``; none where it is not there."""
    return list(csv.DictReader(io.StringIO(text_of(name), newline="")))
