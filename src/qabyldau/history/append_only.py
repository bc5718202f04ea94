"""Triggers by which the database itself refuses to change or delete rows: SQL for SQLite and PostgreSQL, for migrations."""

from collections.abc import Callable
from typing import Any

from django.db.migrations import RunPython

_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    # INSERT OR REPLACE deletes the row in its way without asking the trigger on DELETE.
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({key} = NEW.{key} AND position = NEW.position)) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION qabyldau_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION qabyldau_append_only()",
    "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION qabyldau_append_only()",
)
_DROP = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS {table}_no_update",
        "DROP TRIGGER IF EXISTS {table}_no_delete",
        "DROP TRIGGER IF EXISTS {table}_no_replace",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        "DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}",
    ),
}
TABLES = {"history_entry": "stream", "casework_statechange": "case_id"}
"""The tables that are guarded, each with the column within which its positions are counted."""


def guard(connection: Any, table: str) -> None:
    """Put the triggers on ``table``, also where it has older ones; needs the right to alter it."""
    unguard(connection, table)
    statements = _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.format(table=table, key=TABLES[table]))


def unguard(connection: Any, table: str) -> None:
    """Take the triggers off ``table``: for a migration backwards, and for tests that empty their database."""
    with connection.cursor() as cursor:
        for statement in _DROP[connection.vendor]:
            cursor.execute(statement.format(table=table))


def guarded(table: str) -> RunPython:
    """Return the migration step that guards ``table``."""
    forward: Callable[..., None] = lambda apps, editor: guard(editor.connection, table)  # noqa: E731
    backward: Callable[..., None] = lambda apps, editor: unguard(editor.connection, table)  # noqa: E731
    return RunPython(forward, backward)


def guarded_anew(table: str) -> RunPython:
    """Return the migration step that gives a guarded ``table`` the triggers of today."""
    forward: Callable[..., None] = lambda apps, editor: guard(editor.connection, table)  # noqa: E731
    return RunPython(forward, RunPython.noop)
