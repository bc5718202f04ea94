"""A stolen database tells no name, no telephone, no text; logs, tasks and history hold none of them (S29, P1 in part)."""

import inspect
import json

import pytest
import structlog
from django.db import connection
from django_tasks.base import Task

from conftest import CANARIES
from qabyldau.config.settings.logging import redact
from qabyldau.core.queue import later
from qabyldau.flow import tasks
from qabyldau.flow.act import ask_applicant
from qabyldau.flow.answer import answer_case
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.services import Contact
from tests.people import MONDAY_NOON, World, make_world

CONTACT = Contact(
    name="Айгүл Сапарова",
    phone="+77010000123",
    email="aigul@example.kz",
    address="Абай к-сі 12, 5-пәтер, Сапарова",
)
BODY = "Менің атым Айгүл Сапарова, телефоным 8 701 000 01 23, ЖСН 900101400015. Көшеде шам жанбайды. ҚҰПИЯСӨЗ"


@pytest.fixture
def world() -> World:
    return make_world()


def raw_rows() -> list[str]:
    """Return every value of every table as the database holds it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                found += [
                    bytes(cell).decode("utf-8", "replace")
                    if isinstance(cell, bytes | memoryview)
                    else str(cell)
                    for cell in row
                ]
    return found


@pytest.mark.django_db
def test_no_table_holds_a_name_a_telephone_or_a_text_that_can_be_read(world: World) -> None:
    appeal = world.appeal(BODY, contact=CONTACT, place="Сапарова үйінің жаны").appeal
    saule = world.actor("saule")
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    ask_applicant(
        actor=saule, case_uuid=str(case.uuid), question="Сапарова, қай үй?", version=0, at=MONDAY_NOON
    )
    answer_case(
        actor=saule, case_uuid=str(case.uuid), body="Құрметті Айгүл Сапарова!", version=0, at=MONDAY_NOON
    )
    later("read.text", appeal.text_id)
    for value in raw_rows():
        assert not [canary for canary in (*CANARIES, "ҚҰПИЯСӨЗ", "Айгүл") if canary in value], value[:80]


@pytest.mark.parametrize(
    "task", [item for item in vars(tasks).values() if isinstance(item, Task)], ids=lambda task: task.name
)
def test_arguments_of_tasks_are_identifiers(task: Task) -> None:
    given = inspect.signature(task.func).parameters.values()
    assert all(parameter.annotation is int and parameter.name.endswith("_id") for parameter in given)


@pytest.mark.parametrize("said", [
    "қоңырау +7 701 000 01 23 нөмірінен",
    "mail from aigul@example.kz failed",
    "GET /track/?name=Сапарова",
])  # fmt: skip
def test_the_redactor_takes_personal_data_out_of_a_log_line(said: str) -> None:
    event = redact(None, "info", {"event": said})
    assert not [canary for canary in CANARIES if canary in str(event)]


def test_a_line_break_in_a_value_cannot_forge_a_second_line() -> None:
    written = structlog.processors.JSONRenderer(ensure_ascii=False)(
        None, "info", {"event": 'a\r\n{"level": "x"}'}
    )
    assert "\n" not in written
    assert json.loads(written)["event"].startswith("a")
