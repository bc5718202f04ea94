"""Microdistricts and estates: "мкр Самал-2", "Самал-2 ықшам ауданы", "5 мөлтек ауданы", "ш/а Нұрсат", and well-known bare ones.

Source: own grammar; `lang/microdistricts.tsv`.

>>> from tilmash.entities.scan import Scan
>>> [part.text for part in microdistricts(Scan.of("Самал-2 ықшам ауданы, мкр Шугыла"), ())]
['Самал-2', 'Шугыла']
"""

from tilmash.entities.part import Part
from tilmash.entities.places import settlement_at
from tilmash.entities.scan import Scan
from tilmash.entities.street import Street
from tilmash.entities.usual import begins_estate, estate_at, ordinary

_MOST_PARTS = 12
_SHORT = 2
_SLASHED = frozenset({"ш", "ы", "м"})
_WORDS = frozenset({"district", "estate", "small"})


def tells_district(word: str, role: str) -> bool:
    """Say whether a folded key with its part may begin a microdistrict, or be the word for one."""
    return role in _WORDS or word in _SLASHED or word == "массив" or begins_estate(word)


def microdistricts(scan: Scan, streets: tuple[Street, ...]) -> list[Part]:
    """Give the microdistricts and estates in order."""
    taken = {word for street in streets for word in range(street.name_first, street.name_last + 1)}
    found: list[Part] = []
    for place in range(len(scan.keys)):
        role = scan.roles[place]
        if (
            not role
            and not begins_estate(scan.keys[place])
            and len(scan.keys[place]) > 1
            and scan.keys[place] != "массив"
        ):
            continue
        first, last = _district_word(scan, place)
        if first < 0:
            bare = _bare_estate(scan, place) if place not in taken else None
            found += [bare] if bare and not (found and bare.start < found[-1].end) else []
            continue
        right = _name_right(scan, first, last) if _is_house_left(scan, first, last, taken) else None
        part = right or _name_left(scan, first, last, taken) or _name_right(scan, first, last)
        if part and not (found and part.start < found[-1].end):
            found.append(part)
    return found


def _bare_estate(scan: Scan, place: int) -> Part | None:
    """Read a well-known microdistrict named alone with a capital: "в Батыс-2", "Сырдария, дом 21"."""
    size = estate_at(scan, place)
    last = _with_number(scan, place + size - 1) if size else place
    cased = scan.capital(place) or scan.gap(place - 1, place) == ", "
    if (
        not size
        or not cased
        and not (scan.text.islower() and _is_before_house(scan, last))
        or scan.role(last + 1) in ("after", "either", "settlement", "area", "body")
        or scan.role(place - 1) == "before"
    ):
        return None
    number = scan.number(last + 1)
    house = number is not None or scan.role(last + 1) in ("dom", "house")
    dashed = scan.role(last) == "number"
    within = scan.key(place - 1) in ("в", "во", "из") and scan.gap(place - 1, place) == " "
    beside = scan.gap(place - 1, place) == ", " or scan.capital(place) and scan.gap(place - 1, place) == " "
    listed = beside and settlement_at(scan, place - 1)
    return _part(scan, place, last, last) if house or dashed or within or listed else None


def _is_before_house(scan: Scan, last: int) -> bool:
    """Say whether a house with its word follows: " 18 үй", ", дом 18"."""
    if scan.gap(last, last + 1) not in (" ", ", "):
        return False
    number = scan.number(last + 1)
    if number is None:
        return scan.role(last + 1) == "dom" and scan.number(last + 2) is not None
    return scan.role(number.after) in ("house", "dom") and scan.text[number.end] in " -"


def _with_number(scan: Scan, last: int) -> int:
    """Give the last word of a name with the number of its part: "Самал 2, 18 үй", "Самал 2 дом 18"."""
    number = scan.number(last + 1) if scan.gap(last, last + 1) == " " else None
    if number is None or not number.text.isdigit() or int(number.text) > _MOST_PARTS:
        return last
    return last + 1 if _is_before_house(scan, last + 1) else last


def _district_word(scan: Scan, place: int) -> tuple[int, int]:
    """Give the first and last word of "мкр", "мкр-н", "ш/а", "шағын ауданы", "ЖК" at a place, or (-1, -1)."""
    role = scan.role(place)
    if role == "district" or role == "estate" and scan.tokens[place].text.isupper():
        tail = scan.key(place + 1) in ("н", "не", "на") and scan.gap(place, place + 1) == "-"
        return place, place + tail
    if role == "small" and scan.role(place + 1) == "area":
        return place, place + 1
    if scan.key(place) == "массив":
        return place, place
    if scan.key(place) not in _SLASHED or scan.key(place + 1) != "а":
        return -1, -1
    gap = scan.gap(place, place + 1)
    stops = (
        gap in (".", ". ") and not scan.capital(place) and scan.text[scan.tokens[place + 1].end :][:1] == "."
    )
    return (place, place + 1) if gap == "/" or stops else (-1, -1)


