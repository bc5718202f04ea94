"""The inbox: what waits, page by page, for a fixed number of queries however much there is."""

import importlib
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.shortcuts import render
from django.test.utils import CaptureQueriesContext

from qabyldau.casework.models import Case
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import IntakeChannel
from qabyldau.interfaces.desk.inbox import views as inbox
from qabyldau.interfaces.desk.tests.working import Desk, address, joined, opened, words
from tests.people import MONDAY_NOON, World

ALL = ("new", "mine", "open", "overdue", "closed")


def many(world: World, count: int, start: int = 0) -> list[Appeal]:
    """Return appeals received a minute apart, every third in the same minute as the one before."""
    return [
        world.appeal(key=f"k{n}", received_at=MONDAY_NOON + timedelta(minutes=n - (n % 3 == 0))).appeal
        for n in range(start, start + count)
    ]


def walked(desk: Desk, name: str) -> list[list[str]]:
    """Return the lines of every page of a list, going further from page to page."""
    page = desk.page("inbox", list=name)
    pages = [[row.href for row in page.rows]]
    while page.older_href:
        page = desk.client.get(page.older_href).context["page"]
        pages.append([row.href for row in page.rows])
    return pages


def test_a_line_says_what_is_needed_to_choose(world: World) -> None:
    body = "Абай көшесінде шам жанбайды, маған +7 701 000 01 23 нөміріне хабарласыңыз."
    appeal = world.appeal(body).appeal
    saule = Desk(world, "saule")
    (row,) = saule.page("inbox").rows
    assert (row.href, row.number.replace(" ", "")) == (address("appeal", appeal.uuid), appeal.number)
    assert (row.is_proposed, row.left, f"{row.due_on}") == (True, 10, "2026-09-28")
    page = words(saule.get("inbox"))
    assert "Абай көшесінде шам жанбайды" in page
    assert "701 000" not in page
    assert "Айгүл" not in page


def test_an_appeal_moves_from_new_to_mine_to_closed(world: World) -> None:
    registered = world.appeal()
    saule, nurlan = Desk(world, "saule"), Desk(world, "nurlan")

    def found(desk: Desk) -> list[str]:
        return [name for name in ALL if desk.page("inbox", list=name).rows]

    assert found(saule) == ["new"]
    case = opened(world, registered)
    assert (found(saule), found(nurlan)) == (["mine", "open"], ["open"])
    saule.do(case, "answer", body="Шам ауыстырылды")
    saule.do(case, "close", outcome="satisfied")
    assert found(saule) == ["closed"]
    assert saule.page("inbox", list="closed").rows[0].status == "Satisfied"


def test_what_is_late_is_listed_counted_and_said(world: World, noon: time_machine.Traveller) -> None:
    case = opened(world, world.appeal())
    opened(world, world.appeal(key="later", received_at=MONDAY_NOON + timedelta(days=7)))
    noon.shift(timedelta(days=15))
    page = Desk(world, "saule").page("inbox", list="overdue")
    assert [(row.href, row.left) for row in page.rows] == [(address("case", case.uuid), -1)]
    assert [tab.count for tab in page.tabs if tab.label == "Late"] == ["1"]


def test_two_appeals_about_one_matter_are_one_line(world: World) -> None:
    case = opened(world, world.appeal())
    joined(world, world.appeal(key="second"), case)
    saule = Desk(world, "saule")
    assert [row.others for row in saule.page("inbox", list="mine").rows] == [1]
    assert "and 1 more" in words(saule.get("inbox", list="mine"))


def test_an_empty_list_says_so_in_words(world: World) -> None:
    saule = Desk(world, "saule")
    assert "Nothing waits: every appeal is taken up." in words(saule.get("inbox"))
    for name in ALL[1:]:
        assert "Nothing is here." in words(saule.get("inbox", list=name))


def test_an_unknown_list_is_the_first_one(world: World) -> None:
    assert Desk(world, "saule").page("inbox", list="own").title == "New"


def test_every_waiting_appeal_stands_on_one_page_whoever_waits_longest_first(world: World) -> None:
    appeals = many(world, 60)
    pages = walked(Desk(world, "saule"), "new")
    in_turn = sorted(appeals, key=lambda row: (row.received_at, row.pk))
    assert [len(page) for page in pages] == [25, 25, 10]
    assert [href for page in pages for href in page] == [address("appeal", row.uuid) for row in in_turn]


def test_what_comes_in_while_one_reads_moves_no_line_to_another_page(world: World) -> None:
    many(world, 30)
    saule = Desk(world, "saule")
    first = saule.page("inbox")
    seen = [row.href for row in saule.client.get(first.older_href).context["page"].rows]
    many(world, 3, start=60)
    second = saule.client.get(first.older_href).context["page"]
    assert [row.href for row in second.rows][: len(seen)] == seen
    assert (first.newer_href, second.newer_href) == ("", f"{address('inbox')}?list=new")


