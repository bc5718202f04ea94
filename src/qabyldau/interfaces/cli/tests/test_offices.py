"""``qabyldau offices``: whether a door is open, and offices as CSV there and back."""

import json
from pathlib import Path

import pytest

from qabyldau.interfaces.cli import main as cli
from qabyldau.interfaces.cli.tests.test_commands import Run, run, world
from qabyldau.offices.models import Closure, Office, Opening, Service, Sitting
from qabyldau.visits.models import Counter
from tests.people import World
from tests.receptions import make_reception

__all__ = ["run", "world"]
pytestmark = pytest.mark.django_db


def opened(run: Run, at: str) -> dict[str, object]:
    code, words = run("offices", "open", "ALM", "--at", at, "--json")
    assert code == 0, words
    return json.loads(words)


@pytest.mark.parametrize(
    ("at", "state", "day", "kk"),
    [
        ("2025-01-05T11:00", "open", "make_up", "Ашық. Жабылады: 13:00"),
        ("2026-09-14T13:20", "break", "working", "Үзіліс. Аяқталады: 14:00"),
        ("2026-03-23T11:00", "closed", "holiday", None),
        ("2026-09-19T11:00", "closed", "weekend", "Жабық. Ашылады: дүйсенбі, 10:00"),
    ],
)
def test_a_door_is_open_as_hours_and_the_official_calendar_say(
    run: Run, world: World, at: str, state: str, day: str, kk: str | None
) -> None:
    make_reception(world.office)
    found = opened(run, at)
    assert (found["state"], found["day"]) == (state, day)
    assert kk is None or found["words"]["kk"] == kk  # type: ignore[index]


def test_a_closure_is_named_with_its_reason_and_its_substitute(run: Run, world: World) -> None:
    make_reception(world.office)
    Closure.objects.create(
        office=world.office, from_on="2026-09-14", to_on="2026-09-15", reason_kk="Жөндеу", reason_ru="Ремонт",
        substitute=world.other,
    )  # fmt: skip
    found = opened(run, "2026-09-14T11:00")
    assert (found["state"], found["substitute"], found["changes_at"]) == (
        "closed",
        "AST",
        "2026-09-16T10:00+05:00",
    )
    assert found["reason"] == {"kk": "Жөндеу", "ru": "Ремонт", "en": "Жөндеу"}


def test_all_offices_are_told_where_none_is_named_and_a_moment_that_is_none_is_refused(
    run: Run, world: World
) -> None:
    assert len(json.loads(run("offices", "open", "--json")[1])) == 2
    code, words = run("offices", "open", "--at", "yesterday")
    assert (code, "at:" in words) == (1, True)


def test_what_is_exported_is_imported_without_a_change(run: Run, world: World, tmp_path: Path) -> None:
    make_reception(world.office)
    Closure.objects.create(office=world.office, from_on="2026-09-14", to_on="2026-09-15", reason_kk="Жөндеу")
    run("offices", "export", str(tmp_path / "first"))
    code, words = run("offices", "import", str(tmp_path / "first"), "--json")
    assert (code, all(not table["rejected"] for table in json.loads(words).values())) == (0, True)
    run("offices", "export", str(tmp_path / "second"))
    for path in (tmp_path / "first").iterdir():
        assert path.read_text(encoding="utf-8") == (tmp_path / "second" / path.name).read_text(
            encoding="utf-8"
        )
    assert (Sitting.objects.count(), Counter.objects.count(), Closure.objects.count()) == (6, 3, 1)


def test_a_bad_row_is_named_by_its_line_undoes_only_itself_and_comes_back_mended(
    run: Run, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "services.csv"
    head = "office,code,name_kk,minutes,is_offered\n"
    file.write_text(
        head
        + "ALM,general,Жалпы қабылдау,15,1\nXYZ,general,Жоқ,15,1\nALM,lawyer,Заңгер,көп,1\nALM,notary,,15,1\n"
    )
    code, words = run("offices", "import", str(file))
    assert code == 3
    assert "line 3, office:" in words and "line 4, minutes:" in words and "line 5, name_kk:" in words
    assert [row.code for row in Service.objects.all()] == ["general"]
    rejects = tmp_path / "services.rejects.csv"
    mended = (
        rejects.read_text(encoding="utf-8")
        .replace("XYZ", "AST")
        .replace("көп", "30")
        .replace("notary,,", "notary,Нотариус,")
    )
    rejects.write_text(mended, encoding="utf-8")
    assert run("offices", "import", str(rejects))[0] == 0
    assert Service.objects.count() == 4


def test_a_dry_run_checks_everything_and_writes_nothing(run: Run, world: World, tmp_path: Path) -> None:
    before = Opening.objects.count()
    (tmp_path / "openings.csv").write_text(
        "office,weekday,opens,closes\nALM,1,10:00,13:00\nALM,1,12:00,18:00\n"
    )
    (tmp_path / "offices.csv").write_text("code,name_kk,has_ramp\nSHY,Шымкент қабылдауы,иә\n")
    code, words = run("offices", "import", str(tmp_path), "--dry-run")
    assert (code, "12:00 lies before 13:00" in words, "nothing was written" in words) == (3, True, True)
    assert (Opening.objects.count(), Office.objects.filter(code="SHY").exists()) == (before, False)
    assert not list(tmp_path.glob("*.rejects.csv"))


def test_a_folder_without_tables_is_refused(run: Run, world: World, tmp_path: Path) -> None:
    code, words = run("offices", "import", str(tmp_path))
    assert (code, "path:" in words, cli.COMMANDS["offices"].module) == (1, True, "offices")
