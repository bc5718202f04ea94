"""``qabyldau verify``: whether the history is whole."""

import argparse
import json
from dataclasses import asdict

from qabyldau.history.models import Stream
from qabyldau.history.queries import flaws


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say how to print."""
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(options: argparse.Namespace) -> int:
    """Walk every stream and name every changed, missing or reordered entry; 1 if there is one."""
    heads = list(Stream.objects.order_by("name"))
    found = list(flaws())
    if options.json:
        streams = [{"stream": head.name, "entries": head.position, "head": head.head} for head in heads]
        print(
            json.dumps(
                {"streams": streams, "flaws": [asdict(flaw) for flaw in found]}, ensure_ascii=False, indent=2
            )
        )
        return int(bool(found))
    for head in heads:
        print(f"{head.name}: {head.position} entries, head {head.head[:16]}…")
    for flaw in found:
        print(f"{flaw.kind.upper()} {flaw.stream} entry {flaw.position}: {flaw.explanation}")
    print("The history is whole." if not found else f"{len(found)} places are not as they were written.")
    return int(bool(found))
