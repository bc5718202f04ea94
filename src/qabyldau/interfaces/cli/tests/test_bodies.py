"""``qabyldau bodies``: the register as CSV there and back, and who is responsible."""

from pathlib import Path

import pytest

from qabyldau.history.models import Entry
from qabyldau.interfaces.cli.tests.test_commands import Run, run, world
from qabyldau.people.models import BodyContact, Membership, Organization
from tests.bodies import make_register
from tests.people import World

__all__ = ["run", "world"]
pytestmark = pytest.mark.django_db

GOOD = "code,organization,theme,area,delivery,address\nnew-1,lights,lighting.street,almaly,email,new@example.kz\n"
BAD = "new-2,lights,no-such-theme,almaly,email,new@example.kz\nnew-3,nobody,,,hand,\nnew-4,lights,,,email,\n"


def test_what_is_exported_comes_back_and_changes_nothing(run: Run, world: World, tmp_path: Path) -> None:
    make_register()
    assert run("bodies", "export", str(tmp_path))[0] == 0
    before = Entry.objects.count()
    code, words = run("bodies", "import", str(tmp_path))
    assert code == 0, words
    assert Entry.objects.count() == before
    assert (Organization.objects.count(), BodyContact.objects.count(), Membership.objects.count()) == (
        4,
        3,
        1,
    )


def test_a_bad_row_is_named_and_kept_aside_and_the_good_ones_are_taken(
    run: Run, world: World, tmp_path: Path
) -> None:
    make_register()
    path = tmp_path / "contacts.csv"
    path.write_text(GOOD + BAD, encoding="utf-8")
    code, words = run("bodies", "import", str(path))
    assert code == 3
    assert BodyContact.objects.filter(code="new-1").exists()
    for said in ("line 3, theme", "line 4, organization", "line 5, address"):
        assert said in words
    assert len((tmp_path / "contacts.rejects.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_a_dry_run_checks_everything_and_writes_nothing(run: Run, world: World, tmp_path: Path) -> None:
    make_register()
    path = tmp_path / "contacts.csv"
    path.write_text(GOOD, encoding="utf-8")
    code, words = run("bodies", "import", str(path), "--dry-run")
    assert (code, BodyContact.objects.filter(code="new-1").exists()) == (0, False)
    assert "1 taken" in words


def test_find_says_who_is_responsible_and_whether_that_is_sure(run: Run, world: World) -> None:
    make_register()
    code, words = run("bodies", "find", "lighting.street", "almaly")
    assert code == 0
    assert words.splitlines()[0].startswith("Энергетика басқармасы  (theme lighting, area almaty; email")
    assert "Not sure" in run("bodies", "find", "water", "almaly")[1]
