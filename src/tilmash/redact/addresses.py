"""Exact addresses: a street or microdistrict with its house, or a house and flat alone.

The whole address is personal, its street alone is not: the span covers all of it, and `keep` tells a mask how much may
stay. Found by `tilmash.entities`; a house far from its street in the sentence is a span by itself.
"""

import re
from collections.abc import Iterable, Iterator

from tilmash.redact.signs import holds
from tilmash.types import Address, Span

_NEAR = 24
_GLUED = re.compile(
    r"\d(?<![\w.,]\d)\d{0,2}[абв]?(?:дом|үй|уй|д[ ,.]{1,2}\d{1,4}(?=[ -]?(?:кв|пәт|пат)))(?!\w)"
    r"|\d(?<![\w.,]\d)\d{0,3}(?:кв|пәтер|патер)(?!\w|\.? ?м)"
)
_LAST_NUMBER = re.compile(r", ?(\d{1,3}[а-вА-В]?(?:[/-]\d{1,4})?)(?=[.;!)\n]|$)(?!\.\d)")
_FOLLOWS = re.compile(
    r",? ?\d{1,4}[- ]?(?:п|пәт|пат)(?!\w)|,? ?кв-ра ?\d{1,4}(?!\w)|(?<=дом|.үй|.уй| д\.)[ №]{1,2}\d{1,4}[а-вА-В]?(?:[/-]\d{1,4})?(?!\w)|, ?\d{1,3}[а-вА-В]?(?:[/-]\d{1,4})?(?=[.;!)\n]|$)(?!\.\d)"
)
# Numbers that stand near no street, or so that the grammar of addresses does not join them: each expression with the
# signs of which one stands in every text it can find anything in; its group is the find.
_CALLED = tuple(
    (signs, re.compile(expression))
    for signs, expression in (
        # дом номер 31, үй нөмірі 31, дом12, д5 кв9, кв-ра 9
        (
            ("дом", "үй", "уй", "кв", "пәт", "пат"),
            r"(?<!\w)(?:(?:дом|үй|уй|квартира|пәтер|патер)[ ,]{1,2}(?:номері?|нөмірі|номири|№)[ :№]{0,2}"
            r"|(?:(?:дом|кв|пәт)(?=\d)|кв-ра ?|пәт[. ])|д(?=\d{1,3}[ ,]{0,2}кв))"
            r"(\d{1,4}(?:[абвг](?!\w))?(?:[/-]\d{1,3})?)(?![\w%]|[.,]\d| ?м[ ²2.]| ?м$)",
        ),
        # домов 12, 14 и 16; 12 мен 14 үйдің; 33 үйде тұрамыз
        (
            ("дом",),
            r"дом(?<!\w...)(?:а|ов|ам|ами|ах)? №{0,2} ?(\d{1,3}[абв]?(?:(?:, ?| и |-|–)№?\d{1,3}[абв]?(?!\w)){1,6})(?!\w|[.,]\d)",
        ),
        (
            ("үй", "уй"),
            r"(\d(?<![\w.,–-]\d)\d{0,2}(?:(?:(?:, ?|-|–| мен | және | жане )№?\d{1,3}){1,6}(?=[ -](?:үй|уй)(?:лер|дің|дин|ге|де|\W))"
            r"|(?=[ -](?:үйде|уйде) (?:тұр|тур))))",
        ),
        # 9-пәт., соседи из 14-ой
        (("пәт", "пат", "кв-ра"), r"(\d(?<![\w.,-]\d)\d{0,3}-?(?:пәт|пат|кв-ра))(?!\w)"),
        (
            ("сосед",),
            r"сосед(?<!\w.....)\w{0,4} (?:из|с|со) (\d{1,3}-?(?:[йяои]{1,2})?)(?!\w|-)"
            r"(?! ?(?:этаж|подъезд|дом|года?|лет|сем|чел|под|утра|вечера|до|час))",
        ),
        # Дачи «Энергетик», 77; участок 77; «Көкбұлақ» саяжай алабы, 77
        (
            ("саяжай", "дач", "массив", "с/о", "телімі", "участок"),
            r"(?<!\w)(?:саяжай|дач[аиу]|дачн\w{2,3} (?:массив|кооператив|общество)\w{0,2}|массив|с/о|жер телімі|участок)"
            r"(?: ?[«\"][\w -]{2,24}[»\"])?(?: алабы| массиві)?,? ?№?(\d{1,4}[абв]?)(?=[,.;!)\n]|$)(?![.,]\d)",
        ),
        (
            ("» саяжай", '" саяжай'),
            r"[»\"] саяжай\w{0,3}(?: \w{2,12})?,? ?№?(\d{1,4})(?=[,.;!)\n]|$)",
        ),
        # 5-14-8 микрорайон; ул.Ауэзова,5,9
        (
            ("мкр", "микрорайон", "ықшам"),
            r"(\d(?<![\d-]\d)\d?-\d{1,3}[абв]?-\d{1,4})(?= (?:мкр|микрорайон|ықшам))",
        ),
        (
            ("ул", "көш", "пр", "к-сі"),
            r"(?<!\w)(?:ул|көш|пр|к-сі|улица|проспект)\.? ?[^\W\d_]{3,24}(?: [^\W\d_]{2,24})?,(\d{1,3}[абв]?,\d{1,4})(?!\d|,\d)",
        ),
    )
)
_SHORT_STREET = re.compile(
    r"(?:к-с[іи]|д-лы|д-ғы),? ?№?\d{1,3}[а-я]?(?:[/-]\d{1,4})?(?!\w)(?:, ?\d{1,4}(?=[-.;!)]|$))?"
)
_SHORT_STREETS = ("к-с", "д-лы", "д-ғы")
_NUMBERED_LIST = re.compile(r"(?<!\d)1[.)] ")
_HOUSE_BEHIND = re.compile(
    r",? (?:дом |д\.? ?|үй )?№?\d{1,3}(?: ?[а-гА-Г](?!\w))?(?:[/-]\d{1,4}){0,2}(?=[,.;!)\n]| кв| пәт| үй| уй|$| [А-ЯӘҒҚҢӨҰҮҺІ])(?!\.\d)"
)
_NAME_BEFORE = re.compile(r"(?:(?<!\w)[A-ZА-ЯӘҒҚҢӨҰҮҺІ][^\W\d_]{2,24}|\))$")
_DORMITORY = ("общежит", "общаг", "жатақхана", "жатакхана", "zhatakhana", "jataqhana")
_ROOM = re.compile(
    r"(?<!\w)(?:комн(?:ат[аеы])?\.?|ком\.|бөлме|болме) ?№? ?\d{1,4}(?!\w)|(?<!\w)\d{2,4}[ -](?:комнат[аеы]|бөлме\w{0,6}|болме\w{0,6})"
)


