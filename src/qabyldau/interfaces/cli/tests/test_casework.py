"""``qabyldau casework verify-bundle``: a bundle checked from outside, with and without its installation."""

import json
import zipfile

import pytest

from qabyldau.core import clock
from qabyldau.flow.bundle.making import Choice, Paper, make_paper
from qabyldau.flow.triage import Decision, open_case
from qabyldau.history.models import Entry
from qabyldau.interfaces.cli.main import main
from tests.people import make_world


@pytest.fixture
def bundle(db, tmp_path):
    world = make_world()
    saule = world.actor("saule")
    uuid = str(world.appeal().appeal.uuid)
    case = open_case(actor=saule, appeal_uuid=uuid, decision=Decision("lighting.street"), at=clock.now())
    made = make_paper(
        actor=saule, case_uuid=str(case.uuid), paper=Paper.BUNDLE, choice=Choice("en"), at=clock.now()
    )
    path = tmp_path / made.name
    path.write_bytes(made.content)
    return path


def test_a_bundle_as_it_was_made_is_found_whole_and_its_head_in_the_history(bundle, capsys):
    assert main(["casework", "verify-bundle", str(bundle)]) == 0
    said = capsys.readouterr().out
    assert "The bundle is as it was made." in said
    assert "The history of this installation holds the entry" in said


def test_a_changed_bundle_is_named_in_words_and_as_json(bundle, capsys):
    with zipfile.ZipFile(bundle, "a") as parts:
        parts.writestr("more.txt", "x")
    assert main(["casework", "verify-bundle", str(bundle)]) == 1
    assert "CHANGED more.txt" in capsys.readouterr().out
    assert main(["casework", "verify-bundle", str(bundle), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["flaws"] == [{"part": "more.txt", "what": "was added: the manifest does not know it"}]
    assert found["history"] == "kept"


def test_on_another_installation_the_head_is_not_compared(bundle, capsys, monkeypatch):
    monkeypatch.setattr("qabyldau.interfaces.cli.casework.entry_at", lambda stream, position: None)
    assert main(["casework", "verify-bundle", str(bundle)]) == 0
    assert "is not on this installation" in capsys.readouterr().out


def test_a_history_that_differs_is_an_error(bundle, capsys, monkeypatch):
    monkeypatch.setattr(
        "qabyldau.interfaces.cli.casework.entry_at", lambda stream, position: Entry(hash="0" * 64)
    )
    assert main(["casework", "verify-bundle", str(bundle)]) == 1
    assert "HISTORY" in capsys.readouterr().out


def test_what_is_no_bundle_is_refused_in_one_line(tmp_path, capsys):
    path = tmp_path / "a.zip"
    path.write_bytes(b"x")
    assert main(["casework", "verify-bundle", str(path)]) == 1
    assert "ZIP" in capsys.readouterr().err
    assert main(["casework", "verify-bundle", str(tmp_path / "none.zip")]) == 1
