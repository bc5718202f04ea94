import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tilmash import mask, read

VALUES = ["87011234567", "+7 (701) 123-45-67", "aigul@mail.kz", "4111 1111 1111 1111"]
PIECES = [
    "Көше",
    "жоқ",
    "ул.",
    "8 701",
    "123",
    "@",
    ".kz",
    "үй",
    "дом",
    "Айгүл",
    "-",
    " ",
    "\n",
    "(",
    "+7",
    "№",
    "қызы",
    "А.",
]


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
@example("\ud800 жоқ \udfff")
@example("\u202eжоқ\u202c\x00")
@example("ё" + "\u0301" * 40)
def test_any_text_is_read_with_spans_inside_it_and_apart(text):
    reading = read(text)
    ends = [0, *(span.end for span in reading.pii)]
    assert all(end <= span.start < span.end for end, span in zip(ends, reading.pii, strict=False))
    assert ends[-1] <= len(text)
    assert all(0 < label.p < 1 and label.why for label in reading.themes)
    assert 0 <= reading.urgency.level <= 3


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="абвқңі .,!\n", max_size=60),
    st.sampled_from(VALUES),
    st.text(alphabet="абвқңі .!\n", max_size=60),
)
def test_the_mask_holds_none_of_the_masked_values(before, value, after):
    text = f"{before} {value} {after} {value}"
    masked = mask(text)
    assert value not in masked
    assert masked.count("[") >= 2


@pytest.mark.parametrize(
    "piece",
    [
        "8 701 ",
        "8-(",
        "1 ",
        "1",
        "a@",
        "a.",
        "@a.b",
        "ул. Абая ",
        "көшесі 1 ",
        "Айгүл ",
        "А. ",
        "KZ1",
        "атым ",
        "қоқыс ",
        "жарық жоқ ",
        "үй 5, ",
        "😀",
        "-",
        "' ",
        "\u0301",
    ],
)
def test_a_hostile_text_of_100_kilobytes_takes_time_in_proportion(piece):
    text = piece * (100_000 // len(piece))
    started = time.process_time()
    reading = read(text)
    assert time.process_time() - started < 8
    assert reading.script in {"cyrillic", "latin", "arabic", "mixed", "none"}


def test_a_text_longer_than_the_reading_is_masked_to_its_end():
    text = "жарық жоқ. " * 30_000 + "тел 87011234567"
    reading = read(text)
    assert reading.language == "kk"
    assert reading.masked.endswith("[ТЕЛЕФОН]")


@pytest.mark.parametrize("piece", ["школа ", "мектеп-", "орта мектеп "])
def test_a_chain_of_words_for_schools_takes_time_in_proportion(piece):
    started = time.process_time()
    read(piece * (40_000 // len(piece)))
    assert time.process_time() - started < 8


def test_a_capital_that_grows_when_made_small_hides_no_address():
    assert mask("İ 15дом 3кв") == "İ [МЕКЕНЖАЙ] [МЕКЕНЖАЙ]"
