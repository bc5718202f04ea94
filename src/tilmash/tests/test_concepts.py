import pytest

from tilmash import read
from tilmash.concepts import is_ending
from tilmash.errors import LanguageFileError
from tilmash.lang import concept_rows, read_table

CODES = [
    "roads.repair",
    "roads.footpath",
    "roads.crossing",
    "transport.bus",
    "transport.parking",
    "lighting.street",
    "lighting.yard",
    "heat.home",
    "heat.network",
    "water.supply",
    "water.quality",
    "sewer.blocked",
    "sewer.flood",
    "power.outage",
    "power.network",
    "gas.supply",
    "gas.leak",
    "waste.collection",
    "waste.dump",
    "ecology.felling",
    "ecology.pests",
    "ecology.greenery",
    "ecology.air",
    "energy.nuclear",
    "energy.renewable",
    "housing.queue",
    "housing.repair",
    "housing.utilities",
    "land.plot",
    "land.building",
    "schools.places",
    "schools.canteen",
    "schools.safety",
    "schools.repair",
    "kindergartens.places",
    "kindergartens.care",
    "health.clinic",
    "health.village",
    "prices.food",
    "prices.medicine",
    "social.benefit",
    "social.care",
    "disability.access",
    "disability.children",
    "work.jobs",
    "work.wages",
    "youth.dormitory",
    "youth.leisure",
    "gambling.harm",
    "safety.police",
    "safety.stray_animals",
    "corruption.report",
    "digital.internet",
    "digital.services",
    "sport.grounds",
    "culture.events",
    "government.officials",
    "government.reception",
    "government.elections",
    "other.other",
]


def codes_of(text):
    return [label.code for label in read(text).themes]


@pytest.mark.parametrize("code", CODES)
def test_every_theme_has_words_in_both_languages(code):
    kazakh = sum(row[2].count(";") + 1 for row in concept_rows() if row[0] == code)
    russian = sum(row[3].count(";") + 1 for row in concept_rows() if row[0] == code)
    least = 4 if code == "other.other" else 10
    assert kazakh >= least
    assert russian >= least


def test_no_row_names_a_theme_outside_the_list():
    parents = {code.partition(".")[0] for code in CODES}
    assert {row[0] for row in concept_rows()} <= set(CODES) | parents | {"-"}


def test_a_short_single_word_never_matches_as_a_bare_prefix():
    words = [pattern.strip() for row in concept_rows() for cell in row[2:] for pattern in cell.split(";")]
    assert [word for word in words if word.endswith("*") and len(word) < 5 and " " not in word] == []


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
    ],
)
def test_a_word_that_only_begins_like_a_sign_is_none(text, absent):
    assert absent not in codes_of(text)


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
    assert once < often < 0.8


def test_words_of_different_sentences_make_no_phrase():
    assert "power.outage" not in codes_of("Жарық күн. Біз жақта жұмыс жоқ.")


def test_a_row_with_a_missing_column_is_named(tmp_path, monkeypatch):
    (tmp_path / "bad.tsv").write_text("code\tweight\na\t1\nb\n", encoding="utf-8")
    monkeypatch.setattr("tilmash.lang.HOME", tmp_path)
    with pytest.raises(LanguageFileError, match=r"bad\.tsv:3"):
        read_table("bad.tsv")
