"""Numbers with a checksum (IIN, BIN, cards, accounts), car plates, documents and personal accounts.

A number called by its name is believed where its check fails: mistyped, it leads to a person still.

IIN and BIN: 12 digits, the last a check digit by weights 1..11 modulo 11, on 10 by weights 3..11, 1, 2 (Government
decree of the Republic of Kazakhstan No. 565 of 22 May 2007 on identification numbers). Cards: Luhn (ISO/IEC 7812).
Accounts: IBAN, remainder 1 modulo 97 (ISO 13616). Plates: the series of 2012 and before, regions 01 to 20.
"""

import re
from collections.abc import Iterator
from datetime import date

from tilmash.models import required
from tilmash.redact.signs import holds
from tilmash.types import Span

# Twelve digits with one sign at most between two: neither a number of identity nor a card stands in a text without them.
_LONG = re.compile(r"\d(?:[ \-\u00a0]?\d){11}")
_TWELVE = re.compile(r"(?<!\d)\d{6}[ \u00a0]?\d{6}(?!\d)")
_NAMED_IIN = re.compile(
    r"(?<!\w)(?:ИИН|ЖСН|IIN|JSN|ZHSN)(?:-?(?:ім|им|ый|і|и|мм))?(?: [^\W\d_]{2,12}){0,2}[\s:№\-–]{0,4}((?:\d[ \-]?){11}\d)(?!\d)",
    re.IGNORECASE,
)
_NAMED_BIN = re.compile(
    r"(?<!\w)(?:БИН|БСН|BIN|BSN)(?:-?(?:і|и))?[\s:№\-–]{0,4}(\d{12})(?!\d)", re.IGNORECASE
)
_IIN_SIGNS, _BIN_SIGNS = ("иин", "жсн", "iin", "jsn", "zhsn"), ("бин", "бсн", "bin", "bsn")
# The usual sixteen digits first: what stands behind a blank may be the month until which the card is good.
_CARDS = tuple(re.compile(rf"(?<!\d)[2-69](?:[ \-]?\d){{{more}}}(?!\d)") for more in (15, 18, 17, 16)) + (
    re.compile(r"(?<!\d)3[ \-]?[47](?:[ \-]?\d){13}(?!\d)"),
)
_NAMED_CARD = re.compile(
    r"(?<!\w)(?:карт(?:[аыуе]|ой|очк\w{1,3}|ам\w{0,5}|асы\w{0,4})?|card|karta\w{0,4})[\s:№\-–]{0,4}(?:(?:нөмірі?\w{0,3}|номері?\w{0,3})[\s:№\-–]{0,3})?"
    r"([2-6]\d{3}(?:[ \-]?\d{4}){3})(?!\d)",
    re.IGNORECASE,
)
_NAMES_CARD = ("карт", "card", "kart")
# Glued to a word it is an account still: the check tells it. Some of its letters are typed in Cyrillic.
_IBAN = re.compile(r"[KК]Z ?\d ?\d(?:[ \-\u00a0]?[0-9A-ZАВСЕНКМОРТХУ]){16}", re.IGNORECASE)
_NAMES_IBAN = re.compile(r"(?:iban|ибан|шот\w{0,6}|сч[её]т\w{0,2}|account)[\s:№\-–]{0,4}$", re.IGNORECASE)
_AS_LATIN = str.maketrans("АВСЕНКМОРТХУ", "ABCEHKMOPTXY")
_REACH = 24
_ACCOUNT = re.compile(
    r"(?<!\w)(?:лиц(?:ев(?:о[йем]|ого|ому|ым)|\.)? ?(?:сч[её]т\w{0,2}|сч\.)|л/с(?:ч[её]т\w{0,2})?|(?:жеке|дербес) (?:есеп ?)?шот\w{0,8}|(?:zh?eke|jeke|derbes) shot\w{0,6}|litsevoi schet)"
    r"[\s.:,№\-–]{0,4}(?:(?:нөмірі?\w{0,3}|номері?\w{0,3}|nomir\w{0,3}|nomer\w{0,3})[\s.:№\-–]{0,4})?"
    r"(\d{5,15}|\d{2,4}(?:[ \-]\d{2,4}){1,4})(?!\d)(?! ?(?:тг|тен|тең|тыс|мың|₸|руб))",
    re.IGNORECASE,
)
_ACCOUNT_SIGNS = ("сч", "л/с", "шот", "shot", "schet")
_PLATE_LETTER = "A-ZАВЕКМНОРСТУХ"
_SMALL_LETTER = "a-zавекмнорстух"
_REGION = r"(?:0[1-9]|1\d|20)"
_PLATE = re.compile(
    rf"(?<![\w-])(?:\d{{3}}[ \-]?[A-ZА-Я]{{2,3}}[ \-|]?{_REGION}|\d{{3}}[a-zа-я]{{2,3}}{_REGION}"
    rf"|\d{{3}} [a-z]{{3}} {_REGION}|[{_PLATE_LETTER}] ?\d{{3}} ?[{_PLATE_LETTER}]{{2,3}}(?! ?\d)|[{_SMALL_LETTER}]\d{{3}}[{_SMALL_LETTER}]{{2,3}})(?![\w-])"
)
_DOCUMENT = re.compile(
    r"(?<!\w)(?:удостоверени\w{1,2}(?: личности)?|уд\. ?личн\w{0,4}|удост\w{0,6}|жеке куәлі\w{1,8}|жеке куали\w{1,8}|куәлі\w{1,8}|куәлігім\w{0,3}|паспорт\w{0,5}|төлқұжат\w{0,5}"
    r"|құжат нөмірі\w{0,3}|права|жүргізуші куәлігі\w{0,3}|udostoverenie|kualik\w{0,4}|passport)[\s.:,]{0,3}(?:(?:нөмірі?\w{0,3}|номері?\w{0,3}|номер|серия|no)[\s:.]{0,3})?"
    r"№?\s?([A-ZА-Я]{0,2} ?\d{6,9})(?!\d)",
    re.IGNORECASE,
)
_DOCUMENT_SIGNS = ("уд", "куә", "куал", "паспорт", "төлқұжат", "құжат нөмірі", "права", "kualik", "passport")
_GEO = re.compile(
    r"[45]\d(?<![\d.,]..)(?<!5[7-9])[.,]\d{4,8}°?\s?[NСсn]?[,;\s]{1,3}(?:4[6-9]|[5-7]\d|8[0-8])[.,]\d{4,8}°?(?!\d)"
)
_PLATE_HINT = re.compile(r"\d{3}")
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


