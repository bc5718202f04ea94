"""Places and things in a text: addresses, settlements, persons, organisations, dates and sums, each with its span.

The grammar works on folded keys of words, so it reads Kazakh with and without its letters, chat Latin and Russian
alike; persons are found by a trained model. Nothing is looked up outside the text.

>>> entities_of("Абай көшесі 12").addresses[0].house
'12'
"""

from tilmash.entities.addresses import addresses, ways_of
from tilmash.entities.cover import cover, touches
from tilmash.entities.dates import dates
from tilmash.entities.hints import (
    CAPITAL,
    DATE,
    DIGIT,
    DISTRICT,
    HOUSE,
    MONEY,
    NAME,
    NEAR,
    ORGANISATION,
    PLACE,
    has_inner_capital,
    scan_of,
)
from tilmash.entities.landmarks import is_monument
from tilmash.entities.organisations import organisations
from tilmash.entities.persons import persons_of
from tilmash.entities.places import places
from tilmash.entities.scan import Scan
from tilmash.entities.street import Street
from tilmash.entities.sums import has_sign, sums
from tilmash.segment import tokenize
from tilmash.types import Address, Entities, Person, Place, Token

__all__ = ["entities_of", "entities_of_all"]


_IN_ADDRESSES = DISTRICT | HOUSE | NEAR
_NEAR_LANDMARK = 150
_OPEN, _CLOSE = frozenset('«“„"'), frozenset('»”"')


def entities_of(text: str) -> Entities:
    """Give the entities of a text."""
    return entities_of_all([text], [tokenize(text)])[0]


def entities_of_all(texts: list[str], tokens: list[tuple[Token, ...]]) -> list[Entities]:
    """Give the entities of each text; `tokens` are its words (see `segment.tokenize`). Together they cost less."""
    rows = [scan_of(text, words) for text, words in zip(texts, tokens, strict=True)]
    found = [tuple(places(scan)) if hints & PLACE else () for scan, hints in rows]
    ways = [ways_of(scan) for scan, _ in rows]
    where = [
        addresses(scan, near, roads) if roads or hints & _IN_ADDRESSES else ()
        for (scan, hints), near, roads in zip(rows, found, ways, strict=True)
    ]
    who = _who(
        rows, [_taken(*each) for each in zip((scan for scan, _ in rows), ways, where, found, strict=True)]
    )
    return [
        Entities(
            addresses=where[number],
            places=found[number],
            persons=who.get(number, ()),
            organisations=tuple(organisations(scan)) if hints & ORGANISATION else (),
            dates=tuple(dates(scan.text)) if hints & (DATE | DIGIT) else (),
            sums=tuple(sums(scan.text)) if hints & MONEY or has_sign(scan.text) else (),
        )
        for number, (scan, hints) in enumerate(rows)
    ]


def _who(rows: list[tuple[Scan, int]], taken: list[bytes | bytearray]) -> dict[int, tuple[Person, ...]]:
    """Give the persons of the texts that have any, by the number of the text: no place's name and no quoted one's."""
    named = [
        number
        for number, (scan, hints) in enumerate(rows)
        if hints & NAME or hints & CAPITAL and has_inner_capital(scan.text, scan.tokens)
    ]
    asked = [(rows[number][0].text, taken[number]) for number in named]
    return {
        number: tuple(
            each for each in found if not touches(spans, each.start, each.end) and not _is_quoted(text, each)
        )
        for number, (text, spans), found in zip(named, asked, persons_of(asked), strict=True)
        if found
    }


def _taken(
    scan: Scan, ways: tuple[Street, ...], where: tuple[Address, ...], found: tuple[Place, ...]
) -> bytes | bytearray:
    """Give the characters of the streets, microdistricts and villages of a text, or nothing where it has none."""
    spans = [(scan.tokens[way.first].start, scan.tokens[way.last].end) for way in ways]
    names = [(each.microdistrict, each.start) for each in where if each.microdistrict]
    # A landmark stands near its address, before or behind.
    monuments = [each for each in where if each.landmark and is_monument(each.landmark)]
    names += [(each.landmark or "", max(0, each.start - _NEAR_LANDMARK)) for each in monuments]
    for name, first in names:
        start = scan.text.find(name, first)
        spans += [(start, start + len(name))] if start >= 0 else []
    spans += [(each.start, each.end) for each in found if each.kind == "village"]
    return cover(spans, len(scan.text)) if spans else b""


def _is_quoted(text: str, person: Person) -> bool:
    """Say whether a name stands in quotation marks: it is then a school's, a firm's, a swimming pool's."""
    return text[person.start - 1 : person.start] in _OPEN and text[person.end : person.end + 1] in _CLOSE
