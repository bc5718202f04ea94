"""Working days as Kazakhstan counts them (R13): against a slow oracle, and against days checked by hand."""

import csv
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qabyldau.casework.rules.deadlines import (
    Clock,
    DeadlineRule,
    Extension,
    ceiling_of,
    days_left,
    extend,
    our_rule,
    reckon,
    rule_for,
)
from qabyldau.core.errors import InputError
from qabyldau.interfaces.cli.reference import calendar_days
from qabyldau.interfaces.cli.tables import rows_of
from qabyldau.offices.rules.calendar import (
    CalendarDay,
    CalendarGapError,
    DayKind,
    WorkCalendar,
    calendar_from_rows,
)

WEEK = {weekday: (time(10), time(18)) for weekday in range(1, 6)}


def calendar(*corrections: CalendarDay, zone: str = "Asia/Almaty") -> WorkCalendar:
    days = [*calendar_days(rows_of("holidays/kz.csv")), *corrections]
    return calendar_from_rows(days, hours=WEEK, zone=zone, version="test")


KZ = calendar()
TABLE = Path(__file__).parents[2] / "src" / "qabyldau" / "reference" / "holidays" / "kz.csv"


class Oracle:
    """Counts by reading the file itself, a day at a time, knowing nothing of the rules' code."""

    def __init__(self) -> None:
        with TABLE.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.works = {row["on"] for row in rows if row["kind"] == "make_up"}
        self.rests = {row["on"] for row in rows if row["kind"] in {"holiday", "moved_day_off"}}

    def is_working(self, day: date) -> bool:
        spelled = day.strftime("%Y-%m-%d")
        return spelled in self.works or (
            day.strftime("%a") not in {"Sat", "Sun"} and spelled not in self.rests
        )

    def due(self, start: date, days: int) -> date:
        day = start
        while days:
            day = date.fromordinal(day.toordinal() + 1)
            days -= 1 if self.is_working(day) else 0
        return day

    def registered(self, day: date, hour: int) -> date:
        late = hour >= 18 or not self.is_working(day)
        while late:
            day = date.fromordinal(day.toordinal() + 1)
            late = not self.is_working(day)
        return day


ORACLE = Oracle()
DAYS = st.dates(date(2021, 1, 1), date(2029, 10, 31))


@settings(max_examples=10_000, deadline=None, derandomize=True)
@given(DAYS, st.integers(0, 23), st.integers(0, 30))
def test_ten_thousand_dates_equal_the_slow_oracle(day: date, hour: int, days: int) -> None:
    registered = KZ.registered_on(datetime.combine(day, time(hour)))
    assert registered == ORACLE.registered(day, hour)
    found = reckon(DeadlineRule("x", Clock.OURS, days), registered, KZ)
    assert found.due_on == ORACLE.due(registered, days)
    assert [row.number for row in found.days if row.counted] == list(range(1, days + 1))
    assert days_left(found.due_on, registered, KZ) == days