def test_a_full_page_with_nothing_after_it_leads_no_further(world: World) -> None:
    many(world, 25)
    assert Desk(world, "saule").page("inbox").older_href == ""


def test_cases_are_paged_by_their_date_and_closed_ones_by_when_they_ended(
    world: World, noon: time_machine.Traveller
) -> None:
    cases = [opened(world, world.appeal(key=f"k{n}")) for n in range(28)]
    saule = Desk(world, "saule")
    assert [len(page) for page in walked(saule, "open")] == [25, 3]
    assert len({href for page in walked(saule, "mine") for href in page}) == 28
    for case in cases:
        noon.shift(timedelta(seconds=5))
        saule.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
    pages = walked(saule, "closed")
    assert [href for page in pages for href in page] == [address("case", row.uuid) for row in reversed(cases)]


def test_dana_pages_through_her_own(world: World) -> None:
    dana = Desk(world, "dana")
    many(world, 3)
    own = many(world, 27, start=10)
    Appeal.objects.filter(pk__in=[row.pk for row in own]).update(registered_by=world.users["dana"].uuid)
    assert [len(page) for page in walked(dana, "own")] == [25, 2]


BAD = (
    "~", "x~1", "2026-09-14~1", "2026-09-14T10:00:00~1", "2026-09-14T10:00:00+00:00~1", "2026-09-14~x", "2026-09-14~-1",
    "2026-09-14T10:00:00+00:00~99999999999999999999", "0001-01-01T00:00:00+14:00~1", "9999-12-31T23:59:59-14:00~1",
    "20260914~1", "2026-W38-1~1", "~~1",
)  # fmt: skip


@pytest.mark.parametrize("name", ALL)
def test_a_broken_place_in_a_list_is_no_error(world: World, name: str) -> None:
    opened(world, world.appeal())
    world.appeal(key="second")
    saule = Desk(world, "saule")
    assert {saule.get("inbox", list=name, after=after).status_code for after in BAD} == {200}


def test_counts_are_not_counted_beyond_a_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST", 2)
    counts = []
    for n in range(4):
        counts.append(Desk(world, "saule").page("inbox").tabs[0].count)
        world.appeal(key=f"k{n}")
    assert counts == ["", "1", "2", "2+"]


def test_sixty_appeals_take_as_many_queries_as_three(world: World) -> None:
    saule, dana = Desk(world, "saule"), Desk(world, "dana")
    key = world.users["dana"].uuid
    many(world, 3)
    Appeal.objects.update(registered_by=key)
    before = saule.queries("inbox"), saule.queries("inbox"), dana.queries("inbox")
    many(world, 57, start=3)
    Appeal.objects.update(registered_by=key)
    assert (saule.queries("inbox"), dana.queries("inbox")) == before[1:]


def test_sixty_cases_take_as_many_queries_as_three(world: World, noon: time_machine.Traveller) -> None:
    saule = Desk(world, "saule")

    def found() -> list[int]:
        # The first page also takes up the message that a deed left.
        saule.page("inbox")
        return [saule.queries("inbox", list=name) for name in ALL[1:]]

    for n in range(60):
        case = opened(world, world.appeal(key=f"k{n}"))
        if n % 3 == 0:
            Case.objects.filter(pk=case.pk).update(due_on="2026-09-01")
        if n % 3 == 1:
            saule.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
        if n == 2:
            before = found()
    assert found() == before


@pytest.mark.parametrize("module", ["inbox.views", "appeal", "case", "register", "figures"])
def test_no_query_runs_while_a_page_is_drawn(
    world: World, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(*args: Any, **kwargs: Any) -> Any:
        with CaptureQueriesContext(connection) as found:
            answer = render(*args, **kwargs)
        drawn.append(len(found))
        return answer

    registered = world.appeal(key="second", channel=IntakeChannel.PHONE)
    case = opened(world, registered)
    waiting = world.appeal().appeal
    monkeypatch.setattr(importlib.import_module(f"qabyldau.interfaces.desk.{module}"), "render", counted)
    nurlan = Desk(world, "nurlan")
    for name in ("new", "open"):
        nurlan.get("inbox", list=name)
    nurlan.post("appeal-open", waiting.uuid)
    nurlan.post("appeal-contact", waiting.uuid)
    nurlan.do(case, "answer", body="")
    for place in ("register", "numbers", "history"):
        nurlan.get(place)
    assert drawn
    assert set(drawn) == {0}


def test_what_was_answered_in_time_is_late_nowhere(world: World, noon: time_machine.Traveller) -> None:
    saule, case = Desk(world, "saule"), opened(world, world.appeal())
    saule.do(case, "answer", body="Шам ауыстырылды.")
    noon.shift(timedelta(days=40))
    saule = Desk(world, "saule")
    assert saule.page("inbox", list="overdue").rows == []
    assert [row.due_on for row in saule.page("inbox", list="open").rows] == [None]
    assert not saule.page("case", case.uuid).is_owed
