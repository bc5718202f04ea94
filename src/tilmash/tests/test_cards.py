"""Every trained file is what its card says, and is made anew by the command the card names."""

import hashlib
import tomllib

import pytest

from tilmash import models
from tilmash.models import FOLDER
from tilmash.train.__main__ import main
from tilmash.train.steps import BUILDERS

CARDS = sorted(FOLDER.glob("*.card.toml"))


def card(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_each_trained_file_is_what_its_card_says(path):
    files = card(path)["files"]
    assert files
    for file in files:
        held = (FOLDER / file["name"]).read_bytes()
        assert len(held) == file["bytes"]
        assert hashlib.sha256(held).hexdigest() == file["sha256"]


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_a_card_tells_sources_with_licences_command_date_and_figures(path):
    told = card(path)
    assert told["made_from"]
    assert told["licence"]
    assert told["date"]
    assert told["figures"]
    assert "GPL" not in " ".join([told["licence"], *told["made_from"]]).replace("LGPL", "")
    assert told["command"] == f"python -m tilmash.train {path.name.partition('.')[0]}"


def test_one_command_makes_every_trained_file():
    made = {path.name.partition(".")[0] for path in CARDS}
    assert set(BUILDERS) == made
    files = {
        path.name.partition(".")[0] for path in FOLDER.iterdir() if path.suffix in {".npz", ".txt", ".bin"}
    }
    assert files == made


def test_what_is_missing_for_training_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.delenv("TILMASH_SOURCES", raising=False)
    monkeypatch.delenv("QABYLDAU_SHARED_DATA", raising=False)
    assert main(["letters", "--into", str(tmp_path)]) == 2
    assert "QABYLDAU_SHARED_DATA" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_step_is_taught_by_the_files_of_its_own_folder_before_those_at_hand(monkeypatch, tmp_path):
    monkeypatch.setattr(models, "_FOLDERS", [FOLDER])
    models.look_first_in(tmp_path)
    assert models.path_of("letters.npz") == FOLDER / "letters.npz"
    (tmp_path / "letters.npz").write_bytes(b"made just now")
    assert models.path_of("letters.npz") == tmp_path / "letters.npz"
