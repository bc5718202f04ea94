"""``qabyldau intake import FILE``: appeals from a CSV or JSON Lines file."""

import argparse
import json
import sys
from pathlib import Path

from qabyldau.accounts.rules import machine
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.importing import COLUMNS, Reject, Report, csv_lines, import_lines, jsonl_lines

REJECTED = 3
"""Exit code when good rows were kept and some rows were rejected."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which file and how."""
    parser.add_argument("deed", choices=["import"])
    parser.add_argument(
        "file", type=Path, help=f"CSV with a heading, or JSON Lines; columns: {', '.join(COLUMNS)}"
    )
    parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")
    parser.add_argument("--rejects", type=Path, help="where rejected rows go (default: beside the file)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(options: argparse.Namespace) -> int:
    """Import the file and report; 0 when every row was good, 3 when some were rejected."""
    lines = jsonl_lines if options.file.suffix.casefold() in {".jsonl", ".ndjson", ".json"} else csv_lines
    if options.rejects and options.rejects.exists() and options.rejects.samefile(options.file):
        raise InputError("rejects", "name another file: the rejected rows would overwrite the appeals")
    report = Report()
    with options.file.open("rb") as file:
        for report in import_lines(machine("import"), lines(file), clock.now(), dry=options.dry_run):
            if sys.stderr.isatty():
                print(f"\r{report.lines} rows …", end="", file=sys.stderr)
    rejects = None
    if report.rejects and not options.dry_run:
        rejects = options.rejects or free_name(options.file.with_name(f"{options.file.stem}.rejects.jsonl"))
        write_rejects(rejects, report.rejects)
    print(_as_json(report, rejects) if options.json else _as_words(report, rejects, dry=options.dry_run))
    return REJECTED if report.rejects else 0


def free_name(path: Path) -> Path:
    """Return ``path``, or the first like it with a number that no file has yet: rows mended by hand are not overwritten."""
    numbered = (
        path.with_name(f"{path.name.removesuffix('.jsonl')}-{number}.jsonl") for number in range(2, 1000)
    )
    return next((name for name in (path, *numbered) if not name.exists()), path)


def write_rejects(path: Path, rejects: list[Reject]) -> None:
    """Write every rejected line with its number, field and reason; mended in its place it can be imported as it is."""
    # Half a letter is written as JSON spells it.
    with path.open("w", encoding="utf-8", errors="backslashreplace") as file:
        for reject in rejects:
            kept = {
                "line": reject.number,
                "field": reject.field,
                "reason": reject.reason,
                "row": _as_row(reject.raw),
            }
            file.write(json.dumps(kept, ensure_ascii=False) + "\n")


def _as_row(raw: str) -> object:
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError):
        return raw
    return row if isinstance(row, dict) else raw


def _as_json(report: Report, rejects: Path | None) -> str:
    return json.dumps(
        {
            "lines": report.lines,
            "registered": report.registered,
            "known": report.known,
            "rejected": [
                {"line": row.number, "field": row.field, "reason": row.reason} for row in report.rejects
            ],
            "rejects_file": str(rejects) if rejects else None,
        },
        ensure_ascii=False,
        indent=2,
    )


def _as_words(report: Report, rejects: Path | None, *, dry: bool) -> str:
    words = [
        f"{report.lines} rows: {report.registered} registered, {report.known} known already, "
        f"{len(report.rejects)} rejected{' (dry run: nothing was written)' if dry else ''}"
    ]
    words += [f"  line {row.number}, {row.field}: {row.reason}" for row in report.rejects]
    words += [f"The rejected rows are in {rejects}."] if rejects else []
    return "\n".join(words)
