"""Personal data in a text: where it stands, and the text with it masked.

Every expression is bounded, so the time grows with the length of the text and no faster. When two finds overlap, the
earlier kind of finder wins: a number with a checksum is believed before a number without one. A name or a number
found once is masked wherever else it is written.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from tilmash.entities import entities_of
from tilmash.entities.cover import cover, touches
from tilmash.redact.addresses import addresses, glued, last_numbers, with_house
from tilmash.redact.beside import beside, is_nobody, lone_names
from tilmash.redact.contacts import emails, handles, phones
from tilmash.redact.names import names
from tilmash.redact.numbers import bank_accounts, cards, coordinates, documents, identity_numbers, plates
from tilmash.types import Entities, Span

TOKENS = {
    "phone": "[ТЕЛЕФОН]",
    "email": "[ПОШТА]",
    "iin": "[ЖСН]",
    "bin": "[БСН]",
    "card": "[КАРТА]",
    "iban": "[ШОТ]",
    "plate": "[КӨЛІК НӨМІРІ]",
    "address": "[МЕКЕНЖАЙ]",
    "name": "[АТЫ-ЖӨНІ]",
    "document": "[ҚҰЖАТ]",
    "handle": "[АККАУНТ]",
    "geo": "[КООРДИНАТА]",
}
_OF_SIGNS = (emails, handles)
_OF_DIGITS = (bank_accounts, identity_numbers, cards, coordinates, documents, phones, plates)
_REPEATED = frozenset({"name", "phone", "email", "iin", "card", "iban"})
_TELL_NAMES = frozenset({"phone", "iin"})
_FEWEST_DIGITS = re.compile(r"\d[^\n]{0,9}\d")
_MOST_REPEATED_VALUES = 40
_SHORTEST_REPEATED = 3


def personal_spans(text: str, entities: Entities | None = None) -> tuple[Span, ...]:
    """Give the spans of personal data in the order of the text; they never overlap.

    `entities` are those of the text when they are found already.
    """
    seen = entities_of(text) if entities is None else entities
    finders = _OF_SIGNS + (_OF_DIGITS if _FEWEST_DIGITS.search(text) else ())
    found = [span for finder in finders for span in finder(text)]
    contacts = [(span.start, span.end) for span in found if span.kind in _TELL_NAMES]
    sure, told = lone_names(text)
    found += _no_places(_names(text, seen, sure), seen, len(text))
    found += chain(beside(text, contacts), told)
    found += chain(addresses(seen.addresses, text), glued(text), last_numbers(text))
    if not found:
        return ()
    kept = _without_overlaps(found, len(text))
    return tuple(_without_overlaps(chain(kept, _repeats(text, kept)), len(text)))


def _names(text: str, seen: Entities, sure: list[Span]) -> Iterator[Span]:
    for span in chain(names(text, seen.persons), sure):
        if not is_nobody(text, span.start, span.end):
            yield with_house(span, text)


def _no_places(found: Iterable[Span], seen: Entities, size: int) -> list[Span]:
    """Leave out the names that are of streets, microdistricts and settlements."""
    spans = list(found)
    if not spans:
        return []
    named = [(each.start, each.end) for each in seen.addresses if each.street or each.microdistrict]
    named += [(each.start, each.end) for each in seen.places]
    if not named:
        return spans
    taken = cover(named, size)
    return [span for span in spans if not touches(taken, span.start, span.end)]


def mask_spans(text: str, spans: tuple[Span, ...]) -> str:
    """Give the text with each span, in order and not overlapping, replaced by the token of its kind.

    The street of an address stays (`Span.keep`): the matter needs it, and it names nobody.
    """
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start + span.keep], TOKENS[span.kind])
        end = span.end
    pieces.append(text[end:])
    return "".join(pieces)


def _without_overlaps(spans: Iterable[Span], size: int) -> list[Span]:
    taken = bytearray(size)
    kept: list[Span] = []
    for span in spans:
        if span.start < span.end and not touches(taken, span.start, span.end):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _repeats(text: str, spans: list[Span]) -> list[Span]:
    kinds = {text[span.start : span.end]: span.kind for span in spans if span.kind in _REPEATED}
    values = {
        part: kind
        for value, kind in list(kinds.items())[:_MOST_REPEATED_VALUES]
        for part in (value, *(value.split() if kind == "name" else ()))
        # What stands in the text once was found there.
        if len(part) >= _SHORTEST_REPEATED and text.count(part) > 1
    }
    if not values:
        return []
    longest_first = sorted(values, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return [Span(values[match.group()], match.start(), match.end()) for match in pattern.finditer(text)]
