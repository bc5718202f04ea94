"""Dates as they stand in a sentence, in both languages.

>>> from datetime import date
>>> said(date(2026, 11, 3)), at(date(2026, 11, 3)), to(date(2026, 11, 3)), of(date(2026, 11, 3))
('2026 жылғы 3 қараша', '2026 жылғы 3 қарашада', '2026 жылғы 3 қарашаға', '2026 жылғы 3 қарашадағы')
"""

from datetime import date

_KAZAKH = (
    ("қаңтар", "да", "ға"), ("ақпан", "да", "ға"), ("наурыз", "да", "ға"), ("сәуір", "де", "ге"), ("мамыр", "да", "ға"),
    ("маусым", "да", "ға"), ("шілде", "де", "ге"), ("тамыз", "да", "ға"), ("қыркүйек", "те", "ке"), ("қазан", "да", "ға"),
    ("қараша", "да", "ға"), ("желтоқсан", "да", "ға"),
)  # fmt: skip
_RUSSIAN = (
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
TIE = "\u00a0"


def _begun(on: date) -> str:
    return f"{on.year}{TIE}жылғы {on.day}{TIE}{_KAZAKH[on.month - 1][0]}"


def said(on: date, language: str = "kk") -> str:
    """Return a date as it heads a letter."""
    return _begun(on) if language == "kk" else f"{on.day}{TIE}{_RUSSIAN[on.month - 1]} {on.year}{TIE}года"


def at(on: date) -> str:
    """Return when, in Kazakh: 2026 жылғы 3 қарашада."""
    return _begun(on) + _KAZAKH[on.month - 1][1]


def to(on: date) -> str:
    """Return until when, in Kazakh, to stand before «дейін»."""
    return _begun(on) + _KAZAKH[on.month - 1][2]


def of(on: date) -> str:
    """Return of which day, in Kazakh, to stand before a number or a noun."""
    ending = _KAZAKH[on.month - 1][1]
    return at(on) + ("ғы" if ending == "да" else "гі")
