"""What services refuse is said in the language of the page, at its field or on a page that gives the text back."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from qabyldau.core.errors import InputError
from qabyldau.interfaces.desk import door
from qabyldau.interfaces.desk.refusals import SAID
from qabyldau.interfaces.desk.tests.test_days import planned, sign_up
from qabyldau.interfaces.desk.tests.working import Desk, address, words
from qabyldau.offices.models import Office, Service, Sitting
from qabyldau.people.models import Person
from tests.people import World
from tests.receptions import Reception

SOURCE = Path(door.__file__).parents[3]
SERVICES = ("offices/services", "visits/services", "meetings/services")
AT_THE_TERMINAL = {
    "two to eight capital Latin letters and digits, such as ALM", "role",
}  # fmt: skip
"""Said by commands alone: no page adds an office or a member of staff."""


@pytest.fixture
def nurlan(world: World, reception: Reception) -> Desk:
    return Desk(world, "nurlan")


def refusals() -> set[str]:
    """Return what the services of receptions say; where the words hold a value, the field."""
    said = set()
    for path in [path for folder in SERVICES for path in (SOURCE / folder).glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InputError":
                part = node.args[1] if isinstance(node.args[1], ast.Constant) else node.args[0]
                said.add(str(getattr(part, "value", ast.dump(part))))
    return said


def test_every_refusal_of_the_services_of_receptions_has_words_for_a_page() -> None:
    assert len(refusals()) > 12
    assert refusals() - AT_THE_TERMINAL - {"this is not on the card of an office"} <= set(SAID)
    for language in ("kk", "ru"):
        with translation.override(language):
            assert all(str(said).isascii() is False for said in SAID.values()), language


def test_a_refusal_is_said_at_its_field_in_the_language_of_the_page(
    world: World, reception: Reception, nurlan: Desk
) -> None:
    host = Person.objects.create(code="bolat", name="Ермеков Болат Қайратұлы", is_invented=True)
    day = planned(nurlan, reception, host)
    sign_up(world, reception, day)
    answer = plan_again(nurlan, day, reception, host)
    assert answer.status_code == 422
    assert "Somebody has signed up" not in words(answer)
    assert "жазылған" in str(answer.context["page"].form.errors["on"])


def plan_again(desk: Desk, day: Sitting, reception: Reception, host: Person) -> Any:
    """Return the answer to a day that is to begin after the first visit."""
    given = {
        "host": host.uuid, "service": reception.general.uuid, "on": day.on, "begins": "12:00", "ends": "13:00",
        "minutes": "20",
    }  # fmt: skip
    return desk.client.post(address("day-edit", day.uuid).replace("/en/", "/"), given)


def test_a_refusal_that_no_form_awaits_gives_the_text_back(
    reception: Reception, nurlan: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Person.objects.create(code="bolat", name="Ермеков Болат Қайратұлы", is_invented=True)
    uuid = planned(nurlan, reception, host).uuid

    def refuse(**_given: object) -> None:
        raise InputError("body", "write what was promised")

    monkeypatch.setattr("qabyldau.interfaces.desk.days.day.commitment_make", refuse)
    answer = nurlan.post("day-promise", uuid, body="Шам орнатылады")
    assert answer.status_code == 422
    assert "Write down what was promised." in words(answer)
    assert "Шам орнатылады" in words(answer)


def test_a_new_service_takes_nobody_elses_short_name(nurlan: Desk, reception: Reception) -> None:
    given = {"code": "general", "name_kk": "Басқа", "is_offered": "on", "position": "0"}
    answer = nurlan.post("place-service-new", **given)
    assert answer.status_code == 422
    assert "code" in answer.context["page"].form.errors
    assert "Басқа" in words(answer)
    assert Service.objects.get(pk=reception.general.pk).name_kk == "Жалпы қабылдау"


def test_a_rule_that_spans_several_fields_is_not_told_by_its_name(nurlan: Desk) -> None:
    Office.objects.update(election_from_on=None)
    given = {"begins": "10:00", "ends": "12:00", "weekday": "1", "seats": "1", "minutes": "3"}
    answer = nurlan.post("place-sitting-new", **given)
    assert answer.status_code == 422
    assert "sitting_minutes" not in words(answer)
