"""Reading themes and ready texts."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from qabyldau.catalog.models import Category, ReadyText
from qabyldau.catalog.rules import TextUse
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.offices.models import Office


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


def category_names(language: str | None = None, codes: Collection[str] | None = None) -> dict[str, str]:
    """Return the name of every theme by its code, or of these alone."""
    rows = Category.objects.all() if codes is None else Category.objects.filter(code__in=codes)
    return {row.code: localized(row, "name", language) for row in rows}


def _ready_of(office: Office) -> QuerySet[ReadyText]:
    rows = ReadyText.objects.filter(Q(office=office) | Q(office__isnull=True), is_active=True)
    return rows.select_related("category", "office")


def ready_texts_of(office: Office) -> list[ReadyText]:
    """Return every ready text of an office and of the release, checked or not, what each is for first."""
    return list(_ready_of(office).order_by("use", "category__code", "title_kk"))


def ready_texts_for(office: Office, use: TextUse, category: Category | None = None) -> list[ReadyText]:
    """Return the checked texts for one use: those about the theme first, then those about any; other themes are left out."""
    rows = _ready_of(office).filter(use=use).exclude(checked_by="")
    if category is not None:
        rows = rows.filter(Q(category=category) | Q(category=category.parent_id) | Q(category__isnull=True))
    return sorted(rows, key=lambda row: (row.category_id is None, row.title_kk))


def ready_text_for(office: Office, uuid: str) -> ReadyText:
    """Return one ready text that an office may use; raise MissingError for any other."""
    row = _ready_of(office).filter(uuid=uuid).first()
    if row is None:
        raise MissingError("ready text")
    return row
