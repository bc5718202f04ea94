from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash.entities import entities_of
from tilmash.evaluate.gold import unmark

TEXTS = Path(__file__).parent.parent / "evaluate" / "texts" / "addresses.tsv"
FIELDS = ("street", "house", "flat", "microdistrict")


def rows():
    return [line.split("\t") for line in TEXTS.read_text(encoding="utf-8").splitlines()[1:]]


def counts(language, kind):
    right = found = wanted = 0
    for row_language, marked in rows():
        if row_language != language:
            continue
        text, spans = unmark(marked)
        gold = Counter(text[start:end].lower() for name, start, end in spans if name == kind)
        values = [getattr(address, kind) for address in entities_of(text).addresses]
        said = Counter(value.lower() for value in values if value)
        if kind != "house":
            gold, said = Counter(set(gold)), Counter(set(said))
        right, found, wanted = right + (gold & said).total(), found + said.total(), wanted + gold.total()
    return right, found, wanted


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("kind", "floor"), [("street", 0.95), ("house", 0.95), ("flat", 0.9)])
def test_our_own_addresses_are_read(language, kind, floor):
    right, found, wanted = counts(language, kind)
    assert 2 * right / (found + wanted) >= floor


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Абай көшесіндегі 12-үйдің 5-пәтері", ("Абай", "12", "5", None)),
        ("ул. Толе би 12/1 кв 7", ("Толе би", "12/1", "7", None)),
        ("на улице Жибек Жолы, дом 5", ("Жибек Жолы", "5", None, None)),
        ("Сәтбаев көшесі 22А", ("Сәтбаев", "22А", None, None)),
        ("мкр Шугыла 34-й дом", (None, "34", None, "Шугыла")),
        ("Самал-2 ықшам ауданы, 15 үй", (None, "15", None, "Самал-2")),
        ("5 мөлтек ауданы", (None, None, None, "5")),
        ("8 март көшесі", ("8 март", None, None, None)),
        ("улица 30 лет Победы", ("30 лет Победы", None, None, None)),
        ("28 Панфилов гвардиялықтары көшесінде", ("28 Панфилов гвардиялықтары", None, None, None)),
        ("Гагарин көшесі 5", ("Гагарин", "5", None, None)),
        ("101 атқыштар бригадасы көшесі", ("101 атқыштар бригадасы", None, None, None)),
        ("толе би кошеси 45 уй", ("толе би", "45", None, None)),
        ("tole bi koshesi 45 ui", ("tole bi", "45", None, None)),
        ("Сейфуллина 12-34", ("Сейфуллина", "12", "34", None)),
        ("к. Журба 12-14", ("Журба", "12", "14", None)),
        ("Журба к. 12 үй", ("Журба", "12", None, None)),
        ("Маресьев к-сі 83, 21 пәтер", ("Маресьев", "83", "21", None)),
        ("Ш. Айманов көш., 33 үй", ("Ш. Айманов", "33", None, None)),
        ("ул. С. Сейфуллина 12", ("С. Сейфуллина", "12", None, None)),
        ("дома 8 мкр. Самал-1", (None, "8", None, "Самал-1")),
        ("ул. Абая 12 мкр. 5", ("Абая", "12", None, "5")),
        ("Ақсай-4 шағынауданы 25 үй 3 пәтер", (None, "25", "3", "Ақсай-4")),
        ("Астана ықшамауданы 9-үй", (None, "9", None, "Астана")),
        ("14 ш.а., 60 үй", (None, "60", None, "14")),
        ("samal 2, 18 ui", (None, "18", None, "samal 2")),
        ("мкр Жана Орда, д. 11", (None, "11", None, "Жана Орда")),
        ("Ермекова 58/3 подъезд 1 кв 12", ("Ермекова", "58/3", "12", None)),
        ("Назарбаев дангылы 46б 2 подъезд", ("Назарбаев", "46б", None, None)),
        ("Сыганак 21 3 подъезд", ("Сыганак", "21", None, None)),
    ],
)
def test_an_address_is_read_in_any_order_and_spelling(text, wanted):
    (address,) = entities_of(text).addresses
    assert (address.street, address.house, address.flat, address.microdistrict) == wanted


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Шұғыла ықшамауданы 340/1 к5", "5"),
        ("Шугыла 340/1к5", "5"),
        ("ул. Ауэзова 12, корп. 3, кв. 8", "3"),
        ("дом 12 корпус Б", "Б"),
        ("12-үй, 3-корпус, Самал-2", "3"),
    ],
)
def test_the_building_of_a_house_is_apart_from_its_number(text, block):
    (address,) = entities_of(text).addresses
    assert (address.block, address.house in ("340/1", "12")) == (block, True)
    assert block in text[slice(*address.exact)]


