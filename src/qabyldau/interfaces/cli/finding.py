"""``qabyldau search rebuild``: make the search index anew from the tables, saying how far it is."""

import argparse
import sys

from qabyldau.flow.find.index import index_all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what to do."""
    parser.add_argument(
        "deed", choices=["rebuild"], help="index every appeal anew; the service may run meanwhile"
    )
    parser.add_argument("--quiet", action="store_true", help="say only the end")


def run(options: argparse.Namespace) -> int:
    """Index everything and print how many."""
    done = 0
    for done in index_all():
        if not options.quiet:
            print(f"\r{done}", end="", file=sys.stderr, flush=True)
    if not options.quiet:
        print(file=sys.stderr)
    print(f"appeals that can be found: {done}")
    return 0
