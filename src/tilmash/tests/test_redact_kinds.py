import random

import pytest

from tilmash.entities import entities_of
from tilmash.evaluate.gold import appeals, personal
from tilmash.redact import TOKENS, mask_spans, personal_spans
from tilmash.redact.numbers import is_iin

PERSONAL = {"person", "house", "flat", "phone", "email", "iin", "bin", "card", "iban", "plate"}


def found_in(text):
    return [(span.kind, text[span.start : span.end]) for span in personal_spans(text)]


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("document", "045678901", "удостоверение личности № 045678901 выдано"),
        ("document", "N12345678", "паспорт N12345678"),
        ("document", "012345678", "жеке куәлік нөмірі 012345678"),
        ("handle", "@aigul_92", "Телеграмда жазыңыз: @aigul_92"),
        ("handle", "instagram.com/marat.kz", "страница instagram.com/marat.kz"),
        ("handle", "t.me/saule_1", "t.me/saule_1 жазыңыз"),
        ("geo", "43.238949, 76.889709", "Нүкте: 43.238949, 76.889709"),
        ("plate", "123АВС02", "Көлік 123АВС02 тротуарда"),
        ("plate", "777 AAB 11", "джип 777 AAB 11 паркуется"),
        ("plate", "A 123 BCD", "номер A 123 BCD"),
        ("phone", "+7 (7172) 55-66-77", "қоңырау: +7 (7172) 55-66-77"),
        ("phone", "+49 30 901820", "пишите на +49 30 901820"),
        ("name", "Айгүл Сәрсенбаева", "Дәрігер Айгүл Сәрсенбаева қабылдамады"),
        ("name", "Марат Сериков", "Участковый Марат Сериков не отвечает"),
        ("iin", "850417300127", "ИИНім 850417300127"),
        ("address", "мкр Аксай-4, дом 56, кв 18", "мкр Аксай-4, дом 56, кв 18, сосед шумит"),
    ],
)
def test_each_kind_is_found_where_it_stands(kind, value, text):
    assert (kind, value) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Шарт № 70154022318 бойынша қарыз",
        "Договор №84512099163, долг 3 000 тенге",
        "Сатпаева көшесінде жарық жоқ",
        "Самый большой проспект Назарбаева перекрыт",
        "Сарапшының айтуынша су таза",
        "По СНиП 43.2389 не проходит",
        "Батареи ледяные, пенсионеров жалко",
        "Кордайский район, село без газа",
        "Өтінім нөмірі 1023456789",
        "Құжат 12 бет",
        "Счёт за май 12500 тенге",
        "Тел жоқ, интернет жоқ",
    ],
)
def test_what_only_looks_personal_is_left_alone(text):
    assert found_in(text) == []


def test_every_kind_has_its_own_token():
    assert len(set(TOKENS.values())) == len(TOKENS)
    assert {"phone", "iin", "name", "address", "document", "handle", "geo"} <= set(TOKENS)


def test_the_street_of_an_address_stays_in_the_mask_and_the_house_does_not():
    text = "Қанат, ул. Толе би, дом 12А, кв. 5 тұрады"
    assert "ул. Толе би, [МЕКЕНЖАЙ] тұрады" in mask_spans(text, personal_spans(text))


def test_entities_found_before_give_the_same_spans():
    text = "Менің атым Айгүл, Абай көшесі 12 үй, тел 8 701 123 45 67"
    assert personal_spans(text, entities_of(text)) == personal_spans(text)


def test_few_random_numbers_are_taken_for_an_iin():
    pick = random.Random(7)  # noqa: S311
    taken = sum(is_iin(f"{pick.randrange(10**12):012d}") for _ in range(100_000))
    assert taken / 100_000 <= 0.0025


def test_the_personal_data_of_our_own_appeals_is_found():
    met = wanted = true = said = 0
    for appeal in appeals():
        if appeal.language not in ("kk", "ru", "mixed"):
            continue
        gold = [(start, end) for kind, start, end in appeal.spans if kind in PERSONAL]
        spans = personal_spans(appeal.text)
        met += sum(any(span.start < end and start < span.end for span in spans) for start, end in gold)
        true += sum(any(span.start < end and start < span.end for start, end in gold) for span in spans)
        wanted, said = wanted + len(gold), said + len(spans)
    assert met / wanted >= 0.95
    assert true / said >= 0.95


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "Шолпан", "үй суық Шолпан 87084000016"),
        ("name", "Айман", "Номерін алды. Айман, үйде бала бар."),
        ("name", "Гончаренко", "Председатель ОСИ Гончаренко пропал"),
        ("name", "Ж.Б.Омарова", "директор школы Ж.Б.Омарова"),
        ("name", "айша", "моя дочь айша не ходит в сад"),
        ("name", "Тимур", "водитель по имени Тимур"),
        ("name", "Emily Carter", "My name is Emily Carter, I live here"),
        ("phone", "8/701/000 11 22", "8/701/000 11 22"),
        ("plate", "а777авм", "чёрная Камри а777авм"),
        ("address", "комната 412", "Общежитие, комната 412"),
        ("address", "45кв", "65дом 45кв батарея холодная"),
        ("address", "16-48", "Сосед шумит. Тараз, Астана, 16-48."),
        ("address", "Достык 200 31", "нет воды Достык 200 31"),
    ],
)
def test_what_stands_beside_a_datum_tells_it(kind, value, text):
    assert (kind, value) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Абонент нөмірі 7700123456, газ жоқ",
        "Горячая линия 8 800 000 05 55 молчит",
        "Библиотека имени Олжаса Сулейменова закрыта",
        "Абай атындағы №5 мектептің шатыры ағып тұр",
        "Пишу из аула Мырзабек, дороги нет",
        "Төлем өтпеді. Сайлау қашан? Наурызда тойлаймыз.",
        "IMEI 356938035643809 жоғалды",
        "Рынок Алтын грязный",
        "Сәтбаев, №19 мектеп. Үзіліс он минут.",
        "кабель 10кв.м",
    ],
)
def test_what_bears_a_name_or_a_number_of_nobody_is_left_alone(text):
    assert found_in(text) == []


def test_the_personal_data_of_the_dense_appeals_is_found():
    met = wanted = true = said = 0
    for appeal in personal():
        gold = [
            (start, end) for kind, start, end in appeal.spans if kind in PERSONAL | {"handle", "document"}
        ]
        spans = personal_spans(appeal.text)
        met += sum(any(span.start < end and start < span.end for span in spans) for start, end in gold)
        true += sum(any(span.start < end and start < span.end for start, end in gold) for span in spans)
        wanted, said = wanted + len(gold), said + len(spans)
    assert met / wanted >= 0.95
    assert true / said >= 0.97
