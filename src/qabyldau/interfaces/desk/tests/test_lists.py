"""Narrowing, sorting and searching the lists, and what nobody else may find there."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qabyldau.accounts.models import Team
from qabyldau.areas.models import Area, AreaKind
from qabyldau.casework.models import Case
from qabyldau.catalog.models import Category
from qabyldau.flow.act import note_case
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import IntakeChannel
from qabyldau.interfaces.desk.inbox.views import SIZE
from qabyldau.interfaces.desk.tests.working import Desk, address, joined, opened, words
from qabyldau.worklists.models import SavedFilter
from tests.people import MONDAY_NOON, World

PITS = "Во дворе дома ямы на дороге, машины не проезжают, прошу починить."


def searched(desk: Desk, typed: str, **given: object) -> Any:
    """Return the page that a search leads to."""
    answer = desk.client.post(address("inbox-find"), {"q": typed, **given})
    assert answer.status_code == 302
    assert not typed or typed not in answer["Location"]
    return desk.client.get(answer["Location"]).context["page"]


def hrefs(page: Any) -> list[str]:
    return [row.href for row in page.rows]


def a_team(world: World, *names: str) -> Team:
    team = Team.objects.create(office_key=world.office.uuid, name_kk="Коммуналдық топ")
    team.members.set([world.users[name] for name in names])
    return team


@pytest.fixture
def two(world: World) -> tuple[Case, Case]:
    """Two cases that differ in everything by which a list is narrowed."""
    kind = AreaKind.objects.create(code="district", name_kk="Аудан")
    Area.objects.create(code="kz-bostandyq", kind=kind, name_kk="Бостандық ауданы")
    first = opened(world, world.appeal(area_code="kz-bostandyq"))
    given: dict[str, Any] = {"key": "two", "received_at": MONDAY_NOON + timedelta(days=3)}
    second = opened(world, world.appeal(PITS, channel=IntakeChannel.PHONE, **given), by="nurlan")
    roads = Category.objects.create(code="roads", name_kk="Жолдар")
    pits = Category.objects.create(code="roads.pits", parent=roads, name_kk="Шұңқырлар")
    team = a_team(world, "saule")
    Case.objects.filter(pk=second.pk).update(category=pits, urgency=2, due_on="2026-09-18", team=team)
    second.refresh_from_db()
    return first, second


def test_a_list_is_narrowed_by_each_thing_and_says_so(
    world: World, two: tuple[Case, Case], noon: time_machine.Traveller
) -> None:
    first, second = (address("case", case.uuid) for case in two)
    nurlan, team = world.users["nurlan"].uuid, Team.objects.get().uuid
    cases: list[tuple[dict[str, object], list[str]]] = [
        ({}, [second, first]),
        ({"theme": "roads"}, [second]),
        ({"theme": "roads.pits"}, [second]),
        ({"theme": "lighting.street"}, [first]),
        ({"area": "kz-bostandyq"}, [first]),
        ({"owner": nurlan}, [second]),
        ({"team": team}, [second]),
        ({"channel": "phone"}, [second]),
        ({"language": "kk"}, [first]),
        ({"urgency": "2"}, [second]),
        ({"urgency": "0"}, [first]),
        ({"since": "2026-09-16"}, [second]),
        ({"until": "2026-09-15"}, [first]),
        ({"theme": "roads", "channel": "site"}, []),
        ({"theme": "nowhere"}, []),
        ({"owner": "nobody"}, []),
    ]
    saule = Desk(world, "saule")
    for narrowed, wanted in cases:
        page = saule.page("inbox", list="open", **narrowed)
        assert (hrefs(page), len(page.chips)) == (wanted, len(narrowed)), narrowed
    noon.shift(timedelta(days=5))
    assert hrefs(Desk(world, "saule").page("inbox", list="open", late="1")) == [second]


def test_what_is_not_a_filter_narrows_nothing(world: World, two: tuple[Case, Case]) -> None:
    page = Desk(world, "saule").page(
        "inbox", list="open", urgency="9", since="soon", until="20260909", sort="x"
    )
    assert (len(page.rows), page.chips) == (2, [])


def test_every_order_has_its_turn(world: World, two: tuple[Case, Case]) -> None:
    first, second = (address("case", case.uuid) for case in two)
    Case.objects.filter(pk=two[0].pk).update(due_on="2026-09-01")
    saule = Desk(world, "saule")
    assert hrefs(saule.page("inbox", list="open")) == [first, second]
    assert hrefs(saule.page("inbox", list="open", sort="newest")) == [second, first]
    assert hrefs(saule.page("inbox", list="open", sort="urgent")) == [second, first]
    calm, urgent = world.appeal(key="c").appeal, world.appeal(key="d").appeal
    Appeal.objects.filter(pk=urgent.pk).update(urgency=3)
    new = [address("appeal", row.uuid) for row in (urgent, calm)]
    assert hrefs(saule.page("inbox", list="new", sort="urgent")) == new
    assert hrefs(saule.page("inbox", list="new", theme="lighting")) == new[::-1]
    assert hrefs(saule.page("inbox", list="new", channel="phone")) == []


def test_my_teams_list_is_of_my_teams(world: World, two: tuple[Case, Case]) -> None:
    assert hrefs(Desk(world, "saule").page("inbox", list="team")) == [address("case", two[1].uuid)]
    assert hrefs(Desk(world, "nurlan").page("inbox", list="team")) == []


def test_a_search_goes_through_everything_and_shows_no_word_in_an_address(
    world: World, two: tuple[Case, Case]
) -> None:
    first, second = (address("case", case.uuid) for case in two)
    waiting = world.appeal(key="w", place="Төле би 12").appeal
    saule = Desk(world, "saule")
    note_case(actor=world.actor("saule"), case=two[0], body="Электрик шақырылды", at=MONDAY_NOON)
    assert hrefs(searched(saule, "шамдар")) == [address("appeal", waiting.uuid), first]
    assert hrefs(searched(saule, "ямы")) == [second]
    assert hrefs(searched(saule, "төле би 12")) == [address("appeal", waiting.uuid)]
    assert hrefs(searched(saule, "электриктер")) == [first]
    assert hrefs(searched(saule, f"{waiting.number[:3]} {waiting.number[3:]}")) == []
    assert hrefs(searched(saule, waiting.number)) == [address("appeal", waiting.uuid)]
    page = searched(saule, "шам", list="open")
    assert (hrefs(page), page.title, page.words) == ([first], "Open", "шам")
    assert hrefs(searched(saule, "шам", theme="roads")) == []
    assert saule.client.get(page.everywhere_href).context["page"].title == "What was found"
    assert searched(saule, "").title == "New"


def test_what_was_searched_for_is_opened_in_its_office_only(world: World) -> None:
    saule, marat = Desk(world, "saule"), Desk(world, "marat")
    href = saule.client.post(address("inbox-find"), {"q": "шам"})["Location"]
    assert marat.client.get(href).context["page"].words == ""
    assert saule.client.get(f"{address('inbox')}?find=broken%3D").context["page"].words == ""


def test_another_office_finds_nothing(world: World, two: tuple[Case, Case]) -> None:
    world.appeal(key="w")
    marat = Desk(world, "marat")
    assert hrefs(searched(marat, "шам")) == []
    for name in ("new", "mine", "team", "open", "overdue", "closed"):
        assert hrefs(marat.page("inbox", list=name)) == []


def test_a_confidential_case_is_listed_and_found_by_named_readers_only(world: World) -> None:
    appeal = world.appeal(is_confidential=True)
    case = opened(world, appeal, by="nurlan")
    nurlan, saule = Desk(world, "nurlan"), Desk(world, "saule")
    assert hrefs(searched(nurlan, appeal.number)) == [address("case", case.uuid)]
    assert hrefs(searched(saule, appeal.number)) == []
    assert hrefs(searched(nurlan, "шам")) == []
    assert hrefs(saule.page("inbox", list="open")) == []
    assert hrefs(nurlan.page("inbox", list="open")) == [address("case", case.uuid)]


def test_dana_finds_her_own_registrations_only(world: World) -> None:
    own, other = world.appeal(key="own").appeal, world.appeal(key="other").appeal
    Appeal.objects.filter(pk=own.pk).update(registered_by=world.users["dana"].uuid)
    dana = Desk(world, "dana")
    assert hrefs(searched(dana, "шам")) == [address("appeal", own.uuid)]
    assert hrefs(searched(dana, other.number)) == []


def test_bolat_finds_what_is_assigned_to_him_only(world: World) -> None:
    case = opened(world, world.appeal(), by="nurlan", to="bolat")
    world.appeal(key="second")
    opened(world, world.appeal(key="third"))
    assert hrefs(searched(Desk(world, "bolat"), "шам")) == [address("case", case.uuid)]


def test_a_line_says_how_long_a_case_lies_in_these_hands(world: World, noon: time_machine.Traveller) -> None:
    opened(world, world.appeal())
    noon.shift(timedelta(days=7))
    saule = Desk(world, "saule")
    assert [row.held for row in saule.page("inbox", list="mine").rows] == [5]
    assert "5 working days in these hands" in words(saule.get("inbox", list="mine"))


def test_filters_are_kept_for_oneself_and_by_the_head_for_all(world: World, two: tuple[Case, Case]) -> None:
    saule, nurlan = Desk(world, "saule"), Desk(world, "nurlan")
    saule.post("inbox-keep", query="list=open&theme=roads", name="Жолдар")
    nurlan.post("inbox-keep", query="list=open&urgency=2", name="Шұғыл", shared="1")
    kept = {place.label: place.href for place in saule.page("inbox").kept}
    assert hrefs(saule.client.get(kept["Жолдар"]).context["page"]) == [address("case", two[1].uuid)]
    assert [place.label for place in nurlan.page("inbox").kept] == ["Шұғыл"]
    assert saule.post("inbox-keep", query="list=open", name="Бәріне", shared="1").status_code == 403
    assert saule.post("inbox-keep", query="list=open", name=" ").status_code == 422
    shared = SavedFilter.objects.get(owner=None)
    assert saule.post("inbox-drop", shared.uuid).status_code == 403
    assert Desk(world, "marat").post("inbox-drop", shared.uuid).status_code == 404
    assert (
        nurlan.post("inbox-drop", SavedFilter.objects.get(owner=world.users["saule"]).uuid).status_code == 404
    )
    assert nurlan.post("inbox-drop", shared.uuid).status_code == 302
    assert [row.name for row in saule.page("inbox-narrow").kept] == ["Жолдар"]
    assert SavedFilter.objects.count() == 1


def test_the_page_of_choices_leads_to_the_narrowed_list(world: World, two: tuple[Case, Case]) -> None:
    saule = Desk(world, "saule")
    page = words(saule.get("inbox-narrow", list="open"))
    for said in ("Шұңқырлар", "Бостандық ауданы", "Коммуналдық топ", "Сейітов Нұрлан"):
        assert said in page
    answer = saule.get("inbox-narrow", go="1", list="open", theme="roads", urgency="")
    assert answer["Location"].endswith("?list=open&theme=roads")
    assert "Team" not in words(saule.get("inbox-narrow", list="new"))


@pytest.mark.parametrize(
    "query", [{}, {"list": "mine"}, {"list": "open", "theme": "roads"}, {"list": "closed"}]
)
def test_a_page_takes_at_most_ten_queries(
    world: World, two: tuple[Case, Case], query: dict[str, str]
) -> None:
    for number in range(4):
        joined(world, world.appeal(key=f"j{number}"), two[0])
        world.appeal(key=f"w{number}")
    saule = Desk(world, "saule")
    saule.page("inbox")
    assert saule.queries("inbox", **query) <= 10
    href = saule.client.post(address("inbox-find"), {"q": "шам"})["Location"]
    assert saule.queries("inbox", find=href.partition("find=")[2].replace("%3D", "=")) <= 10


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(st.tuples(st.integers(0, 59), st.integers(-20, 20), st.integers(0, 3)), max_size=12),
    sort=st.sampled_from(["due", "newest", "urgent"]),
)
def test_no_line_is_lost_or_doubled_while_lines_change(
    crowd: tuple[World, list[Case]], moves: list[tuple[int, int, int]], sort: str
) -> None:
    """Whoever did not move is seen once, whatever others do between two pages; nobody is seen twice on its old place."""
    world, cases = crowd
    desk, moved = Desk(world, "saule"), set()
    page = desk.page("inbox", list="open", sort=sort)
    seen = hrefs(page)
    while page.older_href:
        for place, days, urgency in moves[: len(moves) // 2 + 1]:
            case = cases[place]
            Case.objects.filter(pk=case.pk).update(due_on=case.due_on + timedelta(days=days), urgency=urgency)
            moved.add(address("case", case.uuid))
        page = desk.client.get(page.older_href).context["page"]
        seen += hrefs(page)
    still = {address("case", case.uuid) for case in cases} - (set() if sort == "newest" else moved)
    assert still <= set(seen)
    assert all(seen.count(href) == 1 for href in still)


@pytest.fixture
def crowd(world: World) -> tuple[World, list[Case]]:
    """Sixty cases, many of which share a date, a moment and a degree."""
    cases = [
        opened(world, world.appeal(key=f"k{n}", received_at=MONDAY_NOON + timedelta(minutes=n // 4)))
        for n in range(60)
    ]
    for n, case in enumerate(cases):
        case.due_on, case.urgency = MONDAY_NOON.date() + timedelta(days=n % 7), (n % 11) % 4
        case.save(update_fields=["due_on", "urgency"])
    return world, cases


@pytest.mark.parametrize("sort", ["due", "newest", "urgent"])
def test_every_order_shows_everything_once_and_in_order(crowd: tuple[World, list[Case]], sort: str) -> None:
    world, cases = crowd
    desk = Desk(world, "saule")
    page = desk.page("inbox", list="open", sort=sort)
    rows, sizes = list(page.rows), [len(page.rows)]
    while page.older_href:
        page = desk.client.get(page.older_href).context["page"]
        rows += page.rows
        sizes.append(len(page.rows))
    assert sizes == [SIZE, SIZE, 10]
    assert {row.href for row in rows} == {address("case", case.uuid) for case in cases}
    keys = {
        "due": [row.due_on for row in rows],
        "newest": [-row.received_at.timestamp() for row in rows],
        "urgent": [(-row.urgency, row.due_on) for row in rows],
    }[sort]
    assert all(one <= other for one, other in pairwise(keys))


def test_a_search_is_paged_without_loss(crowd: tuple[World, list[Case]]) -> None:
    world, cases = crowd
    saule = Desk(world, "saule")
    page = searched(saule, "шам")
    seen = hrefs(page)
    while page.older_href:
        page = saule.client.get(page.older_href).context["page"]
        seen += hrefs(page)
    assert seen == [address("case", case.uuid) for case in reversed(cases)]
