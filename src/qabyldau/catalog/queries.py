"""Reading themes."""

from qabyldau.catalog.models import Category
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized


def category_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the themes as a form offers them, in the order of the tree: name of the parent; code and name of each."""
    rows = Category.objects.filter(is_active=True, parent__isnull=False).select_related("parent")
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows.order_by("parent__position", "position", "code"):
        groups.setdefault(localized(row.parent, "name"), []).append((row.code, localized(row, "name")))
    return list(groups.items())


def category_by(code: str) -> Category:
    """Return an active theme by its code; raise MissingError if there is none."""
    row = Category.objects.filter(code=code, is_active=True).select_related("parent").first()
    if row is None:
        raise MissingError("category")
    return row


def category_names(language: str | None = None) -> dict[str, str]:
    """Return the name of every theme by its code."""
    return {row.code: localized(row, "name", language) for row in Category.objects.all()}
