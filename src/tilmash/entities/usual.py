"""Names of streets and microdistricts that are met most often, looked up by the folded keys of a text.

A table row becomes rows of keys under their first and their last key, so a look-up costs one step of a dictionary.
Source: `lang/streets.tsv`, `lang/microdistricts.tsv`, own lists.

>>> from tilmash.entities.scan import Scan
>>> usual_at(Scan.of("Төле би 12"), 0)
2
"""

from functools import cache, lru_cache

from tilmash.entities.gazetteer import stems
from tilmash.entities.lexicon import words
from tilmash.entities.scan import Scan
from tilmash.lang import read_table, words_of
from tilmash.script import key
from tilmash.segment import tokenize

_JOIN = frozenset({" ", "-", ". ", ".", " «", ' "', "» ", "\u00a0", "  ", "'", "«", " “", " „"})
NO_NAME = words("no_street_name")
# The Russian genitive of a surname; Kazakh typed on Russian keys has the nominative of the same spelling ("Сатпаев").
_GENITIVE = ("ова", "ева", "ина")


@cache
def usual() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the usual names as rows of keys by their first key, longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in read_table("streets.tsv"):
        for phrase in ";".join(row).split(";"):
            names = tuple(key(token.text) for token in tokenize(phrase))
            if names:
                found.setdefault(names[0], set()).add(names)
            if names and names[-1].endswith(_GENITIVE):
                plain = (*names[:-1], names[-1][:-1])
                found.setdefault(plain[0], set()).add(plain)
    return {first: tuple(sorted(rows, key=lambda row: -len(row))) for first, rows in found.items()}


@cache
def _estates() -> frozenset[tuple[str, ...]]:
    rows = read_table("microdistricts.tsv")
    return frozenset(tuple(key(token.text) for token in tokenize(row[0])) for row in rows)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words[0] for words in _estates())


def estate_at(scan: Scan, place: int) -> int:
    """Give how many words of a well-known microdistrict begin at a place, its number (Самал-2) among them."""
    if not 0 <= place < len(scan.keys) or not begins_estate(scan.keys[place]):
        return 0
    for size in (2, 1):
        words = scan.keys[place : place + size]
        if len(words) == size and any((*words[:-1], form) in _estates() for form in _estate_forms(words[-1])):
            after = place + size
            return size + (scan.role(after) == "number" and scan.gap(after - 1, after) == "-")
    return 0


def begins_estate(word: str) -> bool:
    """Say whether a folded key begins the name of a well-known microdistrict."""
    known = _first_words()
    if word in known or len(word) < _SHORTEST_FORM:
        return word in known
    return not known.isdisjoint(stems(word)) or word[-1] in _LAST and word[:-1] in _shortened_firsts()


@cache
def _shortened_firsts() -> frozenset[str]:
    """Give what may stand before the last vowel of a form of a first word."""
    return frozenset(
        word.removesuffix(tail) for word in _first_words() for tail in _TAILS if word.endswith(tail)
    )


_SHORTEST_FORM = 4
_LAST = "еиу"
_TAILS = ("", "а", "я", "ии")


def is_unusual(scan: Scan) -> bool:
    """Say whether no word of a text begins a usual name."""
    return usual().keys().isdisjoint(scan.keys)


@lru_cache(maxsize=1 << 12)
def _estate_forms(word: str) -> tuple[str, ...]:
    if len(word) < _SHORTEST_FORM:
        return (word,)
    return (word, *(word[:-1] + tail for tail in _TAILS if word[-1] in _LAST), *stems(word)[1:])


@cache
def _usual_by_last() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for rows in usual().values():
        for row in rows:
            found.setdefault(row[-1], []).append(row)
    return {last: tuple(sorted(rows, key=lambda row: -len(row))) for last, rows in found.items()}


@cache
def frequent() -> frozenset[str]:
    """Give the folded keys of everyday words and of titles, Kazakh and Russian."""
    tables = ("stop_words.tsv", "frequent_words.tsv", "titles.tsv")
    everyday = (
        word for language in ("kk", "ru") for name in tables for word in words_of(f"{language}/{name}")
    )
    return frozenset(key(word) for word in everyday)


def ordinary(word: str) -> bool:
    """Say whether a folded key is an everyday word that begins no name."""
    return word in NO_NAME or word in frequent()


@lru_cache(maxsize=1 << 13)
def is_form_of_usual(word: str) -> bool:
    """Say whether a word with a Kazakh ending of a case is a usual name."""
    return not _single().isdisjoint(stems(word)[1:])


@cache
def _single() -> frozenset[str]:
    """Give the usual names of one word that are long enough to be known by a part."""
    return frozenset(first for first, rows in usual().items() if len(first) > 3 and (first,) in rows)


def usual_at(scan: Scan, place: int) -> int:
    """Give how many words of a usual street name begin at a place; the last may carry a Kazakh ending."""
    if not 0 <= place < len(scan.keys):
        return 0
    for row in usual().get(scan.keys[place], ()):
        if scan.keys[place : place + len(row)] == row and joined(scan, place, place + len(row) - 1):
            return len(row)
    return int(is_form_of_usual(scan.keys[place]) and scan.capital(place))


def usual_before(scan: Scan, place: int) -> int:
    """Give how many words of a usual street name end at a place."""
    for row in _usual_by_last().get(scan.keys[place], ()):
        first = place - len(row) + 1
        if first >= 0 and scan.keys[first : place + 1] == row and joined(scan, first, place):
            return len(row)
    return 0


def joined(scan: Scan, first: int, last: int) -> bool:
    """Say whether nothing but blanks, hyphens and quotation marks parts the words of a stretch."""
    return all(near(scan, place) for place in range(first, last))


def near(scan: Scan, place: int) -> bool:
    """Say whether a word and the next may belong to one name: no comma, no end of a sentence between."""
    gap = scan.gap(place, place + 1)
    if gap in (".", ". "):
        return len(scan.tokens[place].text) <= 2
    return gap in _JOIN
