"""Telephone numbers and e-mail addresses."""

import re
from collections.abc import Iterator

from tilmash.types import Span

_GAP = r"[\s\-–—.()\u00a0\u200b]{0,3}"
_NATIONAL = re.compile(rf"(?<![\d+])(?:\+\s?7|7|8)(?:{_GAP}\d){{10}}(?!\d)")
_MOBILE = re.compile(rf"(?<![\d+])\(?7[0-9]{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")
_FOREIGN = re.compile(rf"(?<!\d)\+\d(?:{_GAP}\d){{9,13}}(?!\d)")
_NAMED = re.compile(
    r"(?<!\w)(?:тел(?:ефон\w{0,8})?|моб|сот|ұялы|уялы|байланыс|whats?app|w(?:ha)?tsapp|ват?сап\w{0,3}|ноомер|tel|phone)"
    r"[\s.:№]{0,4}(?:(?:нөмірі\w{0,3}|номер\w{0,3})[\s:]{0,3})?(\d(?:[\s\-]?\d){4,11})(?!\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?!\w)")


def phones(text: str) -> Iterator[Span]:
    """Give the telephone numbers: 8 701 …, +7 (701) …, spaced or dashed, foreign with +, local after a word for it."""
    for pattern in (_NATIONAL, _FOREIGN, _MOBILE):
        for match in pattern.finditer(text):
            yield Span("phone", match.start(), match.end())
    for match in _NAMED.finditer(text):
        yield Span("phone", match.start(1), match.end(1))


def emails(text: str) -> Iterator[Span]:
    """Give the e-mail addresses."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Span("email", match.start(), match.end())
