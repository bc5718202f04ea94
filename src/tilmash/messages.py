"""What the commands say to people, in the language of their environment: kk, ru or en, and kk where it names no other.

Our own words stand in `lang/cli.tsv` by a key; those of argparse in `lang/argparse.tsv` by its own English; what the
system says of a file that cannot be opened in `lang/cli.tsv` by the name of its error (`ENOENT`).

>>> as_spoken("Unsaid words.")
'Unsaid words.'
"""

import argparse
import errno
import io
import os
import sys
from functools import cache

from tilmash.errors import MissingPartError, TilmashError
from tilmash.lang import read_table

LANGUAGES = ("kk", "ru", "en")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@cache
def _words() -> dict[str, dict[str, str]]:
    return {row[0]: dict(zip(LANGUAGES, row[1:], strict=True)) for row in read_table("cli.tsv")}


@cache
def _words_of_argparse() -> dict[str, dict[str, str]]:
    return {row[0]: dict(zip(LANGUAGES, row[1:], strict=False)) for row in read_table("argparse.tsv")}


def spoken() -> str:
    """Give the language of the messages by the locale of the environment: kk, ru or en; kk where it names no other."""
    chosen = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    return chosen[:2].lower() if chosen[:2].lower() in LANGUAGES else "kk"


def said(key: str) -> str:
    """Give a message in the language of the environment."""
    return _words()[key][spoken()]


def said_or(key: str, otherwise: str) -> str:
    """Give a message in the language of the environment, or something else where there is none of that key."""
    return said(key) if key in _words() else otherwise


def as_spoken(english: str) -> str:
    """Give what argparse says in the language of the environment, blanks around it kept; as it is where unknown."""
    bare = english.strip()
    known = _words_of_argparse().get(bare, {}).get(spoken())
    return english.replace(bare, known) if known else english


def speak() -> None:
    """Let the standard streams write any letter, and argparse speak the language of the environment."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # argparse asks gettext under these names of its own; a catalogue would have to be a binary file with a folder a language.
    vars(argparse).update(
        _=as_spoken, ngettext=lambda one, many, count: as_spoken(one if count == 1 else many)
    )


def complain(message: str) -> None:
    """Say something on the error output."""
    print(f"tilmash: {message}", file=sys.stderr)


def flaw_of(error: OSError | TilmashError) -> str:
    """Say what went wrong in the language of the environment; an error of a rare kind stays as it says itself."""
    if isinstance(error, MissingPartError):
        return said(f"no_{error.kind}").format(error.name)
    if isinstance(error, TilmashError):
        return str(error)
    flaw = said_or(errno.errorcode.get(error.errno or 0, ""), error.strerror or str(error))
    return said("no_file").format(error.filename, flaw) if error.filename else flaw
