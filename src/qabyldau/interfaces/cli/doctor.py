"""``qabyldau doctor``: what is wrong with this machine or installation, in plain words, each with its mend."""

import argparse
import shutil
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from qabyldau.core import clock
from qabyldau.core.installation import installation_kind
from qabyldau.offices.models import CalendarDay
from qabyldau.offices.queries import open_offices

NEEDED_MIB = 500
SQLITE = (3, 35)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, what was found, and how to mend it."""

    is_well: bool
    words: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def run(options: argparse.Namespace) -> int:
    """Look at everything, print it, and return 1 if something is wrong."""
    findings = [look() for look in LOOKS]
    for finding in findings:
        print(f"{'ok   ' if finding.is_well else 'WRONG'}  {finding.words}")
        if not finding.is_well:
            print(f"       {finding.mend}")
    return int(any(not finding.is_well for finding in findings))


def _disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free // 2**20
    return Finding(
        free >= NEEDED_MIB, f"{free} MiB of disk are free", f"free {NEEDED_MIB} MiB: appeals need room"
    )


def _sqlite() -> Finding:
    words = f"SQLite {sqlite3.sqlite_version}"
    probe = sqlite3.connect(":memory:")
    try:
        probe.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        has_search = True
    except sqlite3.OperationalError:
        has_search = False
    finally:
        probe.close()
    is_new = sqlite3.sqlite_version_info >= SQLITE
    return Finding(
        is_new and has_search, words, "SQLite 3.35 or newer with FTS5 is needed: use Debian 12 or newer"
    )


def _keys() -> Finding:
    files = [Path(settings.DATA, name) for name in ("secret.key", "master.key")]
    open_ones = [file.name for file in files if file.is_file() and stat.S_IMODE(file.stat().st_mode) & 0o077]
    return Finding(
        not open_ones,
        "keys are readable by their owner only",
        f"chmod 600 {' '.join(open_ones)} in {settings.DATA}",
    )


def _database() -> Finding:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Finding(
            False,
            f"the database does not answer ({type(error).__name__})",
            "check DATABASE_URL and the server",
        )
    words = (
        f"{connection.vendor}: {'newest shape' if not waiting else f'{len(waiting)} changes of shape wait'}"
    )
    return Finding(not waiting, words, "run: qabyldau migrate")


def _calendar() -> Finding:
    year = clock.now().year + 1
    try:
        known = CalendarDay.objects.filter(calendar__is_current=True, on__year=year).exists()
    except DatabaseError:
        known = False
    return Finding(
        known, f"working calendar for {year}", "run: qabyldau migrate, then compare with the decree"
    )


def _office() -> Finding:
    try:
        count = len(open_offices())
    except DatabaseError:
        count = 0
    return Finding(count > 0, f"receptions: {count}", "run: qabyldau migrate, then qabyldau offices add")


def _clock() -> Finding:
    now = clock.now()
    return Finding(
        2025 <= now.year <= 2100, f"the clock says {now:%Y-%m-%d %H:%M} UTC", "set the machine's clock"
    )


def _catalogues() -> Finding:
    missing = [
        path.parent.parent.name
        for path in Path(settings.LOCALE_PATHS[0]).rglob("*.po")
        if not path.with_suffix(".mo").is_file()
    ]
    return Finding(
        not missing, "message catalogues are compiled", "run: python3 start.py demo (or reinstall)"
    )


def _address() -> Finding:
    is_demo = False
    try:
        is_demo = installation_kind() == "demo"
    except DatabaseError:
        return Finding(True, f"served at {settings.PUBLIC_URL}")
    is_well = settings.IS_LOCAL or (
        not is_demo and settings.PUBLIC_URL.startswith("https://") and not settings.DEBUG
    )
    words = f"served at {settings.PUBLIC_URL}{' (demonstration)' if is_demo else ''}"
    return Finding(is_well, words, "a public address needs https, no debugging, and no demonstration data")


def _mail() -> Finding:
    where = settings.EMAIL_URL.rsplit("@", 1)[-1]
    return Finding(
        True, f"e-mail goes through {where}" if where else "no e-mail is sent: QABYLDAU_EMAIL_URL is not set"
    )


def _mailbox() -> Finding:
    if not settings.MAILBOX_URL:
        return Finding(True, "no e-mail comes in: QABYLDAU_MAILBOX_URL is not set")
    where = settings.MAILBOX_URL.rsplit("@", 1)[-1]
    return Finding(
        bool(settings.MAILBOX_ADDRESS),
        f"e-mail comes in from {where}",
        "set QABYLDAU_MAILBOX_ADDRESS, then run: qabyldau mail check",
    )


def _sms() -> Finding:
    where = settings.SMS_URL.rsplit("@", 1)[-1].partition("?")[0]
    return Finding(
        True,
        f"short messages go through {where}"
        if where
        else "no short messages are sent: QABYLDAU_SMS_URL is not set",
    )


def _telegram() -> Finding:
    """Name the one server abroad that this installation speaks with, where it does."""
    if not settings.TELEGRAM_TOKEN:
        return Finding(True, "no Telegram bot: QABYLDAU_TELEGRAM_TOKEN is not set")
    way = "updates are brought" if settings.TELEGRAM_WEBHOOK else "updates are asked for"
    return Finding(
        True, f"the Telegram bot speaks with {settings.TELEGRAM_API} (its servers are abroad); {way}"
    )


LOOKS: tuple[Callable[[], Finding], ...] = (
    _disk, _sqlite, _clock, _keys, _database, _calendar, _office, _catalogues, _address, _mail, _mailbox, _sms, _telegram,
)  # fmt: skip
