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
from tilmash.entities.organisations import organisations
from tilmash.entities.persons import persons
from tilmash.entities.places import places
from tilmash.entities.scan import Scan
from tilmash.entities.street import Street
from tilmash.entities.sums import has_sign, sums
from tilmash.segment import tokenize
from tilmash.types import Entities, Person, Token

__all__ = ["entities_of"]


_IN_ADDRESSES = DISTRICT | HOUSE | NEAR
_OPEN, _CLOSE = frozenset('«“„"'), frozenset('»”"')


def entities_of(text: str, tokens: tuple[Token, ...] | None = None) -> Entities:
    """Give the entities of a text; `tokens` are its words when they are cut already (see `segment.tokenize`)."""
    scan, hints = scan_of(text, tokenize(text) if tokens is None else tokens)
    found = tuple(places(scan)) if hints & PLACE else ()
    ways = ways_of(scan)
    named = hints & NAME or hints & CAPITAL and has_inner_capital(text, scan.tokens)
    return Entities(
        addresses=addresses(scan, found, ways) if ways or hints & _IN_ADDRESSES else (),
        places=found,
        persons=_who(scan, ways) if named else (),
        organisations=tuple(organisations(scan)) if hints & ORGANISATION else (),
        dates=tuple(dates(text)) if hints & (DATE | DIGIT) else (),
        sums=tuple(sums(text)) if hints & MONEY or has_sign(text) else (),
    )


def _who(scan: Scan, ways: tuple[Street, ...]) -> tuple[Person, ...]:
    """Give the persons that are no street's name."""
    if not ways:
        return tuple(each for each in persons(scan.text) if not _is_quoted(scan.text, each))
    spans = ((scan.tokens[way.first].start, scan.tokens[way.last].end) for way in ways)
    taken = cover(spans, len(scan.text))
    found = (each for each in persons(scan.text, taken) if not touches(taken, each.start, each.end))
    return tuple(each for each in found if not _is_quoted(scan.text, each))


def _is_quoted(text: str, person: Person) -> bool:
    """Say whether a name stands in quotation marks: it is then a school's, a firm's, a swimming pool's."""
    return text[person.start - 1 : person.start] in _OPEN and text[person.end : person.end + 1] in _CLOSE
