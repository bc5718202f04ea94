"""Two texts are one matter when their words and places say so, whatever the language and the keys."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilmash import same_matter, similar

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
