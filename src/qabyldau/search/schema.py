"""The tables of tokens, as steps of a migration: an FTS5 table on SQLite, a column with a GIN index on PostgreSQL."""

from typing import Any

from django.db.migrations import RunSQL

SQLITE = (
    # Only whole tokens are asked for: no positions are kept, which makes the index a third as large.
    "CREATE VIRTUAL TABLE search_terms USING fts5(terms, detail=none, tokenize='ascii')",
)
POSTGRESQL = (
    "ALTER TABLE search_searchdoc ADD COLUMN terms tsvector",
    # The vectors stand apart from the narrow rows that a search visits, and are not pressed: tokens are random.
    "ALTER TABLE search_searchdoc ALTER COLUMN terms SET STORAGE EXTERNAL",
    "ALTER TABLE search_searchdoc SET (toast_tuple_target = 128)",
    # Without a list of what waits: a search never has to read one.
    "CREATE INDEX search_terms ON search_searchdoc USING gin (terms) WITH (fastupdate = off)",
)
_BACK = {
    "sqlite": ("DROP TABLE search_terms",),
    "postgresql": ("DROP INDEX search_terms", "ALTER TABLE search_searchdoc DROP COLUMN terms"),
}


class TermsTable(RunSQL):
    """Makes the place where the engine of this database keeps its tokens."""

    def __init__(self) -> None:
        """Name both ways; which statements are run is known when the database is."""
        super().__init__(sql=[], reverse_sql=[])

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how this step is written in a migration."""
        return self.__class__.__qualname__, [], {}

    def database_forwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        """Make it."""
        self._run(editor, SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL)

    def database_backwards(self, app_label: str, editor: Any, from_state: Any, to_state: Any) -> None:
        """Take it away."""
        self._run(editor, _BACK[editor.connection.vendor])

    def _run(self, editor: Any, statements: tuple[str, ...]) -> None:
        for statement in statements:
            editor.execute(statement, params=None)
