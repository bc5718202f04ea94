import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tilmash import mask, read
from tilmash.evaluate.gold import appeals, personal
from tilmash.redact import personal_spans

MARK = re.compile(r"\{([a-z]+)\|([^{}|]+)\}")
KINDS = {"person": "name", "house": "address", "flat": "address"}
OPEN = {"street", "microdistrict"}
ACCOUNT = "KZ75125KZT1001300335"


def dense_texts():
    lines = (Path(__file__).parent / "personal_texts.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[2:]:
        parts = MARK.split(line.split("\t")[1])
        gold, text = [], ""
        for before, kind, value in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            text += before
            if kind not in OPEN:
                gold.append((KINDS.get(kind, kind), len(text), len(text) + len(value)))
            text += value
        yield text + parts[-1], gold


def found_in(text):
    return [(span.kind, text[span.start : span.end]) for span in personal_spans(text)]


def test_the_personal_data_of_dense_texts_is_found_by_its_kind():
    met = wanted = true = said = 0
    for text, gold in dense_texts():
        spans = personal_spans(text)
        met += sum(
            any(kind == s.kind and s.start < end and start < s.end for s in spans)
            for kind, start, end in gold
        )
        true += sum(any(s.start < end and start < s.end for _, start, end in gold) for s in spans)
        wanted, said = wanted + len(gold), said + len(spans)
    assert wanted > 280
    assert met / wanted >= 0.98
    assert true / said >= 0.97


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("name", "Омарову Айжан Маратовну", "Врач накричал на Омарову Айжан Маратовну при всех."),
        ("name", "Ким Ларисой Петровной", "Подано Ким Ларисой Петровной ещё в марте."),
        ("name", "Ли Светлана", "Педиатр Ли Светлана уволилась."),
        ("name", "Ай Нұр", "Менің атым Ай Нұр, көмек керек."),
        ("name", "Жарық Нұрланов", "Көршім Жарық Нұрланов қоқыс тастайды."),
        ("name", "Р.Сейітке", "Жауапты Р.Сейітке тапсырыңыздар."),
        ("name", "Әлихан", "Ұлым Әлихан 3-сыныпта оқиды."),
        ("name", "Әлихан", "Ұлым Әлихан мектепке барады."),
        ("phone", "87О71234567", "Звоните 87О71234567"),
        ("phone", "8747З215544", "Телефоным 8747З215544, кешке"),
        ("phone", "8 7О5 32l 44 О8", "Номер 8 7О5 32l 44 О8, зовут"),
        ("phone", "87011234567", "ИИН900101300126тел87011234567"),
        ("iin", "900101300126", "ИИН900101300126тел87011234567"),
        ("iban", ACCOUNT, f"IBAN{ACCOUNT} шотына"),
        ("iban", "КZ75 125К ZТ10 0130 0335", "на счёт КZ75 125К ZТ10 0130 0335 пришло"),
        ("card", "4111111111111111", "карта4111111111111111списали"),
        ("card", "4111 1111 1111 1111", "Visa 4111 1111 1111 1111 05/27"),
        ("card", "4400 4301 1122 3344", "Банк картам 4400 4301 1122 3344 бұғатталды"),
        ("birth", "1985 жылы 3 мамырда", "1985 жылы 3 мамырда туғанмын"),
        ("birth", "03.05.1985", "Ахметов Олжас, д.р. 03.05.1985"),
        ("birth", "17 августа 1990 года", "Дата рождения: 17 августа 1990 года."),
        ("account", "100245873", "Лицевой счёт № 100245873, долг не мой"),
        ("account", "4501122", "Жеке шот № 4501122, екі айда 18 000 теңге"),
        ("document", "041556789", "удостоверение личности № 041556789"),
        ("handle", "@bauka_01", "Телеграмым @bauka_01, жазыңыз"),
        ("address", "31", "дом номер 31, лифт стоит"),
        ("address", "12, 14 и 16", "двор домов 12, 14 и 16 по Майлина"),
        ("address", "12, 14", "12, 14 үйлердің арасы лас"),
        ("address", "14-ой", "Соседи из 14-ой затопили"),
        ("address", "77", "Саяжай алабы 77, жарық жоқ"),
    ],
)
def test_a_datum_is_found_whole_however_it_is_written(kind, value, text):
    spans = found_in(text)
    assert any(kind == found and value in words for found, words in spans), spans


@pytest.mark.parametrize(
    "text",
    [
        "Жетібай аулында екі апта болды су жоқ",
        "Абай Құнанбайұлы ескерткішінің жанындағы жарық жанбайды.",
        "У памятника Абаю Кунанбаеву разбиты все плиты.",
        "Школа им.Ыбрая Алтынсарина без горячего питания.",
        "Қаныш Сәтбаев ат. гимназияда мұғалім жетпейді.",
        "Сәкен Сейфуллин музейінің төбесі ағып тұр.",
        "Нұрсатта жаңа емхана қашан ашылады?",
        "В Нурсате опять нет света.",
        "Айгүл балабақшасы жабық.",
        "Жайық өзені тартылып барады. Сырдарияда су лас.",
        "Тұрсынбек деген ауылда жол жоқ",
        "Арман қалада жоқ, үміт қана бар.",
        "Роза ветров у нас не та.",
        "Дом сдан 23 мая 2014 года, отопления нет.",
        "Өтінішті 2024 жылғы 4 қыркүйекте бердім.",
        "На лицевом счёте долг 12500 тенге, откуда?",
        "Спасли дом 5 сентября, спасибо!",
        "Абонент нөмірі 7700123456, газ жоқ",
        "Код KZ76125KZT1001300335 не проходит",
    ],
)
def test_a_place_a_monument_or_an_ordinary_date_is_nobody(text):
    assert found_in(text) == []


def test_a_number_glued_to_words_is_masked_wherever_it_stands_again():
    masked = mask("Карта 4111111111111111, повторяю:4111111111111111номер")
    assert masked.count("[КАРТА]") == 2


def test_a_town_behind_its_word_hides_no_name():
    assert mask("Пишет Айгуль г. Алматы").startswith("Пишет [АТЫ-ЖӨНІ]")


def test_a_masked_text_stays_as_it_is():
    texts = [each.text for each in [*appeals(), *personal()]] + [text for text, _ in dense_texts()]
    masked = mask(texts)
    assert mask(masked) == masked


def test_the_spans_of_a_reading_give_its_masked_text():
    for text, _ in dense_texts():
        reading = read(text)
        assert reading.masked == mask(text)
        assert reading.pii == personal_spans(text)


PIECES = [
    *(
        "Айгүл ",
        "Омарова ",
        "Маратовна ",
        "Абай ",
        "көшесі ",
        "12 ",
        ", ",
        ". ",
        "тел ",
        "87011234567",
        " дом ",
    ),
    *(
        "[ТЕЛЕФОН]",
        "[АТЫ-ЖӨНІ] ",
        "[МЕКЕНЖАЙ]",
        "Кенесары, ",
        "кв 5",
        "мен ",
        "сосед ",
        "О",
        "З",
        "ұлы ",
        "И. ",
        "@a_1",
    ),
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
@example("Астана, Бокенбай батыра, 27, кв. 15.")
@example("Бокенбай, [МЕКЕНЖАЙ], Айгүл [ТЕЛЕФОН]")
def test_masking_twice_is_masking_once(text):
    once = mask(text)
    assert mask(once) == once
