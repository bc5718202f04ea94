"""Personal data in a text: where it stands, and the text with it masked.

Every expression is bounded, so the time grows with the length of the text and no faster. When two finds overlap, the
earlier kind of `_FINDERS` wins: a number with a checksum is believed before a number without one. A name or a number
found once is masked wherever else it is written.
"""

import re
from itertools import chain

from tilmash.redact.addresses import addresses
from tilmash.redact.contacts import emails, phones
from tilmash.redact.names import names
from tilmash.redact.numbers import bank_accounts, cards, identity_numbers, plates
from tilmash.types import Span

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
}
_FINDERS = (emails, bank_accounts, identity_numbers, cards, phones, plates, names, addresses)
_REPEATED = frozenset({"name", "phone", "email", "iin", "card", "iban"})
_MOST_REPEATED_VALUES = 40
_SHORTEST_REPEATED = 3


def personal_spans(text: str) -> tuple[Span, ...]:
    """Give the spans of personal data in the order of the text; they never overlap."""
    found = [span for finder in _FINDERS for span in finder(text)]
    kept = _without_overlaps(found)
    return tuple(_without_overlaps(chain(kept, _repeats(text, kept)))) if kept else ()


def mask_spans(text: str, spans: tuple[Span, ...]) -> str:
    """Give the text with each span, in order and not overlapping, replaced by the token of its kind."""
    pieces: list[str] = []
    end = 0
    for span in spans:
        pieces += (text[end : span.start], TOKENS[span.kind])
        end = span.end
    pieces.append(text[end:])
    return "".join(pieces)


def _without_overlaps(spans: chain[Span] | list[Span]) -> list[Span]:
    taken: dict[int, Span] = {}
    for span in spans:
        if all(place not in taken for place in range(span.start, span.end)):
            taken.update(dict.fromkeys(range(span.start, span.end), span))
    return sorted(set(taken.values()), key=lambda span: span.start)


def _repeats(text: str, spans: list[Span]) -> list[Span]:
    kinds = {text[span.start : span.end]: span.kind for span in spans if span.kind in _REPEATED}
    values = {
        part: kind
        for value, kind in list(kinds.items())[:_MOST_REPEATED_VALUES]
        for part in (value, *(value.split() if kind == "name" else ()))
        if len(part) >= _SHORTEST_REPEATED
    }
    if not values:
        return []
    longest_first = sorted(values, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return [Span(values[match.group()], match.start(), match.end()) for match in pattern.finditer(text)]
