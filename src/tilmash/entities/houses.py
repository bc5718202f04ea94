"""Numbers of houses and flats: what stands beside their words in either order, or after a street.

"12-үй", "үй 12", "дом 12", "д. 12", "48 дома", "12-34" after a street (house and flat), "5 пәтер", "кв. 5". A number before a word for time, people or things is none.
Source: own grammar; how addresses are written on letters in Kazakhstan.

>>> from tilmash.entities.scan import Scan
>>> [(part.kind, part.text) for part in houses(Scan.of("12-үйдің 5-пәтері, 3 күн"), ())]
[('house', '12'), ('flat', '5')]
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from tilmash.entities.lexicon import words
from tilmash.entities.part import Part
from tilmash.entities.scan import Number, Scan, is_unit
from tilmash.entities.street import Street

_NEAR_DOM = words("near_house")
_SIGNS = ' \u00a0,.№:#-–()«»"'
_LIST = frozenset({"и", "мен", "жане", "бен", "пен"})
_MOST_LISTED = 12
_IN_HOUSE = ("подиез", "подъез", "кире", "кабат", "етаж", "этаж", "корп", "блок")
_BLOCK = re.compile(
    r"(?:,? )?(?P<word>(?:корпус|корп\.?|блок|блок\.|[кk]\.?(?=\d)) ?№?(\d{1,2}[а-я]?|[а-яa-z])(?!\w)|(?<=[ ])(\d{1,2})[- ](?:ш[іиы] )?(?:корпус|блок)\w{0,5})",
    re.IGNORECASE,
)
_OURS = frozenset({"биздин", "осы", "мына", "менин"})
_NO_HOUSE_AFTER = frozenset({"с", "в", "со"})
_BUILT = ("сал", "жосп", "тапсыр", "пайдал", "бар", "курыл", "сан", "береди", "керек", "жетисп")


def houses(scan: Scan, streets: tuple[Street, ...], districts: Iterable[Part] = ()) -> list[Part]:
    """Give the houses and flats in order; `sure` ones are an address even where no street is named near."""
    found: dict[int, Part] = {}
    for district in districts:
        _after_district(scan, district, found)
    ends = {street.last: street for street in streets}
    for place, role in enumerate(scan.roles):
        if role == "number":
            _number_first(scan, place, found)
        elif role in ("house", "dom", "flat"):
            _word_first(scan, place, found)
        if place in ends:
            _after_street(scan, ends[place], found)
    for part in (*found.values(), *districts):
        block = _BLOCK.match(scan.text, part.end) if part.kind != "flat" else None
        if block and not any(start in found for start in range(*block.span())):
            text = block[2] or block[3]
            found[block.end()] = Part("block", text, block.start("word"), block.end(), False)
    return [found[start] for start in sorted(found)]


def _put(found: dict[int, Part], kind: str, number: Number, sure: bool, end: int = 0) -> None:
    if number.start not in found or kind == "flat":
        found[number.start] = Part(kind, number.text, number.start, max(end, number.end), sure)


def _is_small(gap: str) -> bool:
    return len(gap) <= 4 and not gap.strip(_SIGNS)


def _number_first(scan: Scan, place: int, found: dict[int, Part]) -> None:
    """Read "12-үй", "5 пәтер", "48 дома", "34-й дом", "мимо 40 по Абая"."""
    number = scan.number(place)
    if number is None or number.after >= len(scan.keys):
        return
    role = scan.role(number.after)
    gap = scan.text[number.end : scan.tokens[number.after].start]
    if (
        scan.keys[number.after] == "по"
        and _is_way(scan, number.after + 1)
        and scan.key(place - 1) not in _NO_HOUSE_AFTER
    ):
        _put(found, "house", number, False)
    if role not in ("house", "dom", "flat") or not _is_small(gap) or "," in gap or "." in gap:
        return
    ordinal = number.after > place + 1 and not number.sure
    sign = scan.text[max(0, number.start - 2) : number.start].strip() in ("№", "#")
    read = {"flat": _flat_first, "dom": _dom_first, "house": _house_first}[role]
    read(scan, number, number.sure or ordinal or sign or "-" in gap, found)


def _followed(scan: Scan, number: Number) -> Number | None:
    """Give the number right after the word that follows a number."""
    other = scan.number(number.after + 1)
    near = other is not None and not scan.gap(number.after, number.after + 1).strip(_SIGNS.replace(",", ""))
    return other if near else None


def _flat_first(scan: Scan, number: Number, marked: bool, found: dict[int, Part]) -> None:
    word = scan.keys[number.after]
    dashed = scan.text[number.end : number.end + 1] == "-"
    if not dashed and _followed(scan, number) is not None:
        return
    counted = word.startswith("квартир") and word not in ("квартира", "квартире", "квартиры")
    if marked or not counted:
        _put(found, "flat", number, True, scan.tokens[number.after].end)


def _dom_first(scan: Scan, number: Number, marked: bool, found: dict[int, Part]) -> None:
    word = scan.keys[number.after]
    following = _followed(scan, number)
    own_number = following is not None and scan.role(following.after) != "district" and not marked
    if word == "д" or own_number:
        return
    place = bisect_left(scan.tokens, number.start, key=lambda token: token.start)
    asked = scan.key(place - 1) in _NEAR_DOM
    if marked or asked or word != "дома" or number.text not in ("2", "3", "4"):
        sure = marked or asked or word in ("дом", "доме")
        _put(found, "house", number, sure, scan.tokens[number.after].end)


def _house_first(scan: Scan, number: Number, marked: bool, found: dict[int, Part]) -> None:
    word = scan.keys[number.after]
    if scan.key(number.after + 1).startswith(_BUILT) and word in ("уи", "уиди") and not marked:
        return
    place = bisect_left(scan.tokens, number.start, key=lambda token: token.start)
    ours = scan.key(place - 1) in _OURS
    _put(found, "house", number, marked or ours, scan.tokens[number.after].end)
    if "лер" in word:
        _listed_before(scan, place, found)


def _is_way(scan: Scan, place: int) -> bool:
    return scan.capital(place) and scan.role(place) != "number" or scan.role(place) in ("before", "either")


def _listed_before(scan: Scan, place: int, found: dict[int, Part]) -> None:
    """Read the other houses of "12, 14 және 16-үйлер"."""
    for _ in range(_MOST_LISTED):
        place -= 1
        if scan.key(place) in _LIST:
            place -= 1
        number = scan.number(place)
        if number is None or scan.gap(place, place + 1).strip() not in (",", "", "-", "–", "—", ", №"):
            return
        _put(found, "house", number, False)


def _word_first(scan: Scan, place: int, found: dict[int, Part]) -> None:
    """Read "дом 5", "д. 5", "кв 7", "пәтер 5", "үй 12", "дома 12, 14 и 16"."""
    role, word = scan.role(place), scan.keys[place]
    gap = scan.gap(place, place + 1)
    number = scan.number(place + 1)
    if number is None or not _is_small(gap) or number.start in found or "," in gap:
        return
    close = scan.role(place - 1) == "number" and scan.tokens[place].start - scan.tokens[place - 1].end <= 1
    if close and role != "dom" and (role == "house" or word != "кв"):
        return
    after = scan.role(number.after)
    if role == "house" and after in ("house", "flat") or role == "dom" and after == "dom":
        return
    if word == "д" and not (
        "." in gap or scan.gap(place - 1, place).strip() == "," or scan.tokens[place].text == "д"
    ):
        return
    if scan.key(number.after) in MONTHS:
        return
    if _counts(scan, number) and (role != "dom" or word not in ("дом", "доме", "д")):
        return
    kind = "flat" if role == "flat" else "house"
    found[number.start] = Part(kind, number.text, scan.tokens[place].start, number.end, True)
    if kind == "house":
        _more_houses(scan, number.after, word in ("дома", "домов", "домах", "домам"), found)
        _flat_by_dash(scan, number, found)


def _more_houses(scan: Scan, place: int, plural: bool, found: dict[int, Part]) -> None:
    for _ in range(_MOST_LISTED if plural else 0):
        if scan.key(place) in _LIST:
            place += 1
        elif scan.gap(place - 1, place).strip() != ",":
            return
        number = scan.number(place)
        if number is None or _counts(scan, number):
            return
        _put(found, "house", number, False)
        place = number.after


def _flat_by_dash(scan: Scan, number: Number, found: dict[int, Part]) -> int:
    """Read the flat of "12-34"; give the place after it."""
    after = number.after
    if scan.role(after) == "number" and scan.text[number.end : scan.tokens[after].start] in ("-", " - ", "–"):
        flat = scan.number(after)
        if flat is not None and scan.role(flat.after) not in ("house", "dom"):
            _put(found, "flat", flat, True)
            return flat.after
    return after


def _after_street(scan: Scan, street: Street, found: dict[int, Part]) -> None:
    """Read the bare number after a street: "Абай көшесі, 12", "ул. Толе би 12/1", "Сейфуллина 12-34"."""
    place = street.last + 1
    number = scan.number(place)
    if number is None or number.start in found or not _is_small(scan.gap(place - 1, place)):
        return
    short = scan.role(place - 1) in ("after", "either") or scan.keys[place - 1] == "к"
    if "." in scan.gap(place - 1, place) and not short:
        return
    close = (
        number.after < len(scan.keys)
        and scan.text[number.end : scan.tokens[number.after].start].strip(" -") == ""
    )
    flat = scan.role(number.after) == "flat" and scan.number(number.after + 1) is None
    own = scan.role(number.after) in ("before", "after", "small") or (
        scan.role(number.after) == "district" and scan.number(number.after + 1) is None
    )
    if close and (flat or own or _counts(scan, number)):
        return
    if street.here and not number.sure and scan.role(number.after) not in ("house", "dom"):
        return
    other = scan.number(number.after) if close and scan.text[number.end] == " " else None
    if other is not None and not _counts(scan, other):
        _house_and_flat(scan, number, other, found)
        return
    _put(found, "house", number, True, _end_with_word(scan, number))
    if scan.role(number.after) not in ("house", "dom"):
        _flat_after(scan, number, found)


def _counts(scan: Scan, number: Number) -> bool:
    """Say whether a number counts the word after it ("3 дня", "2 подъезд"); a house does not ("58 подъезд 1")."""
    word = scan.key(number.after)
    if number.sure or not is_unit(word) or scan.text[number.end : number.end + 1] not in (" ", "-"):
        return False
    return not (word.startswith(_IN_HOUSE) and scan.role(number.after + 1) == "number")


def _house_and_flat(scan: Scan, house: Number, flat: Number, found: dict[int, Part]) -> None:
    """Read "Достық 200 31": two numbers and the end of a sentence."""
    if not scan.text[flat.end : flat.end + 2].strip(" .!\n"):
        _put(found, "house", house, True)
        _put(found, "flat", flat, True)


def _end_with_word(scan: Scan, number: Number) -> int:
    """Give the end of a number and of the word for house right after it."""
    if scan.role(number.after) not in ("house", "dom"):
        return number.end
    token = scan.tokens[number.after]
    return token.end if scan.text[number.end : token.start] in (" ", "-", "\u00a0") else number.end


def _flat_after(scan: Scan, number: Number, found: dict[int, Part]) -> None:
    """Read the flat of "12-34" and of "12, 34."."""
    if _flat_by_dash(scan, number, found) > number.after:
        return
    flat = scan.number(number.after)
    if flat is None or flat.sure or scan.text[number.end : flat.start] != ", " or flat.text == "0":
        return
    after = scan.text[flat.end : flat.end + 2]
    if after[:1] in ("", ".", ",", ";", "\n", "!", ")") and not after[1:].isdigit():
        _put(found, "flat", flat, True)


def _after_district(scan: Scan, district: Part, found: dict[int, Part]) -> None:
    """Read the bare number after a microdistrict: "12 мкр, 46", "Самал-2, 15"."""
    place = bisect_left(scan.tokens, district.end, key=lambda token: token.start)
    number = scan.number(place)
    gap = scan.text[district.end : number.start].removeprefix(".") if number else ""
    if number is None or gap not in (", ", " ", ", №", " №", ",", "-", "» ", "», "):
        return
    role = scan.role(number.after)
    flat = role == "flat" and scan.number(number.after + 1) is None
    if (flat or role in ("before", "after", "district", "small")) and scan.text[
        number.end : number.end + 1
    ] in (" ", "-"):
        return
    if _counts(scan, number):
        return
    follows = scan.text[number.end : number.end + 1]
    if "," in gap or number.sure or role in ("house", "dom") or follows in ("", ",", ".", "-", ";"):
        _put(found, "house", number, True, _end_with_word(scan, number))
        _flat_after(scan, number, found)


MONTHS = words("months")
