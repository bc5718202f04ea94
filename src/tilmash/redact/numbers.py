"""Numbers with a checksum (IIN, BIN, cards, accounts) and car plates.

IIN and BIN: 12 digits, the last a check digit by weights 1..11 modulo 11, on 10 by weights 3..11, 1, 2 (Government
decree of the Republic of Kazakhstan No. 565 of 22 May 2007 on identification numbers). Cards: Luhn (ISO/IEC 7812).
Accounts: IBAN, remainder 1 modulo 97 (ISO 13616). Plates: the series of 2012 and before, regions 01 to 20.
"""

import re
from collections.abc import Iterator
from datetime import date

from tilmash.types import Span

_TWELVE = re.compile(r"(?<!\d)\d{6}[ \u00a0]?\d{6}(?!\d)")
_NAMED_IIN = re.compile(r"(?<!\w)(?:ИИН|ЖСН|IIN|JSN|ZHSN)[\s:№\-]{0,4}(\d{12})(?!\d)", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)[2-69](?:[ \-]?\d){14,18}(?!\d)")
_IBAN = re.compile(r"(?<!\w)[KК]Z\d{2}(?: ?[0-9A-Z]){16}(?!\w)", re.IGNORECASE)
_PLATE_LETTER = "A-ZАВЕКМНОРСТУХ"
_REGION = r"(?:0[1-9]|1\d|20)"
_PLATE = re.compile(
    rf"(?<!\w)(?:\d{{3}} ?[{_PLATE_LETTER}]{{2,3}} ?{_REGION}|\d{{3}}[a-z]{{2,3}}{_REGION}"
    rf"|[A-Z] ?\d{{3}} ?[A-Z]{{2,3}})(?!\w)"
)
_FIRST = tuple(range(1, 12))
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def has_identity_checksum(digits: str) -> bool:
    """Say whether 12 digits end with the check digit of an IIN or a BIN."""
    values = [int(digit) for digit in digits]
    for weights in (_FIRST, _SECOND):
        remainder = sum(value * weight for value, weight in zip(values, weights, strict=False)) % 11
        if remainder < 10:
            return remainder == values[11]
    return False


def is_iin(digits: str) -> bool:
    """Say whether 12 digits are an IIN: a real day of birth, a century digit 1..6 and the check digit."""
    century = int(digits[6])
    if not 1 <= century <= 6:
        return False
    try:
        date(1700 + 100 * ((century + 1) // 2) + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return has_identity_checksum(digits)


def is_bin(digits: str) -> bool:
    """Say whether 12 digits are a BIN: a month, a type of body 4..6, a division 0..3 and the check digit."""
    return (
        1 <= int(digits[2:4]) <= 12
        and digits[4] in "456"
        and digits[5] in "0123"
        and has_identity_checksum(digits)
    )


def has_luhn(digits: str) -> bool:
    """Say whether a row of digits passes the Luhn check."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (doubled + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def identity_numbers(text: str) -> Iterator[Span]:
    """Give the IIN and BIN by checksum, and twelve digits called an IIN even where the checksum fails."""
    for match in _NAMED_IIN.finditer(text):
        yield Span("iin", match.start(1), match.end(1))
    for match in _TWELVE.finditer(text):
        digits = "".join(filter(str.isdigit, match.group()))
        if is_iin(digits):
            yield Span("iin", match.start(), match.end())
        elif is_bin(digits):
            yield Span("bin", match.start(), match.end())


def cards(text: str) -> Iterator[Span]:
    """Give the payment card numbers of 15 to 19 digits that pass the Luhn check."""
    for match in _CARD.finditer(text):
        if has_luhn("".join(filter(str.isdigit, match.group()))):
            yield Span("card", match.start(), match.end())


def bank_accounts(text: str) -> Iterator[Span]:
    """Give the Kazakhstan IBAN that pass their check."""
    for match in _IBAN.finditer(text):
        plain = "KZ" + match.group().replace(" ", "")[2:].upper()
        if plain.isascii() and int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1:
            yield Span("iban", match.start(), match.end())


def plates(text: str) -> Iterator[Span]:
    """Give the car plates: 123 ABC 02, 123AB02, A 123 BCD."""
    for match in _PLATE.finditer(text):
        yield Span("plate", match.start(), match.end())
