"""Organisations: firms («…» ЖШС, ТОО «…»), institutions by number (№12 мектеп, 3-емхана), bodies of the state.

The word for the kind is the anchor; a number, a quoted name, capitals beside it or the one in whose honour it is named
(Әл-Фараби атындағы мектеп) complete the name.
Source: own grammar; legal forms of the Civil Code of Kazakhstan.

>>> from tilmash.entities.scan import Scan
>>> [(body.name, body.kind, body.number) for body in organisations(Scan.of("№12 мектеп, ТОО «Сыр Газ»"))]
[('№12 мектеп', 'school', '12'), ('ТОО «Сыр Газ»', 'firm', None)]
"""

import re
from collections.abc import Iterator

from tilmash.entities.lexicon import words
from tilmash.entities.scan import Scan
from tilmash.entities.usual import ordinary
from tilmash.types import Organisation

_KINDS = (
    ("school", r"мектеп(?!.*кеш)\w{0,9}|мектеб\w{0,7}|школ[аыеу]\w{0,2}|гимнази\w{1,6}|лице[ийюя]\w{0,4}|лицеи"),
    ("kindergarten", r"балабакша\w{0,6}|бобекжаи\w{0,5}|садик\w{0,3}|детсад\w{0,3}|сад[уае]?|бакша\w{0,5}"),
    ("clinic", r"емхана\w{0,6}|поликлиник\w{0,3}|аурухана\w{0,6}|больниц\w{0,3}|госпитал\w{0,4}|амбулатори\w{1,5}|перзентхана\w{0,5}|роддом\w{0,2}"),
    ("office", r"аким(?:дик|диг|шили)\w{0,6}|аким[ая]т\w{0,3}|прокуратура\w{0,5}|прокуратур[ыеу]|полици\w{1,5}|департамент\w{0,6}|министрли[кг]\w{0,6}|министерств\w{1,2}|маслихат\w{0,5}|хкко|тсон\w{0,2}|цон\w{0,2}|сот\w{0,3}ы?"
               r"|управлени[еяюи]\w?|баскарма\w{0,6}|инспекци\w{1,5}|комитет\w{0,5}|мекеме\w{0,5}|орталы[кг]\w{0,6}"),
    ("housing", r"кск|оси|пкск|мжк|пик"),
    ("firm", r"жшс|тоо|ао|ак|жк|ип|кмк|гкп|ркк|гу|мм|кгу|кмм|шжк|ооо|оао|зао|серіктестиг?\w{0,3}|фирма\w{0,3}|компани[яиюе]\w{0,4}|серикт\w{1,8}"),
    ("bank", r"банк\w{0,5}"),
    ("university", r"университет\w{0,5}|институт\w{0,5}|колледж\w{0,5}|академи\w{1,4}"),
)  # fmt: skip
_KIND = re.compile("|".join(f"(?P<{name}>(?:{pattern})$)" for name, pattern in _KINDS))
_LONE = frozenset({"office", "housing"})
_WITH_NAME = frozenset(
    {"firm", "bank", "university", "office", "housing", "school", "kindergarten", "clinic"}
)
_UPPER_ONLY = words("legal_forms")
_LEVELS = words("school_levels")
_MOST_LEVELS = 4
_LONGEST_NAME = 4
_SIGN = re.compile(r"[№#] ?$")
_QUOTED = re.compile(r"[«\"“„](?P<name>[^«»\"“”„\n]{1,60})[»\"”]")


def _kind_of(folded: str) -> str:
    match = _KIND.match(folded)
    return match.lastgroup or "" if match else ""


def tells_organisation(folded: str) -> bool:
    """Say whether a folded word is a kind of body."""
    return bool(_kind_of(folded))


def organisations(scan: Scan) -> Iterator[Organisation]:
    """Give the organisations in order; they never overlap."""
    end = -1
    for place, word in enumerate(scan.keys):
        kind = _kind_of(word)
        if not kind or scan.tokens[place].start < end or not _is_written_so(scan, place):
            continue
        found = (
            _numbered(scan, place, kind)
            or _named(scan, place, kind)
            or _in_honour(scan, place, kind)
            or _lone(scan, place, kind)
        )
        if found and found.start >= end:
            end = found.end
            yield found


def _is_written_so(scan: Scan, place: int) -> bool:
    return scan.keys[place] not in _UPPER_ONLY or scan.tokens[place].text[:2].isupper()


def _make(scan: Scan, kind: str, start: int, end: int, number: str | None = None) -> Organisation:
    return Organisation(scan.text[start:end], kind, number, start, end)


def _level_from(scan: Scan, place: int, step: int) -> int:
    """Give where the words for the level of a school ("орта мектеп", "школа-лицей") end, a few words away at most."""
    for _ in range(_MOST_LEVELS):
        near = min(place, place + step)
        if scan.key(place + step) not in _LEVELS or scan.gap(near, near + 1) not in (" ", "-"):
            break
        place += step
    return place


