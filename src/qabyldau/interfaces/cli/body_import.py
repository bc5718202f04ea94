"""The register of bodies from CSV and back: three tables; a bad row is named by its line and undoes only itself."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from qabyldau.areas.models import Area
from qabyldau.catalog.queries import category_names
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.importing import Line, Reject
from qabyldau.interfaces.cli.office_import import Desk, Row, named, take_row
from qabyldau.interfaces.cli.office_tables import Table, day, words, written, yes_or_no
from qabyldau.people.models import BodyContact, Membership, Organization
from qabyldau.people.queries.bodies import KINDS
from qabyldau.people.rules import DELIVERIES, HEADS
from qabyldau.people.services.bodies import NewHead, body_set, contact_set, head_set


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(said: str) -> str:
        if said.strip() not in allowed:
            raise ValueError(f"write one of: {', '.join(allowed)}")
        return said.strip()

    return read


BODIES = Table(
    "bodies",
    {
        "code": words, "kind": _one_of(*KINDS), "name_kk": words, "name_ru": words, "name_en": words, "area": words,
        "parent": words, "dative_kk": words, "genitive_kk": words, "dative_ru": words, "genitive_ru": words,
        "is_outside_law": yes_or_no, "ended_on": day, "successor": words, "note": words, "source": words,
    },
    ("code", "kind", "name_kk"),
)  # fmt: skip
CONTACTS = Table(
    "contacts",
    {
        "code": words, "organization": words, "theme": words, "area": words, "delivery": _one_of(*DELIVERIES),
        "address": words, "phone": words, "start_on": day, "end_on": day, "note": words, "source": words,
    },
    ("code", "organization", "delivery"),
)  # fmt: skip
HEADS_TABLE = Table(
    "heads",
    {
        "organization": words, "name": words, "post_kk": words, "post_ru": words, "since": day,
        "is_invented": yes_or_no,
    },
    ("organization", "name", "since"),
)  # fmt: skip
TABLES = {table.name: table for table in (BODIES, CONTACTS, HEADS_TABLE)}
"""The tables in the order in which they are read: each may name what stood before it."""


def import_table(name: str, lines: Iterable[Line], desk: Desk) -> tuple[int, list[Reject]]:
    """Return how many rows of one table were taken, and those that were not, each with line, field and mend."""
    rejects: list[Reject] = []
    taken = sum(_take(name, line, desk, rejects) for line in lines)
    return taken, rejects


def _take(name: str, line: Line, desk: Desk, rejects: list[Reject]) -> bool:
    def deed() -> None:
        if line.row is None:
            raise InputError(line.field, line.problem)
        TAKERS[name](TABLES[name].read(line.row), desk)

    return take_row(line, deed, rejects)


def _body(column: str, code: str) -> Organization:
    found: Organization | None = named(Organization, column, code)
    if found is None:
        raise InputError(column, "this cell is empty")
    return found


def _take_body(row: Row, desk: Desk) -> None:
    code = row.pop("code")
    for column, model in (("area", Area), ("parent", Organization), ("successor", Organization)):
        if column in row:
            row[column] = named(model, column, row[column])
    known = Organization.objects.filter(code=code).first()
    if known is None or _is_changed(known, row):
        body_set(actor=desk.actor, fields=row, at=desk.at, code=code)


def _take_contact(row: Row, desk: Desk) -> None:
    code = row.pop("code")
    row["organization"] = _body("organization", row["organization"])
    if "area" in row:
        row["area"] = named(Area, "area", row["area"])
    theme = row.get("theme", "")
    if theme and theme not in category_names():
        raise InputError("theme", f"no theme has the code {theme[:40]!r}")
    known = BodyContact.objects.filter(code=code).first()
    if known is None or _is_changed(known, row):
        contact_set(actor=desk.actor, fields=row, at=desk.at, code=code)


def _is_changed(known: Any, row: Mapping[str, Any]) -> bool:
    """Return whether a row says anything new: what stands already is neither written nor recorded again."""
    return any(getattr(known, name) != value for name, value in row.items())


def _take_head(row: Row, desk: Desk) -> None:
    body = _body("organization", row.pop("organization"))
    head_set(actor=desk.actor, body=body, head=NewHead(**row), at=desk.at)


TAKERS: Mapping[str, Callable[[Row, Desk], None]] = {
    "bodies": _take_body,
    "contacts": _take_contact,
    "heads": _take_head,
}


def export_tables() -> Iterator[tuple[str, str]]:
    """Yield the name and the words of each CSV; importing them changes nothing."""
    bodies = Organization.objects.filter(kind__in=KINDS).select_related("area", "parent", "successor")
    contacts = BodyContact.objects.select_related("organization", "area").order_by("code")
    heads = Membership.objects.filter(post__role__in=HEADS, organization__kind__in=KINDS)
    rows: Mapping[str, Iterable[Mapping[str, Any]]] = {
        "bodies": _rows(bodies.order_by("code"), BODIES),
        "contacts": _rows(contacts, CONTACTS),
        "heads": (
            {
                "organization": row.organization,
                "name": row.person.name,
                "post_kk": row.post.label_kk if row.post else "",
                "post_ru": row.post.label_ru if row.post else "",
                "since": row.start_on,
                "is_invented": row.person.is_invented,
            }
            for row in heads.filter(end_on=None)
            .exclude(start_on=None)
            .select_related("organization", "person", "post")
            .order_by("organization__code")
        ),
    }
    for name, table in TABLES.items():
        file = io.StringIO(newline="")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for row in rows[name]:
            writer.writerow([written(getattr(row[column], "code", row[column])) for column in table.columns])
        yield name, file.getvalue()


def _rows(rows: Iterable[Any], table: Table) -> Iterator[dict[str, Any]]:
    return ({column: getattr(row, column) for column in table.columns} for row in rows)
