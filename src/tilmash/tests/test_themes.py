"""The measures of themes and urgency on the project's open set do not fall below what was reached."""

import pytest

from tilmash.evaluate.themes import best_themes, measures


@pytest.fixture(scope="module")
def figures():
    return {name: (value, count) for name, value, count in measures()}


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("themes: first level, all", 71),
        ("themes: second level, all", 60),
        ("urgency: danger found", 76),
        ("urgency: danger to life found", 80),
        ("urgency: found is dangerous", 62),
        ("urgency: level as said", 80),
    ],
)
def test_a_measure_stays_where_it_was(figures, name, floor):
    assert figures[name][0] >= floor


def test_every_measure_says_of_how_many(figures):
    assert all(count > 0 and 0 <= value <= 100 for value, count in figures.values())


def test_a_text_of_no_theme_has_none():
    assert best_themes("") == ("", "")
    assert best_themes("Сәлеметсіз бе") == ("", "")


def test_the_best_theme_is_given_at_both_levels():
    assert best_themes("Подъезде лифт істемейді") == ("housing", "housing.lift")
