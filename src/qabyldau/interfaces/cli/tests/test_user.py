"""Whoever is added can sign in, and is what the command says they are."""

from pathlib import Path

import pytest

from qabyldau.accounts.models import User
from qabyldau.interfaces.cli.tests.test_commands import Run, run, world
from tests.people import World

__all__ = ["run", "world"]


@pytest.mark.parametrize("name", ["", "u" * 61, "a b", "дана\n", "\udcff"])
def test_a_name_that_nobody_could_type_is_refused(run: Run, world: World, tmp_path: Path, name: str) -> None:
    file = tmp_path / "password"
    file.write_text("a-long-enough-password")
    given = ("--office", "ALM", "--role", "auditor", "--password-file", str(file))
    code, words = run("user", "add", name, *given)
    assert (code, "username" in words) == (1, True)


@pytest.mark.parametrize("written", [b"", b"\xff\xfe"])
def test_a_file_without_a_password_is_named(run: Run, world: World, tmp_path: Path, written: bytes) -> None:
    file = tmp_path / "password"
    file.write_bytes(written)
    given = ("--office", "ALM", "--role", "auditor", "--password-file", str(file))
    code, words = run("user", "add", "raushan", *given)
    assert (code, "first line" in words) == (1, True)


def test_nobody_of_an_office_becomes_the_operator_by_the_way(run: Run, world: World) -> None:
    code, words = run("user", "add", "dana", "--role", "operator")
    assert (code, "name of its own" in words) == (1, True)
    assert not User.objects.get(username="dana").is_operator
