"""``qabyldau migrate``: the newest shape of the database, and the reference data in it."""

import argparse

from django.core.management import call_command

from qabyldau.accounts.rules import machine
from qabyldau.core import clock
from qabyldau.core.installation import installation_kind, installation_mark
from qabyldau.interfaces.cli.reference import load_reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say."""


def run(options: argparse.Namespace) -> int:
    """Migrate, load reference data, and note that this is a real installation unless it is a demonstration."""
    prepare(installation_kind_or("real"))
    print("The database has the newest shape and the reference data.")
    return 0


def prepare(kind: str) -> None:
    """Bring the database to its newest shape, note what ``kind`` it is, and load the reference data."""
    call_command("migrate", verbosity=0, interactive=False)
    at = clock.now()
    installation_mark(kind, at)
    load_reference(machine("cli"), at)


def installation_kind_or(kind: str) -> str:
    """Return what this database is, or ``kind`` for a new one."""
    call_command("migrate", "core", verbosity=0, interactive=False)
    return installation_kind() or kind
