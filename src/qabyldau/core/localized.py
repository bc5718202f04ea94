"""Content that offices write in up to three languages: ``name_kk`` must be there, the others may be empty."""

from typing import Any

from django.utils.translation import get_language


def localized(row: Any, field: str, language: str | None = None) -> str:
    """Return ``row.<field>_<language>``, in the language of the page unless one is given; Kazakh where it is empty."""
    code = (language or get_language() or "kk")[:2]
    return str(getattr(row, f"{field}_{code}", "") or getattr(row, f"{field}_kk"))