HAND_CHECKED = [
    "2021-01-01",
    "holiday",
    "2021-01-04",
    "moved_day_off",
    "2021-01-07",
    "holiday",
    "2021-03-08",
    "holiday",
    "2021-03-22",
    "holiday",
    "2021-05-03",
    "moved_day_off",
    "2021-05-10",
    "moved_day_off",
    "2021-07-03",
    "make_up",
    "2021-07-05",
    "moved_day_off",
    "2021-07-06",
    "holiday",
    "2021-07-20",
    "holiday",
    "2021-08-30",
    "holiday",
    "2021-12-01",
    "holiday",
    "2021-12-16",
    "holiday",
    "2021-12-18",
    "weekend",
    "2022-01-03",
    "moved_day_off",
    "2022-03-05",
    "make_up",
    "2022-03-07",
    "moved_day_off",
    "2022-03-08",
    "holiday",
    "2022-05-09",
    "holiday",
    "2022-07-09",
    "holiday",
    "2022-08-27",
    "make_up",
    "2022-08-29",
    "moved_day_off",
    "2022-08-30",
    "holiday",
    "2022-10-22",
    "make_up",
    "2022-10-24",
    "moved_day_off",
    "2022-10-25",
    "holiday",
    "2022-12-16",
    "holiday",
    "2022-11-12",
    "weekend",
    "2022-06-15",
    "working",
    "2023-01-03",
    "moved_day_off",
    "2023-03-21",
    "holiday",
    "2023-05-08",
    "moved_day_off",
    "2023-06-28",
    "holiday",
    "2023-06-29",
    "working",
    "2023-07-01",
    "make_up",
    "2023-07-06",
    "holiday",
    "2023-07-07",
    "moved_day_off",
    "2023-08-30",
    "holiday",
    "2023-10-25",
    "holiday",
    "2023-12-18",
    "moved_day_off",
    "2024-02-29",
    "working",
    "2024-05-04",
    "make_up",
    "2024-05-07",
    "holiday",
    "2024-05-08",
    "moved_day_off",
    "2024-05-09",
    "holiday",
    "2024-03-08",
    "holiday",
    "2024-10-25",
    "holiday",
    "2024-12-16",
    "holiday",
    "2024-12-21",
    "weekend",
    "2025-01-03",
    "moved_day_off",
    "2025-01-05",
    "make_up",
    "2025-01-06",
    "working",
    "2025-01-07",
    "holiday",
    "2025-03-10",
    "moved_day_off",
    "2025-03-25",
    "moved_day_off",
    "2025-06-06",
    "holiday",
    "2025-07-07",
    "moved_day_off",
    "2025-09-01",
    "moved_day_off",
    "2025-10-27",
    "moved_day_off",
    "2026-03-09",
    "moved_day_off",
    "2026-08-31",
    "working",
    "2026-10-26",
    "moved_day_off",
    "2026-12-16",
    "holiday",
    "2027-01-01",
    "holiday",
    "2027-07-06",
    "holiday",
    "2027-12-16",
    "holiday",
    "2027-05-10",
    "moved_day_off",
    "2027-02-27",
    "weekend",
    "2027-11-30",
    "working",
]


@pytest.mark.parametrize(("on", "kind"), list(zip(HAND_CHECKED[::2], HAND_CHECKED[1::2], strict=True)))
def test_a_day_checked_by_hand_is_what_it_should_be(on: str, kind: str) -> None:
    assert KZ.kind_of(date.fromisoformat(on)) == kind


@pytest.mark.parametrize(("received", "registered", "due"), [
    ("2023-06-23T12:00", "2023-06-23", "2023-07-18"),
    ("2023-06-23T17:59", "2023-06-23", "2023-07-18"),
    ("2023-06-23T18:00", "2023-06-26", "2023-07-19"),
    ("2023-06-23T19:30", "2023-06-26", "2023-07-19"),
    ("2023-06-23T00:01", "2023-06-23", "2023-07-18"),
    ("2023-06-22T23:59", "2023-06-23", "2023-07-18"),
    ("2025-01-04T12:00", "2025-01-05", "2025-01-27"),
    ("2025-01-03T12:00", "2025-01-05", "2025-01-27"),
    ("2025-01-05T12:00", "2025-01-05", "2025-01-27"),
    ("2025-01-05T18:30", "2025-01-06", "2025-01-28"),
    ("2024-02-29T12:00", "2024-02-29", "2024-03-27"),
    ("2023-12-29T20:00", "2024-01-03", "2024-01-24"),
])  # fmt: skip
def test_an_appeal_is_registered_and_due_on_the_lawful_day(received: str, registered: str, due: str) -> None:
    start = KZ.registered_on(datetime.fromisoformat(received))
    found = reckon(rule_for("complaint"), start, KZ)
    assert (start.isoformat(), found.due_on.isoformat()) == (registered, due)


