"""The project's own labelled appeals: they are whole, well marked, and their numbers carry valid checksums."""

import re
from collections import Counter, defaultdict

import pytest
from stdnum import luhn

from tilmash.concepts import themes
from tilmash.errors import LanguageFileError
from tilmash.evaluate.gold import KINDS, GoldText, appeals, personal, unmark
from tilmash.redact.numbers import is_bin, is_iin


def words_marked(kind: str) -> list[str]:
    """Give what is marked as one kind in all texts."""
    return [row.text[start:end] for row in appeals() for name, start, end in row.spans if name == kind]


def digits_of(text: str) -> str:
    """Give the digits of a text."""
    return re.sub(r"\D", "", text)


def languages_by_matter() -> dict[str, set[str]]:
    """Give the languages in which each matter is told."""
    told: dict[str, set[str]] = defaultdict(set)
    for row in appeals():
        told[row.matter].add(row.language)
    return told


def test_ids_are_unique_and_texts_are_not_repeated():
    assert [name for name, count in Counter(row.id for row in appeals()).items() if count > 1] == []
    assert [text for text, count in Counter(row.text for row in appeals()).items() if count > 1] == []


def test_there_are_enough_texts_in_every_language():
    by_language = Counter(row.language for row in appeals())
    assert set(by_language) == {"kk", "ru", "mixed", "en", "other"}
    assert len(appeals()) >= 760
    assert min(by_language["kk"], by_language["ru"]) >= 300
    assert by_language["mixed"] >= 60


def test_matters_are_told_in_kazakh_and_in_russian():
    assert sum({"kk", "ru"} <= told for told in languages_by_matter().values()) >= 300


def test_twins_share_their_theme():
    themes: dict[str, set[str]] = defaultdict(set)
    for row in appeals():
        themes[row.matter].add(row.theme)
    assert [matter for matter, codes in themes.items() if len(codes) > 1] == []


def test_every_theme_is_a_code_of_the_tree():
    assert {row.theme for row in appeals()} <= set(themes())


def test_every_kind_of_mark_is_used():
    assert {kind for row in (*appeals(), *personal()) for kind, _, _ in row.spans} == KINDS


def test_the_numbers_of_the_dense_appeals_carry_their_checksums():
    marked = [(kind, row.text[start:end]) for row in personal() for kind, start, end in row.spans]
    assert len(personal()) >= 160
    assert [words for kind, words in marked if kind == "iin" and not is_iin(digits_of(words))] == []
    assert [words for kind, words in marked if kind == "bin" and not is_bin(digits_of(words))] == []
    assert [words for kind, words in marked if kind == "card" and not luhn.is_valid(digits_of(words))] == []
    assert [words for kind, words in marked if kind == "iban" and remainder_of(words) != 1] == []


def test_spans_lie_in_the_text_in_order_and_have_no_blank_edges():
    for row in appeals():
        edges = [edge for _, start, end in row.spans for edge in (start, end)]
        assert edges == sorted(edges), row.id
        for _, start, end in row.spans:
            words = row.text[start:end]
            assert words and words == words.strip(), row.id


def test_identity_numbers_carry_their_check_digit():
    people, firms = words_marked("iin"), words_marked("bin")
    assert len(people) >= 40 and len(firms) >= 8
    assert [number for number in people if not is_iin(number)] == []
    assert [number for number in firms if not is_bin(number)] == []


def test_cards_and_accounts_carry_their_checksum():
    cards, accounts = words_marked("card"), words_marked("iban")
    assert len(cards) >= 10 and len(accounts) >= 6
    assert [card for card in cards if not luhn.is_valid(digits_of(card))] == []
    assert [account for account in accounts if remainder_of(account) != 1] == []


def test_phones_have_eleven_digits_of_an_operator_and_the_unused_block():
    assert [
        phone for phone in words_marked("phone") if not re.fullmatch(r"[78]7\d\d000\d{4}", digits_of(phone))
    ] == []


def test_unmarked_numbers_of_twelve_digits_are_nobody_s():
    for row in appeals():
        inside = {place for _, start, end in row.spans for place in range(start, end)}
        loose = [match for match in re.finditer(r"\b\d{12}\b", row.text) if match.start() not in inside]
        assert [match[0] for match in loose if is_iin(match[0]) or is_bin(match[0])] == [], row.id


def test_an_address_of_another_place_is_another_matter():
    sizes = Counter(row.matter for row in appeals())
    others = [row for row in appeals() if row.id.endswith("x")]
    assert len(others) >= 40
    assert [row.id for row in others if sizes[row.matter] > 1] == []


def test_respelled_texts_have_no_letter_that_their_keyboard_lacks():
    russian_keys = [row.text for row in appeals() if row.id.endswith("r")]
    latin = [row.text for row in appeals() if row.id.endswith("l")]
    assert len(russian_keys) >= 60 and len(latin) >= 40
    assert [text for text in russian_keys if set(text.lower()) & set("әғқңөұүһі")] == []
    assert [text for text in latin if re.search("[а-яёәғқңөұүһі]", text.lower())] == []


def test_marks_are_taken_out_and_leave_their_place():
    text, spans = unmark("ул. {street|Толе би}, д. {house|12/1}, кв. {flat|7}")
    assert text == "ул. Толе би, д. 12/1, кв. 7"
    assert [text[start:end] for _, start, end in spans] == ["Толе би", "12/1", "7"]


@pytest.mark.parametrize("marked", ["{planet|Марс} алыс", "{street|Абай көшесі", "Абай} көшесі", "{street}"])
def test_a_mark_that_is_not_agreed_is_refused(marked: str):
    with pytest.raises(LanguageFileError):
        unmark(marked)


def test_a_text_is_a_frozen_value():
    first = appeals()[0]
    assert isinstance(first, GoldText)
    with pytest.raises(AttributeError):
        first.text = "басқа"  # type: ignore[misc]


def remainder_of(account: str) -> int:
    """Give the remainder of an IBAN modulo 97; a valid one leaves 1."""
    plain = account.replace(" ", "")
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97
