"""Names as letters write them. The tables of letters check a hundred more (referrals/tests)."""

import pytest

from qabyldau.language import address, decline, full_name, short_name


@pytest.mark.parametrize(
    ("name", "kk", "ru"),
    [
        ("Ахметов Асқар Серікұлы", "А. С. Ахметовке", "Ахметову А. С."),
        ("Айгүл Сапарова", "А. Сапароваға", "Сапаровой А."),
        ("А.С. Ахметов", "А. С. Ахметовке", "Ахметову А. С."),
        ("Ахметов А. С.", "А. С. Ахметовке", "Ахметову А. С."),
        ("Нұрлан", "Нұрланға", "Нұрлану"),
        ("Жан-Поль Бельмондо", "Ж.-П. Бельмондоға", "Бельмондо Ж.-П."),
    ],
)
def test_a_name_is_written_with_initials_in_the_dative_of_both_languages(name, kk, ru):
    made = [short_name(name, "dative", language).replace("\u00a0", " ") for language in ("kk", "ru")]
    assert made == [kk, ru]


def test_initials_are_tied_to_the_surname_so_that_no_line_parts_them():
    assert short_name("Ахметов Асқар Серікұлы") == "А.\u00a0С.\u00a0Ахметов"


def test_what_somebody_wrote_down_wins_over_what_is_counted():
    assert decline("«Жылу» МКК", "dative", stored="«Жылу» кәсіпорнына") == "«Жылу» кәсіпорнына"
    assert short_name("Пак Л.", "dative", "ru", stored="Пак Л.") == "Пак Л."
    assert address("Пак Л.", "ru", stored="Уважаемая Лариса Викторовна!") == "Уважаемая Лариса Викторовна!"


def test_a_letter_addresses_a_man_and_a_woman_rightly_and_hides_not_that_it_cannot_tell():
    assert address("Ахметов Аскар Серикович", "ru") == "Уважаемый Аскар Серикович!"
    assert address("Сапарова Айгүл Серік қызы", "ru") == "Уважаемая Айгүл Серік қызы!"
    assert address("Сапарова Айгүл Маратқызы") == "Құрметті Айгүл Маратқызы!"
    assert address("Ким А.", "ru").replace("\u00a0", " ") == "Уважаемый (-ая) А. Ким!"
    assert address("  ") == ""


@pytest.mark.parametrize("name", ["", " ", "😀", "....", "А.", "x" * 5000, "<script>", "Ким\u00a0А."])
def test_any_name_at_all_is_taken_without_falling(name):
    assert isinstance(short_name(name, "dative", "ru"), str)
    assert isinstance(short_name(name, "dative"), str)
    assert isinstance(address(name, "ru"), str)


def test_the_parts_of_a_name_are_told_apart_whichever_comes_first():
    first, last = full_name("Мақатаев Мұқағали"), full_name("Мұқағали Мақатаев")
    assert (first.surname, first.given) == (last.surname, last.given) == ("Мақатаев", "Мұқағали")
    assert full_name("Айгүл").surname == ""