def test_before_and_after_the_change_of_zone_midnight_is_where_people_lived_it() -> None:
    winter, spring = datetime(2024, 2, 28, 18, 30, tzinfo=UTC), datetime(2024, 3, 4, 18, 30, tzinfo=UTC)
    assert KZ.registered_on(winter) == date(2024, 2, 29)
    assert KZ.registered_on(spring) == date(2024, 3, 5)
    kyzylorda = calendar(zone="Asia/Qyzylorda")
    assert kyzylorda.registered_on(datetime(2024, 2, 28, 12, 30, tzinfo=UTC)) == date(2024, 2, 28)
    assert KZ.registered_on(datetime(2024, 2, 28, 12, 30, tzinfo=UTC)) == date(2024, 2, 29)


def test_kurban_ait_moved_by_one_day_by_hand_moves_the_term() -> None:
    moved = calendar(
        CalendarDay(date(2026, 5, 27), DayKind.WORKING, source="decree"),
        CalendarDay(date(2026, 5, 28), DayKind.HOLIDAY, "Құрбан айт", source="decree"),
    )
    assert reckon(our_rule(1), date(2026, 5, 26), KZ).due_on == date(2026, 5, 28)
    assert reckon(our_rule(1), date(2026, 5, 26), moved).due_on == date(2026, 5, 27)


def test_a_make_up_day_has_the_hours_of_the_day_it_replaces() -> None:
    hours = {**WEEK, 5: (time(10), time(16))}
    short = calendar_from_rows(
        calendar_days(rows_of("holidays/kz.csv")), hours=hours, zone="Asia/Almaty", version="x"
    )
    assert short.hours_on(date(2023, 7, 1)) == (time(10), time(16))
    assert short.registered_on(datetime.fromisoformat("2023-07-01T17:00")) == date(2023, 7, 3)


def test_a_year_that_the_calendar_does_not_know_is_named() -> None:
    with pytest.raises(CalendarGapError, match="2035"):
        KZ.kind_of(date(2035, 5, 5))


def test_the_reckoning_shows_every_day_and_why_it_did_not_count() -> None:
    found = reckon(rule_for("complaint"), date(2023, 6, 23), KZ)
    kinds = [row.kind for row in found.days]
    assert len(found.days) == (found.due_on - found.start_on).days + 1
    assert (
        kinds.count(DayKind.HOLIDAY),
        kinds.count(DayKind.MOVED_DAY_OFF),
        kinds.count(DayKind.MAKE_UP),
    ) == (2, 1, 1)
    assert found.days[0].number == 0


@pytest.mark.parametrize(
    ("start", "last"),
    [("2024-12-31", "2025-02-28"), ("2023-12-30", "2024-02-29"), ("2026-09-14", "2026-11-14")],
)
def test_two_months_end_on_the_same_day_or_the_last_one(start: str, last: str) -> None:
    assert ceiling_of(date.fromisoformat(start)) == date.fromisoformat(last)


@pytest.mark.parametrize(("until", "reason", "head", "field"), [
    ("2026-10-14", "", "Сейітов Н.", "reason"),
    ("2026-10-14", "себебі", " ", "decided_by"),
    ("2026-09-28", "себебі", "Сейітов Н.", "until"),
    ("2026-11-16", "себебі", "Сейітов Н.", "until"),
    ("2026-10-17", "себебі", "Сейітов Н.", "until"),
])  # fmt: skip
def test_an_extension_is_refused_by_name_of_the_field(until: str, reason: str, head: str, field: str) -> None:
    extension = Extension(date.fromisoformat(until), reason, head)
    with pytest.raises(InputError) as refused:
        extend(date(2026, 9, 14), date(2026, 9, 28), extension, KZ)
    assert refused.value.field == field


@given(DAYS, st.integers(-40, 40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_days_left_are_symmetric(day: date, offset: int) -> None:
    other = day + timedelta(days=offset)
    if other.year >= 2021:
        assert days_left(other, day, KZ) == -days_left(day, other, KZ)
