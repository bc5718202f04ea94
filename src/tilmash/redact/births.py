"""Days of birth: a date with its year beside a word for birth. A year alone leads to nobody and stays.

>>> from tilmash.entities import entities_of
>>> text = "1985 жылы 3 мамырда туғанмын, 2020 жылы 1 маусымда көштім"
>>> [text[span.start : span.end] for span in births(text, entities_of(text).dates)]
['1985 жылы 3 мамырда']
"""

import re
from collections.abc import Iterable, Iterator

from tilmash.types import Date, Span

_BEFORE = re.compile(
    r"(?<!\w)(?:ту(?:ыл)?[ғг]ан|tu(?:yl)?[gğ]an|д\.? ?р|(?:дат[аыуе]|день|дня) рождени[яе]|родил(?:ся|ась|ись)|рожд[её]нн?\w{0,3}|[бb]orn|date of birth)"
    r"(?: ?(?:күн|кун|kun|жыл|zhyl)\w{0,4})?[\s.:,(–—-]{0,4}(?:в |on )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,.)]{0,3}(?:(?:жылы?|ж|күні|г|года)[. ]{1,2})?(?:ту(?:ыл)?[ғг]ан|дүниеге кел|г\.? ?р(?!\w)|рожд|р\.(?= |,|$)|ж\.? ?т(?!\w)|born)",
    re.IGNORECASE,
)
_REACH = 32
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def births(text: str, dates: Iterable[Date]) -> Iterator[Span]:
    """Give the dates, of those found in a text, that are days of birth."""
    for date in dates:
        if not _DAY.fullmatch(date.value or ""):
            continue
        if _BEFORE.search(text, max(0, date.start - _REACH), date.start) or _AFTER.match(text, date.end):
            yield Span("birth", date.start, date.end)
