"""Encrypted columns as the database sees them, drafts and limits."""

from datetime import timedelta

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from qabyldau.accounts.models import User
from qabyldau.core import crypto, drafts
from qabyldau.core.errors import TooManyError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.core.models import Draft
from tests.moments import MONDAY_NOON

pytestmark = pytest.mark.django_db


def _column(table: str, column: str) -> bytes:
    """Return a column of the row that was written first; without an order PostgreSQL hands out any."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY id")  # noqa: S608
        return bytes(cursor.fetchone()[0])


def test_a_name_is_not_readable_in_the_database() -> None:
    User.objects.create_user("saule", full_name="Әбенова Сәуле")
    assert "Сәуле".encode() not in _column("accounts_user", "full_name")
    assert User.objects.get().full_name == "Әбенова Сәуле"


def test_a_deferred_encrypted_column_is_fetched_when_it_is_read() -> None:
    User.objects.create_user("saule", full_name="Әбенова Сәуле")
    assert User.objects.defer("full_name").get().full_name == "Әбенова Сәуле"


def test_an_encrypted_column_cannot_be_searched() -> None:
    with pytest.raises(FieldError, match="blind index"):
        User.objects.filter(full_name="Әбенова").first()


def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    User.objects.create_user("saule", full_name="Әбенова Сәуле")
    User.objects.create_user("dana", full_name="Омарова Дана")
    moved = _column("accounts_user", "full_name")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET full_name = %s WHERE username = 'dana'", [moved])
    with pytest.raises(crypto.SealError):
        _ = User.objects.get(username="dana").full_name


def test_a_draft_is_found_by_its_code_until_its_time_is_over() -> None:
    code = drafts.draft_start("appeal", {"text": "шам жанбайды"}, MONDAY_NOON)
    later = MONDAY_NOON + timedelta(days=29)
    assert drafts.draft_of("appeal", code, later) == {"text": "шам жанбайды"}
    assert drafts.draft_of("appeal", code, MONDAY_NOON + timedelta(days=31)) is None
    assert drafts.draft_of("another", code, later) is None


def test_a_saved_draft_lives_thirty_days_more_and_an_expired_one_is_deleted() -> None:
    code = drafts.draft_start("appeal", {"step": 1}, MONDAY_NOON)
    drafts.draft_save("appeal", code, {"step": 2}, MONDAY_NOON + timedelta(days=20))
    assert drafts.draft_of("appeal", code, MONDAY_NOON + timedelta(days=45)) == {"step": 2}
    assert drafts.drafts_expire(MONDAY_NOON + timedelta(days=51)) == 1
    assert not Draft.objects.exists()


def test_the_bucket_gives_its_burst_and_then_says_when_to_come_back() -> None:
    limit = Limit("test", 3, 60)
    for _ in range(3):
        take(limit, "10.0.0.1", MONDAY_NOON)
    with pytest.raises(TooManyError) as refused:
        take(limit, "10.0.0.1", MONDAY_NOON)
    assert refused.value.retry_after == 20
    take(limit, "10.0.0.2", MONDAY_NOON)


def test_the_bucket_refills_with_time_and_never_beyond_its_burst() -> None:
    limit = Limit("test", 2, 60)
    for _ in range(2):
        take(limit, "aigul", MONDAY_NOON)
    assert is_empty(limit, "aigul", MONDAY_NOON)
    assert not is_empty(limit, "aigul", MONDAY_NOON + timedelta(seconds=31))
    for _ in range(2):
        take(limit, "aigul", MONDAY_NOON + timedelta(days=1))
    with pytest.raises(TooManyError):
        take(limit, "aigul", MONDAY_NOON + timedelta(days=1))
