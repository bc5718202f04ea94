"""Nobody rewrites the history: the database refuses, and the chain shows it (S30)."""

import random

import pytest
from django.db import DatabaseError, connection, transaction

from qabyldau.history.append_only import guard, unguard
from qabyldau.history.models import Entry, Stream
from qabyldau.history.queries import flaws
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record
from tests.moments import MONDAY_NOON

pytestmark = pytest.mark.django_db
OFFICE = "7f0c0a52-1d9e-4a7e-9a33-0d1f3c2b4a59"


def write(count: int, office: str = OFFICE) -> None:
    for number in range(count):
        who = Who("saule", "desk", office)
        record(
            who,
            "casework.case.moved",
            Target("casework.case", f"case-{number}"),
            MONDAY_NOON,
            {"status": number},
        )


@pytest.mark.parametrize(
    "statement", ["UPDATE history_entry SET actor = 'marat'", "DELETE FROM history_entry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement: str) -> None:
    write(1)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace")
@pytest.mark.parametrize("by", ["id, stream, position", "stream, position"])
def test_an_entry_is_not_replaced_by_another(by: str) -> None:
    write(1)
    others = "door, action, target_kind, target_uuid, at, fields, previous, hash"
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO history_entry ({by}, actor, {others}) "  # noqa: S608
            f"SELECT {by}, 'marat', {others} FROM history_entry"
        )


def test_a_whole_history_has_no_flaw() -> None:
    write(5)
    write(3, office="")
    assert list(flaws()) == []
    assert Stream.objects.get(name="system").position == 3


def test_an_entry_holds_names_of_fields_and_never_their_values() -> None:
    record(Who("dana", "desk", OFFICE), "x.y.z", Target("x.y", "1"), MONDAY_NOON, {"phone": "+77010000123"})
    entry = Entry.objects.get()
    assert list(entry.fields) == ["phone"]
    assert "7701" not in entry.fact.canonical()


def _tamper(statement: str, values: list[object]) -> None:
    unguard(connection, "history_entry")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    guard(connection, "history_entry")


def _swap(first: int) -> None:
    for old, new in ((first, 9999), (first + 1, first), (9999, first + 1)):
        _tamper("UPDATE history_entry SET position = %s WHERE position = %s", [new, old])


def test_every_change_deletion_swap_and_insertion_is_found_and_named() -> None:
    write(120)
    dice = random.Random(2026)  # noqa: S311
    for _ in range(100):
        position, deed = dice.randrange(1, 120), dice.choice(["change", "delete", "swap", "insert"])
        mark = transaction.savepoint()
        if deed == "change":
            column = dice.choice(["actor", "door", "action", "target_uuid", "target_kind"])
            _tamper(f"UPDATE history_entry SET {column} = 'forged' WHERE position = %s", [position])  # noqa: S608
        elif deed == "delete":
            _tamper("DELETE FROM history_entry WHERE position = %s", [position])
        elif deed == "swap":
            _swap(position)
        else:
            row = Entry.objects.get(position=position)
            row.pk, row.position = None, 121
            row.save()
        found = list(flaws())
        assert found, (deed, position)
        assert deed == "insert" or any(abs(flaw.position - position) <= 1 for flaw in found)
        transaction.savepoint_rollback(mark)
    assert list(flaws()) == []


def test_a_cut_tail_is_found_though_the_rest_is_whole() -> None:
    write(4)
    _tamper("DELETE FROM history_entry WHERE position = %s", [4])
    assert [flaw.kind for flaw in flaws()] == ["cut"]


def test_a_forger_without_the_key_cannot_write_a_fitting_entry(settings: object) -> None:
    write(2)
    settings.MASTER_KEYS = ["33" * 32]  # type: ignore[attr-defined]
    write(1)
    settings.MASTER_KEYS = ["44" * 32]  # type: ignore[attr-defined]
    assert {flaw.kind for flaw in flaws()} == {"changed"}
