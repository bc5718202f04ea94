import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilmash import mask, read
from tilmash.redact.numbers import has_identity_checksum, is_bin, is_iin

FIRST = range(1, 12)
SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def with_check_digit(eleven):
    for weights in (FIRST, SECOND):
        rest = sum(int(d) * w for d, w in zip(eleven, weights, strict=True)) % 11
        if rest < 10:
            return eleven + str(rest)
    return None


IIN = with_check_digit("85041730012")
BIN = with_check_digit("19064001234")


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("phone", "87011234567", "тел 87011234567"),
        ("phone", "8 701 123 45 67", "Хабарласыңыз: 8 701 123 45 67."),
        ("phone", "+7 (701) 123-45-67", "звоните +7 (701) 123-45-67, спасибо"),
        ("phone", "8(7172)55-66-77", "Телефон 8(7172)55-66-77"),
        ("phone", "701 123 45 67", "Ұялы 701 123 45 67"),
        ("phone", "55-66-77", "тел. 55-66-77"),
        ("phone", "+998 90 123 45 67", "номер +998 90 123 45 67"),
        ("email", "aigul.s@mail.kz", "Жауапты aigul.s@mail.kz жіберіңіз"),
        ("iin", IIN, f"ЖСН {IIN}, көмектесіңіз"),
        ("iin", IIN, f"менің нөмірім {IIN}"),
        ("iin", "123456789012", "ИИН: 123456789012"),
        ("bin", BIN, f"ЖШС, {BIN}"),
        ("card", "4111 1111 1111 1111", "карта 4111 1111 1111 1111"),
        ("plate", "123 ABC 02", "көлік 123 ABC 02 тұр"),
        ("plate", "777AAA10", "машина 777AAA10"),
        ("name", "Айгүл", "Менің атым Айгүл, тұрғынмын"),
        ("name", "Айгүл Сәрсенова", "Менің атым Айгүл Сәрсенова. Көмек керек"),
        ("name", "Марат", "Меня зовут Марат, живу в Алматы"),
        ("name", "марат", "меня зовут марат"),
        ("name", "Раушан Жәдігерқызы Ысқақова", "Орынбасары Раушан Жәдігерқызы Ысқақова айтты"),
        ("name", "Сергеев Иван Петрович", "Обращается Сергеев Иван Петрович."),
        ("name", "Болат Серікұлы", "Болат Серікұлы деген кісі"),
        ("name", "Иванов А.Б.", "Директор Иванов А.Б. не отвечает"),
        ("address", "Абай көшесі 50", "Абай көшесі 50 мекенжайында"),
        ("address", "Абай көшесі, 50 үйде", "Абай көшесі, 50 үйде тұрамын"),
        ("address", "12-үй", "Көк базар жақта 12-үй"),
        ("address", "ул. Толе би, дом 12А, кв. 5", "ул. Толе би, дом 12А, кв. 5"),
        ("address", "проспект Назарбаева 12/3", "проспект Назарбаева 12/3"),
        ("address", "пәтер 7", "мен пәтер 7 тұрамын"),
    ],
)
def test_a_personal_datum_is_found_where_it_stands(kind, value, text):
    assert [(span.kind, text[span.start : span.end]) for span in read(text).pii] == [(kind, value)]


def test_a_kazakh_account_is_found_by_its_check_or_by_its_word():
    digits = "125" + "KZT1234567890"
    check = 98 - int("".join(str(int(sign, 36)) for sign in digits + "KZ00")) % 97
    text = f"Шотым KZ{check:02d}{digits}"
    assert [span.kind for span in read(text).pii] == ["iban"]
    wrong = f"KZ{(check + 1) % 97:02d}{digits}"
    assert read(f"Код {wrong}").pii == ()
    assert [span.kind for span in read(f"Шотым {wrong}").pii] == ["iban"]


@pytest.mark.parametrize(
    "text",
    [
        "Қалада 250000 адам тұрады",
        "Бюджет 120 000 000 теңге",
        "2024 жылғы 12 мамырда сағат 18:00-де",
        "Улица Абая 3 дня без света",
        "На улице Абая 20 человек ждут",
        "Абай көшесінде 3 күн су жоқ",
        "Биыл 50 үй салынды",
        "№264 мектеп жанында",
        "123456789012",
        "Менің ұлым аутист",
        "Моё имя садику не называйте",
        "Абай көшесі, 160 вольт кернеу",
        "Автобус 37, маршрут 12",
        "Жұмыс күні 10.00-18.00",
    ],
)
def test_an_ordinary_number_or_word_is_left_alone(text):
    assert read(text).pii == ()


def test_the_mask_names_the_kind_and_keeps_the_rest():
    masked = mask("Менің атым Айгүл, Абай көшесі, 50 үй, тел 8 701 123 45 67. Жарық жоқ!")
    assert masked == "Менің атым [АТЫ-ЖӨНІ], Абай көшесі, [МЕКЕНЖАЙ], тел [ТЕЛЕФОН]. Жарық жоқ!"


def test_a_name_said_once_is_masked_in_the_signature_too():
    assert mask("Меня зовут Айгуль. Нет воды. С уважением, Айгуль").count("[АТЫ-ЖӨНІ]") == 2


def test_the_masked_text_of_a_reading_is_what_mask_gives():
    text = "Тел 87011234567, a@b.kz"
    assert read(text).masked == mask(text)


@given(st.integers(min_value=0, max_value=10**11 - 1))
def test_the_check_digit_of_any_eleven_digits_is_accepted_and_another_refused(number):
    twelve = with_check_digit(f"{number:011d}")
    if twelve is not None:
        assert has_identity_checksum(twelve)
        assert not has_identity_checksum(twelve[:11] + str((int(twelve[11]) + 1) % 10))


@pytest.mark.parametrize("eleven", ["85023030012", "85130130012", "85041790012", "85041700012"])
def test_an_iin_needs_a_real_birthday_and_a_century(eleven):
    twelve = with_check_digit(eleven)
    assert twelve is None or not is_iin(twelve)


def test_a_bin_is_no_iin():
    assert is_bin(BIN)
    assert not is_iin(BIN)
