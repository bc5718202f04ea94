"""Telephones, e-mails, hours: as people write and read them."""

from datetime import time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.interfaces.design.fields import near_email, read_phone, show_phone
from qabyldau.interfaces.site.forms import PersonForm
from qabyldau.interfaces.site.places import days_words, week_lines
from qabyldau.offices.rules.hours import Span

NINE_TO_SIX = [Span(time(9), time(18))]


@pytest.mark.parametrize(
    "spoken",
    ["8 701 123 45 67", "+7 701 123-45-67", "8(701)1234567", "87011234567", "7011234567", " +77011234567 "],
)
def test_a_telephone_is_read_however_it_is_written(spoken: str) -> None:
    assert read_phone(spoken) == "+77011234567"


@pytest.mark.parametrize("spoken", ["", "12", "айгүл", "8 701", "+7 701 123 45 67 89 10"])
def test_what_cannot_be_a_telephone_is_refused(spoken: str) -> None:
    with pytest.raises(ValueError, match="telephone"):
        read_phone(spoken)


def test_a_telephone_is_shown_in_groups() -> None:
    assert show_phone("+77011234567") == "+7 701 123 4567"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a@gmial.com", "a@gmail.com"),
        ("a@mail.r", "a@mail.ru"),
        ("a@gmail.com", ""),
        ("a@company.kz", ""),
        ("нет", ""),
    ],
)
def test_a_domain_spelled_nearly_like_a_known_one_is_noticed(typed: str, meant: str) -> None:
    assert near_email(typed) == meant


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=60))
def test_a_name_may_have_any_letters_and_one_word(name: str) -> None:
    form = PersonForm(data={"name": name, "consent": "on", "answer_language": "kk"})
    assert form.is_valid(), form.errors


@pytest.mark.parametrize("name", ["Ә", "Нұр-Сұлтан", "О'Брайен", "d'Arc", "Қожа Ахмет"])
def test_a_name_may_have_hyphens_apostrophes_and_gaps(name: str) -> None:
    assert PersonForm(data={"name": name, "consent": "on", "answer_language": "kk"}).is_valid()


def test_neighbouring_days_with_equal_hours_are_drawn_together() -> None:
    week = dict.fromkeys(range(1, 6), NINE_TO_SIX) | {6: [Span(time(10), time(14))]}
    with translation.override("en"):
        lines = [(line.days, line.hours) for line in week_lines(week)]
    assert lines == [("Monday – Friday", "09:00–18:00"), ("Saturday", "10:00–14:00")]


def test_a_break_stands_between_the_hours_of_a_day() -> None:
    with translation.override("en"):
        lines = week_lines({1: [Span(time(14), time(18)), Span(time(10), time(13))]})
    assert [line.hours for line in lines] == ["10:00–13:00, 14:00–18:00"]


def test_a_gap_in_the_week_starts_a_new_line() -> None:
    with translation.override("en"):
        lines = week_lines({1: NINE_TO_SIX, 3: NINE_TO_SIX})
    assert [line.days for line in lines] == ["Monday", "Wednesday"]


def test_days_of_one_host_are_named_together() -> None:
    with translation.override("ru"):
        assert days_words([1, 2, 3, 5]) == "понедельник – среда, пятница"
        assert days_words([2, 4]) == "вторник, четверг"
