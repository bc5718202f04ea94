"""Offices from CSV and back: a bad row is named by its line and undoes only itself; a second import changes nothing."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from qabyldau.accounts.rules import Actor
from qabyldau.areas.models import Area
from qabyldau.core.errors import InputError, QabyldauError
from qabyldau.interfaces.cli.importing import Line, Reject
from qabyldau.interfaces.cli.office_tables import TABLES, written
from qabyldau.offices.models import Closure, Office, Opening, Service, Sitting
from qabyldau.offices.rules.hours import ElectionPeriod, Span
from qabyldau.offices.services.changing import (
    closure_set,
    election_set,
    hours_set,
    office_add,
    office_change,
    service_set,
    sitting_set,
)  # fmt: skip
from qabyldau.people.models import Organization, Person
from qabyldau.visits.models import Counter
from qabyldau.visits.services.counters import counter_set

Row = dict[str, Any]

EMPTY = frozenset({"has_ramp", "has_lift", "latitude", "longitude", "organization", "area"})
"""Columns of an office whose empty cell means that it is not known; of others an empty cell leaves what was."""


@dataclass(frozen=True)
class Desk:
    """Who imports, and when."""

    actor: Actor
    at: datetime


def import_table(name: str, lines: Iterable[Line], desk: Desk) -> tuple[int, list[Reject]]:
    """Return how many rows of one table were taken, and those that were not, each with line, field and mend."""
    rejects: list[Reject] = []
    rows: list[tuple[Line, Row]] = []
    for line in lines:
        try:
            if line.row is None:
                raise InputError(line.field, line.problem)
            rows.append((line, TABLES[name].read(line.row)))
        except InputError as error:
            rejects.append(Reject(line.number, line.raw, error.field, error.message))
    if name == "openings":
        return _take_weeks(rows, desk, rejects), rejects
    taken = sum(take_row(line, lambda row=row: TAKERS[name](row, desk), rejects) for line, row in rows)  # type: ignore[misc]
    return taken, rejects


def take_row(line: Line, deed: Callable[[], object], rejects: list[Reject]) -> bool:
    """Do what a row says, or note why it could not be done and leave nothing of it; return whether it was done."""
    try:
        with transaction.atomic():
            deed()
    except InputError as error:
        rejects.append(Reject(line.number, line.raw, error.field, error.message))
    except (IntegrityError, ValidationError, QabyldauError) as error:
        rejects.append(Reject(line.number, line.raw, "row", f"the row does not fit: {type(error).__name__}"))
    else:
        return True
    return False


def _take_weeks(rows: list[tuple[Line, Row]], desk: Desk, rejects: list[Reject]) -> int:
    """Set the hours of each office that is named: all its rows together, or none of them."""
    weeks: dict[str, list[tuple[Line, Row]]] = defaultdict(list)
    for line, row in rows:
        weeks[row["office"]].append((line, row))
    taken = 0
    for code, own in weeks.items():
        week: dict[int, list[Span]] = defaultdict(list)
        for _line, row in own:
            week[row["weekday"]].append(Span(row["opens"], row["closes"]))
        is_taken = take_row(own[0][0], lambda code=code, week=week: _set_hours(code, week, desk), rejects)  # type: ignore[misc]
        taken += len(own) if is_taken else 0
        if not is_taken:
            words = "the hours of this office were not taken: see its first row"
            rejects.extend(Reject(line.number, line.raw, "hours", words) for line, _row in own[1:])
    return taken


def _set_hours(code: str, week: Mapping[int, list[Span]], desk: Desk) -> None:
    if not set(week) <= set(range(1, 8)):
        raise InputError("weekday", "1 is Monday, 7 is Sunday")
    hours_set(actor=desk.actor, office=_office(code), week=week, at=desk.at)


def _office(code: str) -> Office:
    found = Office.objects.filter(code=code).first()
    if found is None:
        raise InputError("office", f"no office has the code {code[:20]!r}: import offices.csv first")
    return found


def _service(office: Office, code: str) -> Service | None:
    found = Service.objects.filter(office=office, code=code).first() if code else None
    if code and found is None:
        raise InputError("service", f"{office.code} has no service {code[:40]!r}")
    return found


def _take_office(row: Row, desk: Desk) -> None:
    code = row.pop("code")
    for column, model in (("organization", Organization), ("area", Area)):
        if column in row:
            row[column] = named(model, column, row[column])
    period = ElectionPeriod(row.pop("election_from_on", None), row.pop("election_to_on", None))
    slug = row.pop("slug", "") or code.lower()
    office = Office.objects.filter(code=code).first()
    said = {name: value for name, value in row.items() if value is not None or name in EMPTY}
    if office is None:
        office = office_add(actor=desk.actor, code=code, slug=slug, fields=said, at=desk.at)
    else:
        office_change(actor=desk.actor, office=office, fields=said, at=desk.at)
    if period != office.election:
        election_set(actor=desk.actor, office=office, period=period, at=desk.at)


def named(model: Any, column: str, code: str) -> Any:
    """Return the row of this code, None for no code; raise InputError that names ``column`` where there is none."""
    found = model.objects.filter(code=code).first() if code else None
    if code and found is None:
        raise InputError(column, f"nothing has the code {code[:40]!r}")
    return found


def _take_service(row: Row, desk: Desk) -> None:
    office, code = _office(row.pop("office")), row.pop("code")
    row["position"] = row.get("position") or 0
    service_set(actor=desk.actor, office=office, code=code, fields=row, at=desk.at)


def _take_sitting(row: Row, desk: Desk) -> None:
    office = _office(row.pop("office"))
    row["service"] = _service(office, row.pop("service", ""))
    row["host"] = named(Person, "host", row.pop("host", ""))
    row["seats"] = row.get("seats") or 1
    same = {name: row.get(name) for name in ("service", "host", "weekday", "on", "begins")}
    known = Sitting.objects.filter(office=office, **same).first()
    sitting_set(
        actor=desk.actor, office=office, fields=row, at=desk.at, uuid=str(known.uuid) if known else ""
    )


def _take_closure(row: Row, desk: Desk) -> None:
    office = _office(row.pop("office"))
    substitute = row.pop("substitute", "")
    row["substitute"] = _office(substitute) if substitute else None
    same = {name: row.get(name) for name in ("from_on", "to_on", "weekday", "from_time")}
    known = Closure.objects.filter(office=office, sitting=None, **same).first()
    closure_set(
        actor=desk.actor, office=office, fields=row, at=desk.at, uuid=str(known.uuid) if known else ""
    )


def _take_counter(row: Row, desk: Desk) -> None:
    office = _office(row.pop("office"))
    row["service"] = _service(office, row.pop("service", ""))
    counter_set(actor=desk.actor, office=office, number=row.pop("number"), fields=row, at=desk.at)


TAKERS: Mapping[str, Callable[[Row, Desk], None]] = {
    "offices": _take_office,
    "services": _take_service,
    "sittings": _take_sitting,
    "closures": _take_closure,
    "counters": _take_counter,
}


def export_tables() -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each CSV; importing them changes nothing."""
    rows: Mapping[str, Iterable[Any]] = {
        "offices": Office.objects.filter(is_active=True)
        .select_related("organization", "area")
        .order_by("code"),
        "openings": Opening.objects.select_related("office").order_by("office__code", "weekday", "opens"),
        "services": Service.objects.select_related("office").order_by("office__code", "position", "code"),
        "sittings": Sitting.objects.select_related("office", "service", "host").order_by(
            "office__code", "id"
        ),
        "closures": Closure.objects.filter(sitting=None)
        .select_related("office", "substitute")
        .order_by("office__code", "from_on", "id"),
        "counters": Counter.objects.filter(is_active=True)
        .select_related("office", "service")
        .order_by("office__code", "number"),
    }
    for name, table in TABLES.items():
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for row in rows[name]:
            writer.writerow([_cell(getattr(row, column)) for column in table.columns])
        yield name, file.getvalue()


def _cell(value: Any) -> str:
    return written(getattr(value, "code", value))
