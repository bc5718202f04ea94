"""``qabyldau demo``: reference data, demonstration data, the road over every appeal, one page of figures, and the server."""

import argparse
import sys
from collections.abc import Iterable

from django.conf import settings

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role, machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.history.models import Entry
from qabyldau.interfaces.cli import body_import as bodies
from qabyldau.interfaces.cli.importing import Reject, Report, csv_lines, import_lines, jsonl_lines
from qabyldau.interfaces.cli.migrate import prepare
from qabyldau.interfaces.cli.office_import import Desk, import_table
from qabyldau.interfaces.cli.office_tables import TABLES
from qabyldau.interfaces.cli.serve import port_of, serve
from qabyldau.interfaces.cli.story import play
from qabyldau.interfaces.cli.story_referred import post_goes
from qabyldau.interfaces.cli.summary import summary
from qabyldau.interfaces.cli.tables import rows_of, text_of
from qabyldau.interfaces.cli.visiting import play_visits
from qabyldau.offices.models import Office
from qabyldau.offices.services.staff import staff_grant
from qabyldau.people.services.loading import (
    contacts_load,
    memberships_load,
    organizations_load,
    persons_load,
    posts_load,
)

PASSWORD = "qabyldau-demo"  # noqa: S105  (open on purpose: a demonstration is served on this machine only)
BODIES = {"bodies": "demo_bodies", "contacts": "body_contacts", "heads": "body_heads"}
"""The register of bodies: the table, and the file of the demonstration that holds it."""
WIDTH = 30
VISITS = 300
"""About as many visits are played; the bar needs an end."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say whether and where to serve."""
    parser.add_argument("--no-serve", action="store_true", help="stop after the summary")
    parser.add_argument("--port", type=port_of, default=8000)


def run(options: argparse.Namespace) -> int:
    """Make the demonstration, say what is in it, and serve it."""
    prepare("demo")
    load()
    report = _receive()
    _tell()
    _visit()
    print(summary(report))
    print(_doors(options.port))
    return 0 if options.no_serve else serve("127.0.0.1", options.port)


def load() -> None:
    """Load what stands before the first appeal: public persons, bodies, offices and their staff."""
    actor = machine("cli")
    organizations_load(rows_of("demo/organizations.csv"))
    posts_load(rows_of("demo/posts.csv"))
    persons_load(rows_of("demo/persons.csv"))
    memberships_load(rows_of("demo/memberships.csv"))
    contacts_load(rows_of("demo/contacts.csv"))
    desk = Desk(actor, clock.now())
    for name, file in BODIES.items():
        _whole(file, bodies.import_table(name, csv_lines([text_of(f"demo/{file}.csv").encode()]), desk)[1])
    for name in TABLES:
        _whole(name, import_table(name, csv_lines([text_of(f"demo/{name}.csv").encode()]), desk)[1])
    known = set(User.objects.values_list("username", flat=True))
    for row in rows_of("demo/staff.csv"):
        _member(actor, row, is_new=row["username"] not in known)
        known.add(row["username"])


def _whole(name: str, rejects: list[Reject]) -> None:
    """Raise InputError where a row of the demonstration's own tables does not fit."""
    for row in rejects:
        raise InputError(f"{name}.csv line {row.number}", f"{row.field}: {row.reason}")


def _member(actor: Actor, row: dict[str, str], *, is_new: bool) -> None:
    if not is_new:
        return
    is_operator = row["role"] == Role.OPERATOR
    user = User.objects.create_user(
        row["username"], PASSWORD, full_name=row["full_name"], is_operator=is_operator
    )
    if is_operator:
        return
    staff_grant(
        actor=actor,
        office=Office.objects.get(code=row["office"]),
        user=user,
        role=Role(row["role"]),
        at=clock.now(),
        position_kk=row["position_kk"],
        position_ru=row["position_ru"],
        position_en=row["position_en"],
        reads_confidential=row["confidential_reader"] == "1",
    )


def _lines() -> list[bytes]:
    words = text_of("demo/appeals.jsonl") + text_of("demo/appeals_bad.jsonl")
    return [line.encode() for line in words.splitlines() if line.strip()]


def _receive() -> Report:
    lines, report = _lines(), Report()
    for report in import_lines(machine("import"), jsonl_lines(lines), clock.now()):
        _show("Appeals", report.lines, len(lines))
    _show("Appeals", len(lines), len(lines), end="\n")
    return report


def _tell() -> None:
    if Entry.objects.filter(action="casework.case.opened").exists():
        return
    total = len(text_of("demo/story.jsonl").splitlines())
    offices = {row["ref"]: row["office"] for row in _rows()}
    for done in play(offices):
        _show("Casework", done, total)
    _show("Casework", total, total, end="\n")


def _visit() -> None:
    for done in play_visits(clock.now()):
        _show("Visits", done, max(done, VISITS))
    _show("Visits", VISITS, VISITS, end="\n")
    post_goes(clock.now())


def _rows() -> Iterable[dict[str, str]]:
    return [line.row for line in jsonl_lines(_lines()) if line.row and "ref" in line.row]  # type: ignore[misc]


def _show(what: str, done: int, total: int, end: str = "") -> None:
    if not sys.stdout.isatty() and not end:
        return
    full = round(WIDTH * done / max(total, 1))
    print(f"\r{what:<9} [{'█' * full}{'·' * (WIDTH - full)}] {done}/{total}", end=end, flush=True)


def _doors(port: int) -> str:
    here = f"http://127.0.0.1:{port}"
    lines = [
        "",
        f"Site    {here}/      {here}/ru/      {here}/en/",
        f"Desk    {here}/desk/",
        f"Parts   {here}/design/",
        f"Data    {settings.DATA}",
        "",
        f"Sign-ins of the demonstration (password of all: {PASSWORD}):",
    ]
    for row in rows_of("demo/staff.csv"):
        lines.append(f"  {row['username']:<12} {row['role']:<13} {row['office'] or '–'}")
    return "\n".join(lines)
