"""Sealed values open only in their own place, with a key that is here."""

from typing import Any

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.core import crypto
from tests.boxes import boxed

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


def test_a_box_opens_at_its_place_alone() -> None:
    box = boxed("Шам жанбайды".encode(), "desk:a:2026-09-14")
    assert crypto.unbox(box, "desk:a:2026-09-14").decode() == "Шам жанбайды"
    with pytest.raises(crypto.SealError):
        crypto.unbox(box, "desk:a:2026-09-15")


def test_a_box_sealed_before_the_key_was_changed_opens_after_it(settings: Any) -> None:
    box = boxed(b"before", "desk")
    settings.MASTER_KEYS = ["ab" * 32, *settings.MASTER_KEYS]
    assert crypto.unbox(box, "desk") == b"before"


@given(st.binary(max_size=200), st.integers(0, 120), st.integers(1, 255))
def test_what_is_no_box_and_a_box_with_one_changed_byte_are_refused(
    junk: bytes, place: int, change: int
) -> None:
    box = bytearray(boxed(b"x" * 40, "desk"))
    box[place % len(box)] ^= change
    for wrong in (junk, bytes(box), b"\x04" + junk):
        with pytest.raises(crypto.SealError):
            crypto.unbox(wrong, "desk")
