"""``qabyldau casework``: the work on cases, looked at from outside."""

import argparse
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

from qabyldau.documents.casefile.checking import Checked, check_bundle
from qabyldau.history.queries import entry_at


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what is asked."""
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="DEED")
    bundle = deeds.add_parser(
        "verify-bundle",
        help="check a bundle of evidence: every sum, and that the PDF says what the JSON says",
    )
    bundle.add_argument("file", type=Path, help="the ZIP as it was made")
    bundle.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 0 when all is well, 1 when something was found."""
    return _DEEDS[options.deed](options)


def _verify(options: argparse.Namespace) -> int:
    found = check_bundle(options.file.read_bytes())
    here = _stands_here(found)
    if options.json:
        print(json.dumps({**asdict(found), "history": here}, ensure_ascii=False, indent=2))
    else:
        print(_in_words(found, here))
    return int(bool(found.flaws) or here == "differs")


def _stands_here(found: Checked) -> str:
    """Return whether the head of the bundle's history stands in this installation: kept, differs, or unknown here."""
    entry = entry_at(found.stream, found.position)
    if entry is None:
        return "unknown"
    return "kept" if entry.hash == found.head else "differs"


def _in_words(found: Checked, here: str) -> str:
    said = {
        "kept": "The history of this installation holds the entry that the bundle names.",
        "differs": f"HISTORY entry {found.position} of {found.stream} is not the one that the bundle names.",
        "unknown": "The history of the bundle is not on this installation; its head was not compared.",
    }
    lines = [
        f"Case {found.number}, made {found.made_at}: {found.texts} texts, {found.files} files.",
        *[f"CHANGED {flaw.part}: {flaw.what}" for flaw in found.flaws],
        said[here],
    ]
    if not found.is_paper_compared:
        lines.append(
            "The PDF was set by another version of the typesetter: its sum was checked, its words were not compared."
        )
    lines.append(
        "The bundle is as it was made."
        if not found.flaws
        else f"{len(found.flaws)} places are not as they were made."
    )
    return "\n".join(lines)


_DEEDS: Mapping[str, Callable[[argparse.Namespace], int]] = {"verify-bundle": _verify}
