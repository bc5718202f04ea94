"""Dates: 12.11.2026, "2026 ж. 12 қараша", "15 мамырда", "15 мая 2026 года", "өткен дүйсенбіде".

A date with a day and a month has an ISO 8601 value (`--05-15` where no year is said); a relative one has none, because
the engine knows no clock. A stretch of days gives its first and its last day ("с 1 по 15 марта" is 1 and 15 March).
Source: ISO 8601:2004 for the truncated form; own table of months.

>>> [(date.text, date.value) for date in dates("12.11.2026 және 15 мамырда")]
[('12.11.2026', '2026-11-12'), ('15 мамырда', '--05-15')]
>>> [(date.text, date.value) for date in dates("1-ден 15 наурызға дейін")]
[('1-ден', '--03-01'), ('15 наурызға', '--03-15')]
"""

import re
from collections.abc import Iterator
from datetime import date

from tilmash.entities.lexicon import words
from tilmash.normalize import fold
from tilmash.script import key
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
    r"(?:(?<![\d.,/:-])|(?<=[./](?:19|20)\d\d-))(\d{1,2})([./-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/]|[.,]\d|-\d(?!\d?[./]\d))"
    r"(?: ?(?:жылы|ж\.|г\.|года?|жылғы)(?!\w))?"
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
# The first day of a stretch whose month stands with its last: "с 1 по", "1-ден", "1–", "1 мен".
_FIRST_DAY = re.compile(
    r"(?<![\w.,/:№#-])(?:(?P<first>(?P<day>\d{1,2})(?:-?(?:го|е|ш[іиы]))?)(?: по | ?[-–—] ?| (?:мен|бен|пен|men|ben|pen|және|жане|и) )"
    r"|(?P<from>(?P<day2>\d{1,2})(?:-| )?(?:с?[ыіи])?(?:[нтд][аеэ]н|[ntd][ae]n)) )$",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(rf"(?<!\d){_YEAR}{_YEAR_WORD}[ \u00a0,]{{1,2}}$")
_FAR = 16
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


def _first_day(match: re.Match[str], last: str) -> Iterator[Date]:
    """Give the first day of a stretch with a last day (ISO 8601); none that is not earlier."""
    day = int(match["day"] or match["day2"])
    if 0 < day < int(last[-2:]):
        words = "first" if match["first"] else "from"
        yield Date(match[words], f"{last[:-2]}{day:02d}", *match.span(words))


def _of_words(text: str) -> Iterator[Date]:
    for match in _WORDS.finditer(text):
        tail = match["tail"].lower()
        if tail and tail not in _TAILS and key(tail) not in _TAILS:
            continue
        start = match.start("day")
        first = None if match["year"] else _FIRST_DAY.search(text, max(0, start - _FAR), start)
        before = _YEAR_BEFORE.search(text, max(0, first.start() - _FAR), first.start()) if first else None
        year = match["year"] or match["year2"] or (before and before["year"])
        value = _value(year, _NUMBER_OF[fold(match["month"])], match["day"])
        if value and first:
            yield from _first_day(first, value)
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
