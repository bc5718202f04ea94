import re

import pytest

from tilmash import read
from tilmash.concepts import PatternIndex, concepts, is_ending, themes, thesaurus
from tilmash.errors import LanguageFileError
from tilmash.lang import concept_rows, read_table
from tilmash.segment import tokenize

FINE_CODES = [code for code, theme in themes().items() if theme.parent]


def codes_of(text):
    return [label.code for label in read(text).themes]


def patterns_of(code, column):
    """Give the patterns of a language over all concepts of a theme."""
    cells = [row[column] for row in concept_rows() if row[1] == code]
    return [pattern.strip() for cell in cells for pattern in cell.split(";") if pattern.strip()]


@pytest.mark.parametrize("code", FINE_CODES)
def test_every_theme_of_the_second_level_has_words_in_both_languages(code):
    least = 4 if code == "other.other" else 10
    assert len(patterns_of(code, 4)) >= least
    assert len(patterns_of(code, 5)) >= least


def test_every_theme_of_a_concept_is_in_the_tree():
    assert {concept.theme for concept in concepts().values() if concept.theme} <= set(themes())


def test_every_theme_has_names_and_a_parent_that_stands_above_it():
    codes = list(themes())
    for code, theme in themes().items():
        assert theme.kk and theme.ru and theme.en, code
        assert theme.parent == code.rpartition(".")[0], code
        assert not theme.parent or codes.index(theme.parent) < codes.index(code), code


def test_every_theme_of_the_first_level_has_a_child():
    assert {theme.parent for theme in themes().values()} - {""} == set(themes()) - set(FINE_CODES)


def test_no_two_themes_of_one_parent_share_a_name():
    names = [(theme.parent, theme.kk) for theme in themes().values()]
    assert len(names) == len(set(names))


def test_concepts_are_enough_and_each_is_written_once():
    slugs = [row[0] for row in concept_rows() if row[0] != "-"]
    assert len(slugs) == len(set(slugs)) >= 1_300


def test_every_concept_has_words_in_both_languages_unless_it_only_silences():
    assert [row[0] for row in concept_rows() if row[0] != "-" and not (row[4] and row[5])] == []


def test_weights_and_urgencies_are_within_their_bounds():
    for concept in concepts().values():
        assert 0 <= concept.weight <= 4 and concept.urgency in {0, 1, 2, 3}, concept.slug
        assert bool(concept.theme) == bool(concept.weight), concept.slug


def test_no_pattern_holds_a_sign_that_no_word_of_a_text_can_hold():
    words = [word for row in concept_rows() for cell in row[4:] for word in re.split("[; +]+", cell) if word]
    assert [word for word in words if not re.fullmatch(r"[^\W_]+[=~*]?", word)] == []


def test_a_short_single_word_never_matches_as_a_bare_prefix():
    words = [pattern.strip() for row in concept_rows() for cell in row[4:] for pattern in cell.split(";")]
    assert [
        word for word in words if word.endswith("*") and len(word) < 5 and not re.search("[ +]", word)
    ] == []


def test_a_phrase_is_found_whichever_of_its_words_stands_first():
    found = [thesaurus().find(tokenize(text)) for text in ("Шам жанбайды", "Жанбай тұр әлі шам")]
    assert all("lamp_burnt_out" in {hit.code for hit in hits} for hits in found)


@pytest.mark.parametrize(
    "text", ["Koshede zharyk zhok", "koshede zharik zhok", "köwede jarıq joq", "көшеде жарык жок"]
)
def test_the_spellings_of_chat_latin_name_the_same_things(text):
    assert codes_of("Көшеде жарық жоқ")[0] == "lighting"
    assert "lighting.street" in codes_of(text)


def test_neighbours_in_order_are_no_phrase_when_parted_or_turned_round():
    index = PatternIndex([("asked", "1", "бала+үй", "")])
    assert [hit.words for hit in index.find(tokenize("Бала үйі"))] == [("Бала", "үйі")]
    assert index.find(tokenize("үй бала")) == index.find(tokenize("бала мен үй")) == []


@pytest.mark.parametrize("rest", ["", "ы", "дын", "лардын", "ымызда"])
def test_kazakh_endings_may_follow_a_stem_of_either_language(rest):
    assert is_ending(rest)
    assert is_ending(rest, is_russian=True)


