"""Finding: documents of one office that hold every word, the newest first."""

from qabyldau.search.engine import Hit, engine
from qabyldau.search.tokens import groups_of

MOST_WORDS = 8
"""Words of a question that are looked for; those after them are not."""


def found_in(office_key: str, words: str, *, before: int | None, size: int) -> list[Hit]:
    """Return the documents of an office that hold every word, newest first, at most ``size``, older than ``before``.

    Nothing is found by words that say nothing. Whoever asks narrows what was found by what the asker may see.
    """
    groups = groups_of(office_key, words, most=MOST_WORDS)
    return engine().hits(groups, before=before, size=size) if groups else []
