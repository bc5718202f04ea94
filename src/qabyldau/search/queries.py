"""Finding: documents of one office that hold every word, the newest first."""

from dataclasses import dataclass

from qabyldau.search.engine import engine
from qabyldau.search.models import SearchDoc
from qabyldau.search.tokens import groups_of

MOST_WORDS = 8
"""Words of a question that are looked for; those after them are not."""


@dataclass(frozen=True)
class Hit:
    """One document that was found: its place in the order of age, and what it is about."""

    place: int
    kind: str
    uuid: str


def found_in(office_key: str, words: str, *, before: int | None, size: int) -> list[Hit]:
    """Return the documents of an office that hold every word, newest first, at most ``size``, older than ``before``.

    Nothing is found by words that say nothing. Whoever asks narrows what was found by what the asker may see.
    """
    groups = groups_of(office_key, words, most=MOST_WORDS)
    if not groups:
        return []
    places = engine().hits(groups, before=before, size=size)
    rows = SearchDoc.objects.filter(office_key=office_key).in_bulk(places)
    return [Hit(pk, rows[pk].kind, str(rows[pk].uuid)) for pk in places if pk in rows]
