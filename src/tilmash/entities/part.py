"""A part of an address found in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an address: its kind (house, flat, microdistrict), its text, where it stands, and whether it is sure."""

    kind: str
    text: str
    start: int
    end: int
    sure: bool = True
