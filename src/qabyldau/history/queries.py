"""Reading the history: whether it is whole, and its newest entries."""

from collections.abc import Iterator

from qabyldau.core import crypto
from qabyldau.history.models import Entry, Stream
from qabyldau.history.rules import FIRST_HASH, Flaw

PAGE = 50


def flaws() -> Iterator[Flaw]:
    """Walk every stream from its first entry and yield each place that is not as it was written."""
    names = set(Stream.objects.values_list("name", flat=True)) | set(
        Entry.objects.order_by().values_list("stream", flat=True).distinct()
    )
    for name in sorted(names):
        yield from flaws_of(name)


def flaws_of(name: str) -> Iterator[Flaw]:
    """Walk one stream and yield each place that is not as it was written."""
    position, previous = 0, FIRST_HASH
    for entry in Entry.objects.filter(stream=name).order_by("position").iterator(chunk_size=1000):
        position += 1
        if entry.position != position:
            yield Flaw(
                name, position, "missing", f"entry {position} is not there; the next one is {entry.position}"
            )
            position = entry.position
        elif entry.previous != previous:
            yield Flaw(name, position, "reordered", "the entry does not follow the one before it")
        if not crypto.is_digest(bytes.fromhex(entry.hash), "history", entry.fact.canonical()):
            yield Flaw(
                name, position, "changed", f"the entry was changed after it was written: {entry.action}"
            )
        previous = entry.hash
    head = Stream.objects.filter(name=name).first()
    if head is None or (head.position, head.head) != (position, previous):
        yield Flaw(
            name, position, "cut", f"the stream ends at {position}, its head says {head and head.position}"
        )


def newest_entries(stream: str, before: int | None = None) -> list[Entry]:
    """Return one page of entries of a stream, newest first, below position ``before``."""
    rows = Entry.objects.filter(stream=stream)
    if before is not None:
        rows = rows.filter(position__lt=before)
    return list(rows.order_by("-position")[:PAGE])


def entries_of(target_uuid: str) -> list[Entry]:
    """Return the entries about one thing, oldest first; at most 200."""
    return list(Entry.objects.filter(target_uuid=target_uuid).order_by("at", "position")[:200])


def entry_at(stream: str, position: int) -> Entry | None:
    """Return one entry of a stream by its position, or None where there is none."""
    return Entry.objects.filter(stream=stream, position=position).first()
