"""Telephone numbers, e-mail addresses, accounts of messengers and social networks.

Numbers of Kazakhstan are told by their shape (8 or +7 and ten digits; a mobile code 70x, 74x, 77x), others with + by the
plan of their country as `phonenumbers` holds it (ITU-T E.164); a short city number only after a word for telephone.
"""

import re
from collections.abc import Iterator

from tilmash.models import optional
from tilmash.types import Span

_GAP = r"[\s\-–—.()\u00a0\u200b_*]{0,3}"
_NATIONAL = re.compile(rf"(?<![\d+№])(?<!№ )(?:\+\s?7|7|8)(?:{_GAP}\d){{10}}(?!\d)")
_MOBILE = re.compile(rf"(?<![\d+])\(?7[0-9]{{2}}{_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")
_FOREIGN = re.compile(rf"(?<!\d)\+\d(?:{_GAP}\d){{9,13}}(?!\d)")
_NAMED = re.compile(
    r"(?<!\w)(?:тел(?:ефон\w{0,8})?|моб(?:ильн\w{2,3})?|сот(?:ов\w{2,3})?|ұялы|уялы|байланыс\w{0,4}|whats?app|w(?:ha)?tsapp|ват?сап\w{0,3}|уотсап"
    r"|звонит[еь]|позвоните|хабарласы\w{0,7}|tel|telefon\w{0,4}|phone|call|үй телефоны)"
    r"[\s.:№,\-–]{0,4}(?:(?:нөмірі\w{0,3}|номері?\w{0,3}|номирим?|по|на|me|мне)[\s:]{0,3}){0,2}(\(?\d(?:[\s\-()]{0,2}\d){4,11})(?!\d)",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[^\W\d_]{2,24}(?!\w)")
_HANDLE = re.compile(
    r"(?<![\w@./])@[A-Za-z][\w.]{2,31}(?!@)|(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|instagram\.com|vk\.com|facebook\.com|fb\.com|tiktok\.com)/@?[\w.\-]{2,40}"
    r"|(?<!\w)(?:инстаграмм?|инста|instagram|insta|телеграмм?|телега|telegram|tg|тикток|tiktok|ник|nick)[\s:–-]{1,3}@?(?=[A-Za-z0-9._]{0,31}[._\d])[A-Za-z][\w.]{3,31}(?!\w)",
    re.IGNORECASE,
)
_HANDLE_HINT = re.compile(
    r"@|\.(?:me|com)/|инст|insta|теле[гк]|telegr|тикток|tiktok|(?<!\w)(?:tg|ник|nick)(?!\w)", re.IGNORECASE
)
_FEWEST_DIGITS = 5


def phones(text: str) -> Iterator[Span]:
    """Give the telephone numbers: 8 701 …, +7 (701) …, spaced or dashed, foreign with +, local after a word for it."""
    for pattern in (_NATIONAL, _MOBILE):
        for match in pattern.finditer(text):
            yield Span("phone", match.start(), match.end())
    if "+" in text:
        for match in _FOREIGN.finditer(text):
            if _is_possible(match.group()):
                yield Span("phone", match.start(), match.end())
    for match in _NAMED.finditer(text):
        yield Span("phone", match.start(1), match.end(1))


def _is_possible(number: str) -> bool:
    """Say whether a number with + may be one in its country's plan; without the library any such number is believed."""
    library = optional("phonenumbers")
    if library is None:
        return True
    try:
        return bool(library.is_possible_number(library.parse(number)))
    except library.NumberParseException:
        return False


def emails(text: str) -> Iterator[Span]:
    """Give the e-mail addresses."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            yield Span("email", match.start(), match.end())


def handles(text: str) -> Iterator[Span]:
    """Give the accounts of messengers and social networks: @name, t.me/name, "инстаграм name_92"."""
    if _HANDLE_HINT.search(text):
        for match in _HANDLE.finditer(text):
            yield Span("handle", match.start(), match.end())
