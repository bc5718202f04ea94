import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash import terms
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
        ("ерні", "ерін"),
        ("ернінің", "ерін"),
        ("жыртылған", "жырт"),
        ("бұзылған", "бұз"),
        ("қалам", "қалам"),
        ("жүзім", "жүзім"),
        ("келін", "келін"),
        ("алма", "алма"),
        ("барам", "бар"),
    ],
)
def test_the_forms_residents_use_are_joined_to_their_lemma(form, lemma):
    assert kk.lemma_of(form) == lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("дорогами", "дорога"), ("отключили", "отключить"), ("шёл", "идти")]
    + [("ямы", "яма"), ("плачу", "платить"), ("пришли", "прийти"), ("нашли", "найти"), ("парке", "парк")]
    + [("мыло", "мыло"), ("прививка", "прививка"), ("большая", "большой"), ("закрыты", "закрыть")],
)
def test_russian_forms_are_joined_by_the_dictionary(form, lemma):
    assert ru.lemma_of(form) == lemma


@pytest.mark.parametrize("word", ["қалам", "Қалам", "kalam", "калам", "алма", "жүзім", "келін", "ет", "алып"])
def test_a_word_that_may_be_a_noun_is_stored_for_search(word):
    assert terms(word)


@pytest.mark.parametrize("text", ["менің", "болды ма", "беріп жатыр", "алды", "Здравствуйте, прошу вас"])
def test_function_words_and_helping_verbs_say_nothing_by_themselves(text):
    assert terms(text) == []


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
