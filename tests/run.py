"""The whole suite: on the embedded database, and on PostgreSQL where it is found; says at the end what was not run."""

import os
import subprocess
import sys

from tests.servers import chromium, cluster, dovecot, postgresql

WITHOUT_DATABASE = [
    "--ignore=tests/house",
    "--ignore-glob=tests/browser/test_[!j]*.py",
    "--ignore=tests/conformance/test_rights.py",
    "--ignore=tests/conformance/test_month.py",
    "--ignore=src/tilmash",
    "--ignore=src/qabyldau/language",
    "--ignore=src/qabyldau/interfaces/design",
]
"""What no database changes: run once. Of the walks in a browser one goes over both; the month of an office goes over the
embedded one here, and ``make chaos`` plays it whole."""

PARALLEL = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
"""The longest files stand under ``tests`` and come first, so that none is left to run alone at the end."""

QUICK = ["-m", "not slow"]
"""What is marked slow takes minutes each: ``make chaos`` runs it."""


def main(arguments: list[str]) -> int:
    """Run pytest once or twice and return the worse exit code."""
    missing = []
    worst = pytest(arguments, "the embedded database", {"DATABASE_URL": ""})
    if postgresql():
        with cluster() as url:
            worst = max(worst, pytest([*arguments, *WITHOUT_DATABASE], "PostgreSQL", {"DATABASE_URL": url}))
    else:
        missing.append(("QABYLDAU_REQUIRE_POSTGRES", "the suite on PostgreSQL: no PostgreSQL was found"))
    if not chromium():
        missing.append(("QABYLDAU_REQUIRE_CHROMIUM", "the tests in a browser: no Chromium was found"))
    if not dovecot():
        missing.append(("QABYLDAU_REQUIRE_DOVECOT", "the tests on a mailbox: no Dovecot was found"))
    if not os.environ.get("QABYLDAU_SHARED_DATA"):
        missing.append(
            (
                "QABYLDAU_REQUIRE_SHARED_DATA",
                "the tests on texts from outside: QABYLDAU_SHARED_DATA is not set",
            )
        )
    for variable, words in missing:
        required = bool(os.environ.get(variable))
        print(f"{'REQUIRED BUT NOT RUN' if required else 'Not run'}: {words}.", flush=True)
        worst = max(worst, int(required))
    if not missing:
        print("Everything was run but the slow tests, which `make chaos` runs.", flush=True)
    return worst


def pytest(arguments: list[str], where: str, changes: dict[str, str]) -> int:
    """Run the suite in a process of its own."""
    print(f"The suite on {where}:", flush=True)
    command = [sys.executable, "-m", "pytest", "-rs", *PARALLEL, *QUICK, *arguments]
    return subprocess.run(command, check=False, env={**os.environ, **changes}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
