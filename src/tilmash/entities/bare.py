"""Streets named without a word for street: "по Желтоксан", "Сейфуллина 12/1", "Семей, Найманбаев, 5", "Абая – Ленина".

A usual name before a house, after a word that leads to one (по, на, вдоль) or after a city; an unknown one needs more:
a capital, the ending of a name, a house. Source: own grammar.

>>> from tilmash.entities.scan import Scan
>>> [street.name for street in bare_streets(Scan.of("Живу по Желтоксан"), set())]
['Желтоксан']
"""

from collections.abc import Iterator

from tilmash.entities.gazetteer import marks
from tilmash.entities.lexicon import words
from tilmash.entities.places import CITIES_TOO, settlement_at
from tilmash.entities.reach import fits, name_end, name_of
from tilmash.entities.scan import Scan, is_unit
from tilmash.entities.street import Street
from tilmash.entities.usual import (
    NO_NAME,
    estate_at,
    frequent,
    is_form_of_usual,
    usual,
    usual_at,
    usual_before,
)


def bare_streets(scan: Scan, taken: set[int]) -> Iterator[Street]:
    """Give the streets named without a word for street: usual names before a house, after по or на, or in a pair."""
    numbered = "number" in scan.roles
    place = 0
    for first, word in enumerate(scan.keys):
        if (
            first < place
            or first in taken
            or scan.roles[first] == "number"
            or not _may_be_bare(scan, first, word, numbered)
        ):
            continue
        size = _bare_size(scan, first)
        if size and not any(at in taken for at in range(first, first + size)):
            place = first + size
            yield Street(name_of(scan, first, place - 1), first, place - 1, first, place - 1, typed=False)


def _may_be_bare(scan: Scan, place: int, word: str, numbered: bool) -> bool:
    """Say, cheaply, whether a street without its word may begin here."""
    if word in usual() or is_form_of_usual(word):
        return True
    if word in NO_NAME:
        return False
    if numbered and (scan.capital(place) or "number" in scan.roles[place + 1 : place + 3]):
        return True
    return (
        place > 0
        and scan.capital(place)
        and (scan.keys[place - 1] in _LEADS or scan.gap(place - 1, place) == ", ")
    )


def _bare_size(scan: Scan, place: int) -> int:
    size = usual_at(scan, place)
    after = place + size
    if not size or estate_at(scan, place) >= size:
        return _unknown_size(scan, place)
    if not _may_stand(scan, place, after):
        return 0
    before = scan.key(place - 1)
    if before == "от" and scan.capital(place) and scan.gap(place - 1, place) == " ":
        return size
    if _led(scan, place) and (scan.capital(place) or size > 1 or not scan.keys[place].endswith(("ая", "ои"))):
        return size
    if scan.key(after).startswith(("боиы", "кошес")) or _after_city(scan, place, after - 1):
        return size
    if scan.role(place - 1) in ("house", "dom") and scan.gap(place - 1, place) == ", ":
        return size
    return size if _house_follows(scan, after, known=True) or _pair(scan, place, size) else 0


def _may_stand(scan: Scan, place: int, after: int) -> bool:
    """Refuse a usual name that is a settlement's, a district's or a microdistrict's here."""
    if scan.role(place - 1) in ("district", "estate", "area") and not scan.gap(place - 1, place).strip(" ."):
        return False
    if scan.role(after) in ("settlement", "area", "small", "district"):
        return False
    return after - place > 1 or not settlement_at(scan, place)


def _led(scan: Scan, place: int) -> bool:
    """Say whether a word stands after a Russian one that leads to a street: по, на, вдоль, через (no complaint on one)."""
    if scan.gap(place - 1, place) != " " or scan.key(place - 1) not in _LEADS:
        return False
    return not scan.key(place - 2).startswith(_COMPLAINTS) or scan.key(place - 1) == "по"


_LEADS = words("leads_to_street")
_COMPLAINTS = (
    "жал", "заяв", "крич", "наде", "подал", "напис", "напад", "напал", "пох", "управ", "донос", "доклад", "зл", "обид",
)  # fmt: skip
_OF_STREETS = (
    "ова", "ева", "ина", "ына", "ои", "еи", "ого", "ая", "ули", "улы", "бека", "хана", "батыра", "ия", "ка",
)  # fmt: skip


