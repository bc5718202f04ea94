"""The part of the case page that leads to its papers."""

from dataclasses import dataclass

from django.urls import reverse

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.casework.models import Case


@dataclass(frozen=True)
class PapersPart:
    """Where the papers of a case are made."""

    href: str
    """The address of that page."""


def papers_part(actor: Actor, case: Case) -> PapersPart | None:
    """Return the part for whoever may make papers, None for others."""
    may = actor.has(Permission.CASE_READ)
    return PapersPart(reverse("desk:case-papers", args=[case.uuid])) if may else None
