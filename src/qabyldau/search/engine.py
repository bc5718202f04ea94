"""Two engines behind one small face: which documents hold a token of each set, the newest first, a page at a time."""

from collections.abc import Collection, Sequence
from typing import Protocol

from django.db import connection

SLICE = 14
"""On PostgreSQL the newest 2**14 documents carry one mark, those before them the next."""
WINDOWS = (2, 16)
"""How many marks are looked through first, and then; after that everything older is."""

Groups = Sequence[Collection[str]]


class Engine(Protocol):
    """What each engine can do."""

    def put(self, pk: int, tokens: Collection[str]) -> None:
        """Keep the tokens of a document, in place of those it had."""

    def drop(self, pk: int) -> None:
        """Forget the tokens of a document."""

    def tidy(self) -> None:
        """Leave nothing of what was dropped."""

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[int]:
        """Return the newest documents that hold a token of each set, older than ``before``, at most ``size``."""


class Fts5:
    """SQLite. Documents are walked from the newest, so a page of a common word costs no more than of a rare one."""

    def put(self, pk: int, tokens: Collection[str]) -> None:
        """Keep the tokens of a document, in place of those it had."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT OR REPLACE INTO search_terms(rowid, terms) VALUES (%s, %s)",
                [pk, " ".join(sorted(tokens))],
            )

    def drop(self, pk: int) -> None:
        """Forget the tokens of a document."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_terms WHERE rowid = %s", [pk])

    def tidy(self) -> None:
        """Merge the index into one segment: only then are the tokens of dropped documents gone (FTS5, section 6.9)."""
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_terms(search_terms) VALUES ('optimize')")

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[int]:
        """Return the newest documents that hold a token of each set, older than ``before``, at most ``size``."""
        words = " AND ".join(
            "(" + " OR ".join(f'"{token}"' for token in sorted(group)) + ")" for group in groups
        )
        older, given = ("AND rowid < %s", [before]) if before is not None else ("", [])
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM search_terms WHERE search_terms MATCH %s {older} ORDER BY rowid DESC LIMIT %s",  # noqa: S608
                [words, *given, size],
            )
            return [row[0] for row in cursor.fetchall()]


class Postgres:
    """PostgreSQL. A GIN index knows no order: marks of age let a common word be looked for among the newest first."""

    def put(self, pk: int, tokens: Collection[str]) -> None:
        """Keep the tokens of a document, in place of those it had."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE search_searchdoc SET terms = array_to_tsvector(%s::text[]) WHERE id = %s",
                [sorted({*tokens, mark(pk)}), pk],
            )

    def drop(self, pk: int) -> None:
        """Forget the tokens of a document."""
        with connection.cursor() as cursor:
            cursor.execute("UPDATE search_searchdoc SET terms = NULL WHERE id = %s", [pk])

    def tidy(self) -> None:
        """Do nothing: vacuum takes what was dropped out of the pages, and it cannot run inside a transaction."""

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[int]:
        """Return the newest documents that hold a token of each set, older than ``before``, at most ``size``."""
        top = before if before is not None else self._newest() + 1
        words = " & ".join(
            "(" + " | ".join(f"'{token}'" for token in sorted(group)) + ")" for group in groups
        )
        found: list[int] = []
        newest, seen = top >> SLICE, 0
        for window in (*WINDOWS, newest + 1):
            oldest = max(newest - window + 1, 0)
            marks = range(newest - seen, oldest - 1, -1)
            is_last = oldest == 0
            within = "" if is_last else " & (" + " | ".join(f"'{_mark(slot)}'" for slot in marks) + ")"
            bounds = (0 if is_last else oldest << SLICE, min(top, (newest - seen + 1) << SLICE))
            found += self._within(words + within, bounds, size - len(found))
            seen = window
            if is_last or len(found) >= size:
                break
        return found

    def _within(self, asked: str, bounds: tuple[int, int], size: int) -> list[int]:
        """Return the hits of one window. The hits are gathered before they are put in order: the walk along the key
        that the planner would like, reading every vector on its way, is the slowest of all."""
        with connection.cursor() as cursor:
            cursor.execute(
                "WITH hit AS MATERIALIZED (SELECT id FROM search_searchdoc WHERE terms @@ %s::tsquery) "
                "SELECT id FROM hit WHERE id >= %s AND id < %s ORDER BY id DESC LIMIT %s",
                [asked, *bounds, size],
            )
            return [row[0] for row in cursor.fetchall()]

    def _newest(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM search_searchdoc")
            return int(cursor.fetchone()[0])


def _mark(slot: int) -> str:
    return f"@{slot}"


def mark(pk: int) -> str:
    """Return the mark of age of a document."""
    return _mark(pk >> SLICE)


def engine() -> Engine:
    """Return the engine of the database in use."""
    return Fts5() if connection.vendor == "sqlite" else Postgres()