def _after_city(scan: Scan, first: int, last: int) -> bool:
    """Say whether a name stands as "Семей, Найманбаев." or "(Абая, 15)": after a city and before the end or a number."""
    gap = scan.gap(first - 1, first)
    city = settlement_at(scan, first - 1) or (scan.key(first - 1) in CITIES_TOO and scan.capital(first - 1))
    if gap not in (", ", " (") or not (city or scan.role(first - 1) == "settlement"):
        return False
    if last + 1 >= len(scan.keys):
        return scan.text[scan.tokens[last].end :].strip(" .!)") == ""
    after = scan.gap(last, last + 1)
    phone = scan.role(last + 1) == "number" and scan.number(last + 1) is None
    return after.startswith((".", ",", ":", " (", ")", ";", "!")) and not phone


def _pair(scan: Scan, place: int, size: int) -> bool:
    after = place + size
    if (
        after < len(scan.keys)
        and scan.gap(after - 1, after).strip() in ("-", "–", "/")
        and usual_at(scan, after)
    ):
        return scan.capital(place)
    if scan.gap(place - 1, place).strip() in ("-", "–", "/") and place and scan.capital(place):
        return bool(usual_before(scan, place - 1)) and scan.capital(place - 1)
    return scan.role(after) == "crossing"


def _unknown_size(scan: Scan, place: int) -> int:
    """Give the size of a name not in the list: "Әлімжан 48 үй", "Алматы, Сыпатаев, 12", "на Токатаева"."""
    if not fits(scan, place) or scan.role(place) in ("number", "and") or settlement_at(scan, place):
        return 0
    capital = scan.capital(place)
    if not capital and not marks(scan.tokens[place].text) or estate_at(scan, place):
        return 0
    if scan.begins(place) and scan.keys[place] in frequent() or not capital and not scan.text.islower():
        return 0
    last = name_end(scan, place, place) if capital else place
    size = last - place + 1
    if scan.keys[last][-1].isdigit():
        return 0
    if capital and _led(scan, place) and (scan.keys[last].endswith(_OF_STREETS) or scan.role(last) == "body"):
        sure = bool(marks(scan.tokens[last].text)) or size > 1 or scan.key(place - 1) in ("по", "вдоль")
        return size if sure or _house_follows(scan, last + 1, known=True) else 0
    if capital and _after_city(scan, place, last):
        numbered = scan.number(last + 1) is not None
        usual_end = (
            scan.keys[last].endswith(("ов", "ев", "ин", "ова", "ева", "ина")) or scan.role(last) == "body"
        )
        return size if numbered or size == 1 and usual_end else 0
    known = capital and scan.role(place - 1) == "settlement" and scan.key(place - 1).endswith("сы")
    known = known or scan.key(place - 1).startswith(("мекенжа", "адрес"))
    known = known or capital and _signs_off(scan, place, last)
    return size if _house_follows(scan, last + 1, known=bool(known)) else 0


def _signs_off(scan: Scan, first: int, last: int) -> bool:
    """Say whether a name in the genitive and a number stand between commas: "Частный дом, Огарёва, 8."; "Огарёва 8,"."""
    number = scan.number(last + 1)
    if (
        number is None
        or scan.gap(last, last + 1) not in (", ", " ")
        or not scan.keys[last].endswith(_GENITIVES)
    ):
        return False
    before, after = scan.gap(first - 1, first), scan.text[number.end : number.end + 1]
    return (first == 0 or before in (", ", ". ", ": ", " (")) and after in ("", ",", ".", ":", ";", ")")


_GENITIVES = ("ова", "ева", "ина", "ого", "ская", "кая", "ына")


def _house_follows(scan: Scan, place: int, known: bool) -> bool:
    gap = scan.gap(place - 1, place).strip(" \u00a0")
    if gap not in ("", ",", "№", ",№", "-", ".", "»", "»,"):
        return False
    if scan.role(place) in ("dom", "house"):
        number = scan.number(place + 1)
        return number is not None and scan.key(number.after) not in words("months")
    number = scan.number(place)
    if number is None or gap == ".":
        return False
    follows = scan.role(number.after)
    near = scan.gap(number.after - 1, number.after).strip(" -,.\u00a0") == ""
    if follows in ("house", "dom") and near and "лер" not in scan.key(number.after):
        return True
    if follows == "flat" and near or number.sure and gap != "-":
        return known or scan.capital(place - 1) or scan.number(number.after + 1) is not None
    counted = scan.gap(number.after - 1, number.after) in (" ", "-", "\u00a0") and is_unit(
        scan.key(number.after)
    )
    return known and not counted
