"""The command ``qabyldau``: finds the subcommand, wakes Django if it needs it, and turns errors into one plain line."""

import argparse
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import django
from django.db import OperationalError, ProgrammingError
from pydantic import ValidationError

from qabyldau.core.errors import InputError, MissingError, QabyldauError


@dataclass(frozen=True)
class Command:
    """One subcommand: its module (with ``add_arguments`` and ``run``), a line of help, whether it needs the product.

    A channel brings its own command: its module is named in full, because doors do not know each other.
    """

    module: str
    help: str
    needs_django: bool = True


COMMANDS: Mapping[str, Command] = {
    "demo": Command("demo", "make the demonstration and serve it"),
    "serve": Command("serve", "serve the site and the desk, with scheduler and task worker"),
    "migrate": Command("migrate", "bring the database to the newest shape and load reference data"),
    "read": Command(
        "reading", "read a text: language, script, themes with the deciding words, personal data"
    ),
    "intake": Command("intake", "import appeals from a CSV or JSON Lines file"),
    "due": Command("due", "count a deadline day by day"),
    "casework": Command("casework", "check that all casework is whole, or that a bundle of evidence is"),
    "verify": Command("verify", "check that the history is whole"),
    "offices": Command(
        "offices", "the receptions: add, list, say whether one is open, import and export as CSV"
    ),
    "bodies": Command(
        "bodies", "the register of public bodies: import and export as CSV, find who is responsible"
    ),
    "areas": Command(
        "areas", "load outlines of areas and streets, so that office pages draw a map of their own"
    ),
    "user": Command("user", "add a member of staff or a role, change a password, end a role or an account"),
    "calendar": Command("calendar", "load a corrected working calendar and recount open deadlines"),
    "search": Command(
        "finding", "make the search index anew from the tables: after an update or a changed key"
    ),
    "holidays": Command("holidays", "write the table of days from the holidays library", needs_django=False),
    "telegram": Command(
        "qabyldau.interfaces.channels.telegram.command",
        "the Telegram bot: check it, ask for updates, or have them brought",
    ),
    "mail": Command("mail", "e-mail in: check the mailbox and its settings, or fetch what lies there"),
    "doctor": Command("doctor", "say what is wrong with this machine or installation"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code: 0 done, 1 refused or found something wrong, 2 misused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] in {"-h", "--help"} or given[0] not in COMMANDS:
        return _usage(given)
    command = COMMANDS[given[0]]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qabyldau.config.settings")
    if command.needs_django and not _awake():
        return 1
    name = command.module if "." in command.module else f"qabyldau.interfaces.cli.{command.module}"
    module = importlib.import_module(name)
    parser = argparse.ArgumentParser(prog=f"qabyldau {given[0]}", description=command.help)
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(given[1:])))
    except BrokenPipeError:
        sys.stdout = None
        return 141
    except (QabyldauError, OSError, OperationalError, ProgrammingError) as error:
        print(f"qabyldau: {words_for(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _awake() -> bool:
    """Wake Django; a setting that cannot be is said by its name."""
    try:
        django.setup()
    except ValidationError as error:
        for flaw in error.errors():
            name = str(flaw["loc"][0]).upper()
            shown = name if name == "DATABASE_URL" else f"QABYLDAU_{name}"
            print(f"qabyldau: {shown}: {flaw['msg'].removeprefix('Value error, ')}", file=sys.stderr)
        return False
    return True


def words_for(error: Exception) -> str:
    """Return one line for whoever typed the command: which value, what is wrong with it, and the mend."""
    if isinstance(error, InputError):
        return f"{error.field}: {error.message}"
    if isinstance(error, MissingError):
        return f"{error}: there is none such"
    if isinstance(error, OperationalError | ProgrammingError):
        return f"the database: {str(error).splitlines()[0]}; try 'qabyldau migrate', then 'qabyldau doctor'"
    return str(error)


def _usage(given: Sequence[str]) -> int:
    wanted = not given or given[0] in {"-h", "--help"}
    out = sys.stdout if wanted else sys.stderr
    if not wanted:
        print(f"qabyldau: there is no command {given[0]!r}", file=out)
    print("usage: qabyldau COMMAND …\n", file=out)
    for name, command in COMMANDS.items():
        print(f"  {name:<10} {command.help}", file=out)
    return 0 if wanted else 2


if __name__ == "__main__":
    raise SystemExit(main())
