"""Folders of CSV files, taken in and written: what every command that imports tables shares."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from qabyldau.accounts.rules import machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.importing import Line, Reject, csv_lines
from qabyldau.interfaces.cli.office_import import Desk
from qabyldau.interfaces.cli.office_tables import BESIDE, Table

REJECTED = 3
"""Exit code when good rows were kept and some rows were rejected."""

Report = dict[str, tuple[int, list[Reject]]]


@dataclass(frozen=True)
class Tables:
    """The tables of one command in the order in which they are read, how one is taken in, and how all are written."""

    tables: Mapping[str, Table]
    take: Callable[[str, Iterable[Line], Desk], tuple[int, list[Reject]]]
    write: Callable[[], Iterator[tuple[str, str]]]

    @property
    def names(self) -> str:
        """The files in words."""
        return ", ".join(f"{name}.csv" for name in self.tables)


def add_folder_arguments(
    deeds: "argparse._SubParsersAction[argparse.ArgumentParser]", tables: Tables, what: str
) -> None:
    """Say which folder is read or written, for the commands ``import`` and ``export``."""
    importing = deeds.add_parser("import", help=f"make and correct {what} from CSV files")
    importing.add_argument("path", type=Path, help=f"a folder with {tables.names}, or one of these files")
    importing.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    importing.add_argument("--json", action="store_true", help="print the report as JSON")
    exporting = deeds.add_parser("export", help=f"write {what} as CSV files")
    exporting.add_argument("path", type=Path, help="the folder to write to, made if it is not there")


def import_folder(options: argparse.Namespace, tables: Tables) -> int:
    """Take in what stands in a folder or a file, say what became of each row, and keep the rejected ones beside it."""
    files = _files(options.path, tables)
    report: Report = {}
    with transaction.atomic():
        for name, path in files.items():
            with path.open("rb") as file:
                report[name] = tables.take(name, csv_lines(file), Desk(machine("cli"), clock.now()))
        transaction.set_rollback(options.dry_run)
    kept = {} if options.dry_run else _keep_rejects(files, report, tables)
    print(_as_json(report) if options.json else _as_words(report, kept, is_dry=options.dry_run))
    return REJECTED if any(rejects for _taken, rejects in report.values()) else 0


def _files(path: Path, tables: Tables) -> dict[str, Path]:
    """Return the files by the name of their table, in the order in which they are read."""
    known = tables.tables
    places = (
        {name: path / f"{name}.csv" for name in known} if path.is_dir() else {path.name.split(".")[0]: path}
    )
    found = {name: places[name] for name in known if name in places and places[name].is_file()}
    if not found:
        raise InputError("path", f"{path} holds none of {tables.names}")
    return found


def _keep_rejects(files: dict[str, Path], report: Report, tables: Tables) -> dict[str, Path]:
    """Write the rejected rows of each table beside it, with their reasons: mended there they are imported as they are."""
    kept = {}
    for name, (_taken, rejects) in report.items():
        if rejects:
            kept[name] = files[name].with_name(f"{name}.rejects.csv")
            with kept[name].open("w", encoding="utf-8", errors="replace", newline="") as file:
                writer = csv.DictWriter(file, [*BESIDE, *tables.tables[name].columns], extrasaction="ignore")
                writer.writeheader()
                writer.writerows(_rejected(row) for row in rejects)
    return kept


def _rejected(reject: Reject) -> dict[str, str]:
    return {**json.loads(reject.raw), "line": reject.number, "field": reject.field, "reason": reject.reason}


def _as_json(report: Report) -> str:
    found = {
        name: {
            "taken": taken,
            "rejected": [{"line": row.number, "field": row.field, "reason": row.reason} for row in rejects],
        }
        for name, (taken, rejects) in report.items()
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _as_words(report: Report, kept: dict[str, Path], *, is_dry: bool) -> str:
    lines = []
    for name, (taken, rejects) in report.items():
        lines.append(f"{name:<9} {taken} taken, {len(rejects)} rejected")
        lines += [f"  line {row.number}, {row.field}: {row.reason}" for row in rejects]
    lines += [f"The rejected rows are in {path}." for path in kept.values()]
    lines += ["Dry run: nothing was written."] if is_dry else []
    return "\n".join(lines)


def export_folder(options: argparse.Namespace, tables: Tables) -> int:
    """Write the tables into a folder."""
    options.path.mkdir(parents=True, exist_ok=True)
    for name, words in tables.write():
        (options.path / f"{name}.csv").write_text(words, encoding="utf-8")
        print(options.path / f"{name}.csv", file=sys.stderr)
    return 0
