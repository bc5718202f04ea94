"""Half-written things: encrypted, found by their code alone, gone after thirty days."""

import os
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from qabyldau.core.crypto import SealError, seal_bytes, unseal_bytes
from qabyldau.core.drafts import (
    draft_drop,
    draft_file_drop,
    draft_file_keep,
    draft_file_of,
    draft_of,
    draft_save,
    draft_start,
    drafts_expire,
)
from tests.moments import MONDAY_NOON

WORDS = {"body": "Шам жанбайды", "photos": []}


@pytest.mark.django_db
def test_a_draft_is_found_by_its_code_and_its_purpose_alone() -> None:
    code = draft_start("letter", WORDS, MONDAY_NOON)
    assert draft_of("letter", code, MONDAY_NOON) == WORDS
    assert draft_of("other", code, MONDAY_NOON) is None
    assert draft_of("letter", "AAAAAAAAAA", MONDAY_NOON) is None


@pytest.mark.django_db
def test_each_saving_gives_thirty_more_days_unless_less_is_asked() -> None:
    code = draft_start("letter", WORDS, MONDAY_NOON)
    later = MONDAY_NOON + timedelta(days=29)
    draft_save("letter", code, WORDS, later)
    assert draft_of("letter", code, later + timedelta(days=29)) == WORDS
    draft_save("letter", code, WORDS, later, timedelta(minutes=30))
    assert draft_of("letter", code, later + timedelta(minutes=31)) is None


@pytest.mark.django_db
def test_a_dropped_draft_stays_gone() -> None:
    code = draft_start("letter", WORDS, MONDAY_NOON)
    draft_drop(code)
    draft_save("letter", code, WORDS, MONDAY_NOON)
    assert draft_of("letter", code, MONDAY_NOON) is None


def test_a_file_of_a_draft_is_kept_encrypted_under_a_random_name() -> None:
    name = draft_file_keep(b"pixels")
    with default_storage.open(f"drafts/{name}") as file:
        assert b"pixels" not in file.read()
    assert draft_file_of(name) == b"pixels"
    draft_file_drop(name)
    assert draft_file_of(name) is None


@pytest.mark.parametrize("name", ["../secret.key", "", "a/b", "."])
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    assert draft_file_of(name) is None
    draft_file_drop(name)


@pytest.mark.django_db
def test_files_older_than_any_draft_are_swept_away() -> None:
    old, new = draft_file_keep(b"old"), draft_file_keep(b"new")
    moment = default_storage.get_modified_time(f"drafts/{new}")
    past = (moment - timedelta(days=31)).timestamp()
    os.utime(default_storage.path(f"drafts/{old}"), (past, past))
    drafts_expire(moment)
    assert (draft_file_of(old), draft_file_of(new)) == (None, b"new")
    draft_file_drop(new)


def test_a_sealed_file_moved_to_another_place_does_not_open() -> None:
    sealed = seal_bytes(b"pixels", "draft:one")
    assert unseal_bytes(sealed, "draft:one") == b"pixels"
    with pytest.raises(SealError):
        unseal_bytes(sealed, "draft:two")
