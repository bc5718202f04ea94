import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilmash.entities import entities_of
from tilmash.lang import read_table

PIECES = [
    "Абай",
    "көшесі",
    "12",
    "/",
    "-",
    "үй",
    "кв",
    "ул.",
    " ",
    ", ",
    "№",
    "Айгүл",
    "қиылысы",
    "мкр",
    "теңге",
    "мың",
    "\n",
    "15",
    "мамыр",
    "ш/а",
    "«",
    "»",
]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Өтініш 2026 ж. 12 қараша күні берілді", "2026 ж. 12 қараша", "2026-11-12"),
        ("от 12.11.2026", "12.11.2026", "2026-11-12"),
        ("15 мамырда жауап күттік", "15 мамырда", "--05-15"),
        ("15 мая 2026 года отключили", "15 мая 2026 года", "2026-05-15"),
        ("өткен дүйсенбіде келді", "өткен дүйсенбіде", None),
        ("2026-02-03 күні", "2026-02-03", "2026-02-03"),
        ("в ноябре 2025 года", "ноябре 2025 года", "2025-11"),
    ],
)
def test_a_date_has_its_words_and_its_value(text, words, value):
    (found,) = entities_of(text).dates
    assert (found.text, found.value) == (words, value)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("с 1 по 15 марта не было воды", "--03-01", "--03-15"),
        ("с 1-го по 15 марта 2026 года", "2026-03-01", "2026-03-15"),
        ("с 1 марта по 15 апреля", "--03-01", "--04-15"),
        ("1-ден 15 наурызға дейін су болмады", "--03-01", "--03-15"),
        ("20-сынан 25 мамырға дейін", "--05-20", "--05-25"),
        ("1-15 наурыз аралығында", "--03-01", "--03-15"),
        ("1986 жылғы 17–18 желтоқсанда", "1986-12-17", "1986-12-18"),
        ("1-den 15 nauryzga deiin", "--03-01", "--03-15"),
        ("01.03.2026-15.03.2026", "2026-03-01", "2026-03-15"),
    ],
)
def test_a_stretch_of_days_has_its_first_and_its_last_day(text, first, last):
    assert [date.value for date in entities_of(text).dates] == [first, last]


@pytest.mark.parametrize("text", ["№12 мен 15 наурыз", "дом 25, по 3 марта", "с 25 по 3 марта"])
def test_a_number_that_begins_no_stretch_is_no_day(text):
    assert len(entities_of(text).dates) == 1


@pytest.mark.parametrize("text", ["31.02.2026", "45.13.2026", "версия 1.2.3", "үй 12/3", "32 мамыр болмайды"])
def test_what_is_no_day_is_no_date(text):
    assert entities_of(text).dates == ()


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("15 мың теңге", 15_000, "KZT"),
        ("1,2 млрд. тг", 1_200_000_000, "KZT"),
        ("50000 ₸", 50_000, "KZT"),
        ("пять тысяч тенге", 5_000, "KZT"),
        ("он бес мың теңге", 15_000, "KZT"),
        ("1 250 000 теңге", 1_250_000, "KZT"),
        ("500тг", 500, "KZT"),
        ("$100", 100, "USD"),
        ("25 тыс. тенге", 25_000, "KZT"),
        ("2 млн 500 мың теңге", 2_500_000, "KZT"),
    ],
)
def test_a_sum_has_its_value_and_currency(text, value, currency):
    (found,) = entities_of(f"Бізден {text} сұрады").sums
    assert (found.value, found.currency) == (value, currency)


@pytest.mark.parametrize(
    ("text", "name", "kind", "number"),
    [
        ("№12 мектеп жабылды", "№12 мектеп", "school", "12"),
        ("школа-лицей №5 закрыта", "школа-лицей №5", "school", "5"),
        ("3-емхана жұмыс істемейді", "3-емхана", "clinic", "3"),
        ("«Ақбота» балабақшасында орын жоқ", "«Ақбота» балабақшасында", "kindergarten", None),
        ("ТОО «Сыр Газ» не отвечает", "ТОО «Сыр Газ»", "firm", None),
        ("КСК есеп бермейді", "КСК", "housing", None),
        ("№ 264 мектеп жөндеу көрмеген", "№ 264 мектеп", "school", "264"),
        ("Әл-Фараби атындағы мектеп жабық", "Әл-Фараби атындағы мектеп", "school", None),
        ("№ 12 Әл-Фараби атындағы мектеп", "№ 12 Әл-Фараби атындағы мектеп", "school", "12"),
        (
            "Бүгін Ахмет Байтұрсынұлы атындағы орта мектепте",
            "Ахмет Байтұрсынұлы атындағы орта мектепте",
            "school",
            None,
        ),
        ("гимназия им. М. Ауэзова закрыта", "гимназия им. М. Ауэзова", "school", None),
        ("Школа имени Абая. Нет света", "Школа имени Абая", "school", None),
        ("ХҚКО-да кезек көп", "ХҚКО", "office", None),
    ],
)
def test_a_body_is_found_by_its_kind(text, name, kind, number):
    (found,) = entities_of(text).organisations
    assert (found.name, found.kind, found.number) == (name, kind, number)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Шымкентте су жоқ", "Шымкент", "city"),
        ("Живу в Караганде", "Караганда", "city"),
        ("Бадам ауылында жарық жоқ", "Бадам", "village"),
        ("Жетибай аулында су жок", "Жетибай", "village"),
        ("село Акжар", "Акжар", "village"),
        ("Түркістан облысы", "Түркістан облысы", "region"),
        ("qyzylorda qalasy", "Қызылорда", "city"),
    ],
)
def test_a_settlement_is_named_in_the_nominative(text, name, kind):
    assert [(place.name, place.kind) for place in entities_of(text).places][:1] == [(name, kind)]


def test_a_street_of_a_great_man_is_neither_person_nor_town():
    found = entities_of("Абай көшесінде, Сәкен Сейфуллин даңғылында жарық жоқ")
    assert (found.persons, found.places) == ((), ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Дәрігер Айгүл Сәрсенбаева қабылдамады", "Айгүл Сәрсенбаева"),
        ("Участковый Марат Сериков не отвечает", "Марат Сериков"),
        ("Кеше Қасым-Жомарт Тоқаев келді", "Қасым-Жомарт Тоқаев"),
        ("дарігер айгул сарсенбаева кабылдамады", "айгул сарсенбаева"),
    ],
)
def test_a_person_is_found_in_any_spelling(text, name):
    assert [person.name for person in entities_of(text).persons] == [name]


def test_there_are_enough_names_to_know_people_by():
    kazakh = {name for names, _ in read_table("kk/names.tsv") for name in names.split()}
    russian = {name for names, _ in read_table("ru/names.tsv") for name in names.split()}
    assert len(kazakh) >= 1_500
    assert len(russian) >= 300


def spans_of(found):
    kinds = (found.addresses, found.places, found.persons, found.organisations, found.dates, found.sums)
    return [[(each.start, each.end) for each in kind] for kind in kinds]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_any_text_has_its_entities_inside_it(text):
    for spans in spans_of(entities_of(text)):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=10**6))
def test_the_value_of_a_sum_is_what_was_written(number):
    (found,) = entities_of(f"маған {number} теңге керек").sums
    assert found.value == number


def test_a_long_row_of_addresses_takes_time_in_proportion():
    pick = random.Random(5)  # noqa: S311
    text = " ".join(pick.choice(PIECES) for _ in range(20_000))
    assert entities_of(text) == entities_of(text)
