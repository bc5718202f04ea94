"""Sums of money: "15 мың теңге", "1,2 млрд. тг", "50000 ₸", "пять тысяч тенге", with their value and currency.

A number in digits or in words, perhaps a word for thousand or million, then the currency; or a currency sign first.
Source: ISO 4217 for the codes; numerals of both languages, own table.

>>> [(each.text, each.value, each.currency) for each in sums("15 мың теңге, 1,2 млрд. тг")]
[('15 мың теңге', 15000.0, 'KZT'), ('1,2 млрд. тг', 1200000000.0, 'KZT')]
"""

import re
from collections.abc import Iterator

from tilmash.normalize import fold
from tilmash.types import Money

_UNITS = dict(
    zip(
        ["бир", "еки", "уш", "торт", "бес", "алты", "жети", "сегиз", "тогыз", "он", "жиырма", "отыз", "кырык", "елу", "алпыс", "жетпис", "сексен", "токсан"],
        [*range(1, 10), *range(10, 100, 10)],
        strict=True,
    )
) | dict(
    zip(
        ["один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"],
        [*range(1, 11), *range(20, 101, 10), *range(200, 1000, 100)],
        strict=True,
    )
) | {"одну": 1, "одна": 1, "две": 2, "полтора": 1.5, "полторы": 1.5, "жарты": 0.5, "одиннадтсать": 11, "одиннадцать": 11, "двенадцать": 12, "тринадцать": 13,
     "четырнадцать": 14, "пятнадцать": 15, "шестнадцать": 16, "семнадцать": 17, "восемнадцать": 18, "девятнадцать": 19, "пары": 2, "пол": 0.5}  # fmt: skip
_SCALES = (
    ("мын", 1e3),
    ("тыс", 1e3),
    ("мил", 1e6),
    ("млн", 1e6),
    ("млрд", 1e9),
    ("мрд", 1e9),
    ("трлн", 1e12),
    ("трил", 1e12),
    ("k", 1e3),
    ("к", 1e3),
    ("жуз", 1e2),
)
_SCALE = r"мың(?:дық|нан|дан|ға)?|мын|тыс(?:яч[аиу]?)?|т\.|милл?ион(?:а|ов)?|млн|милл?иард(?:а|ов)?|млрд|трлн|трилл?ион(?:а|ов)?|жүз|жуз|k|к"
_CURRENCY = (
    r"(?P<kzt>теңге\w{0,6}|тенге\w{0,5}|теңг\w{0,5}|тенгес\w{0,3}|тг(?!\w)|₸|kzt(?!\w)|tenge\w{0,5}|teñge\w{0,5}|teŋge\w{0,4}|tg(?!\w))"
    r"|(?P<usd>доллар\w{0,5}|\$|usd(?!\w)|dollar\w{0,4})|(?P<eur>евро(?!\w)|еуро(?!\w)|€|eur(?!\w)|euro(?!\w))|(?P<rub>рубл\w{1,3}|руб(?!\w)|₽|rub(?!\w))"
)
_WORDS = "|".join(
    sorted(
        {*_UNITS, "бір", "екі", "үш", "төрт", "жеті", "сегіз", "тоғыз", "қырық", "жетпіс", "тоқсан"},
        key=len,
        reverse=True,
    )
)
_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3}){1,4}(?!\d)|\d{1,15}(?:[.,]\d{1,2})?"
_SUM = re.compile(
    rf"(?<![\w.,])(?:(?P<digits>{_DIGITS})|(?P<words>(?:(?:{_WORDS})[ \u00a0]){{0,4}}(?:{_WORDS})))(?P<scales>(?:[ \u00a0]?-?(?:{_SCALE})(?!\w)\.?){{0,2}})"
    rf"(?P<rest>(?:[ \u00a0](?:\d{{1,3}}|{_WORDS})(?!\w)){{0,3}})(?P<small>(?:[ \u00a0](?:мың|мын|тыс(?:яч[аиу]?)?\.?))?)[ \u00a0-]{{0,2}}(?:{_CURRENCY})",
    re.IGNORECASE,
)
_SIGN_FIRST = re.compile(rf"(?P<sign>[$€₸₽])[ \u00a0]?(?P<digits>{_DIGITS})(?!\d)")
_SIGNS = {"$": "USD", "€": "EUR", "₸": "KZT", "₽": "RUB"}
_HINT = re.compile(
    r"те[ңн]г|тг(?!\w)|[₸$€₽]|kzt|долл|евро|руб|те[ñŋ]ге|tenge|te[ñŋ]ge|tg(?!\w)|usd|еуро", re.IGNORECASE
)
_STARTS = ("тенг", "тг", "кзт", "долл", "усд", "евро", "еуро", "еур", "руб")
_SIGN = re.compile(r"[₸$€₽]|\d(?:тг|тенге|теңге|руб|tg|kzt)", re.IGNORECASE)
_FAR = 90


def tells_money(folded: str) -> bool:
    """Say whether a folded word may be a currency; their signs are told by `has_sign`."""
    return folded.startswith(_STARTS)


def has_sign(text: str) -> bool:
    """Say whether a text has the sign of a currency, or one glued to digits (500тг)."""
    return _SIGN.search(text) is not None


def sums(text: str) -> Iterator[Money]:
    """Give the sums of a text in order; digits are looked for only near a word or sign of a currency."""
    end = 0
    for hint in _HINT.finditer(text):
        begin = max(end, hint.start() - _FAR)
        while begin and begin < hint.start() and text[begin - 1].isalnum():
            begin += 1
        for match in _SUM.finditer(text, begin, min(len(text), hint.end() + 8)):
            if match.end() > hint.start() and match.start() >= end:
                end = match.end()
                yield _money(match)
        signed = _SIGN_FIRST.match(text, hint.start())
        if signed and signed.start() >= end:
            end = signed.end()
            value = _number(signed["digits"])
            yield Money(signed.group(), value, _SIGNS[signed["sign"]], signed.start(), signed.end())


def _number(digits: str) -> float:
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        return float(re.sub(r"[.,]", "", plain))
    return float(plain.replace(",", "."))


def _in_words(words: str) -> float:
    return float(sum(_UNITS.get(word, _UNITS.get(fold(word), 0)) for word in words.lower().split()))


def _money(match: re.Match[str]) -> Money:
    value = _number(match["digits"]) if match["digits"] else _in_words(match["words"])
    for scale in re.split(r"[ \u00a0.\-]+", match["scales"].lower()):
        value *= next((size for start, size in _SCALES if scale and fold(scale).startswith(start)), 1.0)
        value *= 1e3 if scale == "т" else 1.0
    if match["rest"]:
        rest = match["rest"].split()
        less = _number("".join(rest)) if rest[0].isdigit() else _in_words(match["rest"])
        value += less * 1e3 if match["small"] else less
    currency = next(name for name in ("kzt", "usd", "eur", "rub") if match[name]).upper()
    return Money(match.group(), value, currency, match.start(), match.end())
