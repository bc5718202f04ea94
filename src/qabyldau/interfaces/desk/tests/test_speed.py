"""What keeps the desk fast at any size: few queries a page, and every list read along an index."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qabyldau.accounts.models import Team
from qabyldau.areas.models import Area, AreaKind
from qabyldau.casework.models import Case
from qabyldau.chain.models import Link
from qabyldau.core import clock
from qabyldau.interfaces.desk.inbox.asked import words_sealed
from qabyldau.interfaces.desk.tests.working import Desk, joined, opened
from qabyldau.routines.models import Macro
from qabyldau.worklists.models import SavedFilter
from qabyldau.worklists.queries.choices import chosen_of
from qabyldau.worklists.queries.lists import Listing, appeals_in, cases_in
from qabyldau.worklists.rules import OF_APPEALS, SORTS, Filter, Shelf, Sort
from tests.people import World
from tests.referring import Referring, make_referring

MOST = 10
EVERY_SORT = [(shelf, sort) for shelf, sorts in SORTS.items() for sort in sorts]


@pytest.fixture
def full(db: None) -> Referring:
    """A case with everything: three appeals, letters, a note, a question, a checklist, a part, links, an answer; macros."""
    scene = make_referring()
    world, case, saule = scene.world, scene.case, Desk(scene.world, "saule")
    for number in range(2):
        joined(world, world.appeal(key=f"j{number}"), case)
    Macro.objects.create(office=world.office, name_kk="Тексеру", checks="Көру", by_key="m", at=clock.now())
    saule.do(case, "ask", question="Қай үй?")
    saule.do(case, "begin")
    scene.refer(scene.register.lights)
    saule.do(case, "answer", body="Шам ауыстырылды.")
    saule.do(case, "begin")
    saule.do(case, "note", note="Барып тексеру керек")
    saule.post("case-check-new", case.uuid, note="Бару\nКөру")
    saule.post("case-part-new", case.uuid, note="Шам")
    Link.objects.create(
        office_key=world.office.uuid, source_kind="intake.appeal", source_uuid=world.appeal(key="same").appeal.uuid,
        target_kind="intake.appeal", target_uuid=scene.registered.appeal.uuid, relation="same_matter",
        state="suggested", by_key="machine", at=clock.now(),
    )  # fmt: skip
    return scene


@pytest.mark.parametrize("name", ["saule", "nurlan"])
def test_a_case_that_has_everything_takes_at_most_ten_queries(full: Referring, name: str) -> None:
    desk = Desk(full.world, name)
    page = desk.page("case", full.case.uuid)
    assert (len(page.appeals), len(page.referrals.cards), len(page.answering.macros)) == (3, 1, 1)
    assert {part.name for part in page.more.values() if part.is_now} == {"came", "checks", "links"}
    assert {event.title for event in page.events} >= {
        "Answer",
        "Note, not seen by the applicant",
        "Question to the applicant",
    }
    assert desk.queries("case", full.case.uuid) <= MOST


@pytest.mark.parametrize("part", ["terms", "came", "checks", "links", "history", "note", "extend"])
def test_a_part_of_a_case_is_a_page_and_can_be_put_into_another(full: Referring, part: str) -> None:
    desk = Desk(full.world, "nurlan")
    page = desk.get("case-more", full.case.uuid, part)
    assert (page.status_code, b"<html" in page.content, b"data-more-part" in page.content) == (
        200,
        True,
        True,
    )
    href = page.wsgi_request.path
    alone = desk.client.get(href, headers={"X-Part": "1"})
    assert (b"<html" in alone.content, b"data-more-part" in alone.content) == (False, True)
    assert Desk(full.world, "marat").get("case-more", full.case.uuid, part).status_code == 404
    assert desk.get("case-more", full.case.uuid, "nothing").status_code == 404


@pytest.fixture
def narrowed(world: World) -> tuple[World, dict[str, str]]:
    """Three cases, and everything by which a list of them can be narrowed at once."""
    kind = AreaKind.objects.create(code="district", name_kk="Аудан")
    area = Area.objects.create(code="kz-bostandyq", kind=kind, name_kk="Бостандық ауданы")
    team = Team.objects.create(office_key=world.office.uuid, name_kk="Топ")
    for number in range(3):
        opened(world, world.appeal(key=f"n{number}", area_code="kz-bostandyq"))
        world.appeal(key=f"w{number}")
    Case.objects.update(team=team, area=area)
    SavedFilter.objects.create(
        office=world.office, name="Шамдар", query="list=open", made_by="m", made_at=clock.now()
    )
    owner = str(world.users["saule"].uuid)
    return world, {
        "theme": "lighting", "area": "kz-bostandyq", "owner": owner, "team": str(team.uuid), "channel": "site",
        "language": "kk", "urgency": "0", "since": "2026-01-01", "until": "2026-12-31",
    }  # fmt: skip


@pytest.mark.parametrize(("shelf", "sort"), EVERY_SORT)
def test_a_list_narrowed_by_everything_takes_at_most_ten_queries(
    narrowed: tuple[World, dict[str, str]], shelf: Shelf, sort: Sort
) -> None:
    world, chosen = narrowed
    desk = Desk(world, "dana" if shelf is Shelf.OWN else "saule")
    desk.page("inbox", list=shelf.value)
    assert desk.queries("inbox", list=shelf.value, sort=sort.value, **chosen) <= MOST
    assert desk.queries("inbox", list=shelf.value, sort=sort.value) <= MOST


def test_a_search_narrowed_by_everything_takes_at_most_ten_queries(
    narrowed: tuple[World, dict[str, str]],
) -> None:
    world, chosen = narrowed
    desk = Desk(world, "saule")
    find = words_sealed("шам көше", str(world.office.uuid))
    assert len(desk.page("inbox", find=find).rows) == 6
    assert desk.queries("inbox", find=find) <= MOST
    assert desk.queries("inbox", find=find, list="open", **chosen) <= MOST


def test_a_day_with_every_part_takes_few_queries(world: World, noon: time_machine.Traveller) -> None:
    cases = [opened(world, world.appeal(key=f"k{number}")) for number in range(8)]
    saule = Desk(world, "saule")
    for case in cases[:2]:
        saule.post("today-mark", case.uuid, "put")
    saule.do(cases[2], "ask", question="Қай үй?")
    saule.do(cases[3], "answer", body="Ауыстырылды")
    Case.objects.filter(pk=cases[4].pk).update(due_on="2026-09-11")
    assert all(part.rows for part in saule.page("today").parts)
    assert saule.queries("today") <= MOST + 5


def plan_of(ask: Any) -> str:
    """Return how the database walks the one query that ``ask`` makes of cases or appeals, tables of a few rows as large ones."""
    with CaptureQueriesContext(connection) as found:
        ask()
    asked = next(
        row["sql"] for row in found.captured_queries if "ORDER BY" in row["sql"] and "LIMIT 26" in row["sql"]
    )
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {asked}")
            return "\n".join(str(row[3]) for row in cursor.fetchall())
        for way in ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {asked}")
        return "\n".join(row[0] for row in cursor.fetchall())


def is_along_an_index(plan: str) -> bool:
    """Return whether a plan sorts nothing and reads neither cases nor appeals whole."""
    sorts = "USE TEMP B-TREE FOR ORDER BY" if connection.vendor == "sqlite" else "Sort"
    whole = [
        line
        for line in plan.splitlines()
        if line.strip().startswith(("SCAN casework_case", "SCAN intake_appeal"))
        and "USING" not in line
        or "Seq Scan on casework_case" in line
        or "Seq Scan on intake_appeal" in line
    ]
    return sorts not in plan and not whole


def listed(world: World, shelf: Shelf, sort: Sort, given: Filter) -> Any:
    """Return what asks for a page of a list."""
    actor = world.actor("dana" if shelf is Shelf.OWN else "saule")
    today = clock.today(world.office.zone)
    asked = Listing(shelf, sort, today, 25, chosen_of(given, world.office, today))
    return lambda: (appeals_in if shelf in OF_APPEALS else cases_in)(actor, asked)


@pytest.mark.parametrize(
    ("shelf", "sort"), [pair for pair in EVERY_SORT if pair[0] not in {Shelf.MINE, Shelf.TEAM}]
)
def test_every_order_of_an_office_is_that_of_an_index(world: World, shelf: Shelf, sort: Sort) -> None:
    plan = plan_of(listed(world, shelf, sort, Filter()))
    assert is_along_an_index(plan), plan


@pytest.mark.parametrize("shelf", [Shelf.OPEN, Shelf.CLOSED])
@pytest.mark.parametrize("field", ["area", "owner", "team", "channel", "language"])
def test_what_is_narrowed_by_one_thing_is_read_along_its_index(
    narrowed: tuple[World, dict[str, str]], shelf: Shelf, field: str
) -> None:
    world, chosen = narrowed
    plan = plan_of(listed(world, shelf, SORTS[shelf][0], Filter(**{field: chosen[field]})))
    assert is_along_an_index(plan), plan
