"""The commands as somebody types them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from qabyldau.history.append_only import guard, unguard
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.cli import main as cli
from qabyldau.offices.models import WorkCalendar
from tests.people import World, make_world

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(cli.django, "setup", lambda: None)

    def once(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.main(list(arguments))
        printed = capsys.readouterr()
        return code, printed.out or printed.err

    return once


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.mark.parametrize(("received", "registered", "due"), [
    ("2023-06-23T12:00", "2023-06-23", "2023-07-18"),
    ("2023-06-23T19:30", "2023-06-26", "2023-07-19"),
    ("2025-01-04T12:00", "2025-01-05", "2025-01-27"),
    ("2023-06-23T06:00+00:00", "2023-06-23", "2023-07-18"),
])  # fmt: skip
@pytest.mark.django_db
def test_due_counts_as_the_law_does_with_and_without_a_loaded_calendar(
    run: Run, received: str, registered: str, due: str
) -> None:
    for _ in range(2):
        code, out = run("due", "--kind", "complaint", "--received", received, "--json")
        found = json.loads(out)
        assert (code, found["registered_on"], found["due"]) == (0, registered, due)
        assert found["reckoning"][-1]["number"] == 15
        if not WorkCalendar.objects.exists():
            make_world()


@pytest.mark.django_db
def test_due_names_a_moment_that_cannot_be_read(run: Run) -> None:
    code, words = run("due", "--received", "кеше")
    assert code == 1
    assert "2023-06-23T12:00" in words


def test_read_prints_language_script_themes_and_personal_data(run: Run) -> None:
    code, out = run("read", "--json", "Абай көшесінде шам жанбайды, тел. 8 701 000 01 23")
    found = json.loads(out)
    assert (code, found["language"], found["script"]) == (0, "kk", "cyrillic")
    assert "lighting.street" in [theme["code"] for theme in found["themes"]]
    assert [span["text"] for span in found["pii"]] == ["8 701 000 01 23"]


def test_read_takes_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "хат.txt"
    file.write_text("Атом электр станциясы керек пе?", encoding="utf-8")
    found = json.loads(run("read", str(file), "--json")[1])
    assert "energy.nuclear" in [theme["code"] for theme in found["themes"]]


GOOD = {"office": "ALM", "received_at": "2026-09-14T11:20", "channel": "phone", "kind": "message", "text": "Шам жанбайды",
        "place": "", "area": "", "name": "Айгүл Сапарова", "contact": "+77010000123", "answer_language": "kk",
        "confidential": False}  # fmt: skip


def rows(tmp_path: Path, *changes: dict[str, object] | str) -> str:
    file = tmp_path / "appeals.jsonl"
    lines = [
        row if isinstance(row, str) else json.dumps({**GOOD, "ref": f"r{n}", **row})
        for n, row in enumerate(changes)
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return str(file)


def test_good_rows_are_kept_bad_rows_are_named_and_nothing_is_lost(
    run: Run, world: World, tmp_path: Path
) -> None:
    file = rows(tmp_path, {}, {"text": " "}, {"office": "XYZ"}, "not json", {"kind": "wish"}, {"channel": "letter"},
                {"received_at": "2031-01-01T10:00"}, {"ref": ""}, {"text": "ұ" * 20_001})  # fmt: skip
    code, out = run("intake", "import", file, "--json")
    found = json.loads(out)
    assert (code, found["lines"], found["registered"], len(found["rejected"])) == (3, 9, 2, 7)
    assert [(row["line"], row["field"]) for row in found["rejected"]] == [
        (2, "text"), (3, "office"), (4, "line"), (5, "kind"), (7, "received_at"), (8, "ref"), (9, "text"),
    ]  # fmt: skip
    kept = [
        json.loads(line)
        for line in (tmp_path / "appeals.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["line"] for row in kept] == [2, 3, 4, 5, 7, 8, 9]


def test_a_second_import_of_the_same_file_adds_nothing(run: Run, world: World, tmp_path: Path) -> None:
    file = rows(tmp_path, {}, {})
    run("intake", "import", file)
    code, out = run("intake", "import", file, "--json")
    found = json.loads(out)
    assert (code, found["registered"], found["known"], Appeal.objects.count()) == (0, 0, 2, 2)


def test_a_dry_run_checks_everything_and_writes_nothing(run: Run, world: World, tmp_path: Path) -> None:
    code, out = run("intake", "import", rows(tmp_path, {}, {"text": ""}), "--dry-run")
    assert code == 3
    assert "nothing was written" in out
    assert not Appeal.objects.exists()
    assert not (tmp_path / "appeals.rejects.jsonl").exists()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("comma", [",", ";"])
def test_a_table_with_comma_or_semicolon_is_read(
    run: Run, world: World, tmp_path: Path, mark: str, comma: str
) -> None:
    file = tmp_path / "appeals.csv"
    head = comma.join(["ref", *GOOD])
    line = comma.join(["r1", *(str(value) for value in GOOD.values())])
    file.write_text(f"{mark}{head}\n{line}\n", encoding="utf-8")
    assert run("intake", "import", str(file))[0] == 0
    appeal = Appeal.objects.get()
    assert (appeal.text.body, appeal.is_confidential, appeal.office.code) == ("Шам жанбайды", False, "ALM")


def test_a_line_that_is_not_utf8_is_rejected_alone(run: Run, world: World, tmp_path: Path) -> None:
    file = Path(rows(tmp_path, {}))
    file.write_bytes(file.read_bytes() + b"\n" + '{"ref": "қ"}'.encode("cp1251", "replace") + b"\xff\n")
    found = json.loads(run("intake", "import", str(file), "--json")[1])
    assert (found["registered"], found["rejected"][0]["line"]) == (1, 2)


def test_a_file_that_is_not_there_is_said_in_one_line(run: Run, world: World) -> None:
    code, words = run("intake", "import", "/no/such/file.csv")
    assert code == 1
    assert "No such file" in words


def test_verify_is_content_with_what_the_road_wrote_and_names_what_was_changed(
    run: Run, world: World
) -> None:
    world.appeal()
    assert run("verify")[0] == 0
    entry = Entry.objects.order_by("pk").last()
    unguard(connection, "history_entry")
    Entry.objects.filter(pk=entry.pk).update(actor="marat")
    guard(connection, "history_entry")
    code, out = run("verify", "--json")
    flaw = json.loads(out)["flaws"][0]
    assert (code, flaw["kind"], flaw["position"]) == (1, "changed", entry.position)


def test_a_calendar_with_a_bad_row_is_refused_by_line(run: Run, world: World, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("on,kind\n2026-09-21,moved_day_off\n2026-09-32,holiday\n", encoding="utf-8")
    code, words = run("calendar", "load", str(file))
    assert code == 1
    assert "days.csv, line 3" in words


def test_a_corrected_calendar_moves_open_deadlines(run: Run, world: World, tmp_path: Path) -> None:
    world.appeal()
    file = tmp_path / "days.csv"
    file.write_text("on,kind,name_kk\n2026-09-21,moved_day_off,Демалыс\n", encoding="utf-8")
    assert "ALM: 2 deadlines move" in run("calendar", "load", str(file), "--dry-run")[1]
    assert "ALM: 2 deadlines move" in run("calendar", "load", str(file))[1]
    assert "ALM: 0 deadlines move" in run("calendar", "load", str(file))[1]


def test_a_new_member_of_staff_is_listed(run: Run, world: World, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("жеткілікті-ұзын-құпиясөз\n", encoding="utf-8")
    assert (
        run("user", "add", "gulim", "--office", "ALM", "--role", "editor", "--password-file", str(secret))[0]
        == 0
    )
    assert "gulim" in run("user", "list")[1]


def test_a_short_password_is_refused(run: Run, world: World, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("123\n", encoding="utf-8")
    assert (
        run("user", "add", "gulim", "--office", "ALM", "--role", "editor", "--password-file", str(secret))[0]
        == 1
    )


def test_the_doctor_says_what_is_well_and_what_is_wrong(run: Run, world: World) -> None:
    code, out = run("doctor")
    assert "SQLite" in out
    assert code == int("WRONG" in out)


def test_an_unknown_command_is_said_with_the_list(run: Run) -> None:
    code, words = run("fly")
    assert code == 2
    assert "there is no command 'fly'" in words