def _is_house_left(scan: Scan, first: int, last: int, taken: set[int]) -> bool:
    """Say whether the number left of the word for microdistrict is a house: "дома 8 мкр. Самал-1", "Абая 12 мкр 5"."""
    number = _numbered(scan, first - 1)
    if number < 0:
        return False
    beside = scan.role(number - 1) in ("house", "dom", "flat") or number - 1 in taken
    return beside or estate_at(scan, last + 1) > 0


def _name_left(scan: Scan, first: int, last: int, taken: set[int]) -> Part | None:
    """Read "Самал-2 ықшам ауданы", "5-ші мкр", "«Нұрсат» ш/а"."""
    place = first - 1
    if place < 0 or place in taken or scan.gap(place, first) not in (" ", "-", "» ", '" ', "” ", " - "):
        return None
    digits = _numbered(scan, place)
    if digits >= 0:
        if scan.role(last + 1) == "number" or digits == place or scan.gap(digits, digits + 1) == "-":
            begin = digits
            if begin > 0 and scan.gap(begin - 1, begin) in ("-", " ") and _is_name(scan, begin - 1):
                begin -= 1
            return _part(scan, begin, place if scan.role(place) == "number" else digits, last)
        return None
    kazakh = scan.role(first) == "small" or "аудан" in scan.keys[first]
    city = settlement_at(scan, place) and kazakh and scan.capital(place)
    if (
        not (city or _is_name(scan, place))
        or not scan.capital(place)
        and scan.role(last + 1) in ("", "body")
        and scan.capital(last + 1)
    ):
        return None
    begin = place
    while (
        begin > 0
        and scan.gap(begin - 1, begin) in (" ", "-")
        and scan.capital(begin - 1)
        and _is_name(scan, begin - 1)
    ):
        begin -= 1
    return _part(scan, begin, place, last)


def _numbered(scan: Scan, place: int) -> int:
    """Give the place of a number that ends at `place`, its ordinal ending stepped over, or -1."""
    if scan.role(place) == "number":
        return place
    if scan.role(place - 1) == "number" and scan.gap(place - 1, place) == "-" and len(scan.keys[place]) <= 4:
        return place - 1
    return -1


def _is_name(scan: Scan, place: int) -> bool:
    word = scan.key(place)
    if (
        scan.role(place) not in ("", "body")
        or settlement_at(scan, place)
        and scan.gap(place, place + 1) != "-"
    ):
        return False
    return (
        not ordinary(word)
        and len(word) > 1
        and (scan.capital(place) or not word.endswith(("нын", "нин", "дын", "дин")))
    )


def _name_right(scan: Scan, first: int, last: int) -> Part | None:
    """Read "мкр Самал-2", "микрорайон №5", "мкр. 12"."""
    place = last + 1
    gap = scan.gap(last, place)
    if place >= len(scan.keys) or gap.strip(' .«"“„№') or len(gap) > 4 or "." in gap and last > first:
        return None
    number = scan.number(place)
    if number is not None:
        counted = scan.role(number.after) in ("dom", "house") and scan.text[number.end : number.end + 1] in (
            " ",
            "-",
        )
        return (
            None
            if counted and scan.key(number.after) != "д"
            else Part("microdistrict", number.text, scan.tokens[first].start, number.end)
        )
    two = scan.capital(place) and not scan.role(place) and len(scan.keys[place]) > _SHORT
    two = two and scan.gap(place, place + 1) == " " and scan.capital(place + 1) and _is_name(scan, place + 1)
    if not _is_name(scan, place) and not two:
        return None
    end = place
    while scan.gap(end, end + 1) in (" ", "-") and scan.capital(end + 1) and _is_name(scan, end + 1):
        end += 1
    if scan.role(end + 1) == "number" and scan.gap(end, end + 1) in ("-", " - ", " "):
        following = scan.number(end + 1)
        small = following is not None and following.text.isdigit() and int(following.text) <= 12
        free = following is not None and scan.role(following.after) not in ("house", "dom")
        if scan.gap(end, end + 1) != " " or small and free:
            end += 1
    part = _part(scan, place, end, end)
    return Part(part.kind, part.text, scan.tokens[first].start, part.end)


def _part(scan: Scan, begin: int, end: int, last: int) -> Part:
    start = scan.tokens[begin].start
    return Part("microdistrict", scan.text[start : scan.tokens[end].end], start, scan.tokens[last].end)
