"""Writing the history: the only function that appends."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from qabyldau.core import crypto
from qabyldau.core.models import locked
from qabyldau.history.models import Entry, Stream
from qabyldau.history.rules import Fact, Target, Who


def record(
    who: Who, action: str, target: Target, at: datetime, fields: Mapping[str, object] | None = None
) -> Entry:
    """Append one deed to the stream of ``who``, in the transaction that is open.

    ``fields`` gives the changed values; only their names and keyed digests are kept. The head of the stream is locked,
    so entries of one office stand in one order.
    """
    with transaction.atomic(savepoint=False):
        head = locked(Stream, name=who.stream)
        fact = Fact(
            stream=who.stream,
            position=head.position + 1,
            actor=who.key,
            door=who.door,
            action=action,
            target=target,
            at=at,
            fields={name: _digest(name, value) for name, value in (fields or {}).items()},
            previous=head.head,
        )
        found = crypto.digest("history", fact.canonical()).hex()
        entry = Entry.objects.create(
            stream=fact.stream,
            position=fact.position,
            actor=fact.actor,
            door=fact.door,
            action=fact.action,
            target_kind=target.kind,
            target_uuid=target.uuid,
            at=at,
            fields=fact.fields,
            previous=fact.previous,
            hash=found,
        )
        Stream.objects.filter(pk=head.pk).update(position=fact.position, head=found)
    return entry


def _digest(name: str, value: object) -> str:
    return crypto.digest("history-field", name, str(value)).hex()[:32]
