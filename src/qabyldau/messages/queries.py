"""Reading the outbox: what may not have arrived, and which lines rest."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from qabyldau.accounts.rules import Actor
from qabyldau.core.errors import MissingError
from qabyldau.messages.models import Line, Message, MessageState, Taken
from qabyldau.messages.rules import BY_MAIL

PAGE = 30
"""Messages of one page."""

UNSURE = (MessageState.UNCERTAIN, MessageState.FAILED)
ABOUT_PEOPLE = ("intake.appeal", "visits.appointment")
"""What is told to people; a letter to an authority has a list of its own."""


def resting_lines(at: datetime) -> set[str]:
    """Return the names of the lines that are left alone at ``at``."""
    return set(Line.objects.filter(rests_until__gt=at).values_list("name", flat=True))


def position_of(line: str) -> int:
    """Return how far a line was read; 0 where it never was."""
    return Line.objects.filter(name=line).values_list("position", flat=True).first() or 0


def unsure_messages(actor: Actor, *, after: Message | None) -> list[Message]:
    """Return one page of the office's messages that failed or may not have arrived, newest first, and one more.

    Of those whose address is not known any more only the proof of an appeal by e-mail: its sender knows of nothing.
    """
    if not actor.office_key:
        return []
    rows = Message.objects.filter(
        Q(address__isnull=False) | Q(kind=BY_MAIL),
        office_key=actor.office_key,
        state__in=UNSURE,
        about_kind__in=ABOUT_PEOPLE,
    )
    if after is not None:
        rows = rows.filter(pk__lt=after.pk)
    return list(rows.order_by("-pk")[: PAGE + 1])


def message_for(actor: Actor, uuid: str) -> Message:
    """Return a message of the actor's office; raise MissingError for any other."""
    rows = Message.objects.filter(uuid=uuid, office_key=actor.office_key) if actor.office_key else None
    found = rows.first() if rows is not None else None
    if found is None:
        raise MissingError("message")
    return found


def is_taken(line: str, key: str) -> bool:
    """Return whether something that came in was dealt with already: asked before anything is fetched for it."""
    return Taken.objects.filter(line=line, key=key).exists()


def taken_among(line: str, keys: Collection[str]) -> set[str]:
    """Return which of these things that came in over a line were dealt with already; a thousand at most."""
    return set(Taken.objects.filter(line=line, key__in=keys).values_list("key", flat=True))
