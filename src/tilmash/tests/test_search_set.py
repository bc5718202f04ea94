"""The project's own search set is whole, and BM25 over it ranks as its formula says."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tilmash.evaluate import search
from tilmash.evaluate.search import Index, Passage, Question, distractors, measures, passages, questions

KAZNERD = "Көл O\nтерең O\n. O\n\nҚала B-GPE\nүлкен O\n\n" * 3
WORDS = st.lists(st.sampled_from(["көл", "тау", "хан", "өзен", "қала"]), min_size=1, max_size=8).map(" ".join)


def words(text: str) -> list[str]:
    """Give the words of a text in small letters."""
    return re.findall(r"\w+", text.lower())


def repeated(values) -> list[str]:
    """Give what stands more than once."""
    return [value for value, count in Counter(values).items() if count > 1]


def test_ids_titles_and_texts_are_unique():
    assert repeated(row.id for row in passages() + questions()) == []
    assert repeated(row.title for row in passages()) == []
    assert repeated(row.text for row in passages() + questions()) == []


def test_the_set_is_large_enough_to_tell_search_engines_apart():
    assert len(passages()) >= 260
    assert len(questions()) >= 420


def test_every_passage_is_fifty_to_a_hundred_and_ten_words_long():
    assert [row.id for row in passages() if not 50 <= len(re.findall(r"\w[\w-]*", row.text)) <= 110] == []


def test_each_question_has_its_passage_and_each_passage_a_question():
    assert {row.passage for row in questions()} == {row.id for row in passages()}


def test_no_word_mixes_latin_and_cyrillic_letters():
    texts = [row.whole for row in passages()] + [row.text for row in questions()]
    found = [word for text in texts for word in re.findall(r"\w+", text)]
    assert [
        word for word in found if re.search("[a-zA-Z]", word) and re.search("[\u0400-\u04ff]", word)
    ] == []


def test_a_rare_word_outweighs_a_common_one():
    index = Index(["көл таза", "көл терең", "көл шипалы", "таулы жер"], str.split)
    assert index.best("көл терең")[0] == 1


def test_a_short_passage_outranks_a_long_one_with_the_same_word():
    index = Index(["алма " + "ағаш " * 30, "алма ағаш"], str.split)
    assert index.best("алма") == [1, 0]


def test_words_that_no_passage_has_find_nothing():
    assert Index(["көл", "тау"], str.split).best("мұхит") == []


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS, st.integers(1, 10))
def test_what_is_found_shares_a_word_with_the_question_and_is_given_once(texts, question, depth):
    best = Index(texts, str.split).best(question, depth)
    assert len(best) == len(set(best)) <= depth
    assert all(set(texts[number].split()) & set(question.split()) for number in best)


def test_measures_are_hundredths_of_all_questions(monkeypatch):
    monkeypatch.delenv("QABYLDAU_SHARED_DATA", raising=False)
    monkeypatch.setattr(
        search, "passages", lambda: (Passage("a", "Көл", "су"), Passage("b", "Қала", "үй су"))
    )
    asked = (Question("1", "a", "көл"), Question("2", "b", "су"))
    monkeypatch.setattr(search, "questions", lambda: asked)
    found = measures(words)
    assert [value for _, value, _ in found[:3]] == [75.0, 50.0, 100.0]
    assert {count for *_, count in found} == {2}
    assert found[0][0] == "search MRR@10, as written, 2 passages"


def test_questions_are_also_asked_as_typed_on_russian_keys(monkeypatch):
    monkeypatch.delenv("QABYLDAU_SHARED_DATA", raising=False)
    monkeypatch.setattr(search, "passages", lambda: (Passage("a", "Қала", "үй"), Passage("b", "Көл", "су")))
    monkeypatch.setattr(search, "questions", lambda: (Question("1", "a", "қала"),))
    assert [value for _, value, _ in measures(words)] == [100.0] * 3 + [0.0] * 3


def test_distractors_are_four_sentences_each_and_absent_without_the_folder(tmp_path, monkeypatch):
    (tmp_path / "kaznerd").mkdir()
    (tmp_path / "kaznerd" / "valid.txt").write_text(KAZNERD, encoding="utf-8")
    monkeypatch.setenv("QABYLDAU_SHARED_DATA", str(tmp_path))
    assert list(distractors()) == [
        "Көл терең . Қала үлкен Көл терең . Қала үлкен",
        "Көл терең . Қала үлкен",
    ]
    monkeypatch.delenv("QABYLDAU_SHARED_DATA")
    assert list(distractors()) == []
