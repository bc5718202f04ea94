"""An appeal is found by number, words, place, notes and replies; what is confidential by its number only."""

from datetime import timedelta

import pytest

from qabyldau.casework.models import InfoRequest
from qabyldau.flow.act import ask_applicant, note_case, take_reply
from qabyldau.flow.find.index import index_all
from qabyldau.flow.read import read_text
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.search.engine import engine
from qabyldau.search.models import SearchDoc
from qabyldau.search.queries import found_in
from tests.people import World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def found(world: World, words: str) -> list[str]:
    return [hit.uuid for hit in found_in(str(world.office.uuid), words, before=None, size=10)]


def opened(world: World, uuid: str):
    return open_case(
        actor=world.actor("saule"), appeal_uuid=uuid, decision=Decision("lighting.street"), at=world.at
    )


def test_an_appeal_is_found_as_soon_as_it_is_read(world: World) -> None:
    appeal = world.appeal(place="Төле би 12").appeal
    for words in ("шамдар", appeal.number, "төле би", "tole bi 12"):
        assert found(world, words) == [str(appeal.uuid)], words


def test_personal_data_in_a_text_is_not_found(world: World) -> None:
    world.appeal("Шам жанбайды, телефоным +7 701 000 01 23, Сапарова Айгүл")
    assert found(world, "7010000123") == found(world, "701 000") == []


def test_a_confidential_appeal_is_found_by_its_number_only(world: World) -> None:
    appeal = world.appeal(is_confidential=True, place="Төле би 12").appeal
    case = open_case(
        actor=world.actor("nurlan"),
        appeal_uuid=str(appeal.uuid),
        decision=Decision("lighting.street"),
        at=world.at,
    )
    note_case(actor=world.actor("nurlan"), case=case, body="Куәгер бар", at=world.at)
    assert found(world, "шам") == found(world, "төле") == found(world, "куәгер") == []
    assert found(world, appeal.number) == [str(appeal.uuid)]


def test_notes_and_replies_lead_to_the_appeal(world: World) -> None:
    appeal = world.appeal().appeal
    case = opened(world, str(appeal.uuid))
    note_case(actor=world.actor("saule"), case=case, body="Электрик Петровке хабарластым", at=world.at)
    assert found(world, "электрикке") == [str(appeal.uuid)]
    ask_applicant(
        actor=world.actor("saule"), case_uuid=str(case.uuid), question="Қай үй?", version=0, at=world.at
    )
    request = InfoRequest.objects.get()
    reply = take_reply(
        appeal=appeal,
        request_uuid=str(request.uuid),
        body="Дүкеннің жанында",
        at=world.at + timedelta(days=1),
    ).reply
    read_text(reply.pk)
    assert found(world, "дүкен электрик") == [str(appeal.uuid)]


def test_what_joins_a_case_is_found_by_its_notes(world: World) -> None:
    first, second = world.appeal().appeal, world.appeal(key="two").appeal
    case = opened(world, str(first.uuid))
    note_case(actor=world.actor("saule"), case=case, body="Электрик келеді", at=world.at)
    join_case(actor=world.actor("saule"), appeal_uuid=str(second.uuid), case_uuid=str(case.uuid), at=world.at)
    assert found(world, "электрик") == [str(second.uuid), str(first.uuid)]


def test_the_index_is_made_anew_from_the_tables(world: World) -> None:
    appeals = [world.appeal(key=f"k{number}").appeal for number in range(3)]
    for doc in SearchDoc.objects.all():
        engine().drop(doc.pk)
    SearchDoc.objects.all().delete()
    assert found(world, "шам") == []
    assert list(index_all()) == [3] == list(index_all())
    assert found(world, "шам") == [str(appeal.uuid) for appeal in reversed(appeals)]
