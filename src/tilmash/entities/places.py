"""Settlements, districts and regions: names of our own list, and any name beside the word for city, village, district.

Source: `lang/places.tsv`; the words қаласы, ауылы, ауданы, город, село and their like.

>>> from tilmash.entities.scan import Scan
>>> [(place.name, place.kind) for place in places(Scan.of("Шымкент қаласында, село Бадам"))]
[('Шымкент', 'city'), ('Бадам', 'village')]
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from tilmash.entities import lexicon
from tilmash.entities.gazetteer import marks, stems
from tilmash.entities.scan import Scan
from tilmash.lang import read_table
from tilmash.script import key
from tilmash.segment import tokenize
from tilmash.types import Place

_KINDS = (
    ("кал", "city"), ("город", "city"), ("гор", "city"), ("ауыл", "village"), ("ауил", "village"), ("аул", "village"), ("сел", "village"), ("пос", "village"), ("кент", "village"),
    ("облыс", "region"), ("област", "region"), ("раион", "district"), ("аудан", "district"), ("станц", "village"), ("стансы", "village"),
)  # fmt: skip
_TAILS = ("", "а", "и", "о", "ск", "е")
_LOOSE = ("а", "ы", "и", "у", "е", "ои", "ом", "ем", "скои", "ского", "ском", "скому")


@cache
def _names() -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, *columns in read_table("places.tsv"):
        for column in columns:
            for phrase in column.split(";"):
                words = tuple(key(token.text) for token in tokenize(phrase))
                found.setdefault(words[0], []).append((words, column.split(";")[0], kind))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@lru_cache(maxsize=1 << 13)
def _single(word: str) -> tuple[str, str] | None:
    """Give the name and kind of a settlement of one word, any ending of a case cut."""
    known, shortened = _singles()
    if word in known or len(word) <= 3:
        return known.get(word)
    forms = stems(word)
    if shortened.keys().isdisjoint(forms):
        return None
    return next((shortened[form] for form in forms if form in shortened), None)


@cache
def _singles() -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    """Give the settlements of one word by their key, and by what a case may have left of it."""
    known: dict[str, tuple[str, str]] = {}
    for first, rows in _names().items():
        for words, name, kind in rows:
            if words == (first,) and kind in ("city", "village"):
                known.setdefault(first, (name, kind))
    shortened: dict[str, tuple[str, str]] = {}
    for tail in _TAILS:
        for word, found in known.items():
            if word.endswith(tail):
                shortened.setdefault(word.removesuffix(tail), found)
    return known, shortened


def is_settlement(word: str) -> bool:
    """Say whether a folded key names a settlement and hardly anything else."""
    found = _single(word)
    return found is not None and key(found[0]) not in CITIES_TOO


def settlement_at(scan: Scan, place: int) -> str:
    """Give the nominative of the settlement that a word names and hardly anything else, or nothing."""
    if not 0 <= place < len(scan.keys):
        return ""
    found = _single(scan.keys[place])
    return found[0] if found and key(found[0]) not in CITIES_TOO else ""


def places(scan: Scan) -> Iterator[Place]:
    """Give the places of a text in order; one word is in one place only."""
    worded = "settlement" in scan.roles or "area" in scan.roles
    at = 0
    for place, word in enumerate(scan.keys):
        if place < at:
            continue
        found = None
        if _may_begin(word):
            found, at = _listed(scan, place)
        if found is None and worded:
            found, at = _beside(scan, place)
        if found is not None:
            yield found


def _may_begin(word: str) -> bool:
    return word in _names() or _single(word) is not None


def tells_place(word: str, role: str) -> bool:
    """Say whether a folded key with its part may begin a place or stand beside one."""
    return role in ("settlement", "area") or _may_begin(word)


def _listed(scan: Scan, at: int) -> tuple[Place | None, int]:
    for words, name, kind in _names().get(scan.keys[at], ()):
        after = at + len(words)
        if len(words) > 1 and _matches(scan.keys[at:after], words):
            return Place(name, kind, scan.tokens[at].start, scan.tokens[after - 1].end), after
    found = _single(scan.keys[at])
    if found is None or not _is_place_here(scan, at, found[0]):
        return None, at + 1
    end, after = scan.tokens[at].end, at + 1
    return Place(*found, scan.tokens[at].start, end), after


def _matches(keys: tuple[str, ...], words: tuple[str, ...]) -> bool:
    return (
        len(keys) == len(words)
        and keys[:-1] == words[:-1]
        and keys[-1].startswith(words[-1][:-2] if len(words[-1]) > 5 else words[-1])
    )


def _is_place_here(scan: Scan, at: int, name: str) -> bool:
    """Refuse what bears a settlement's name but is a street, a person or a common word (Абай көшесі, алға, темір)."""
    beside = scan.role(at + 1)
    if beside == "settlement" or scan.role(at - 1) == "settlement":
        return True
    if beside in ("after", "either", "district", "small") or scan.role(at - 1) in (
        "before",
        "either",
        "district",
    ):
        return False
    if key(name) in CITIES_TOO:
        return False
    return scan.capital(at) or len(scan.keys[at]) > 4


CITIES_TOO = lexicon.words("ambiguous_places")


def _beside(scan: Scan, at: int) -> tuple[Place | None, int]:
    """Give a place of no list beside its word: "Бадам ауылы", "село Бадам", "г. Бадам"."""
    role = scan.role(at)
    first = role == "settlement" and scan.keys[at] in _FIRST_WORDS and scan.capital(at + 1)
    person = first and "given" in marks(scan.tokens[at + 1].text) and scan.keys[at] in _OF_CITIES
    if first and not person and not scan.role(at + 1) and scan.gap(at, at + 1) in (" ", ". ", ".", " «"):
        kind = next((kind for start, kind in _KINDS if scan.keys[at].startswith(start)), "city")
        token = scan.tokens[at + 1]
        return Place(_nominative(token.text), kind, token.start, token.end), at + 2
    after = scan.role(at + 1)
    if (
        role == ""
        and scan.capital(at)
        and after in ("settlement", "area")
        and scan.gap(at, at + 1) in (" ", "» ", "\u00a0")
    ):
        word = scan.keys[at + 1]
        kind = next((kind for start, kind in _KINDS if word.startswith(start)), "")
        if kind and word not in _FIRST_WORDS and not scan.keys[at].isdigit():
            token = scan.tokens[at]
            return Place(token.text, kind, token.start, token.end), at + 2
    return None, at + 1


_FIRST_WORDS = lexicon.words("words_before_places")


_OF_CITIES = frozenset({"города", "городу", "городе", "села", "аула", "поселка"})


def _nominative(word: str) -> str:
    found = _single(key(word))
    return found[0] if found else word
