"""Telephone numbers, e-mail addresses, accounts of messengers and social networks.

Numbers of Kazakhstan are told by their shape (8 or +7 and ten digits; a mobile code 70x, 74x, 77x), others with + by the
plan of their country as `phonenumbers` holds it (ITU-T E.164); a short city number only after a word for telephone.
"""

import re
from collections.abc import Iterator

from tilmash.models import optional
from tilmash.redact.signs import holds
from tilmash.types import Span

_GAP = r"[\s\-–—.()/\u00a0\u200b-\u200f\u2060\ufe0f\u20e3_*]{0,3}"
# A sign comes first and what may not precede it is asked behind it: such a search is several times as fast.
_NATIONAL = re.compile(
    rf"[+78](?<![\d+№].)(?<!№ .)(?:(?<=\+)\s?7|(?<=[78]))(?:{_GAP}\d){{10}}(?!\d)", re.DOTALL
)
_MOBILE = re.compile(rf"(?<![\d+])\(?7(?:0\d|[124-6]\d|7[^0\D]){_GAP}\d{{3}}{_GAP}\d{{2}}{_GAP}\d{{2}}(?!\d)")
# What stands before a number of a contract, an application, a meter: such a number is no telephone's.
_NO_PHONE = re.compile(
    r"(?:абонент\w{0,6}|договор\w{0,3}|дог\.|заявк\w{1,2}|обращени\w{1,2}|лицев\w{2,3} сч[её]т\w{0,2}|л/с|сч[её]тчик\w{0,2}|шарт\w{0,5}|жеке шот\w{0,5}|кадастр\w{0,9}"
    r"|талон\w{0,2}|тапсырыс\w{0,4}|заказ\w{0,2}|квитанци\w{1,2}|түбіртек\w{0,4}|трек)[ ,:]{1,2}(?:(?:нөмірі?\w{0,3}|номер[іиа]?|номири?|код|№)[ :.-]{0,2}){0,2}$",
    re.IGNORECASE,
)
_REACH = 40
_FREE = re.compile(r"(?:\+7|8)\D{0,3}800")
_FOREIGN = re.compile(rf"(?<!\d)\+\d(?:{_GAP}\d){{9,13}}(?!\d)")
_NAMED = re.compile(
    r"(?<!\w)(?:т\.|тел(?:ефон\w{0,8})?|моб(?:ильн\w{2,3})?|сот(?:ов\w{2,3})?|ұялы|уялы|байланыс\w{0,4}|whats?app|w(?:ha)?tsapp|ват?сап\w{0,3}|уотсап"
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
_LATIN = re.compile(r"[@A-Za-z]")
# One of these, in small letters, stands in every text in which the slow expressions above can find anything.
_HANDLE_SIGNS = (
    *(
        "@",
        ".me/",
        ".com/",
        "инст",
        "insta",
        "телег",
        "телек",
        "telegr",
        "тикток",
        "tiktok",
        "tg",
        "ник",
        "nick",
    ),
)
_NAMED_SIGNS = (
    *(
        "т.",
        "тел",
        "моб",
        "сот",
        "ұялы",
        "уялы",
        "байланыс",
        "sapp",
        "сап",
        "звони",
        "хабарлас",
        "уотсап",
        "tel",
        "phone",
        "call",
    ),
)
_FEWEST_DIGITS = 5


def phones(text: str) -> Iterator[Span]:
    """Give the telephone numbers: 8 701 …, +7 (701) …, spaced or dashed, foreign with +, local after a word for it."""
    for pattern in (_NATIONAL, _MOBILE):
        for match in pattern.finditer(text):
            if not _is_no_phone(text, match):
                yield Span("phone", match.start(), match.end())
    if "+" in text:
        for match in _FOREIGN.finditer(text):
            if _is_possible(match.group()):
                yield Span("phone", match.start(), match.end())
    yield from _named(text)


def _named(text: str) -> Iterator[Span]:
    low = text.lower()
    if holds(low, _NAMED_SIGNS):
        for match in _NAMED.finditer(text):
            yield Span("phone", match.start(1), match.end(1))


def _is_no_phone(text: str, match: re.Match[str]) -> bool:
    """Say whether a number is a contract's, an application's, or a free line of an office (8 800)."""
    start = match.start()
    return bool(_FREE.match(text, start) or _NO_PHONE.search(text, max(0, start - _REACH), start))


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
    if _LATIN.search(text) and holds(text.lower(), _HANDLE_SIGNS):
        for match in _HANDLE.finditer(text):
            yield Span("handle", match.start(), match.end())
