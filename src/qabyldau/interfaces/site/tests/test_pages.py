"""The pages that everybody sees: what stands on them, in three languages, without scripts and without questions to the
database from a template."""

import pytest
from django.db import connection
from django.shortcuts import render
from django.test import Client
from django.test.utils import CaptureQueriesContext

from qabyldau.flow.act import ask_applicant, work_case
from qabyldau.flow.answer import answer_case
from qabyldau.flow.receive import Registered
from qabyldau.flow.triage import Decision, open_case
from qabyldau.interfaces.site import receipt, start, tracking, writing
from qabyldau.interfaces.site.steps import STEPS
from qabyldau.interfaces.site.tests.walking import opened, walk, walk_to_check
from tests.people import MONDAY_NOON, World

pytestmark = pytest.mark.django_db
PLAIN = ["/", "/help/", "/appeal/kind/", "/appeal/resume/", "/track/"]


@pytest.mark.parametrize("prefix", ["", "/ru", "/en"])
@pytest.mark.parametrize("address", PLAIN)
def test_a_page_is_there_in_every_language_and_says_which(
    world: World, client: Client, prefix: str, address: str
) -> None:
    answer = client.get(prefix + address)
    assert answer.status_code == 200
    assert f'<html lang="{prefix.strip("/") or "kk"}">' in answer.content.decode()


def test_the_start_page_tells_where_when_and_how_long(world: World, client: Client) -> None:
    words = client.get("/").content.decode()
    for said in ("Алматы қабылдауы", "10:00–18:00", "+7 700 000 00 00", "10 жұмыс күні", "тегін"):
        assert said in words
    assert 'href="/appeal/"' in words
    assert 'href="/track/"' in words


def test_a_reception_chosen_on_the_start_page_comes_along(world: World, client: Client) -> None:
    words = client.get("/appeal/?office=astana", follow=True).content.decode()
    assert 'value="astana"' in words
    assert words.split('value="astana"')[1].split(">")[0].count("checked") == 1


def test_nobody_is_asked_for_a_document_or_sent_elsewhere(world: World, client: Client) -> None:
    for address in PLAIN:
        words = client.get(address).content.decode()
        assert "//" not in words.replace("http://www.w3.org", "").replace("<!--", "")
        assert "style=" not in words
        assert "ЖСН" not in words


def test_the_first_page_is_light(world: World, client: Client) -> None:
    assert len(client.get("/").content) < 14_000


def test_fields_say_who_sees_them(world: World, client: Client) -> None:
    walk_to_check(client)
    for step in STEPS.values():
        answer = client.get(f"/appeal/{step.name}/")
        names = [field.name for field in answer.context["page"].form.visible_fields()]
        words = answer.content.decode()
        assert len(names) > 1
        assert [name for name in names if f'id="id_{name}_seen"' not in words] == []


def test_templates_ask_the_database_nothing(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered = world.appeal()
    asked: list[int] = []

    def watched(request: object, template: str, context: dict[str, object]) -> object:
        with CaptureQueriesContext(connection) as queries:
            answer = render(request, template, context)
        asked.append(len(queries))
        return answer

    for door in (start, writing, receipt, tracking):
        monkeypatch.setattr(door, "render", watched)
    for address in PLAIN:
        client.get(address)
    walk_to_check(client)
    for address in ("/appeal/text/", "/appeal/person/", "/appeal/saved/"):
        client.get(address)
    walk(client)
    client.get("/appeal/receipt/coupon/")
    opened(client, registered.number, registered.secret)
    assert len(asked) > 10
    assert set(asked) == {0}


def answered(world: World, registered: Registered, times: int) -> None:
    saule, uuid = world.actor("saule"), str(registered.appeal.uuid)
    case = open_case(actor=saule, appeal_uuid=uuid, decision=Decision("lighting.street"), at=MONDAY_NOON)
    for turn in range(times):
        ask_applicant(actor=saule, case_uuid=str(case.uuid), question=f"{turn}?", version=0, at=MONDAY_NOON)
        answer_case(actor=saule, case_uuid=str(case.uuid), body="Шам жанды", version=0, at=MONDAY_NOON)
        work_case(actor=saule, case_uuid=str(case.uuid), version=0, at=MONDAY_NOON)


def test_the_page_of_an_appeal_costs_the_same_however_long_its_story(world: World, client: Client) -> None:
    costs = []
    for times in (1, 4):
        registered = world.appeal(key=f"story-{times}")
        answered(world, registered, times)
        opened(client, registered.number, registered.secret)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/track/{registered.number}/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_page_that_is_not_there_is_a_page_too(world: World, client: Client) -> None:
    assert client.get("/appeal/nothing/").status_code == 404
    assert client.get("/track/000000000/nothing/").status_code == 404