def _numbered(scan: Scan, place: int, kind: str) -> Organisation | None:
    """Read "№12 мектеп", "3-емхана", "школа-лицей №5", "12-ші мектеп"."""
    if kind in ("firm", "bank", "office"):
        return None
    token = scan.tokens[place]
    first = _level_from(scan, place, -1)
    before = first - 1
    if scan.role(before) != "number" and scan.role(before - 1) == "number" and len(scan.key(before)) <= 4:
        before -= 1
    if scan.role(before) == "number" and len(scan.key(before)) <= 3:
        sign = _SIGN.search(scan.text, max(0, scan.tokens[before].start - 2), scan.tokens[before].start)
        if sign or scan.gap(before, before + 1) == "-":
            start = sign.start() if sign else scan.tokens[before].start
            return _make(scan, kind, start, token.end, scan.tokens[before].text)
    last = _level_from(scan, place, 1)
    gap = scan.gap(last, last + 1)
    if scan.role(last + 1) == "number" and gap.strip() in ("№", "#", "-") and len(gap) <= 3:
        return _make(
            scan, kind, scan.tokens[first].start, scan.tokens[last + 1].end, scan.tokens[last + 1].text
        )
    return None


def _named(scan: Scan, place: int, kind: str) -> Organisation | None:
    """Read "ТОО «Сыр Газ»", "«Таза Әлем» ЖШС", «Ақбота» балабақшасы."""
    token = scan.tokens[place]
    quoted = _QUOTED.match(scan.text, token.end + 1) if scan.text[token.end : token.end + 1] == " " else None
    if quoted:
        return _make(scan, kind, token.start, quoted.end())
    before = scan.text[max(0, token.start - 64) : token.start]
    close = before.rstrip(" -")
    if close and close[-1] in '»"”' and len(before) - len(close) <= 2:
        opening = max(close[:-1].rfind(sign) for sign in '«"“„')
        if opening >= 0 and "\n" not in close[opening:]:
            return _make(scan, kind, token.start - len(before) + opening, token.end)
    if kind == "firm" and scan.capital(place + 1) and scan.gap(place, place + 1) == " ":
        last = place + 1
        while scan.capital(last + 1) and scan.gap(last, last + 1) == " " and last - place < 4:
            last += 1
        return _make(scan, kind, token.start, scan.tokens[last].end)
    return None


def _in_honour(scan: Scan, place: int, kind: str) -> Organisation | None:
    """Read "Әл-Фараби атындағы мектеп", "гимназия имени Абая", "больница им. Н. Калматаева"; a firm bears no such name."""
    if kind in ("firm", "bank", "office"):
        return None
    last = _level_from(scan, place, -1) - 1
    if scan.key(last).startswith(("атындаг", "атынд")) and scan.gap(last, last + 1) == " ":
        first = last
        while last - first < _LONGEST_NAME and _is_of_name(scan, first - 1):
            first -= 1
        return _with_number(scan, kind, first, place) if first < last else None
    last = _level_from(scan, place, 1) + 1
    if (
        scan.key(last) not in ("имени", "им")
        or scan.gap(last - 1, last) != " "
        or "\n" in scan.gap(last, last + 1)
    ):
        return None
    end = last
    while end - last < _LONGEST_NAME and scan.capital(end + 1) and (_joins(scan, end) or end == last):
        end += 1
    return _make(scan, kind, scan.tokens[place].start, scan.tokens[end].end) if end > last else None


def _joins(scan: Scan, place: int) -> bool:
    """Say whether a word and the next may be one name."""
    return scan.gap(place, place + 1) in (" ", "-") or scan.initial(place)


def _is_of_name(scan: Scan, place: int) -> bool:
    if place < 0 or scan.role(place) == "number" or not _joins(scan, place):
        return False
    capital = scan.capital(place) and not (scan.begins(place) and ordinary(scan.keys[place]))
    return capital or scan.gap(place, place + 1) == "-"


def _with_number(scan: Scan, kind: str, first: int, place: int) -> Organisation:
    """Give a body from its first word, or from its number before it: "№ 12 Әл-Фараби атындағы мектеп"."""
    start, number = scan.tokens[first].start, None
    if scan.role(first - 1) == "number" and scan.gap(first - 1, first) == " ":
        token = scan.tokens[first - 1]
        sign = _SIGN.search(scan.text, max(0, token.start - 2), token.start)
        start, number = (sign.start(), token.text) if sign else (start, None)
    return _make(scan, kind, start, scan.tokens[place].end, number)


def _lone(scan: Scan, place: int, kind: str) -> Organisation | None:
    """Read "Қызылорда қаласының әкімдігі", "акимат города", "КСК"."""
    if kind not in _LONE or scan.keys[place] in (
        "сот",
        "орталык",
        "мекеме",
        "баскарма",
        "управление",
        "комитет",
    ):
        return None
    token = scan.tokens[place]
    first = place
    while (
        first > 0
        and place - first < 4
        and scan.gap(first - 1, first) == " "
        and scan.capital(first - 1)
        and not scan.begins(first - 1)
    ):
        first -= 1
    return _make(scan, kind, scan.tokens[first].start, token.end)
