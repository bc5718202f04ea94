"""How letters reach a body, and which body is responsible: pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Delivery(StrEnum):
    """How a letter reaches a body."""

    EMAIL = "email"
    """With the letter as an attachment."""
    LINK = "link"
    """By e-mail that holds nothing but a link, under which the letter is read and answered without an account."""
    HAND = "hand"
    """By e-Otinish or on paper, by a person, who types in the authority's number."""


DELIVERIES = [item.value for item in Delivery]

HEADS = ("head", "akim", "chair")
"""Roles of posts that lead a body."""


class ProposalState(StrEnum):
    """What became of a proposal to change the register."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True)
class Claim:
    """One row of the register as the choice sees it: its key, its body, its theme ("" any) and its area ("" anywhere)."""

    key: int
    body: int
    theme: str
    area: str


@dataclass(frozen=True)
class Fit:
    """A row that fits: how many steps up the tree of themes and of areas it was found. Fewer is nearer."""

    claim: Claim
    theme_steps: int
    area_steps: int

    @property
    def rank(self) -> tuple[int, int]:
        """What is nearer comes first; the theme weighs more than the area."""
        return (self.theme_steps, self.area_steps)


def themes_up(theme: str) -> list[str]:
    """Return a theme and what stands above it, to the end "" that means any.

    >>> themes_up("roads.repair")
    ['roads.repair', 'roads', '']
    """
    parts = theme.split(".") if theme else []
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)] + [""]


def fits(claims: Sequence[Claim], theme: str, areas: Sequence[str]) -> list[Fit]:
    """Return the rows that answer for a theme in the first of ``areas`` (which go up the tree), the nearest first.

    A body that answers for the very theme in the whole city is nearer than one that answers for everything in the district.
    """
    themes, places = themes_up(theme), [*areas, ""]
    found = [
        Fit(claim, themes.index(claim.theme), places.index(claim.area))
        for claim in claims
        if claim.theme in themes and claim.area in places
    ]
    return sorted(found, key=lambda fit: (*fit.rank, fit.claim.key))


def is_sure(found: Sequence[Fit]) -> bool:
    """Return whether the first body stands alone: for this theme and a known place, and no other body as near."""
    if not found or not found[0].claim.theme or not found[0].claim.area:
        return False
    return len({fit.claim.body for fit in found if fit.rank == found[0].rank}) == 1


def holds_on(start: date | None, end: date | None, day: date) -> bool:
    """Return whether ``day`` lies in a time that may be open at either end."""
    return (start is None or start <= day) and (end is None or day <= end)
