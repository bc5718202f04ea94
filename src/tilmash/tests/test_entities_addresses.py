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
    ],
)
def test_an_address_is_read_in_any_order_and_spelling(text, wanted):
    (address,) = entities_of(text).addresses
    assert (address.street, address.house, address.flat, address.microdistrict) == wanted


@pytest.mark.parametrize(
    "text", ["Абай – Пушкин қиылысында", "угол Абая и Пушкина", "Абай мен Пушкин көшелерінің қиылысы"]
)
def test_a_crossing_is_two_addresses_that_know_each_other(text):
    first, second = entities_of(text).addresses
    assert (first.crossing, second.crossing) == (second.street, first.street)


@pytest.mark.parametrize(
    ("text", "landmark"),
    [
        ("№264 мектеп жанында шам жоқ", "№264 мектеп жанында"),
        ("Яма возле школы №5", "возле школы №5"),
        ("Магнум дүкенінің артында қоқыс", "Магнум дүкенінің артында"),
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
    ],
)
def test_what_only_looks_like_an_address_is_none(text):
    assert entities_of(text).addresses == ()


def test_the_city_of_an_address_is_the_one_beside_it():
    (address,) = entities_of("Шымкент қаласы, Тәуке хан даңғылы, 4/1 үй").addresses
    assert address.city == "Шымкент"


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
