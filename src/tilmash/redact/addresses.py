"""Exact addresses: a street or microdistrict with its house, or a house and flat alone.

The whole address is personal, its street alone is not: the span covers all of it, and `keep` tells a mask how much may
stay. Found by `tilmash.entities`; a house far from its street in the sentence is a span by itself.
"""

from collections.abc import Iterable, Iterator

from tilmash.types import Address, Span

_NEAR = 24


def addresses(found: Iterable[Address], text: str) -> Iterator[Span]:
    """Give the spans of the addresses that name a house or a flat."""
    for address in found:
        if address.exact is None:
            continue
        start, end = address.exact
        whole = address.start < start and _near(text[address.start : start], address)
        yield Span("address", address.start if whole else start, end, start - address.start if whole else 0)


def _near(before: str, address: Address) -> bool:
    name = address.street or address.microdistrict or ""
    place = before.find(name)
    return bool(name) and place >= 0 and len(before) - place - len(name) <= _NEAR
