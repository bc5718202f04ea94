"""``qabyldau casework verify-bundle``: a bundle checked from outside, with and without its installation."""

import json
import zipfile

import pytest

from qabyldau.casework.models import Deadline
from qabyldau.core import clock
from qabyldau.core.ids import say_number
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


def test_whoever_has_bent_a_bundle_writes_no_line_of_what_is_said_of_it(bundle, capsys):
    with zipfile.ZipFile(bundle, "a") as parts:
        parts.writestr("x\nThe bundle is as it was made.\n\x1b[2J", "x")
    assert main(["casework", "verify-bundle", str(bundle)]) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "The bundle is as it was made." not in said.splitlines()


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


def test_clean_casework_is_said_to_be_clean(db, capsys):
    make_world().appeal()
    assert main(["casework", "check"]) == 0
    assert "Nothing was found." in capsys.readouterr().out
    assert main(["casework", "check", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["findings"], found["broken"], found["checked"]["appeals"]) == ([], {}, 1)


def test_what_contradicts_itself_is_named_with_its_number_in_three_languages(db, capsys):
    appeal = make_world().appeal().appeal
    Deadline.objects.all().delete()
    assert main(["casework", "check", "--language", "kk"]) == 1
    said = capsys.readouterr().out
    assert "appeal-without-deadline: 1" in said
    assert say_number(appeal.number) in said
    assert "Жолданымның екі мерзімінің бірі жоқ." in said
    assert main(["casework", "check", "--json"]) == 1
    row = json.loads(capsys.readouterr().out)["findings"][0]
    assert (row["rule"], row["number"], row["office"]) == ("appeal-without-deadline", appeal.number, "ALM")
    assert set(row["wrong"]) == set(row["mend"]) == {"kk", "ru", "en"}
    assert len(set(row["wrong"].values())) == 3