def addresses(found: Iterable[Address], text: str) -> Iterator[Span]:
    """Give the spans of the addresses that name a house or a flat; "Степной 2, дом 4" is one, not two."""
    held: Span | None = None
    for address in found:
        if address.exact is None:
            continue
        start, end = address.exact
        whole = address.start < start and _near(text[address.start : start], address)
        span = Span("address", address.start if whole else start, end, start - address.start if whole else 0)
        if held and not whole and not text[held.end : span.start].strip(" ,.") and held.end <= span.start:
            held = Span("address", held.start, span.end, held.keep)
            continue
        if held:
            yield _whole(held, text)
        held = span
    if held:
        yield _whole(held, text)


def _whole(span: Span, text: str) -> Span:
    """Give an address with the number right behind it: "Ақсай-2, 35-40.", "Аксай 2 дом 35"."""
    more = _FOLLOWS.match(text, span.end)
    return Span("address", span.start, more.end(), span.keep) if more else span


def joined(spans: Iterable[Span]) -> list[Span]:
    """Give spans in order, those that overlap as one address; what stood before both of them stays in a mask."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.start):
        if found and span.start < found[-1].end:
            last = found.pop()
            keep = min(last.keep, span.start - last.start)
            span = Span("address", last.start, max(last.end, span.end), keep)
        found.append(span)
    return found


def with_house(span: Span, text: str) -> Span:
    """Give a name as an address where a house is right behind it: "Ж.Жабаев 22", "Кенесарина 12-5".

    The mask leaves such a name only where it is plainly a street's, with initials.
    """
    house = _HOUSE_BEHIND.match(text, span.end)
    if house is None:
        return span
    street = "." in text[span.start : span.start + 2]
    return Span("address", span.start, house.end(), span.end - span.start + 1 if street else 0)


def glued(text: str) -> Iterator[Span]:
    """Give the houses and flats told without a street: "15д 3кв", "дом номер 31", "из 14-ой", "Дачи, 77", a room."""
    # Some capitals grow when they are made small (İ): they are left as they are, so that offsets stay true.
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    found = list(_GLUED.finditer(low))
    for signs, called in _CALLED:
        if holds(low, signs):
            yield from (Span("address", *match.span(1)) for match in called.finditer(low))
    if holds(low, _SHORT_STREETS):
        found += _SHORT_STREET.finditer(low)
    if holds(low, _DORMITORY):
        found += _ROOM.finditer(low)
    for match in found:
        yield Span("address", match.start(), match.end())


def last_numbers(text: str) -> Iterator[Span]:
    """Give the houses that end a sentence behind a name and a comma: "Астана, 16-48.", "(Қызылорда), 15"."""
    found = list(_LAST_NUMBER.finditer(text))
    if not found or _NUMBERED_LIST.search(text):
        return
    for match in found:
        before = _NAME_BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
        if before:
            yield Span("address", match.start(1), match.end(1))


def _near(before: str, address: Address) -> bool:
    name = address.street or address.microdistrict or ""
    place = before.find(name)
    return bool(name) and place >= 0 and len(before) - place - len(name) <= _NEAR
