"""``python -m bench [receive|inbox|case|track|whole …] [--rows N]``: measure and print one table.

Makes an installation of its own in a temporary folder (or in the database that DATABASE_URL names), and leaves nothing.
"""

import argparse
import os
import sys
import tempfile

import django

SIZES = (1_000, 100_000)
NAMES = ("receive", "inbox", "case", "track", "whole")


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("names", nargs="*", metavar="|".join(NAMES), default=[])
    parser.add_argument(
        "--rows", type=int, nargs="*", default=list(SIZES), help="sizes of the office for the desk"
    )
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="qabyldau-bench-")
    os.environ["QABYLDAU_DATA"] = folder.name
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qabyldau.config.settings")
    django.setup()
    from bench.run import run  # noqa: PLC0415  (needs the settings that were chosen above)

    print(run(options.names or list(NAMES), options.rows))
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
