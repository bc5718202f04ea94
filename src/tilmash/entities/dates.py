"""Dates: 12.11.2026, "2026 ж. 12 қараша", "15 мамырда", "15 мая 2026 года", "өткен дүйсенбіде".

A date with a day and a month has an ISO 8601 value (`--05-15` where no year is said); a relative one has none, because
the engine knows no clock. Source: ISO 8601:2004 for the truncated form; own table of months.

>>> [(date.text, date.value) for date in dates("12.11.2026 және 15 мамырда")]
[('12.11.2026', '2026-11-12'), ('15 мамырда', '--05-15')]
"""

import re
from collections.abc import Iterator
from datetime import date

from tilmash.entities.lexicon import words
from tilmash.normalize import fold
from tilmash.types import Date

_MONTHS = (
    ("қаңтар", "кантар", "январ", "qantar", "kantar"), ("ақпан", "акпан", "феврал", "aqpan", "akpan"), ("наурыз", "март", "nauryz"), ("сәуір", "сауир", "апрел", "säuır", "sauir"), ("мамыр", "мая", "май", "mamyr"),
    ("маусым", "июн", "mausym"), ("шілде", "шилде", "июл", "shilde"), ("тамыз", "август", "tamyz"), ("қыркүйек", "кыркуйек", "сентябр", "qyrkuiek", "kyrkuyek"), ("қазан", "казан", "октябр", "qazan", "kazan"),
    ("қараша", "караша", "ноябр", "qarasha", "karasha"), ("желтоқсан", "желтоксан", "декабр", "zheltoqsan", "jeltoqsan"),
)  # fmt: skip
_NUMBER_OF = {fold(name): number for number, names in enumerate(_MONTHS, 1) for name in names}
_NAMES = "|".join(sorted((name for names in _MONTHS for name in names), key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES})(?P<tail>[^\W\d_]{{0,6}})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_YEAR_WORD = (
    r"(?:[ \u00a0]?-?(?:жылғы|жылы|жылдың|жылдан|жылға|жыл|жылгы|жылдын|ж\.|г\.|году|года|год|г)(?!\w))?"
)
_DIGITS = re.compile(
    r"(?<![\d.,/:-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/]|[.,-]\d)(?: ?(?:жылы|ж\.|г\.|года?|жылғы)(?!\w))?"
)
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d|-)")
_WORDS = re.compile(
    rf"(?<![\w.,/])(?:{_YEAR}{_YEAR_WORD}[ \u00a0,]{{1,2}})?(?P<day>\d{{1,2}})(?:-?(?:ші|шы|ыншы|інші|нші|ншы|го|е|ого))?[ \u00a0]{_MONTH}(?!\w)"
    rf"(?:[ \u00a0,]{{1,2}}(?P<year2>(?:19|20)\d\d){_YEAR_WORD})?",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(
    rf"(?<![\w.])(?:{_YEAR}{_YEAR_WORD}[ \u00a0]{_MONTH}|(?P<month2>{_NAMES})[^\W\d_]{{0,6}}[ \u00a0](?P<year2>(?:19|20)\d\d)(?!\d){_YEAR_WORD})(?!\w)",
    re.IGNORECASE,
)
_DAYS = r"(?:дүйсенбі|дуйсенби|сейсенбі|сейсенби|сәрсенбі|сарсенби|бейсенбі|бейсенби|жұма|жума|сенбі|сенби|жексенбі|жексенби|понедельник|вторник|сред[ауые]|четверг|пятниц|суббот|воскресень|апта|ай|жыл|недел|месяц|год)"
_RELATIVE = re.compile(
    rf"(?<!\w)(?:(?:өткен|откен|келесі|келеси|былтырғы|бұл|осы|прошл\w{{2,3}}|следующ\w{{2,3}}|эт[ауо]\w?й?)[ \u00a0]{_DAYS}\w{{0,5}}"
    r"|кеше|бүгін|бугин|ертең|ертен|бүрсігүні|алдыңғы күні|былтыр|биыл|вчера|сегодня|завтра|послезавтра|позавчера)(?!\w)",
    re.IGNORECASE,
)
_TAILS = words("month_endings")
_STARTS = (
    "откен", "келеси", "былтыр", "бул", "осы", "прошл", "следующ", "эт", "кеше", "бугин", "ертен", "бурсигуни", "алдынгы", "биыл",
    "вчера", "сегодня", "завтра", "послезавтра", "позавчера",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_CENTURY = 2000


def tells_date(folded: str) -> bool:
    """Say whether a folded word may be a relative date; one of digits is told by its digits."""
    return folded.startswith(_STARTS)


def dates(text: str) -> Iterator[Date]:
    """Give the dates of a text in order; they never overlap."""
    found: list[Date] = []
    if _DIGIT.search(text):
        found += _of_digits(text)
        found += _of_words(text)
    found += (Date(match.group(), None, match.start(), match.end()) for match in _RELATIVE.finditer(text))
    end = -1
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        if each.start >= end:
            end = each.end
            yield each


def _value(year: str | None, month: int, day: str) -> str | None:
    try:
        date(int(year) if year else _CENTURY, month, int(day))
    except ValueError:
        return None
    return f"{year or '-'}-{month:02d}-{int(day):02d}"


def _of_digits(text: str) -> Iterator[Date]:
    for match in _DIGITS.finditer(text):
        day, _, month, year = match.groups()
        value = _value(year if len(year) == 4 else f"20{year}", int(month), day)
        if value:
            yield Date(match.group(), value, match.start(), match.end())
    for match in _ISO.finditer(text):
        value = _value(match[1], int(match[2]), match[3])
        if value:
            yield Date(match.group(), value, match.start(), match.end())


def _of_words(text: str) -> Iterator[Date]:
    for match in _WORDS.finditer(text):
        if match["tail"] and match["tail"].lower() not in _TAILS:
            continue
        value = _value(match["year"] or match["year2"], _NUMBER_OF[fold(match["month"])], match["day"])
        if value:
            yield Date(match.group(), value, match.start(), match.end())
    for match in _MONTH_YEAR.finditer(text):
        month = match["month"] or match["month2"]
        yield Date(
            match.group(),
            f"{match['year'] or match['year2']}-{_NUMBER_OF[fold(month)]:02d}",
            match.start(),
            match.end(),
        )
