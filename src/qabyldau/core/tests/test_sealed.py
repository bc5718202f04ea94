"""Files are kept sealed, and each opens under its own name alone."""

import pytest
from django.core.files.storage import default_storage

from qabyldau.core.crypto import SealedFolder, SealError

PAPERS = SealedFolder("papers", "paper")


def test_what_is_kept_is_read_again_and_lies_there_sealed() -> None:
    name = PAPERS.keep(b"An invented letter")
    assert PAPERS.read(name) == b"An invented letter"
    with default_storage.open(PAPERS.path(name)) as file:
        assert b"invented" not in file.read()


def test_a_file_that_was_moved_to_another_name_does_not_open() -> None:
    name = PAPERS.keep(b"An invented letter")
    with default_storage.open(PAPERS.path(name)) as file:
        default_storage.save(PAPERS.path("moved"), file)
    with pytest.raises(SealError):
        PAPERS.read("moved")


def test_what_was_dropped_is_gone_and_is_dropped_twice_without_harm() -> None:
    name = PAPERS.keep(b"An invented letter")
    PAPERS.drop(name)
    PAPERS.drop(name)
    with pytest.raises(FileNotFoundError):
        PAPERS.read(name)
