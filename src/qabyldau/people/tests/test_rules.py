"""Which body is nearest: up the tree of themes, up the tree of areas, and sure only where one stands alone."""

from datetime import date

import pytest

from qabyldau.people.rules import Claim, fits, holds_on, is_sure, themes_up

DISTRICT = ["almaly", "almaty", "kz"]


def bodies(*claims: Claim) -> list[int]:
    return [fit.claim.body for fit in fits(claims, "roads.repair", DISTRICT)]


def test_the_very_theme_is_nearer_than_its_parent_and_any_theme() -> None:
    assert bodies(
        Claim(1, 1, "", "almaty"), Claim(2, 2, "roads", "almaty"), Claim(3, 3, "roads.repair", "almaty")
    ) == [3, 2, 1]


def test_of_two_with_one_theme_the_nearer_area_comes_first() -> None:
    assert bodies(Claim(1, 1, "roads", "kz"), Claim(2, 2, "roads", "almaly"), Claim(3, 3, "roads", "")) == [
        2,
        1,
        3,
    ]


def test_the_theme_weighs_more_than_the_area() -> None:
    assert bodies(Claim(1, 1, "", "almaly"), Claim(2, 2, "roads", "almaty")) == [2, 1]


def test_what_answers_for_another_theme_or_another_place_is_left_out() -> None:
    assert bodies(Claim(1, 1, "water", "almaty"), Claim(2, 2, "roads", "astana")) == []


@pytest.mark.parametrize(
    ("claims", "sure"),
    [
        ([Claim(1, 1, "roads", "almaty")], True),
        ([Claim(1, 1, "roads", "almaty"), Claim(2, 1, "roads", "almaty")], True),
        ([Claim(1, 1, "roads", "almaty"), Claim(2, 2, "roads", "almaty")], False),
        ([Claim(1, 1, "", "almaty")], False),
        ([Claim(1, 1, "roads", "")], False),
        ([], False),
    ],
)
def test_it_is_sure_only_where_one_body_stands_alone_for_the_theme_in_a_known_place(
    claims: list[Claim], sure: bool
) -> None:
    assert is_sure(fits(claims, "roads.repair", DISTRICT)) is sure


def test_themes_go_up_to_any() -> None:
    assert themes_up("") == [""]
    assert themes_up("a.b.c") == ["a.b.c", "a.b", "a", ""]


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        (date(2026, 9, 14), date(2026, 9, 14), True),
        (date(2026, 9, 15), None, False),
        (None, date(2026, 9, 13), False),
    ],
)
def test_a_time_may_be_open_at_either_end(start: date | None, end: date | None, holds: bool) -> None:
    assert holds_on(start, end, date(2026, 9, 14)) is holds
