"""`python -m tilmash.evaluate` prints one table of all measures, each with n and its interval.

`--only 1,2,lemmas` measures those numbers or modules alone; `--json` prints one row a line. Sets of others are looked for
under QABYLDAU_SHARED_DATA; without it their rows say `no data`. Nothing is tuned by what is printed here.
"""

import argparse
import json
import sys

from tilmash.evaluate.table import FAILED, Wanted, as_table, rows_of, wanted
from tilmash.messages import said, speak


def main(arguments: list[str] | None = None) -> int:
    """Print the table and give 0, or 1 when something that must be reached is not, or a measure broke."""
    speak()
    parser = argparse.ArgumentParser(prog="tilmash eval", description=said("eval"))
    parser.add_argument("--only", default="", metavar="1,2,lemmas", help=said("arg_only"))
    parser.add_argument("--json", action="store_true", help=said("arg_json"))
    options = parser.parse_args(arguments)
    chosen = _chosen(options.only)
    if not chosen:
        known = sorted({str(row.number) for row in wanted()}, key=int) + sorted(
            {row.module for row in wanted()}
        )
        parser.error(said("nothing_called").format(options.only, ", ".join(known)))
    rows = []
    for row in rows_of(chosen, _tell):
        rows.append(row)
        if options.json:
            print(json.dumps(row.plain(), ensure_ascii=False), flush=True)
    if not options.json:
        print(as_table(rows))
    return 1 if any(row.reached is False or row.note.startswith(FAILED) for row in rows) else 0


def _chosen(only: str) -> list[Wanted]:
    names = {name.strip() for name in only.split(",") if name.strip()}
    return [row for row in wanted() if not names or str(row.number) in names or row.module in names]


def _tell(module: str) -> None:
    if sys.stderr.isatty():
        print(f"{module} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
