"""Finding and starting the real parts that tests use: a PostgreSQL cluster of their own, and Chromium."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.installations import free_port

UNPRIVILEGED = "postgres"


def chromium() -> str:
    """Return the path of Chromium, or "" where there is none."""
    return (
        os.environ.get("QABYLDAU_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or ""
    )


def postgresql() -> str:
    """Return the folder of PostgreSQL's programs, the newest version found, or "" where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return str(found[-1].parent)
    on_path = shutil.which("initdb")
    return str(Path(on_path).parent) if on_path else ""


def _as_ordinary_user(command: list[str]) -> list[str]:
    """Return the command as it runs for a user who is not root: PostgreSQL refuses to start as root."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={UNPRIVILEGED}", "--clear-groups", "--", *command]


def _own(folder: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        pwd.getpwnam(UNPRIVILEGED)
    except KeyError:
        subprocess.run(["useradd", "--system", "--no-create-home", UNPRIVILEGED], check=True)
    shutil.chown(folder, UNPRIVILEGED, UNPRIVILEGED)


@contextmanager
def cluster() -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh cluster on this machine, gone with its folder afterwards."""
    programs = Path(postgresql())
    folder, port = Path(tempfile.mkdtemp(prefix="qabyldau-pg-")), free_port()
    folder.chmod(0o700)
    _own(folder)

    def run(*command: str) -> None:
        subprocess.run(_as_ordinary_user(list(command)), check=True, stdout=subprocess.DEVNULL, cwd="/")

    data, log = str(folder / "data"), str(folder / "log")
    run(
        str(programs / "initdb"),
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    settings = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"
    try:
        run(str(programs / "pg_ctl"), "-D", data, "-l", log, "-w", "-o", settings, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
