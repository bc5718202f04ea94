"""Numbers said on the telephone, secrets copied by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.core import ids

numbers = st.integers(0, 10**8 - 1).map(lambda value: f"{value:08d}" + ids.check_digit(f"{value:08d}"))


@given(numbers, st.integers(0, 8), st.integers(1, 9))
def test_a_single_wrong_digit_is_always_found(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(ValueError, match="not a number"):
        ids.read_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 7))
def test_two_swapped_neighbours_are_always_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if swapped != number:
        with pytest.raises(ValueError, match="not a number"):
            ids.read_number(swapped)


@given(numbers)
def test_a_number_survives_being_said_in_threes(number: str) -> None:
    assert ids.read_number(ids.say_number(number)) == number


def test_fresh_numbers_do_not_tell_how_many_came() -> None:
    found = [int(ids.new_number()[:8]) for _ in range(300)]
    assert len(set(found)) == 300
    assert sorted(found) != found


@given(st.binary(min_size=7, max_size=32))
def test_a_secret_reads_back_however_it_is_typed(digest: bytes) -> None:
    secret = ids.secret_from(digest)
    assert ids.read_secret(ids.say_secret(secret).lower()) == secret


@pytest.mark.parametrize(
    ("typed", "read"), [("oIl00 00000", "0110000000"), ("АВСЕН12345", "ABCEH12345"), ("short", "")]
)
def test_misheard_and_look_alike_letters_are_forgiven(typed: str, read: str) -> None:
    assert ids.read_secret(typed) == read


def test_a_secret_has_no_letter_that_could_be_misheard() -> None:
    assert not set("ILOU") & set("".join(ids.new_secret() for _ in range(200)))
