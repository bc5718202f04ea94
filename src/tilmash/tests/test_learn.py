"""Themes learn from judgements, in both languages at once, whatever codes an office invents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash import Themes, TilmashError

ROADS = {"ямы": ["шұңқыр", "яма", "асфальт"], "воды": ["су", "вода", "құбыр"]}
WORDS = st.lists(st.sampled_from(["су", "жол", "вода", "асфальт", "мектеп", "Айгүл"]), max_size=6).map(
    " ".join
)


def test_before_any_judgement_a_description_is_enough_in_either_language():
    themes = Themes(ROADS)
    assert themes.guess("Во дворе яма на яме, асфальта нет")[0].code == "ямы"
    assert themes.guess("Екі күннен бері үйге су келмейді")[0].code == "воды"


def test_a_guess_names_the_words_that_decided_as_they_stand_in_the_text():
    assert "құбыры" in Themes(ROADS).guess("Подвалдың құбыры жарылды")[0].why


def test_a_judgement_in_russian_teaches_a_kazakh_text():
    themes = Themes({"а": ["а"], "б": ["б"]})
    themes.learn("Голуби на крыше, перья и помет на балконе", "а")
    themes.learn("Соседи громко поют ночью, не даём уснуть детям", "б")
    assert themes.guess("Шатырдағы кептерлер балконды ластайды")[0].code == "а"
    assert themes.guess("Көршілер түнде ән салып, балалар ұйықтай алмайды")[0].code == "б"


def test_a_code_that_a_judgement_names_first_is_added():
    themes = Themes(ROADS)
    for text in ("Мысық адасып кетті", "Потерялась кошка", "Рыжий кот пропал"):
        themes.learn(text, "кошки")
    assert themes.guess("Кошка не вернулась домой")[0].code == "кошки"


def test_the_tree_of_tilmash_can_be_taught_a_code_it_has_not():
    themes = Themes()
    for text in ("Шахмат турниріне жазылу", "Хотим шахматный турнир во дворе", "Шахмат үйірмесі керек"):
        themes.learn(text, "office.chess")
    assert "office.chess" in [label.code for label in themes.guess("Когда будет турнир по шахматам?")[:3]]
    assert themes.guess("Во дворе прорвало трубу с горячей водой")[0].code.partition(".")[0] in {
        "heat",
        "water",
    }


def test_a_text_of_which_nothing_is_known_still_gets_every_code():
    assert {label.code for label in Themes(ROADS).guess("😀")} == set(ROADS)


@pytest.mark.parametrize("judged", [0, 1, 12])
@given(text=WORDS)
def test_probabilities_are_shares_of_one_and_stand_best_first(judged, text):
    themes = Themes(ROADS)
    for number in range(judged):
        themes.learn(
            f"Абай көшесі {number}, шұңқыр" if number % 2 else "Вода ржавая", "ямы" if number % 2 else "воды"
        )
    likely = [label.p for label in themes.guess(text)]
    assert likely == sorted(likely, reverse=True)
    assert all(0 <= one <= 1 for one in likely)
    assert sum(likely) == pytest.approx(1, abs=0.001)


def test_a_list_of_texts_gives_a_list_of_guesses():
    themes = Themes({"жол": ["жол", "дорога"], "су": ["су", "вода"]})
    guessed = themes.guess(["Ямы на асфальте", "Нет воды"])
    assert [labels[0].code for labels in guessed] == ["жол", "су"]
    assert guessed[0] == themes.guess("Ямы на асфальте")
    assert themes.guess([]) == []


def test_without_a_code_nothing_is_guessed_until_one_is_learnt():
    themes = Themes({})
    assert themes.guess("жарық жоқ") == []
    themes.learn("жарық жоқ", "жарық")
    assert themes.guess("шам жанбайды")[0].code == "жарық"


@pytest.mark.parametrize("wrong", [None, 5, b"x"])
def test_what_is_no_text_is_refused_by_name(wrong):
    themes = Themes({"жол": ["жол"]})
    for ask in (
        lambda: themes.guess(wrong),
        lambda: themes.learn(wrong, "жол"),
        lambda: themes.learn("жол", wrong),
    ):
        with pytest.raises(TilmashError):
            ask()
    with pytest.raises(TilmashError):
        Themes(["жол"])
