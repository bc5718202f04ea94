"""In whose hands a case is: the list for today, the team, the days; and a voice message that a person writes down."""

from datetime import timedelta

import pytest
import time_machine

from qabyldau.accounts.models import Team
from qabyldau.casework.models import Case
from qabyldau.documents.voices import CleanVoice
from qabyldau.flow.read import read_text
from qabyldau.interfaces.desk.tests.working import Desk, deeds_of, opened, words
from qabyldau.search.queries import found_in
from qabyldau.texts.models import Attachment
from tests.people import World

HEARD = "Абай көшесінде екі аптадан бері шам жанбайды, телефоным +7 701 000 01 23."


def test_one_press_on_the_case_puts_it_on_the_list_for_today_and_takes_it_off(world: World) -> None:
    case, saule = opened(world, world.appeal()), Desk(world, "saule")
    assert "For today" in words(saule.get("case", case.uuid))
    saule.post("today-mark", case.uuid, "put")
    assert saule.page("case", case.uuid).hands.is_chosen
    back = saule.post("today-mark", case.uuid, "take", **{"from": "case"})
    assert str(case.uuid) in back["Location"]
    assert not saule.page("case", case.uuid).hands.is_chosen
    assert not Desk(world, "nurlan").page("case", case.uuid).hands.is_chosen


def test_the_case_says_how_many_working_days_it_lies_in_these_hands(
    world: World, noon: time_machine.Traveller
) -> None:
    case = opened(world, world.appeal())
    noon.shift(timedelta(days=7))
    page = Desk(world, "saule").page("case", case.uuid)
    assert page.hands.held == 5
    assert "5 working days in these hands" in words(Desk(world, "saule").get("case", case.uuid))


def test_the_team_is_shown_and_changed_on_the_case(world: World) -> None:
    own = Team.objects.create(office_key=world.office.uuid, name_kk="Коммуналдық топ")
    foreign = Team.objects.create(office_key=world.other.uuid, name_kk="Бөтен")
    case, nurlan = opened(world, world.appeal()), Desk(world, "nurlan")
    assert nurlan.do(case, "team", team=str(own.uuid)).status_code == 302
    assert nurlan.page("case", case.uuid).hands.team == "Коммуналдық топ"
    assert nurlan.do(case, "team", team=str(foreign.uuid)).status_code == 422
    assert nurlan.do(case, "team", team="").status_code == 302
    assert Case.objects.get(pk=case.pk).team is None


def test_who_is_no_member_and_may_not_give_does_not_change_the_team(world: World) -> None:
    team = Team.objects.create(office_key=world.office.uuid, name_kk="Топ")
    case, saule = opened(world, world.appeal()), Desk(world, "saule")
    assert "team" not in saule.page("case", case.uuid).forms
    assert saule.do(case, "team", team=str(team.uuid)).status_code == 422
    team.members.add(world.users["saule"])
    assert saule.do(case, "team", team=str(team.uuid)).status_code == 302
    assert saule.do(case, "team", team="").status_code == 422, "only who gives cases takes one out of a queue"


def test_a_voice_message_is_written_down_by_a_person_kept_beside_and_found(world: World) -> None:
    appeal = world.appeal("Дауыстық хабар.", photos=(CleanVoice(b"OggS" + bytes(40)),)).appeal
    file, saule = Attachment.objects.get(), Desk(world, "saule")
    assert "Listen, and write down what it says" in words(saule.get("appeal", appeal.uuid))
    saule.post("appeal-transcript", appeal.uuid, file.uuid, transcript=" ")
    assert Attachment.objects.get().transcript is None
    saule.post("appeal-transcript", appeal.uuid, file.uuid, transcript=HEARD)
    file.refresh_from_db()
    assert file.transcript is not None
    assert saule.page("appeal", appeal.uuid).brought.voices[0].heard == HEARD
    assert saule.get("appeal-photo", appeal.uuid, file.uuid).status_code == 200, "the file stays"
    read_text(file.transcript.pk)
    office = str(world.office.uuid)
    assert [hit.uuid for hit in found_in(office, "шамдар", before=None, size=5)] == [str(appeal.uuid)]
    assert found_in(office, "7010000123", before=None, size=5) == []
    assert "texts.voice.transcribed" in deeds_of(appeal.uuid)


@pytest.mark.parametrize("name", ["dana", "bolat", "erlan", "zhanna", "marat"])
def test_who_does_no_casework_here_writes_nothing_down(world: World, name: str) -> None:
    appeal = world.appeal(photos=(CleanVoice(b"OggS" + bytes(40)),)).appeal
    file = Attachment.objects.get()
    answer = Desk(world, name).post("appeal-transcript", appeal.uuid, file.uuid, transcript=HEARD)
    assert answer.status_code in {403, 404}
    assert Attachment.objects.get().transcript is None
