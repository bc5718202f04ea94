"""A street found in a text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Street:
    """A street found: its name, the places of its first and last word (the word for street within), and how sure.

    `here` says that the word for street is in the locative, after which a bare number is rarely a house.
    """

    name: str
    first: int
    last: int
    name_first: int
    name_last: int
    here: bool = False
    typed: bool = True
