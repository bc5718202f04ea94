"""The commands as somebody types them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from qabyldau.history.append_only import guard, unguard
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal, Consent
from qabyldau.interfaces.cli import main as cli
from qabyldau.interfaces.cli import user
from qabyldau.offices.models import Office, WorkCalendar
from qabyldau.offices.queries import USUAL_HOURS, hours_of
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


@pytest.mark.parametrize(("said", "field", "kept"), [
    ("8 701 000 01 23", "phone", "+77010000123"), ("aigul@example.kz", "email", "aigul@example.kz"),
    ("Арай мөлтек ауданы, 12-үй", "address", "Арай мөлтек ауданы, 12-үй"),
])  # fmt: skip
def test_a_contact_is_a_telephone_an_email_or_an_address(
    run: Run, world: World, tmp_path: Path, said: str, field: str, kept: str
) -> None:
    run("intake", "import", rows(tmp_path, {"contact": said}))
    assert getattr(Appeal.objects.get().applicant, field) == kept


def test_rows_mended_by_hand_are_not_overwritten(run: Run, world: World, tmp_path: Path) -> None:
    file = rows(tmp_path, {"text": " "})
    run("intake", "import", file)
    mended = tmp_path / "appeals.rejects.jsonl"
    mended.write_text("mended by hand", encoding="utf-8")
    second = json.loads(run("intake", "import", file, "--json")[1])
    assert second["rejects_file"] == str(tmp_path / "appeals.rejects-2.jsonl")
    assert mended.read_text(encoding="utf-8") == "mended by hand"


def test_a_name_without_consent_is_not_kept_and_the_mend_is_said(
    run: Run, world: World, tmp_path: Path
) -> None:
    file = rows(
        tmp_path, {"consent": False}, {"consent": "мүмкін"}, {"consent": "", "name": "", "contact": ""}
    )
    code, out = run("intake", "import", file, "--json")
    found = json.loads(out)
    assert (code, found["registered"]) == (3, 1)
    assert [(row["line"], row["field"]) for row in found["rejected"]] == [(1, "consent"), (2, "consent")]
    assert not Consent.objects.exists()


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
        "confidential": False, "consent": True}  # fmt: skip


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


@pytest.mark.parametrize(("field", "given"), [
    ("text", "шам \ud800"), ("ref", "\udfff"), ("name", "\ud83d"), ("text", "a\0b"), ("area", "\0"),
    ("text", {"шам": 1}), ("ref", ["r"]), ("received_at", "0001-01-01T00:00"),
    ("received_at", "1900-01-02T10:00"), ("place", "ұ" * 301),
])  # fmt: skip
def test_a_row_that_cannot_be_kept_whole_is_rejected_alone(
    run: Run, world: World, tmp_path: Path, field: str, given: object
) -> None:
    code, out = run("intake", "import", rows(tmp_path, {}, {field: given}, {}), "--json")
    found = json.loads(out)
    assert (code, found["registered"]) == (3, 2)
    assert [(row["line"], row["field"]) for row in found["rejected"]] == [(2, field)]


def test_a_number_without_end_is_no_row(run: Run, world: World, tmp_path: Path) -> None:
    code, out = run("intake", "import", rows(tmp_path, {}, '{"ref": ' + "9" * 6000 + "}", {}), "--json")
    assert (code, json.loads(out)["registered"]) == (3, 2)


def test_the_rejected_rows_never_overwrite_the_appeals(run: Run, world: World, tmp_path: Path) -> None:
    file = Path(rows(tmp_path, {}, {"text": " "}))
    written = file.read_bytes()
    code, said = run("intake", "import", str(file), "--rejects", str(file))
    assert (code, file.read_bytes()) == (1, written)
    assert "another file" in said


def test_a_cell_as_long_as_a_book_is_rejected_alone(run: Run, world: World, tmp_path: Path) -> None:
    file = tmp_path / "appeals.csv"
    lines = [",".join(["ref", *GOOD])]
    for ref, text in (("r1", "Шам жанбайды"), ("r2", "ұ" * 200_000), ("r3", "Су жоқ")):
        lines.append(",".join([ref, *(str(value) for value in {**GOOD, "text": text}.values())]))
    file.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(run("intake", "import", str(file), "--json")[1])
    assert (found["registered"], found["rejected"][0]["field"]) == (2, "text")


def test_a_second_import_of_the_same_file_adds_nothing(run: Run, world: World, tmp_path: Path) -> None:
    file = rows(tmp_path, {}, {})
    run("intake", "import", file)
    code, out = run("intake", "import", file, "--json")
    found = json.loads(out)
    assert (code, found["registered"], found["known"], Appeal.objects.count()) == (0, 0, 2, 2)


def test_a_mended_file_of_rejects_is_imported_as_it_is(run: Run, world: World, tmp_path: Path) -> None:
    run("intake", "import", rows(tmp_path, {}, {"kind": "wish"}, "not json"))
    rejects = tmp_path / "appeals.rejects.jsonl"
    rejects.write_text(rejects.read_text(encoding="utf-8").replace("wish", "message"), encoding="utf-8")
    code, out = run("intake", "import", str(rejects), "--json")
    found = json.loads(out)
    assert (code, found["registered"], [row["line"] for row in found["rejected"]]) == (3, 1, [2])
    assert Appeal.objects.count() == 2


@pytest.mark.parametrize(("change", "field"), [
    ({"area": "mars"}, "area"),
    ({"confidential": "құпия"}, "confidential"),
])  # fmt: skip
def test_what_cannot_be_understood_is_rejected_and_never_left_out(
    run: Run, world: World, tmp_path: Path, change: dict[str, object], field: str
) -> None:
    found = json.loads(run("intake", "import", rows(tmp_path, change), "--json")[1])
    assert [row["field"] for row in found["rejected"]] == [field]
    assert not Appeal.objects.exists()


def test_one_ref_with_two_texts_is_told_and_the_same_row_twice_is_known(
    run: Run, world: World, tmp_path: Path
) -> None:
    file = rows(tmp_path, {"ref": "a"}, {"ref": "a"}, {"ref": "a", "text": "Су жоқ"}, {"ref": "b"})
    found = json.loads(run("intake", "import", file, "--json")[1])
    assert (found["registered"], found["known"]) == (2, 1)
    assert [(row["line"], row["field"]) for row in found["rejected"]] == [(3, "ref")]


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
    assert words.startswith("qabyldau: days.csv, line 3, on: write the day")


def test_a_calendar_that_is_not_utf8_is_said_in_one_line(run: Run, world: World, tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_bytes(b"on,kind\n\xff")
    assert "save it as UTF-8" in run("calendar", "load", str(tmp_path / "days.csv"))[1]


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


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "secret"
    file.write_text("жеткілікті-ұзын-құпиясөз\n", encoding="utf-8")
    return str(file)


@pytest.mark.django_db
def test_a_new_installation_gets_its_first_reception_and_its_first_member_of_staff(
    run: Run, secret: str
) -> None:
    gulim = ("user", "add", "gulim", "--office", "SHY", "--role", "manager", "--password-file", secret)
    assert "none yet: qabyldau offices add" in run(*gulim)[1]
    assert run("offices", "add", "SHY", "--name", "Шымкент қабылдауы", "--hours", "1-6 10:00-19:00")[0] == 0
    assert "Шымкент қабылдауы" in run("offices", "list")[1]
    assert run(*gulim)[0] == 0
    office = Office.objects.get()
    assert sorted(hours_of(office)) == [1, 2, 3, 4, 5, 6]
    assert [row.user.username for row in office.staff.all()] == ["gulim"]


@pytest.mark.django_db
def test_what_is_not_named_of_a_reception_stays(run: Run) -> None:
    run("offices", "add", "SHY", "--name", "Шымкент қабылдауы", "--phone", "+7 700 000 04 04")
    run("offices", "add", "SHY", "--name-ru", "Приёмная в Шымкенте")
    office = Office.objects.get()
    assert (office.name_kk, office.name_ru) == ("Шымкент қабылдауы", "Приёмная в Шымкенте")
    assert (office.phone, office.zone) == ("+7 700 000 04 04", "Asia/Almaty")


@pytest.mark.django_db
def test_new_hours_of_a_reception_take_the_place_of_the_old_ones(run: Run) -> None:
    run("offices", "add", "SHY", "--name", "Шымкент қабылдауы", "--hours", "1-6 10:00-19:00")
    run("offices", "add", "SHY", "--hours", "1-5 09:00-18:00")
    assert hours_of(Office.objects.get()) == USUAL_HOURS


@pytest.mark.django_db
def test_the_doctor_misses_a_first_reception(run: Run) -> None:
    assert "WRONG  receptions: 0" in run("doctor")[1]


@pytest.mark.parametrize(("given", "field"), [
    (("shy", "--name", "Шымкент"), "code:"),
    (("SHY",), "name_kk:"),
    (("SHY", "--name", "Шымкент", "--area", "mars"), "area:"),
    (("SHY", "--name", "Шымкент", "--zone", "Asia/Mars"), "zone:"),
    (("SHY", "--name", "Шымкент", "--hours", "9-18"), "hours:"),
    (("SHY", "--name", "Шымкент", "--hours", "1-5 18:00-09:00"), "hours:"),
    (("SHY", "--name", "Шымкент", "--hours", "1-5 10:00-25:00"), "hours:"),
])  # fmt: skip
@pytest.mark.django_db
def test_a_reception_that_cannot_be_is_refused_by_field(run: Run, given: tuple[str, ...], field: str) -> None:
    code, words = run("offices", "add", *given)
    assert (code, Office.objects.exists()) == (1, False)
    assert f"qabyldau: {field}" in words


def test_due_for_an_office_that_is_not_there_names_those_that_are(run: Run, world: World) -> None:
    code, words = run("due", "--received", "2023-06-23T12:00", "--office", "XYZ")
    assert (code, "office:" in words, "ALM" in words) == (1, True, True)


def test_an_office_that_is_not_there_is_answered_with_those_that_are(
    run: Run, world: World, secret: str
) -> None:
    given = ("user", "add", "gulim", "--office", "XYZ", "--role", "editor", "--password-file", secret)
    code, words = run(*given)
    assert (code, "ALM" in words, "office:" in words) == (1, True, True)


def test_a_database_without_tables_is_said_in_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def list_nobody(_options: object) -> int:
        raise OperationalError("no such table: offices_staff")

    monkeypatch.setattr(user, "_list", list_nobody)
    code, words = run("user", "list")
    assert code == 1
    assert "qabyldau migrate" in words
    assert "Traceback" not in words


@pytest.mark.parametrize("given", [
    ("serve", "--threads", "0"), ("serve", "--port", "99999"), ("serve", "--port", "-1"), ("demo", "--port", "99999"),
])  # fmt: skip
def test_what_no_machine_can_serve_is_refused_at_once(run: Run, given: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        run(*given)
    assert refused.value.code == 2


@pytest.mark.django_db
def test_a_day_beyond_every_calendar_is_named(run: Run) -> None:
    code, words = run("due", "--received", "9999-12-31T23:59-23:59", "--clock", "ours")
    assert (code, "received" in words) == (1, True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://x/y"),
        ("QABYLDAU_MASTER_KEY", "zz"),
        ("QABYLDAU_HOSTS", "*"),
        ("QABYLDAU_ACCENT", "red"),
    ],
)
def test_a_setting_that_cannot_be_is_said_by_its_name(name: str, value: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qabyldau", "verify"],
        env={**os.environ, "QABYLDAU_DATA": str(tmp_path), "PYTHONPATH": "src", name: value},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(f"qabyldau: {name}: ")
    assert "Traceback" not in done.stderr


def test_an_unknown_command_is_said_with_the_list(run: Run) -> None:
    code, words = run("fly")
    assert code == 2
    assert "there is no command 'fly'" in words
