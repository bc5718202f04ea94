"""The two tables of moves, the authority's own term, the ladder, promised days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.interfaces.cli.reference import calendar_version, reference_days
from qabyldau.offices.rules.calendar import WorkCalendar, calendar_from_rows
from qabyldau.referrals.rules.moves import (
    ARRIVED,
    AWAITED,
    REPLY_MOVES,
    SEND_MOVES,
    STUCK,
    JournalNumber,
    ReplyState,
    SendState,
    may_reply_move,
    may_send_move,
    read_their_number,
)
from qabyldau.referrals.rules.replies import promised_dates, quarters_in
from qabyldau.referrals.rules.terms import (
    LADDER,
    Rung,
    Terms,
    check_on,
    forward_by,
    is_stuck,
    long_overdue_from,
    next_rung,
    reply_rule,
    reply_term,
    rung_from,
    state_on,
)
from qabyldau.referrals.writing.facts import Addressee, Facts, Matter, Sender, facts_from, facts_text

TODAY = date(2026, 9, 14)
DAYS = st.dates(date(2024, 1, 10), date(2026, 6, 1))
LAWFUL = reply_rule(Terms(), is_outside_law=False)


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    days = reference_days()
    return calendar_from_rows(days, hours={}, zone="Asia/Almaty", version=calendar_version(days))


@given(st.lists(st.sampled_from(list(SendState)), max_size=12))
def test_a_letter_that_obeys_the_table_is_never_back_at_prepared_and_ends_where_the_authority_has_it(
    walk: list[SendState],
) -> None:
    state = SendState.PREPARED
    for target in walk:
        if may_send_move(state, target):
            assert target is not SendState.PREPARED
            assert state is not SendState.ACKNOWLEDGED
            state = target


@given(st.lists(st.sampled_from(list(ReplyState)), max_size=12))
def test_nothing_is_judged_before_a_reply_came(walk: list[ReplyState]) -> None:
    state, came = ReplyState.WAITING, False
    for target in walk:
        if may_reply_move(state, target):
            came = came or target is ReplyState.REPLIED
            assert target is not ReplyState.JUDGED or came
            state = target


def test_every_state_is_in_its_table_and_reached_from_the_first_one() -> None:
    for moves, first in ((SEND_MOVES, SendState.PREPARED), (REPLY_MOVES, ReplyState.WAITING)):
        seen, new = set(), {first}
        while new:
            seen |= new
            new = {target for state in new for target in moves[state]} - seen  # type: ignore[index]
        assert seen == set(moves)
    assert not ARRIVED & STUCK
    assert all(ReplyState.REPLIED in REPLY_MOVES[state] for state in AWAITED)


@given(DAYS, st.integers(0, 60))
def test_a_reply_is_late_the_day_after_its_last_one_and_never_before(start: date, ahead: int) -> None:
    due, long = start + timedelta(days=20), start + timedelta(days=34)
    state = state_on(start + timedelta(days=ahead), due, long)
    assert (state is ReplyState.WAITING) == (ahead <= 20)
    assert (state is ReplyState.LONG_OVERDUE) == (ahead > 34)


def test_the_term_runs_from_arrival_over_holidays_and_make_up_days(calendar: WorkCalendar) -> None:
    assert reply_term(LAWFUL, date(2023, 6, 23), calendar).due_on == date(2023, 7, 18)
    assert reply_rule(Terms(reply_days=7), is_outside_law=True).code == "asked"


@given(DAYS)
def test_lateness_reminder_and_ladder_stand_in_order(calendar: WorkCalendar, start: date) -> None:
    due = reply_term(LAWFUL, start, calendar).due_on
    long = long_overdue_from(due, Terms(), calendar)
    first = rung_from(due, None, Terms(), calendar)
    later = rung_from(due, first, Terms(), calendar)
    assert start < due < first < later
    assert due < long
    assert calendar.is_working(first)
    assert calendar.working_days_between(first, later) == Terms().rung_days + 1
    assert forward_by(start, calendar) <= due


def test_the_ladder_is_climbed_from_below_and_passes_over_whom_nobody_knows() -> None:
    assert next_rung([""], list(Rung)) is Rung.REMINDER
    assert next_rung(["reminder"], list(Rung)) is Rung.HEAD
    assert next_rung(["head"], [Rung.REMINDER, Rung.PROSECUTOR]) is Rung.PROSECUTOR
    assert next_rung(["court"], list(Rung)) is None
    assert LADDER[-1] is Rung.COURT


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Работы завершим в третьем квартале 2026 года.", [date(2026, 9, 30)]),
        ("Ремонт запланирован на 2 квартал 2027 года.", [date(2027, 6, 30)]),
        ("Жөндеу 2027 жылдың бірінші тоқсанында басталады.", [date(2027, 3, 31)]),
        ("Жол IV тоқсанда жөнделеді.", [date(2026, 12, 31)]),
        ("Квартал 12, дом 4: приняли к сведению.", []),
    ],
)
def test_a_promised_quarter_becomes_its_last_day(text: str, found: list[date]) -> None:
    assert quarters_in(text, TODAY) == found


def test_only_days_to_come_are_promises() -> None:
    assert promised_dates(["2026-09-01", "2026-10-15", "2026-10"], "", TODAY) == [date(2026, 10, 15)]


def test_a_promise_is_looked_at_on_the_first_working_day_after_it(calendar: WorkCalendar) -> None:
    assert check_on(date(2026, 9, 18), calendar) == date(2026, 9, 21)
    assert check_on(date(2050, 1, 1), calendar) == date(2050, 1, 2)


def test_numbers_are_found_however_they_are_spelled() -> None:
    assert read_their_number("№ жт-2026 - 01/5") == read_their_number("ЖТ-2026-01/5") == "ЖТ202601/5"
    assert str(JournalNumber("ALM", 17, 2026)) == "ALM-17/2026"


def test_a_letter_by_hand_may_wait_longer_than_one_by_mail() -> None:
    assert is_stuck(TODAY - timedelta(days=1), TODAY, by_hand=False)
    assert not is_stuck(TODAY - timedelta(days=1), TODAY, by_hand=True)
    assert is_stuck(TODAY - timedelta(days=3), TODAY, by_hand=True)


def test_facts_come_back_as_they_were_kept() -> None:
    facts = Facts(
        kind="referral",
        to=Addressee("Басқарма", "Управление", person="Үлгібаев Әли"),
        by=Sender("Қабылдау", "Приёмная"),
        matter=Matter("Жарық", "Свет", "Абай көшесі", ["123 456 789"], "2026-09-14", "Шам жанбайды."),
        earlier=("ALM-1/2026", "2026-09-14"),
        about=Addressee("Басқарма", "Управление"),
    )
    assert facts_from(facts_text(facts)) == facts
