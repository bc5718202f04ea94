"""Figures without a person behind them, a history that is checked, and what whoever runs the machine sees."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from qabyldau.casework.models import Deadline
from qabyldau.flow.check import check_nightly
from qabyldau.history.rules import Target, Who
from qabyldau.history.services import record
from qabyldau.interfaces.desk.tests.working import Desk, address, opened, words
from qabyldau.offices.models import CalendarDay
from tests.people import DARK_STREET, MONDAY_NOON, World


def test_figures_count_what_was_done_in_this_office(world: World) -> None:
    case = opened(world, world.appeal())
    opened(world, world.appeal(key="second"))
    world.appeal(key="waiting", received_at=MONDAY_NOON - timedelta(days=7))
    saule = Desk(world, "saule")
    saule.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
    page = saule.page("numbers")
    assert [(bar.label, bar.value) for bar in page.weeks[-2:]] == [("07.09.2026", 1), ("14.09.2026", 2)]
    assert len(page.weeks) == 12
    assert [(bar.label, bar.value) for bar in page.themes] == [("Lighting", 2)]
    assert [(bar.label, bar.value) for bar in page.statuses] == [("Assigned", 1), ("Closed", 1)]
    assert [(bar.label, bar.value) for bar in page.outcomes] == [("Withdrawn", 1)]


def test_the_page_says_what_the_nightly_check_found_in_this_office_alone(world: World) -> None:
    world.appeal()
    nurlan = Desk(world, "nurlan")
    assert nurlan.page("numbers").checked == ""
    assert check_nightly(MONDAY_NOON) == 0
    assert "14.09.2026 found no contradiction" in nurlan.page("numbers").checked
    Deadline.objects.filter(clock="ours").delete()
    assert check_nightly(MONDAY_NOON) == 1
    assert "found 1 contradiction in" in nurlan.page("numbers").checked
    assert "found no contradiction" in Desk(world, "marat").page("numbers").checked


def test_figures_of_another_office_stand_apart(world: World) -> None:
    opened(world, world.appeal())
    page = Desk(world, "marat").page("numbers")
    assert (page.themes, page.statuses, page.outcomes) == ([], [], [])
    assert sum(bar.value for bar in page.weeks) == 0


def test_figures_and_history_hold_no_word_of_an_appeal(world: World) -> None:
    opened(world, world.appeal())
    zhanna = Desk(world, "zhanna")
    for place in ("numbers", "history"):
        shown = words(zhanna.get(place))
        assert [said for said in (DARK_STREET, "шам", "Айгүл", "7010000123") if said in shown] == []


def test_zhanna_reads_the_history_of_the_office_newest_first(world: World) -> None:
    case = opened(world, world.appeal())
    zhanna = Desk(world, "zhanna")
    entries = zhanna.page("history").entries
    assert entries[0].target_uuid == str(case.uuid)
    assert [entry.position for entry in entries] == sorted(
        (entry.position for entry in entries), reverse=True
    )


def test_the_history_speaks_to_people_and_shows_no_name_of_a_column(world: World) -> None:
    world.appeal()
    shown = words(Desk(world, "zhanna").get("history"))
    assert "An appeal was registered" in shown
    assert [name for name in ("is_copy", "channel") if name in shown] == []


def test_a_whole_history_is_said_to_be_whole(world: World) -> None:
    opened(world, world.appeal())
    zhanna = Desk(world, "zhanna")
    assert not zhanna.page("history").checked
    assert "Every entry is as it was written, and none is missing." in words(zhanna.get("history", check=1))


def test_the_history_is_walked_page_by_page(world: World) -> None:
    who = Who("machine", "test", str(world.office.uuid))
    for _ in range(60):
        record(who, "intake.contact.seen", Target("intake.appeal", str(uuid4())), MONDAY_NOON)
    zhanna = Desk(world, "zhanna")
    first = zhanna.page("history")
    second = zhanna.client.get(first.older_href).context["page"]
    assert (len(first.entries), first.newer_href, second.newer_href) == (50, "", address("history"))
    assert {row.position for row in first.entries} & {row.position for row in second.entries} == set()
    assert second.entries[0].position == first.entries[-1].position - 1
    assert second.older_href == ""


@pytest.mark.parametrize("before", ["", "x", "-1", "0", "9" * 18, "9" * 30, "٣", "1.5"])
def test_a_broken_place_in_the_history_is_no_error(world: World, before: str) -> None:
    assert Desk(world, "zhanna").get("history", before=before).status_code == 200


def test_oleg_sees_the_calendar_and_is_told_when_it_runs_out(
    world: World, noon: time_machine.Traveller
) -> None:
    oleg = Desk(world, "oleg")
    page = oleg.page("system")
    years = sorted({day.year for day in CalendarDay.objects.values_list("on", flat=True)})
    assert (page.years, page.bar.office, page.bar.role) == (f"{years[0]}–{years[-1]}", "", "")
    noon.shift(timedelta(days=366 * (years[-1] - 2026 + 1)))
    assert "Load the working calendar of the next year." in words(Desk(world, "oleg").get("system"))