@pytest.mark.parametrize("rest", ["ями", "ов", "ом"])
def test_russian_endings_follow_only_russian_stems(rest):
    assert is_ending(rest, is_russian=True)
    assert not is_ending(rest)


@pytest.mark.parametrize("rest", ["рет", "рак", "зета", "данымды жолда"])
def test_what_is_no_ending_is_refused(rest):
    assert not is_ending(rest, is_russian=True)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Жолданымымды қарап беріңіздер", "roads"),
        ("Сурет салу үйірмесі керек", "water"),
        ("Суық тиді", "water"),
        ("Шамамен он адам келді", "lighting"),
        ("Кітап талдау жүргізді", "ecology"),
        ("Дорогой Болат, поздравляю", "roads"),
        ("Газет оқимын", "gas"),
        ("Светлана Ивановна, благодарю", "power"),
        ("Талон екі", "ecology"),
        ("Қымбатты әкімдік, хатымды оқыңыз", "prices"),
        ("Кымбатти акимият, хатымды оқыңыз", "prices"),
        ("Үш күннен ыстық", "emergency"),
        ("Бассейннің суы таза", "sewer"),
        ("Су басқармасының телефоны қандай?", "sewer"),
    ],
)
def test_a_word_that_only_begins_like_a_sign_is_none(text, absent):
    assert absent not in codes_of(text)


@pytest.mark.parametrize("form", ["басты", "басып", "басады", "басқан", "баспады", "басса", "басуы"])
def test_a_short_verb_in_a_phrase_matches_its_own_forms(form):
    index = PatternIndex([("flood", "1", "су бас*", "")])
    assert index.find(tokenize(f"Үйді су {form}"))


@pytest.mark.parametrize("word", ["бассейн", "басқарма", "баспалдақ", "бастап", "басым"])
def test_a_short_verb_in_a_phrase_is_not_found_in_another_word(word):
    index = PatternIndex([("flood", "1", "су бас*", "")])
    assert index.find(tokenize(f"су {word}")) == []


def test_a_phrase_is_found_once():
    hits = thesaurus().find(tokenize("Нет света"))
    assert len({(hit.pattern, hit.places) for hit in hits}) == len(hits)


def test_a_child_that_the_water_took_is_an_emergency_first_of_all():
    assert codes_of("Суға бала кетіп қалды")[0] == "emergency"


def test_no_light_in_both_languages_at_once_is_a_power_cut():
    assert codes_of("Нет света, жарық жоқ") == ["power", "power.outage"]


def test_a_theme_that_is_all_but_ruled_out_is_not_told():
    for text in (
        "Үш күннен ыстық су жоқ",
        "Краннан лас су ағады, баламның іші ауырады",
        "Ямы на дороге у школы",
    ):
        assert all(label.p >= 0.1 for label in read(text).themes)


def test_street_light_and_electricity_at_home_are_told_apart():
    assert codes_of("Көшеде жарық жоқ").index("lighting.street") < codes_of("Көшеде жарық жоқ").index(
        "power.outage"
    )
    assert "lighting.street" not in codes_of("Үйде жарық жоқ")


def test_a_first_level_theme_is_at_least_as_sure_as_its_best_child():
    scores = {label.code: label.p for label in read("Саябақта ағаш кесіп жатыр, түтін, смог, құрт").themes}
    assert scores["ecology"] >= max(p for code, p in scores.items() if code.startswith("ecology."))
    assert all(0 < p < 1 for p in scores.values())


def test_repeating_one_word_does_not_make_a_theme_certain():
    once, often = read("қоқыс").themes[0].p, read("қоқыс " * 50).themes[0].p
    assert once <= often < 0.96


def test_words_of_different_sentences_make_no_phrase():
    assert "power.outage" not in codes_of("Жарық күн. Біз жақта жұмыс жоқ.")


def test_a_row_with_a_missing_column_is_named(tmp_path, monkeypatch):
    (tmp_path / "bad.tsv").write_text("code\tweight\na\t1\nb\n", encoding="utf-8")
    monkeypatch.setattr("tilmash.lang.HOME", tmp_path)
    with pytest.raises(LanguageFileError, match=r"bad\.tsv:3"):
        read_table("bad.tsv")
