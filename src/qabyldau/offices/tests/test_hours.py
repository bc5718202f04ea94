"""When the door is open: breaks, closures, holidays, make-up days; tables of cases and a slow oracle."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.reference import reference_days
from qabyldau.offices.rules.calendar import calendar_from_rows
from qabyldau.offices.rules.hours import (
    Cut,
    DoorState,
    ElectionPeriod,
    Span,
    Timetable,
    check_spans,
    outer,
    overlap,
)  # fmt: skip

ZONE = ZoneInfo("Asia/Almaty")
WEEK = {day: [Span(time(10), time(13)), Span(time(14), time(18))] for day in range(1, 6)}


def table(*cuts: Cut) -> Timetable:
    calendar = calendar_from_rows(reference_days(), hours=outer(WEEK), zone="Asia/Almaty", version="test")
    return Timetable(calendar, WEEK, cuts)


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "state", "changes"),
    [
        ("2025-01-05T11:00", DoorState.OPEN, "2025-01-05T13:00"),
        ("2025-01-05T13:30", DoorState.BREAK, "2025-01-05T14:00"),
        ("2026-09-14T12:59", DoorState.OPEN, "2026-09-14T13:00"),
        ("2026-09-14T13:00", DoorState.BREAK, "2026-09-14T14:00"),
        ("2026-09-14T09:59", DoorState.CLOSED, "2026-09-14T10:00"),
        ("2026-09-14T18:00", DoorState.CLOSED, "2026-09-15T10:00"),
        ("2026-09-18T18:30", DoorState.CLOSED, "2026-09-21T10:00"),
        ("2025-01-01T11:00", DoorState.CLOSED, "2025-01-05T10:00"),
    ],
)
def test_the_door_is_as_hours_and_calendar_say(moment: str, state: DoorState, changes: str) -> None:
    found = table().door_at(at(moment))
    assert (found.state, found.changes_at) == (state, at(changes).astimezone(UTC))


def test_a_closure_of_whole_days_shuts_the_door_and_is_named() -> None:
    repair = Cut("repair", date(2026, 9, 14), date(2026, 9, 16))
    found = table(repair).door_at(at("2026-09-14T11:00"))
    assert (found.state, found.cut, found.changes_at) == (
        DoorState.CLOSED, "repair", at("2026-09-17T10:00").astimezone(UTC),
    )  # fmt: skip


def test_a_closure_of_some_hours_leaves_the_rest_of_the_day() -> None:
    meeting = Cut("meeting", date(2026, 9, 14), date(2026, 9, 14), time(11), time(15))
    found = table(meeting)
    assert found.spans_on(date(2026, 9, 14)) == [Span(time(10), time(11)), Span(time(15), time(18))]
    shut = found.door_at(at("2026-09-14T11:30"))
    assert (shut.state, shut.cut) == (DoorState.CLOSED, "meeting")


def test_a_recurring_closure_holds_on_its_weekday_alone() -> None:
    fridays = Cut("fridays", date(2026, 1, 1), date(2026, 12, 31), time(16), time(18), weekday=5)
    assert table(fridays).spans_on(date(2026, 9, 18))[-1] == Span(time(14), time(16))
    assert table(fridays).spans_on(date(2026, 9, 17))[-1] == Span(time(14), time(18))


def test_beyond_the_calendar_nothing_is_promised() -> None:
    found = table().door_at(at("2099-05-05T11:00"))
    assert (found.state, found.changes_at, found.kind) == (DoorState.CLOSED, None, None)


@given(
    st.integers(0, 364 * 24 * 4),
    st.integers(0, 364),
    st.integers(0, 9),
    st.integers(8, 19),
    st.integers(1, 5),
)
def test_the_door_agrees_with_a_walk_through_every_quarter_of_an_hour(
    quarter: int, first: int, days: int, hour: int, hours: int
) -> None:
    begins = date(2025, 1, 1) + timedelta(days=first)
    cut = Cut("c", begins, begins + timedelta(days=days), time(hour), time(min(23, hour + hours)))
    found, moment = table(cut), datetime(2025, 1, 1, tzinfo=ZONE) + timedelta(minutes=15 * quarter)
    is_open = any(span.opens <= moment.time() < span.closes for span in found.spans_on(moment.date()))
    assert (found.door_at(moment).state is DoorState.OPEN) == is_open


def test_hours_that_run_into_each_other_are_refused() -> None:
    with pytest.raises(InputError, match="lies before"):
        check_spans([Span(time(10), time(14)), Span(time(13), time(18))])
    with pytest.raises(InputError, match="ends before"):
        check_spans([Span(time(14), time(14))])


def test_two_spans_have_in_common_what_lies_in_both() -> None:
    assert overlap(Span(time(10), time(13)), Span(time(12), time(18))) == [Span(time(12), time(13))]
    assert overlap(Span(time(10), time(13)), Span(time(13), time(18))) == []


def test_an_election_period_holds_from_its_first_day_to_its_last() -> None:
    period = ElectionPeriod(date(2026, 3, 1), date(2026, 3, 31))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [period.holds_on(day) for day in days] == [False, True, True, False]
    assert not ElectionPeriod().holds_on(date(2026, 3, 1))
