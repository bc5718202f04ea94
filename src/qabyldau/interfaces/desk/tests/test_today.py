"""My day, deeds on many at the desk, and teams."""

from datetime import timedelta

import time_machine

from qabyldau.accounts.models import Team
from qabyldau.casework.models import Case
from qabyldau.interfaces.desk.tests.working import Desk, address, opened, words
from qabyldau.worklists.models import Bulk
from tests.people import World


def titles(desk: Desk) -> dict[str, list[str]]:
    return {part.title: [row.href for row in part.rows] for part in desk.page("today").parts if part.rows}


def chosen(*cases: Case) -> list[str]:
    return [f"{case.uuid}:{Case.objects.get(pk=case.pk).version}" for case in cases]


def test_the_day_says_what_waits_on_me_what_i_wait_on_and_what_is_late(
    world: World, noon: time_machine.Traveller
) -> None:
    late, mine, asked, ended = (opened(world, world.appeal(key=f"k{n}")) for n in range(4))
    saule = Desk(world, "saule")
    saule.do(asked, "ask", question="Қай үй?")
    saule.do(ended, "answer", body="Ауыстырылды")
    Case.objects.filter(pk=late.pk).update(due_on="2026-09-11")
    assert titles(saule) == {
        "Late or due today": [address("case", late.uuid)],
        "Waits on me": [address("case", mine.uuid)],
        "I wait on others": [address("case", asked.uuid)],
        "Answered, to be closed": [address("case", ended.uuid)],
    }
    Case.objects.filter(pk=mine.pk).update(due_on="2026-09-11")
    empty = [part.empty for part in saule.page("today").parts if not part.rows]
    assert empty == ["Nothing is chosen for today.", "Nothing else waits on you."]
    assert titles(Desk(world, "nurlan")) == {}
    assert saule.queries("today") <= 15


def test_a_case_stands_on_my_list_for_today_until_tomorrow(
    world: World, noon: time_machine.Traveller
) -> None:
    case = opened(world, world.appeal())
    saule = Desk(world, "saule")
    assert saule.post("today-mark", case.uuid, "put").status_code == 302
    assert titles(saule)["My list for today"] == [address("case", case.uuid)]
    assert Desk(world, "marat").post("today-mark", case.uuid, "put").status_code == 404
    saule.post("today-mark", case.uuid, "take")
    assert "My list for today" not in titles(saule)
    saule.post("today-mark", case.uuid, "put")
    noon.shift(timedelta(days=1))
    assert "My list for today" not in titles(Desk(world, "saule"))


def test_a_deed_on_many_is_shown_done_and_undone(world: World) -> None:
    first, second = (opened(world, world.appeal(key=f"k{n}")) for n in range(2))
    nurlan = Desk(world, "nurlan")
    assert "Choose lines first" in words(
        nurlan.client.post(address("inbox-many"), {"deed": "take"}, follow=True)
    )
    plan = nurlan.post("inbox-many", deed="give", case=chosen(first, second), query="list=open").context[
        "page"
    ]
    assert (len(plan.rows), plan.left, plan.back_href) == (2, [], f"{address('inbox')}?list=open")
    key = str(world.users["nurlan"].uuid)
    answer = nurlan.post("inbox-many-do", deed="give", case=plan.cases, owner=key, query=plan.query)
    bulk = Bulk.objects.get()
    assert answer["Location"] == address("inbox-many-done", bulk.uuid)
    assert "This can be undone until" in words(nurlan.client.get(answer["Location"]))
    assert Desk(world, "saule").get("inbox-many-done", bulk.uuid).status_code == 404
    nurlan.post("inbox-many-undo", bulk.uuid)
    assert set(Case.objects.values_list("owner__username", flat=True)) == {"saule"}
    assert "It was undone" in words(nurlan.get("inbox-many-done", bulk.uuid))


def test_closing_many_asks_for_outcome_and_reason(world: World) -> None:
    case = opened(world, world.appeal())
    saule = Desk(world, "saule")
    bad = saule.post("inbox-many-do", deed="close", case=chosen(case), outcome="withdrawn", reason="")
    assert (bad.status_code, "reason" in bad.context["page"].form.errors) == (422, True)
    saule.post("inbox-many-do", deed="close", case=chosen(case), outcome="withdrawn", reason="Өзі сұрады")
    assert Case.objects.get().status == "closed"


def test_lines_can_be_chosen_by_those_who_work_on_cases(world: World) -> None:
    opened(world, world.appeal(), by="nurlan", to="bolat")
    assert "data-key-choose" in words(Desk(world, "saule").get("inbox", list="open"))
    bolat = Desk(world, "bolat")
    assert "data-key-choose" not in words(bolat.get("inbox", list="open"))
    assert bolat.post("inbox-many", deed="take").status_code == 403


def test_the_head_makes_teams_of_the_office(world: World) -> None:
    nurlan = Desk(world, "nurlan")
    key = str(world.users["saule"].uuid)
    assert nurlan.post("team-new", name_kk="", members=[key]).status_code == 422
    nurlan.post("team-new", name_kk="Коммуналдық топ", members=[key], is_active="on")
    team = Team.objects.get()
    assert [row.people for row in nurlan.page("teams").rows] == ["Әбенова Сәуле Маратқызы"]
    nurlan.post("team", team.uuid, name_kk="Жол тобы", members=[], is_active="on")
    assert (Team.objects.get().name_kk, team.members.count()) == ("Жол тобы", 0)
    assert Desk(world, "saule").get("teams").status_code == 403
    assert (
        nurlan.post("team-new", name_kk="Бөтен", members=[str(world.users["marat"].uuid)]).status_code == 422
    )
