import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash.morph import kk, ru
from tilmash.morph.paradigm import endings


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("мектептердегі", "мектеп"),
        ("мектебіміздің", "мектеп"),
        ("халқымыз", "халық"),
        ("қаласының", "қала"),
        ("балаларымызға", "бала"),
        ("жөнделмеді", "жөнде"),
        ("салынып", "сал"),
        ("жазылмаған", "жаз"),
        ("оқиды", "оқы"),
        ("қояды", "қой"),
        ("тауып", "тап"),
        ("келмейді", "кел"),
        ("маған", "мен"),
        ("олай", "ол"),
        ("АҚШ-пен", "ақш"),
        ("суымыз", "су"),
        ("орнында", "орын"),
    ],
)
def test_the_forms_residents_use_are_joined_to_their_lemma(form, lemma):
    assert kk.lemma_of(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"), [("дорогами", "дорога"), ("отключили", "отключить"), ("шёл", "идти")]
)
def test_russian_forms_are_joined_by_the_dictionary(form, lemma):
    assert ru.lemma_of(form) == lemma


def test_each_ending_agrees_with_itself_in_harmony():
    back, front = set("аоұы"), set("әөүіе")
    for ending in endings():
        if ending.harmony:
            assert not (set(ending.text) & back and set(ending.text) & front), ending


@given(st.text(alphabet="аәбғқкіңөұүһеиулрнтс-", max_size=60))
def test_any_word_has_a_lemma_that_is_no_longer_than_three_letters_more(word):
    lemma = kk.lemma_of(word)
    assert len(lemma) <= len(word) + 3
    assert kk.lemma_of(word) == lemma


def test_a_word_of_a_million_letters_is_read_as_it_stands():
    word = "мектептер" * 110_000
    assert kk.lemma_of(word) == word
