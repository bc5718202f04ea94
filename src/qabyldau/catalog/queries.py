"""Reading themes."""

from dataclasses import dataclass

from qabyldau.catalog.models import Category
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized


@dataclass(frozen=True)
class CategoryChoice:
    """One theme as a form offers it: code, name in the language of the page, and the name of its parent."""

    code: str
    name: str
    parent: str


def category_choices() -> list[CategoryChoice]:
    """Return the themes of the second level in the order of the tree."""
    rows = Category.objects.filter(is_active=True, parent__isnull=False).select_related("parent")
    return [
        CategoryChoice(row.code, localized(row, "name"), localized(row.parent, "name"))
        for row in rows.order_by("parent__position", "position", "code")
    ]


def category_by(code: str) -> Category:
    """Return an active theme by its code; raise MissingError if there is none."""
    row = Category.objects.filter(code=code, is_active=True).select_related("parent").first()
    if row is None:
        raise MissingError("category")
    return row


def category_names(language: str | None = None) -> dict[str, str]:
    """Return the name of every theme by its code."""
    return {row.code: localized(row, "name", language) for row in Category.objects.all()}
