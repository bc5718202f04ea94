"""``qabyldau calendar load FILE``: a corrected working calendar; open deadlines are recounted and keep their old date."""

import argparse
import csv
import io
from datetime import date
from pathlib import Path

from django.db import transaction

from qabyldau.accounts.rules import machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.flow.act import recount_deadlines
from qabyldau.interfaces.cli.reference import calendar_version, reference_days
from qabyldau.offices.queries import open_offices
from qabyldau.offices.rules.calendar import CalendarDay, DayKind
from qabyldau.offices.services.calendar import calendar_load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which file."""
    parser.add_argument("deed", choices=["load"])
    parser.add_argument(
        "file", type=Path, help="CSV with the columns of reference/holidays/kz.csv; its days win"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would move and change nothing")


def run(options: argparse.Namespace) -> int:
    """Load the corrections over the reference calendar, recount, and say what moved."""
    known = {day.on: day for day in reference_days()}
    try:
        text = options.file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("file", f"{options.file} is not UTF-8: save it as UTF-8") from error
    known |= {day.on: day for day in corrections(options.file.name, text)}
    days, at = [known[on] for on in sorted(known)], clock.now()
    with transaction.atomic():
        changed = calendar_load(actor=machine("cli"), version=calendar_version(days), days=days, at=at)
        for office in open_offices():
            moved = recount_deadlines(actor=machine("cli", str(office.uuid)), office=office, at=at)
            print(f"{office.code}: {len(moved)} deadlines move")
        if options.dry_run:
            transaction.set_rollback(True)
    print(
        "Nothing was changed (dry run)."
        if options.dry_run
        else "Loaded."
        if changed
        else "This calendar is current."
    )
    return 0


def corrections(name: str, text: str) -> list[CalendarDay]:
    """Return the days of a file; raise InputError naming line, field and mend."""
    found: dict[date, CalendarDay] = {}
    reader = csv.DictReader(io.StringIO(text, newline=""))
    for row in reader:
        where = f"{name}, line {reader.line_num}"
        on = _date(row.get("on") or "", f"{where}, on")
        if on in found:
            raise InputError(f"{where}, on", f"{on} stands twice; keep one row")
        if row.get("kind") not in list(DayKind):
            raise InputError(
                f"{where}, kind", f"{row.get('kind')!r} is not known; one of: {', '.join(DayKind)}"
            )
        found[on] = CalendarDay(
            on=on,
            kind=DayKind(row["kind"]),
            name_kk=row.get("name_kk") or "",
            name_ru=row.get("name_ru") or "",
            name_en=row.get("name_en") or "",
            replaces=_date(row["replaces"], f"{where}, replaces") if row.get("replaces") else None,
            estimated=row.get("estimated") == "1",
            source=row.get("source") or name,
        )
    return list(found.values())


def _date(value: str, where: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise InputError(where, "write the day like this: 2026-05-27") from error
