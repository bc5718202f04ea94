"""Offices as CSV: six tables, what stands in each cell, and how a cell is read and written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from qabyldau.core.errors import InputError
from qabyldau.core.localized import is_blank
from qabyldau.offices.rules.calendar import FIRST_DAY, LAST_DAY

YES, NO = {"1", "true", "yes", "иә", "да"}, {"0", "false", "no", "жоқ", "нет"}
BESIDE = ("line", "field", "reason")
"""What stands beside a rejected row, and is passed over when the row comes again."""
Read = Callable[[str], Any]


def words(said: str) -> str:
    """Return words as they stand, "" for what shows nothing."""
    return "" if is_blank(said) else said.strip()


def yes_or_no(said: str) -> bool:
    """Return a yes or no; an empty cell is no."""
    return bool(perhaps(said))


def perhaps(said: str) -> bool | None:
    """Return a yes or no, None for an empty cell: nobody has looked."""
    word = said.strip().casefold()
    if word and word not in YES | NO:
        raise ValueError("write 1 or 0")
    return word in YES if word else None


def whole(said: str) -> int | None:
    """Return a whole number that is not below zero, None for an empty cell."""
    if not said.strip():
        return None
    if not re.fullmatch(r"[0-9]{1,5}", said.strip()):
        raise ValueError("write a whole number")
    return int(said)


def degrees(said: str) -> float | None:
    """Return degrees with a point or a comma, None for an empty cell."""
    try:
        return float(said.strip().replace(",", ".")) if said.strip() else None
    except ValueError as error:
        raise ValueError("write degrees like this: 43.2535") from error


def day(said: str) -> date | None:
    """Return a day, None for an empty cell."""
    try:
        found = date.fromisoformat(said.strip()) if said.strip() else None
    except ValueError as error:
        raise ValueError("write the day like this: 2026-09-14") from error
    if found is not None and not FIRST_DAY <= found <= LAST_DAY:
        raise ValueError(f"write a day between {FIRST_DAY} and {LAST_DAY}")
    return found


def hour(said: str) -> time | None:
    """Return an hour, None for an empty cell."""
    if not said.strip():
        return None
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9](:00)?", said.strip(), re.ASCII):
        raise ValueError("write the hour like this: 10:00")
    return time.fromisoformat(said.strip().zfill(5))


def written(value: Any) -> str:
    """Return a value as it stands in a cell, so that reading it gives it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return str(value)


@dataclass(frozen=True)
class Table:
    """One CSV: its name, and how each column is read. ``needed`` columns may not be empty."""

    name: str
    columns: Mapping[str, Read]
    needed: tuple[str, ...]

    def read(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values of the columns that the row has; raise InputError that names a cell that cannot be read."""
        row = {name: said for name, said in row.items() if name not in BESIDE}
        strange = sorted(str(name) for name in row if name not in self.columns)
        if strange:
            raise InputError(strange[0], f"there is no such column; columns: {', '.join(self.columns)}")
        found = {}
        for name, said in row.items():
            try:
                found[name] = self.columns[name](str(said or ""))
            except ValueError as error:
                raise InputError(name, str(error)) from error
        for name in self.needed:
            if found.get(name) in {None, ""}:
                raise InputError(name, "this cell is empty")
        return found


def _in_three(*names: str) -> dict[str, Read]:
    return {f"{name}_{language}": words for name in names for language in ("kk", "ru", "en")}


OFFICES = Table(
    "offices",
    {
        "code": words, "slug": words, **_in_three("name", "address", "landmark", "entrance"), "has_ramp": perhaps,
        "has_lift": perhaps, "latitude": degrees, "longitude": degrees, "map_link": words, "phone": words,
        "email": words, "zone": words, "organization": words, "area": words, "promise_days": whole,
        "visit_minutes": whole, "booking_days": whole, "notice_minutes": whole, "visits_a_day": whole,
        "is_listed": yes_or_no, "takes_bookings": yes_or_no, "election_from_on": day, "election_to_on": day,
    },
    ("code",),
)  # fmt: skip
OPENINGS = Table(
    "openings",
    {"office": words, "weekday": whole, "opens": hour, "closes": hour},
    ("office", "weekday", "opens", "closes"),
)
SERVICES = Table(
    "services",
    {
        "office": words, "code": words, **_in_three("name", "note", "bring"), "minutes": whole, "is_offered": yes_or_no,
        "is_booked": yes_or_no, "is_advice": yes_or_no, "position": whole,
    },
    ("office", "code", "name_kk"),
)  # fmt: skip
SITTINGS = Table(
    "sittings",
    {
        "office": words, "service": words, "host": words, **_in_three("who"), "weekday": whole, "on": day,
        "begins": hour, "ends": hour, "minutes": whole, "seats": whole, "quota": whole, "is_active": yes_or_no,
    },
    ("office", "begins", "ends"),
)  # fmt: skip
CLOSURES = Table(
    "closures",
    {
        "office": words, "from_on": day, "to_on": day, "weekday": whole, "from_time": hour, "to_time": hour,
        "substitute": words, **_in_three("reason"),
    },
    ("office", "from_on", "to_on", "reason_kk"),
)  # fmt: skip
COUNTERS = Table(
    "counters",
    {"office": words, "number": whole, **_in_three("name"), "service": words},
    ("office", "number"),
)
TABLES = {table.name: table for table in (OFFICES, OPENINGS, SERVICES, SITTINGS, CLOSURES, COUNTERS)}
"""The tables in the order in which they are read: each may name what stood before it."""