@pytest.mark.parametrize(
    "text",
    [
        "Абай – Пушкин қиылысында",
        "угол Абая и Пушкина",
        "Абай мен Пушкин көшелерінің қиылысы",
        "байтурсынов пен сатпаев киылысында",
        "tole bi men baitursynov qiylysynda",
    ],
)
def test_a_crossing_is_two_addresses_that_know_each_other(text):
    first, second = entities_of(text).addresses
    assert (first.crossing, second.crossing) == (second.street, first.street)


@pytest.mark.parametrize(
    "text",
    ["Между Абая и Сейфуллина", "между улицами Абая и Сейфуллина", "Абай мен Сейфуллин арасында шам жоқ"],
)
def test_a_place_between_two_streets_names_both_and_no_crossing(text):
    found = entities_of(text).addresses
    assert [(address.street[:4], address.crossing) for address in found] in (
        [("Абая", None), ("Сейф", None)],
        [("Абай", None), ("Сейф", None)],
    )


@pytest.mark.parametrize(
    "text", ["Айгүл мен Марат арасында дау бар", "Спор между Абаем и Сейфуллиным", "Баланы бұрышқа тұрғызды"]
)
def test_what_is_between_two_people_is_no_street(text):
    assert entities_of(text).addresses == ()


@pytest.mark.parametrize(
    ("text", "landmark"),
    [
        ("№264 мектеп жанында шам жоқ", "№264 мектеп жанында"),
        ("Яма возле школы №5", "возле школы №5"),
        ("Магнум дүкенінің артында қоқыс", "Магнум дүкенінің артында"),
        ("Мәдениет үйі жанында шам жоқ", "Мәдениет үйі жанында"),
        ("Абай Құнанбайұлы ескерткіші сынды", "Абай Құнанбайұлы ескерткіші"),
        ("Абай ескерткішінің қасында қоқыс", "Абай ескерткішінің қасында"),
        ("«Алтын орда» аялдамасында орындық жоқ", "«Алтын орда» аялдамасында"),
        ("На остановке «Дом быта» нет скамейки", "остановке «Дом быта»"),
        ("Яма за школой", "за школой"),
        ("Около 30-й школы темно", "Около 30-й школы"),
    ],
)
def test_what_a_place_is_by_is_kept_as_written(text, landmark):
    assert [address.landmark for address in entities_of(text).addresses] == [landmark]


@pytest.mark.parametrize(
    "text",
    [
        "Үйдің 3 қабатында су жоқ",
        "5 жыл бойы күттік",
        "№12 автобус келмейді",
        "2 күн жарық болмады",
        "Биыл 50 үй салынды",
        "На улице темно и холодно",
        "Біздің көшеде жарық жоқ",
        "Мереке алдында көше тазаланды",
        "Спасли дом 5 сентября",
        "Начислили за мусор по лицевому счету",
        "Uy janyndagy alan tazalanbaidy",
        "Марат Әлібековтің үйі жанында люк ашық",
        "Платим за обучение в университете",
        "Аялдамада орындық жоқ",
        "Подойдите к дежурному",
    ],
)
def test_what_only_looks_like_an_address_is_none(text):
    assert entities_of(text).addresses == ()


def test_the_city_of_an_address_is_the_one_beside_it():
    (address,) = entities_of("Шымкент қаласы, Тәуке хан даңғылы, 4/1 үй").addresses
    assert address.city == "Шымкент"


@pytest.mark.parametrize(
    "text", ["Нұрсат ықшамауданы 12 үй", "Жетібай ауылында су жоқ", "Абай ескерткіші сынды"]
)
def test_the_name_of_a_place_is_nobody(text):
    assert entities_of(text).persons == ()


def test_one_who_is_named_as_the_microdistrict_is_still_a_person():
    found = entities_of("Менің атым Нұрсат Алиев, Нұрсат ықшамауданы, 12 үй").persons
    assert [person.name for person in found] == ["Нұрсат Алиев"]


def test_a_list_of_houses_is_an_address_each():
    found = entities_of("Дома 12, 14 и 16 по улице Лермонтова").addresses
    assert [address.house for address in found] == ["12", "14", "16"]


@given(st.integers(min_value=1, max_value=999), st.sampled_from(["Абай", "Төле би", "Сәтбаев", "Достық"]))
def test_the_span_of_an_address_holds_its_street_and_house(house, street):
    text = f"Сәлем, {street} көшесі {house} үйде жарық жоқ"
    (address,) = entities_of(text).addresses
    assert (address.street, address.house) == (street, str(house))
    assert text[address.start : address.end] == f"{street} көшесі {house} үйде"
    assert text[slice(*address.exact)] == f"{house} үйде"
