"""Two texts are one matter when their words and places say so, whatever the language and the keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilmash import TilmashError, same_matter, similar

TEXTS = [
    "Абай көшесі, 12-үйдің ауласында жарық жоқ",
    "Во дворе дома 12 по улице Абая нет света",
    "Қарнақ ауылында ауыз судан көң иісі шығады",
    "Мектеп жанындағы жолда бағдаршам жұмыс істемейді",
    "",
    "😀",
    "2024",
]


@pytest.mark.parametrize(
    "copy",
    [
        "Карнак ауылында ауыз судан кон иисы шыгады",
        "Karnak auylynda auyz sudan kon iisi shygady",
        "Қарнақ ауылында  АУЫЗ СУДАН көң иісі шығады!!!",
    ],
)
def test_a_copy_typed_on_other_keys_is_one_matter(copy):
    assert same_matter("Қарнақ ауылында ауыз судан көң иісі шығады", copy)


@pytest.mark.parametrize(
    "other",
    [
        "Абай көшесі, 14-үйдің ауласында жарық жоқ",
        "Сәтбаев көшесі, 12-үйдің ауласында жарық жоқ",
        "Satbaev koshesi, 12 uidin aulasynda zharyk zhok",
    ],
)
def test_the_same_words_about_another_address_are_another_matter(other):
    assert not same_matter("Абай көшесі, 12-үйдің ауласында жарық жоқ", other)


def test_a_kazakh_appeal_and_its_russian_twin_are_one_matter():
    assert same_matter(TEXTS[0], TEXTS[1])


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("Жеңіс даңғылы 40-үйдің лифті жүрмейді", "Не работает лифт: проспект Победы, 40"),
        ("Шокин көшесі 12-үйде су жоқ", "Нет воды, улица Чокина, 12"),
        (
            "Петропавл, Мир көшесінде мұз, құм сеуіп беріңіздер",
            "Петропавловск, на улице Мира гололёд, посыпьте песком",
        ),
        ("Меркі ауданында қоқыс шығарылмайды", "В Меркенском районе не вывозят мусор"),
        ("№264 мектептің асханасында тамақ суық", "В столовой школы №264 холодная еда"),
        ("Үйдегі қоқыс құбыры бітеліп қалды, КСК тазаламайды", "Мусоропровод в доме забился, КСК не чистит"),
        ("Подъездегі есіктің тұтқасы сынған", "В подъезде сломана ручка двери"),
    ],
)
def test_one_matter_told_in_two_languages_is_one(kazakh, russian):
    assert same_matter(kazakh, russian)
    assert same_matter(russian, kazakh)


@pytest.mark.parametrize(
    ("kazakh", "russian"),
    [
        ("Жеңіс даңғылы 40-үйдің лифті жүрмейді", "Не работает лифт: проспект Абая, 40"),
        ("№264 мектептің асханасында тамақ суық", "В столовой школы №17 холодная еда"),
        ("Петропавл, Мир көшесінде мұз", "Уральск, на улице Мира гололёд"),
        ("Лифт үш күннен бері жүрмейді", "В лифте третий день пахнет краской"),
        ("Автобус жүргізушісі темекі шекті", "Водитель автобуса не дал сдачу"),
    ],
)
def test_like_words_of_another_place_or_thing_in_the_other_language_are_another_matter(kazakh, russian):
    assert not same_matter(kazakh, russian)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "3 мая в парке Жастар концерт, перекроют дорогу",
            "20 ноября в парке Жастар концерт, перекроют дорогу",
        ),
        (
            "3 мамырда Жастар саябағында концерт, жол жабыла ма?",
            "20 ноября в парке Жастар концерт, дорогу закроют?",
        ),
        ("Жиналыс клубта 10:00-де басталады", "Жиналыс клубта 18:30-да басталады"),
    ],
)
def test_what_happens_on_another_day_or_hour_is_another_matter(left, right):
    assert not same_matter(left, right)


def test_the_day_since_when_a_thing_lasts_tells_no_matter():
    assert same_matter("С 3 мая на Абая 5 нет воды", "На Абая 5 нет воды с 5 мая")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Нет воды", "Дали воду, спасибо"),
        ("Абай көшесі, 5-үйде су жоқ", "Абай көшесі, 5-үйге су берілді, рақмет"),
        ("На Абая 5 су келмейді", "Абай көшесі 5: су келді, рахмет"),
    ],
)
def test_thanks_for_what_was_done_are_not_the_matter_of_its_lack(left, right):
    assert not same_matter(left, right)


def test_thanks_in_advance_or_beside_a_lack_are_manners():
    assert same_matter("На Абая 5 нет воды, заранее спасибо", "Абай көшесі, 5-үйде су жоқ, рақмет")


@pytest.mark.parametrize("text", ["🔥🔥", "12", "", "Су жоқ", "!!!", "\ud800"])
def test_a_text_is_wholly_like_itself(text):
    assert similar(text, text) == pytest.approx(1.0)


@pytest.mark.parametrize("blank", ["", "🔥🔥", "!!!"])
def test_texts_without_a_word_are_no_matter(blank):
    assert not same_matter(blank, blank)


@pytest.mark.parametrize("value", [None, 7, b"text", ["Су жоқ"]])
@pytest.mark.parametrize("ask", [similar, same_matter])
def test_what_is_no_text_is_refused_by_name(ask, value):
    for pair in ((value, "Су жоқ"), ("Су жоқ", value)):
        with pytest.raises(TilmashError, match="a text is a str"):
            ask(*pair)


def test_a_likeness_tells_what_both_texts_share():
    why = similar("Көшеде жарық жоқ", "На улице нет света").why
    assert any(" = " in reason for reason in why)


@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_likeness_does_not_ask_which_text_came_first(left, right):
    assert similar(left, right) == pytest.approx(float(similar(right, left)), abs=1e-5)
    assert same_matter(left, right) == same_matter(right, left)
    assert 0 <= similar(left, right) <= 1


@pytest.mark.parametrize("blank", ["", "  ", "...", "😀"])
def test_a_text_without_words_is_about_no_matter(blank):
    assert not same_matter(blank, blank)
    assert not same_matter(blank, "Айгүлдің үйінде жарық жоқ")
