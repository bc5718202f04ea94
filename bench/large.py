"""``python -m bench.large --rows 100000 1000000``: what the desk costs when a city has worked with it for years.

CPU milliseconds a request, application and database together, median and 95th percentile. In the database that
DATABASE_URL names, or in a file of SQLite in a temporary folder; with --keep FOLDER rows stay there for the next run.
"""

import argparse
import os
import sys
import tempfile

import django

CALLS = 100


def main() -> int:
    """Fill, measure, print one table a size."""
    parser = argparse.ArgumentParser(prog="python -m bench.large")
    parser.add_argument("--rows", type=int, nargs="*", default=[100_000], help="sizes of the office, rising")
    parser.add_argument("--keep", default="", help="folder of data that stays")
    parser.add_argument("--only", default="", help="measure only what has these words in its name")
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="qabyldau-bench-")
    os.environ["QABYLDAU_DATA"] = options.keep or folder.name
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qabyldau.config.settings")
    django.setup()
    from bench.visits import run  # noqa: PLC0415  (needs the settings that were chosen above)

    for table in run(sorted(options.rows), CALLS, options.only):
        print(table, flush=True)
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
