"""The part of an appeal's page that leads to the letters by e-mail that were filed to it, with their files."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from qabyldau.accounts.rules import Actor
from qabyldau.mailroom.queries import filed_to


@dataclass(frozen=True)
class FiledLetter:
    """One letter: where it is opened, when it came, and how many files it has."""

    href: str
    at: datetime
    files: int


def letters_of(actor: Actor, uuid: str) -> list[FiledLetter]:
    """Return the letters that were filed to one thing, oldest first; none for whoever may not judge letters."""
    return [
        FiledLetter(reverse("desk:mail", args=[row.uuid]), row.received_at, count)
        for row, count in filed_to(actor, uuid)
    ]
