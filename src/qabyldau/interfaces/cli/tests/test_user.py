"""People come, change their password, and leave."""

from pathlib import Path

import pytest
from django.test import Client

from qabyldau.history.models import Entry
from qabyldau.interfaces.cli.main import main
from qabyldau.offices.models import Staff
from tests.people import PASSWORD, World, make_world

pytestmark = pytest.mark.django_db
NEW = "жаңа-ұзын-құпиясөз"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    file = tmp_path / "secret"
    file.write_text(f"{NEW}\n", encoding="utf-8")
    return str(file)


def signs_in(name: str, password: str) -> bool:
    given = {"username": name, "password": password}
    return Client().post("/desk/sign-in/", given).status_code == 302


def test_saule_gets_a_new_password_and_is_signed_out_everywhere(world: World, secret: str) -> None:
    browser = Client()
    browser.force_login(world.users["saule"])
    assert main(["user", "password", "saule", "--password-file", secret]) == 0
    assert (signs_in("saule", PASSWORD), signs_in("saule", NEW)) == (False, True)
    assert "/sign-in/" in browser.get("/desk/")["Location"]
    assert Entry.objects.filter(action="accounts.password.changed").count() == 1


def test_one_role_ends_and_the_other_stays(world: World) -> None:
    Staff.objects.create(office=world.other, user=world.users["saule"], role="caseworker")
    assert main(["user", "end", "saule", "--office", "ALM", "--role", "caseworker"]) == 0
    left = Staff.objects.filter(user=world.users["saule"], is_active=True)
    assert [row.office.code for row in left] == ["AST"]
    assert signs_in("saule", PASSWORD)


def test_whoever_leaves_is_out_at_once_and_what_they_did_stays(world: World) -> None:
    browser = Client()
    browser.force_login(world.users["saule"])
    assert browser.get("/desk/").status_code == 200
    assert main(["user", "end", "saule"]) == 0
    assert "/sign-in/" in browser.get("/desk/")["Location"]
    assert not signs_in("saule", PASSWORD)
    assert set(Entry.objects.filter(action__contains="ended").values_list("action", flat=True)) == {
        "offices.staff.ended",
        "accounts.user.ended",
    }


@pytest.mark.parametrize(
    ("arguments", "field"), [(["end", "nobody"], "username:"), (["end", "saule", "--office", "ALM"], "role:")]
)
def test_a_refusal_names_the_field(
    world: World, capsys: pytest.CaptureFixture[str], arguments: list[str], field: str
) -> None:
    assert main(["user", *arguments]) == 1
    assert field in capsys.readouterr().err
