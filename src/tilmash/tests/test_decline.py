from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilmash.errors import TilmashError
from tilmash.morph.declension import decline

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("declension.tsv").read_text(encoding="utf-8").splitlines()[2:]
]
CASES = ["GEN", "DAT", "ACC", "LOC", "INS"]
KAZAKH_WORDS = st.text(alphabet="абгдежзиклмнопрстуыіғқңөұүһәэюя", min_size=2, max_size=12)
BACK, FRONT = set("аоұы"), set("әөүіе")


@pytest.mark.parametrize(("part", "language", "case", "phrase", "form"), ROWS)
def test_a_phrase_takes_the_form_a_careful_writer_puts(part, language, case, phrase, form):
    assert decline(phrase, case, language) == form


@pytest.mark.parametrize(
    "name", ["барыс", "Барыс септік", "dative", "DAT", " Dat ", "dative case", "дательный", "БАРЫС септігі"]
)
def test_a_case_is_known_by_its_kazakh_english_and_russian_names_and_by_its_gloss(name):
    assert decline("әкім", name) == "әкімге"


@pytest.mark.parametrize(
    ("case", "language", "named"),
    [("vocative", "kk", "барыс"), ("", "kk", "шығыс"), ("ablative", "ru", "дательный"), ("DAT", "en", "kk")],
)
def test_an_unknown_case_or_language_is_refused_and_the_known_ones_are_named(case, language, named):
    with pytest.raises(TilmashError, match=named):
        decline("әкім", case, language)


@pytest.mark.parametrize("wrong", [None, 5, b"bank", ["банк"]])
def test_what_is_no_text_is_refused(wrong):
    with pytest.raises(TilmashError):
        decline(wrong, "DAT")


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("АЛМАТЫ ҚАЛАСЫ", "АЛМАТЫ ҚАЛАСЫНА"),
        ("Алматы қаласы.", "Алматы қаласына."),
        ("«Барыс»", "«Барыс»-қа"),
        ("Алматы қаласы (Қазақстан)", "Алматы қаласына (Қазақстан)"),
        ("  әкім  ", "  әкімге  "),
        ("", ""),
        ("😀", "😀"),
        ("12А", "12А-ға"),
        ("25%", "25%-ға"),
        ("Kaspi", "Kaspi-ге"),
        ("5 км", "5 км-ге"),
    ],
)
def test_capitals_signs_quotes_and_brackets_keep_their_places(phrase, form):
    assert decline(phrase, "DAT") == form


@pytest.mark.parametrize(
    ("phrase", "form"),
    [
        ("аким города Алматы Ерболат Сейтов", "акиму города Алматы Ерболату Сейтову"),
        ("заявительница Ким Анна", "заявительнице Ким Анне"),
        ("ДЕПАРТАМЕНТ ПОЛИЦИИ", "ДЕПАРТАМЕНТУ ПОЛИЦИИ"),
        ("государственный и частный сектор", "государственному и частному сектору"),
        ("Ахметов А.С.", "Ахметову А.С."),
        ("Отдел города Кызылорды, отвечающий за дороги", "Отделу города Кызылорды, отвечающему за дороги"),
        ("Управление города Астаны, отвечающее за жильё", "Управлению города Астаны, отвечающему за жильё"),
        ("депутат, избранный от округа", "депутату, избранному от округа"),
        ("отдел, который закрыт", "отделу, который закрыт"),
        ("5 домов", "5 домов"),
        ("на улице", "на улице"),
        ("", ""),
    ],
)
def test_russian_names_posts_and_capitals(phrase, form):
    assert decline(phrase, "DAT", "ru") == form


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(CASES), st.sampled_from(["kk", "ru"]))
def test_any_phrase_is_declined_or_given_back_and_the_nominative_changes_nothing(phrase, case, language):
    assert decline(phrase, "NOM", language) == phrase
    assert isinstance(decline(phrase, case, language), str)


@settings(max_examples=300, deadline=None)
@given(KAZAKH_WORDS, st.sampled_from(["GEN", "DAT", "ACC", "LOC", "ABL"]))
def test_the_vowels_of_a_kazakh_ending_agree_with_each_other_and_with_the_last_clear_vowel(word, case):
    made = decline(word, case)
    ending = made[len(word) - 1 :]
    vowels = {letter for letter in ending[1:] if letter in BACK | FRONT}
    assert vowels <= BACK or vowels <= FRONT
    if word[-1] in "аоұыәөүіе" and word not in {"ана", "мына", "осы"}:
        assert vowels <= (BACK if word[-1] in BACK else FRONT)


@settings(max_examples=200, deadline=None)
@given(st.lists(KAZAKH_WORDS, min_size=1, max_size=4), st.sampled_from(CASES))
def test_only_the_last_word_of_a_kazakh_phrase_changes(words, case):
    made = decline(" ".join(words), case)
    assert made.split(" ")[:-1] == words[:-1]


@pytest.mark.parametrize(
    "phrase", ["а" * 1_000_000, "«" * 100_000, "А. " * 100_000, "новая " * 100_000, "-" * 100_000]
)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_a_huge_phrase_takes_no_time(phrase, language):
    assert len(decline(phrase, "DAT", language)) >= len(phrase)
