"""One table of all measures: what is measured, on what, n, the value with its interval, what must be, and whether it is.

`measures.tsv` says which row of which module belongs to which measure. Shares have the interval of Wilson (1927), which
holds for shares near 100 % too; a measure whose data are not at hand says so. An interval says how far a set of n may
mislead, not how far another kind of text would.

>>> [round(bound, 1) for bound in wilson(98.0, 100)]
[93.0, 99.4]
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tilmash.errors import LanguageFileError, TilmashError
from tilmash.messages import said
from tilmash.models import required

_HOME = Path(__file__).parent
_COLUMNS = 7
_MAKERS = ("measures", "rows", "measure", "measure_own")
_Z = 1.96
_MINUS = " minus "
FAILED, NO_DATA, NO_MODULE = "failed", "no data", "not written yet"
Given = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row of the table before it is measured; `row` is how the name of a module's row begins."""

    number: int
    measure: str
    module: str
    row: str
    set: str
    must: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: `value` is None without data, `low` and `high` bound 95 %, `reached` is None where nothing must be."""

    number: int
    measure: str
    set: str
    n: int
    value: float | None
    low: float | None
    high: float | None
    must: str
    reached: bool | None
    note: str = ""

    def plain(self) -> dict[str, Any]:
        """Give the row as a dictionary."""
        return asdict(self)


@cache
def wanted() -> tuple[Wanted, ...]:
    """Give the rows of `measures.tsv`; raises LanguageFileError where one has other columns than agreed."""
    found = []
    lines = (_HOME / "measures.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith(("#", "number\t")) or not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            raise LanguageFileError(f"measures.tsv:{number}: {len(cells)} columns instead of {_COLUMNS}")
        found.append(Wanted(int(cells[0]), *cells[1:]))
    return tuple(found)


def wilson(share: float, n: int) -> tuple[float, float]:
    """Give the 95 % interval of a share in per cent that was seen in n trials."""
    if n <= 0:
        return 0.0, 100.0
    part = min(max(share / 100, 0.0), 1.0)
    middle = part + _Z**2 / (2 * n)
    spread = _Z * math.sqrt(part * (1 - part) / n + _Z**2 / (4 * n * n))
    scale = 100 / (1 + _Z**2 / n)
    return max(0.0, (middle - spread) * scale), min(100.0, (middle + spread) * scale)


def given_by(module: str) -> tuple[list[Given], str]:
    """Give what a module of this package measures, and a note where it could not: it is not there, or lacks a part."""
    if not (_HOME / f"{module}.py").is_file():
        return [], NO_MODULE
    try:
        opened = required(f"tilmash.evaluate.{module}")
        makers = [getattr(opened, name) for name in _MAKERS if hasattr(opened, name)]
        return [row for maker in makers for row in maker()], ""
    except (TilmashError, OSError) as error:
        return [], str(error)
    except Exception as error:
        # One measure that breaks may not take the others with it.
        return [], f"{FAILED}: {type(error).__name__}: {error}"


def rows_of(chosen: Iterable[Wanted], tell: Callable[[str], None] = lambda module: None) -> Iterator[Row]:
    """Measure the chosen rows, module by module; `tell` hears the name of each module before it is run."""
    held: dict[str, tuple[list[Given], str]] = {}
    for one in chosen:
        if one.module not in held:
            tell(one.module)
            held[one.module] = given_by(one.module)
        yield _row(one, *held[one.module])


def _row(one: Wanted, given: list[Given], note: str) -> Row:
    parts = [_found(name, given) for name in one.row.split(_MINUS)]
    sound = [part for part in parts if part is not None and part[2] > 0]
    if len(sound) < len(parts) or not sound:
        return Row(one.number, one.measure, one.set, 0, None, None, None, one.must, None, note or NO_DATA)
    value = float(sound[0][1]) - sum(float(part[1]) for part in sound[1:])
    low, high = _interval(one, sound[0], value)
    return Row(
        one.number,
        one.measure,
        one.set,
        int(sound[0][2]),
        value,
        low,
        high,
        one.must,
        _reached(value, one.must),
    )


def _found(name: str, given: list[Given]) -> Given | None:
    return next((row for row in given if str(row[0]).startswith(name)), None)


def _interval(one: Wanted, given: Given, value: float) -> tuple[float | None, float | None]:
    if len(given) == 5:
        return float(given[3]), float(given[4])
    if one.kind in {"share", "f1"}:
        return wilson(value, int(given[2]))
    if one.kind == "part":
        low, high = wilson(100 * value, int(given[2]))
        return low / 100, high / 100
    return None, None


def _reached(value: float, must: str) -> bool | None:
    if must == "-":
        return None
    sign, bound = must.split()
    return value >= float(bound) if sign == ">=" else value <= float(bound)


def number_of(value: float) -> str:
    """Give a number as short as it can be read: 99.31, 0.9995, 86,000."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) < 2 else f"{value:.1f}"


def as_table(rows: Iterable[Row]) -> str:
    """Give the rows as a table of plain text, its headings in the language of the environment."""
    named = {name: said(f"eval_{name}") for name in ("measure", "set", "value", "must", "reached")}
    heading = (
        "#",
        named["measure"],
        named["set"],
        "n",
        named["value"],
        "95 %",
        named["must"],
        named["reached"],
    )
    lines = [heading, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    made = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    return "\n".join([made[0], "  ".join("-" * width for width in widths), *made[1:]])


def _cells(row: Row) -> tuple[str, ...]:
    if row.value is None:
        return str(row.number), row.measure, row.set, "", _noted(row.note), "", row.must, ""
    interval = "" if row.low is None or row.high is None else f"{number_of(row.low)} to {number_of(row.high)}"
    reached = "" if row.reached is None else said("eval_yes" if row.reached else "eval_no")
    return (
        str(row.number),
        row.measure,
        row.set,
        f"{row.n:,}",
        number_of(row.value),
        interval,
        row.must,
        reached,
    )


def _noted(note: str) -> str:
    known = {NO_DATA: "eval_no_data", NO_MODULE: "eval_no_module"}
    return (said(known[note]) if note in known else note)[:40]
