"""Sealed values open only in their own place, with a key that is here."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.core import crypto

OLD, NEW = "11" * 32, "22" * 32


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    assert crypto.unseal(crypto.seal(text, "t.c:1"), "t.c:1") == text


def test_a_value_moved_to_another_row_does_not_open() -> None:
    sealed = crypto.seal("Айгүл", "intake_applicant.name:1")
    with pytest.raises(crypto.SealError, match="moved"):
        crypto.unseal(sealed, "intake_applicant.name:2")


@given(st.integers(5, 40))
def test_a_changed_byte_does_not_open(place: int) -> None:
    sealed = bytearray(crypto.seal("Қызылорда қаласы", "t.c:1"))
    sealed[place % len(sealed)] ^= 1
    with pytest.raises(crypto.SealError):
        crypto.unseal(bytes(sealed), "t.c:1")


def test_an_old_key_still_reads_and_a_lost_key_does_not() -> None:
    with override_settings(MASTER_KEYS=[OLD]):
        sealed, found = crypto.seal("ескі", "t.c:1"), crypto.digest("phone", "+7701")
    with override_settings(MASTER_KEYS=[NEW, OLD]):
        assert crypto.unseal(sealed, "t.c:1") == "ескі"
        assert crypto.is_digest(found, "phone", "+7701")
    with override_settings(MASTER_KEYS=[NEW]), pytest.raises(crypto.SealError, match="not here"):
        crypto.unseal(sealed, "t.c:1")


def test_parts_of_a_digest_cannot_run_together() -> None:
    assert crypto.digest("x", "ab", "c") != crypto.digest("x", "a", "bc")
    assert crypto.digest("x", "a") != crypto.digest("y", "a")