def identity_numbers(text: str) -> Iterator[Span]:
    """Give the IIN and BIN by checksum, and twelve digits called an IIN even where the checksum fails."""
    low = text.lower()
    if holds(low, _IIN_SIGNS):
        for match in _NAMED_IIN.finditer(text):
            yield Span("iin", match.start(1), match.end(1))
    if holds(low, _BIN_SIGNS):
        for match in _NAMED_BIN.finditer(text):
            yield Span("bin", match.start(1), match.end(1))
    for match in _TWELVE.finditer(text) if _LONG.search(text) else ():
        digits = "".join(filter(str.isdigit, match.group()))
        if is_iin(digits):
            yield Span("iin", match.start(), match.end())
        elif is_bin(digits):
            yield Span("bin", match.start(), match.end())


def cards(text: str) -> Iterator[Span]:
    """Give the payment card numbers of 15 to 19 digits that pass the Luhn check, and sixteen digits called a card."""
    if not _LONG.search(text):
        return
    for pattern in _CARDS:
        for match in pattern.finditer(text):
            if required("stdnum.luhn").is_valid("".join(filter(str.isdigit, match.group()))):
                yield Span("card", match.start(), match.end())
    low = text.lower()
    for match in _NAMED_CARD.finditer(text) if holds(low, _NAMES_CARD) else ():
        yield Span("card", match.start(1), match.end(1))


def bank_accounts(text: str) -> Iterator[Span]:
    """Give the accounts of Kazakhstan (IBAN) that pass their check, and those called an account where it fails."""
    low = text.lower()
    for match in _IBAN.finditer(text) if "kz" in low or "кz" in low else ():
        plain = "".join(filter(str.isalnum, match.group())).upper().translate(_AS_LATIN)
        named = _NAMES_IBAN.search(text, max(0, match.start() - _REACH), match.start())
        if named or required("stdnum.iban").is_valid(plain, check_country=False):
            yield Span("iban", match.start(), match.end())


def accounts(text: str) -> Iterator[Span]:
    """Give the numbers of personal accounts for gas, water and rent, after their word: they open a flat's bills to anyone."""
    low = text.lower()
    for match in _ACCOUNT.finditer(text) if holds(low, _ACCOUNT_SIGNS) else ():
        yield Span("account", match.start(1), match.end(1))


def plates(text: str) -> Iterator[Span]:
    """Give the car plates: 123 ABC 02, 123AB02, A 123 BCD, with Latin letters or Cyrillic ones that look the same."""
    if _PLATE_HINT.search(text):
        for match in _PLATE.finditer(text):
            yield Span("plate", match.start(), match.end())


def documents(text: str) -> Iterator[Span]:
    """Give the numbers of identity cards, passports and licences, after their word."""
    low = text.lower()
    for match in _DOCUMENT.finditer(text) if holds(low, _DOCUMENT_SIGNS) else ():
        yield Span("document", match.start(1), match.end(1))


def coordinates(text: str) -> Iterator[Span]:
    """Give the pairs of degrees of a point in Kazakhstan with four decimals and more (about ten metres)."""
    for match in _GEO.finditer(text):
        yield Span("geo", match.start(), match.end())
