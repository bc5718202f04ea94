"""Finding and starting the real parts that tests use: a PostgreSQL cluster of their own, Chromium, and a mail server."""

import grp
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
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


def dovecot() -> str:
    """Return the path of the mail server Dovecot, or "" where there is none."""
    return shutil.which("dovecot") or next(
        (path for path in ("/usr/sbin/dovecot",) if Path(path).is_file()), ""
    )


CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {login}
first_valid_uid = 1
first_valid_gid = 1
mail_uid = {user}
mail_gid = {group}
mail_home = {folder}/mail/%u
mail_location = maildir:{folder}/mail/%u/box
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
"""
"""What a server needs that lives in one folder: any name signs in with one password and has a mailbox of its own."""


@contextmanager
def mail_server(password: str) -> Iterator[str]:
    """Yield host and port of a Dovecot on this machine, gone with its folder afterwards; every name is a mailbox."""
    folder, port = Path(tempfile.mkdtemp(prefix="qabyldau-mail-")), free_port()
    is_root = os.geteuid() == 0
    own = pwd.getpwuid(os.geteuid()).pw_name
    user, login = ("dovecot", "dovenull") if is_root else (own, own)
    group = grp.getgrgid(pwd.getpwnam(user).pw_gid).gr_name
    given = {
        "folder": folder,
        "port": port,
        "password": password,
        "user": user,
        "group": group,
        "login": login,
    }
    config = folder / "dovecot.conf"
    config.write_text(CONFIGURATION.format(**given), encoding="utf-8")
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    if is_root:
        shutil.chown(folder / "mail", user, group)
    server = subprocess.Popen([dovecot(), "-F", "-c", str(config)], stdout=subprocess.DEVNULL, cwd="/")
    try:
        _until_open(port, folder / "log")
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def _until_open(port: int, log: Path) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the mail server did not start: {log.read_text() if log.is_file() else 'no log'}")
