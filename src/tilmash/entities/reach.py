"""How far the name of a street reaches from the word beside its word for street.

To the left of a Kazakh word, to the right of a Russian one: capitals, words that are only part of a name (би, батыр,
хан), counted names (30 лет Победы) and the usual names tell. Source: own grammar.

>>> from tilmash.entities.scan import Scan
>>> found = Scan.of("ул. Сакена Сейфуллина 5")
>>> name_of(found, 1, name_right(found, 1, typed=True))
'Сакена Сейфуллина'
"""

from tilmash.entities.gazetteer import marks
from tilmash.entities.lexicon import words
from tilmash.entities.places import settlement_at
from tilmash.entities.scan import Scan
from tilmash.entities.usual import NO_NAME, estate_at, frequent, near, usual_at, usual_before

_LONGEST = 5
GENITIVE = ("нын", "нин", "дын", "дин", "тын", "тин")
_COUNTED = words("counted_in_names")


def fits(scan: Scan, place: int) -> bool:
    """Say whether a word may be part of a name of a street by itself."""
    word = scan.key(place)
    if word in NO_NAME or len(word) < 2 and not scan.capital(place):
        return False
    return scan.role(place) in ("", "body", "number", "and") and not (
        scan.begins(place) and word in frequent() and not marks(scan.tokens[place].text)
    )


def name_left(scan: Scan, place: int) -> int:
    """Give the first word of the name whose last word is at `place`, or -1 when that word is no name."""
    if place < 0 or not fits(scan, place) or scan.role(place) == "and":
        return -1
    size = usual_before(scan, place)
    if size > 1:
        return place - size + 1
    word = scan.keys[place]
    if not scan.capital(place) and not size and (word in frequent() or word.endswith(GENITIVE)):
        return -1
    first = place
    while (
        first > 0
        and place - first < _LONGEST
        and near(scan, first - 1)
        and (scan.initial(first - 1) or _extends(scan, first, place))
    ):
        first -= 1
    return first


def _extends(scan: Scan, first: int, place: int) -> bool:
    """Say whether the word before `first` belongs to the name too."""
    before = first - 1
    if not fits(scan, before) or scan.role(before) == "and":
        return False
    if scan.gap(before, first) == "-":
        return True
    if scan.role(first) == "body" or scan.role(before) == "number" and scan.key(first) in _COUNTED:
        return first == place or scan.capital(before)
    if first == place and not scan.capital(first) and scan.capital(before) and not scan.begins(before):
        return not marks(scan.tokens[first].text) and not settlement_at(scan, before)
    if scan.role(before) == "number" or settlement_at(scan, before) or estate_at(scan, before):
        return False
    if not scan.capital(before):
        return scan.role(before) == "body" and scan.capital(first - 2) and not scan.capital(first)
    if scan.begins(before):
        return bool(marks(scan.tokens[before].text))
    return scan.capital(first) or scan.role(first) == "body"


def name_right(scan: Scan, place: int, typed: bool) -> int:
    """Give the last word of the name that begins at `place`, or -1 when none does."""
    size = usual_at(scan, place)
    if size > 1:
        return place + size - 1
    if scan.initial(place) and place + 1 < len(scan.keys):
        return name_right(scan, place + 1, typed)
    if place >= len(scan.keys) or scan.key(place) in NO_NAME and not size:
        return -1
    if scan.role(place) == "number":
        counted = scan.key(place + 1) in _COUNTED and near(scan, place)
        return name_end(scan, place + 1, place) if counted else -1
    if not size and not scan.capital(place) and not _looks_like_name(scan, place):
        return -1
    return name_end(scan, place, place) if typed or size else -1


def _looks_like_name(scan: Scan, place: int) -> bool:
    word = scan.keys[place]
    if word in frequent() or scan.role(place):
        return False
    return (
        bool(marks(scan.tokens[place].text)) or word.endswith(("ого", "ая", "ои", "ская")) and len(word) > 5
    )


def name_end(scan: Scan, last: int, first: int) -> int:
    """Give the last word of the name that begins at `first` and is read up to `last`."""
    while last + 1 < len(scan.keys) and last - first < _LONGEST and near(scan, last):
        following = last + 1
        role = scan.role(following)
        if role == "body":
            last = following
            continue
        if role not in ("", "number") or scan.key(following) in NO_NAME:
            break
        hyphen = scan.gap(last, following) == "-"
        if role == "number":
            break
        if hyphen and scan.capital(following) and usual_at(scan, following) and usual_at(scan, last):
            break
        named = scan.capital(following) or (not scan.capital(last) and _second_of_two(scan, last, following))
        if not named and not hyphen:
            break
        last = following
    return last


def _second_of_two(scan: Scan, last: int, following: int) -> bool:
    given = {"given", "first"} & marks(scan.tokens[last].text)
    return bool(given) and "surname" in marks(scan.tokens[following].text)


def name_of(scan: Scan, first: int, last: int) -> str:
    """Give the text from one word to another."""
    return scan.text[scan.tokens[first].start : scan.tokens[last].end]
