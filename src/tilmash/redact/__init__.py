"""Personal data in a text: where it stands, and the text with it masked.

Every expression is bounded, so the time grows with the length of the text and no faster. When two finds overlap, the
earlier kind of finder wins: a number with a checksum is believed before a number without one. A name or a number
found once is masked wherever else it is written.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import chain, count

from tilmash.entities import entities_of, entities_of_all
from tilmash.entities.cover import cover, touches
from tilmash.redact.addresses import addresses, glued, joined, last_numbers, with_house
from tilmash.redact.beside import beside, lone_names
from tilmash.redact.births import births
from tilmash.redact.contacts import emails, handles, phones
from tilmash.redact.digits import as_digits
from tilmash.redact.names import names
from tilmash.redact.nobody import is_nobody
from tilmash.redact.numbers import (
    accounts,
    bank_accounts,
    cards,
    coordinates,
    documents,
    identity_numbers,
    plates,
)
from tilmash.redact.tokens import ADDRESS_NEXT, TOKEN, TOKENS
from tilmash.redact.whole import whole
from tilmash.segment import tokenize
from tilmash.types import Entities, Span

_OF_SIGNS = (emails, handles)
_OF_DIGITS = (identity_numbers, cards, coordinates, documents, accounts, phones)
_OF_DIGITS_AND_LETTERS = (bank_accounts, plates)
_REPEATED = frozenset({"name", "phone", "email", "iin", "card", "iban", "document", "account"})
_TELL_NAMES = frozenset({"phone", "iin"})
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = re.compile(r"\d[^\n]{0,9}\d")
_MOST_REPEATED_VALUES = 40
_PATIENCE = 2
_SHORTEST_REPEATED = 3


def personal_spans(text: str, entities: Entities | None = None) -> tuple[Span, ...]:
    """Give the spans of personal data in the order of the text; they never overlap, and the masked text has none.

    `entities` are those of the text when they are found already.
    """
    return personal_spans_of_all([text], [entities_of(text) if entities is None else entities])[0]


def personal_spans_of_all(texts: list[str], entities: list[Entities]) -> list[tuple[Span, ...]]:
    """Give the spans of each text with its entities.

    A token says less than a name did, so what stands beside it may now look otherwise: the masked text is read again
    until nothing is found in it. What is found by a third reading and later takes all between two tokens with it, and
    by a fifth and later all of the text, so that a long row of numbers is done with in a few turns.
    """
    found = [_found(text, seen) for text, seen in zip(texts, entities, strict=True)]
    waiting = [place for place, spans in enumerate(found) if spans]
    for turn in count():
        if not waiting:
            break
        masked = [mask_spans(texts[place], found[place]) for place in waiting]
        things = entities_of_all(masked, [tokenize(text) for text in masked])
        more: dict[int, tuple[Span, ...]] = {}
        for place, text, seen in zip(waiting, masked, things, strict=True):
            if spans := _found(text, seen):
                more[place] = _all_between(text, spans) if turn >= _PATIENCE else spans
        for place, spans in more.items():
            late = turn >= 2 * _PATIENCE
            found[place] = (
                (Span(spans[0].kind, 0, len(texts[place])),) if late else _taken_back(found[place], spans)
            )
        waiting = list(more)
    return found


def _all_between(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give the stretches between the tokens of a text in which something was found."""
    edges = [0, *chain.from_iterable(match.span() for match in TOKEN.finditer(text)), len(text)]
    marked = {bisect(edges, span.start): span.kind for span in spans}
    return tuple(Span(kind, edges[place - 1], edges[place]) for place, kind in sorted(marked.items()))


def _taken_back(spans: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Give spans of a text, and those found once they were masked by the offsets of the text.

    One that touches the street an address had left takes that address with it.
    """
    moved, later = 0, iter([*spans, None])
    before = next(later)
    back: list[Span] = []
    for span in more:
        while before and before.start + before.keep + moved <= span.start:
            moved += len(TOKENS[before.kind]) - (before.end - before.start - before.keep)
            before = next(later)
        back.append(Span(span.kind, span.start - moved, span.end - moved, span.keep))
    return tuple(joined([*spans, *back]))


def _of_digits(text: str) -> Iterator[Span]:
    typed = as_digits(text)
    for finder in _OF_DIGITS:
        yield from finder(typed)
    for finder in _OF_DIGITS_AND_LETTERS:
        yield from finder(text)


def _found(text: str, seen: Entities) -> tuple[Span, ...]:
    found = [span for finder in _OF_SIGNS for span in finder(text)]
    if _FEWEST_DIGITS.search(text):
        found += chain(_of_digits(text), births(text, seen.dates))
    contacts = [(span.start, span.end) for span in found if span.kind in _TELL_NAMES]
    sure, told = lone_names(text)
    taken = _places(seen, len(text))
    met = [span for span in _names(text, seen, sure) if not touches(taken, span.start, span.end)]
    found += [whole(span, text, taken) for span in chain(met, beside(text, contacts), told)]
    if _DIGIT.search(text):
        found += joined(chain(addresses(seen.addresses, text), glued(text), last_numbers(text)))
    if not found:
        return ()
    tokens = [match.span() for match in TOKEN.finditer(text)] if "[" in text else []
    if tokens:
        found = [span for span in found if span.kind != "name" or not ADDRESS_NEXT.match(text, span.end)]
    kept = _without_overlaps(found, cover(tokens, len(text)))
    return tuple(_without_overlaps(chain(kept, _repeats(text, kept)), cover(tokens, len(text))))


def _names(text: str, seen: Entities, sure: list[Span]) -> Iterator[Span]:
    for span in chain(names(text, seen.persons), sure):
        if not is_nobody(text, span.start, span.end):
            yield with_house(span, text)


def _places(seen: Entities, size: int) -> bytes | bytearray:
    """Give the characters of streets, microdistricts and settlements: no name stands there."""
    named = [(each.start, each.end) for each in seen.addresses if each.street or each.microdistrict]
    named += [(each.start, each.end) for each in seen.places]
    return cover(named, size) if named else b""


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


def _without_overlaps(spans: Iterable[Span], taken: bytearray) -> list[Span]:
    kept: list[Span] = []
    for span in spans:
        if span.start < span.end and not touches(taken, span.start, span.end):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _apart(value: str) -> str:
    """Give the expression of a value: a number may be glued to letters and not to digits, a word to neither."""
    edge = r"\d" if value[-1].isdigit() else r"\w"
    return rf"(?<!{edge}){re.escape(value)}(?!{edge})"


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
    pattern = re.compile("|".join(map(_apart, longest_first)))
    return [Span(values[match.group()], match.start(), match.end()) for match in pattern.finditer(text)]
