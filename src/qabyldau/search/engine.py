"""Two engines behind one small face: which documents hold a token of each set, the newest first, a page at a time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

SLICE = 14
"""On PostgreSQL the newest 2**14 documents carry one mark, those before them the next."""
WINDOW = 4
"""How many marks, the newest, are looked through before everything older is."""

Groups = Sequence[Collection[str]]


@dataclass(frozen=True)
class Hit:
    """One document that was found: its place in the order of age, and what it is about."""

    place: int
    kind: str
    uuid: str


class Engine(Protocol):
    """What each engine can do."""

    def put(self, pk: int, tokens: Collection[str]) -> None:
        """Keep the tokens of a document, in place of those it had."""

    def drop(self, pk: int) -> None:
        """Forget the tokens of a document."""

    def tidy(self) -> None:
        """Leave nothing of what was dropped."""

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[Hit]:
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

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[Hit]:
        """Return the newest documents that hold a token of each set, older than ``before``, at most ``size``."""
        words = " AND ".join(
            "(" + " OR ".join(f'"{token}"' for token in sorted(group)) + ")" for group in groups
        )
        older, given = ("AND rowid < %s", [before]) if before is not None else ("", [])
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT doc.id, doc.kind, doc.uuid FROM "  # noqa: S608
                f"(SELECT rowid FROM search_terms WHERE search_terms MATCH %s {older} ORDER BY rowid DESC LIMIT %s) hit "
                "JOIN search_searchdoc doc ON doc.id = hit.rowid ORDER BY doc.id DESC",
                [words, *given, size],
            )
            return [_hit(row) for row in cursor.fetchall()]


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

    def hits(self, groups: Groups, *, before: int | None, size: int) -> list[Hit]:
        """Return the newest documents that hold a token of each set, older than ``before``, at most ``size``."""
        words = " & ".join(
            "(" + " | ".join(f"'{token}'" for token in sorted(group)) + ")" for group in groups
        )
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST, {"before": before, "words": words, "size": size})
            rows = cursor.fetchall()
            floor = rows[0][0]
            found = [_hit(row[1:]) for row in rows if row[1] is not None]
            if floor and len(found) < size:
                cursor.execute(_OLDER, {"floor": floor, "words": words, "size": size - len(found)})
                found += [_hit(row) for row in cursor.fetchall()]
        return found


# The hits are gathered before they are put in order: the walk along the key that the planner would like, reading every
# vector on its way, is the slowest of all.
_NEWEST = f"""
WITH top AS (
    SELECT coalesce(%(before)s::bigint, (SELECT coalesce(max(id), 0) + 1 FROM search_searchdoc)) AS id
), bounds AS (
    SELECT id AS top, greatest(((id - 1) >> {SLICE}) - {WINDOW - 1}, 0) AS low, (id - 1) >> {SLICE} AS high FROM top
), hit AS MATERIALIZED (
    SELECT id, kind, uuid FROM search_searchdoc WHERE terms @@ (%(words)s || ' & (' || (
        SELECT string_agg(quote_literal('@' || slot), ' | ') FROM bounds, generate_series(low, high) slot
    ) || ')')::tsquery
)
SELECT low << {SLICE}, shown.* FROM bounds LEFT JOIN LATERAL (
    SELECT id, kind, uuid FROM hit WHERE id < top ORDER BY id DESC LIMIT %(size)s
) shown ON true ORDER BY shown.id DESC
"""  # noqa: S608
_OLDER = """
WITH hit AS MATERIALIZED (SELECT id, kind, uuid FROM search_searchdoc WHERE terms @@ %(words)s::tsquery)
SELECT id, kind, uuid FROM hit WHERE id < %(floor)s ORDER BY id DESC LIMIT %(size)s
"""


def _hit(row: tuple[Any, ...]) -> Hit:
    return Hit(row[0], row[1], str(UUID(str(row[2]))))


def mark(pk: int) -> str:
    """Return the mark of age of a document."""
    return f"@{pk >> SLICE}"


def engine() -> Engine:
    """Return the engine of the database in use."""
    return Fts5() if connection.vendor == "sqlite" else Postgres()
