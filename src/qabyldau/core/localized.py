"""Content that offices write in up to three languages: ``name_kk`` must be there, the others may be empty."""

from typing import Any

from django.utils.translation import get_language

from qabyldau.core.errors import InputError

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""The Kazakh alphabet of 42 letters; the Russian one stands in it in its own order."""

OWN_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""What each language calls itself, as a person looks for it in a list."""

_PLACES = {sign: chr(0xE000 + place) for place, sign in enumerate(ALPHABET)}


def localized(row: Any, field: str, language: str | None = None) -> str:
    """Return ``row.<field>_<language>``, in the language of the page unless one is given; Kazakh where it is empty."""
    code = (language or get_language() or "kk")[:2]
    return str(getattr(row, f"{field}_{code}", "") or getattr(row, f"{field}_kk"))


def sort_key(text: str) -> str:
    """Return what puts words into the order of the Kazakh alphabet, upper and lower case alike.

    By their numbers in Unicode ә, ғ, қ and the others would stand after я.

    >>> sorted(["Яблоня", "Әйтеке би", "Абай", "Қалқаман", "Калинин"], key=sort_key)
    ['Абай', 'Әйтеке би', 'Калинин', 'Қалқаман', 'Яблоня']
    """
    return "".join(_PLACES.get(sign, sign) for sign in text.casefold())


def storable(said: object) -> str:
    """Return words as a table can keep them: JSON may hold halves of a sign, which no browser and no table does.

    >>> storable("Абай" + chr(0xD83D))
    'Абай?'
    """
    return str(said).encode(errors="replace").decode()


def is_blank(text: str) -> bool:
    """Return whether a text shows nothing to its reader: gaps, controls, signs of no width, marks of direction.

    >>> is_blank(" \u200b\u2060\n"), is_blank("?")
    (True, False)
    """
    return not any(sign.isprintable() and not sign.isspace() for sign in text)


def expect_words(field: str, text: str, longest: int) -> None:
    """Raise InputError for ``field`` where a text shows nothing to its reader or has more than ``longest`` characters."""
    if is_blank(text) or len(text) > longest:
        raise InputError(field, f"write between 1 and {longest} characters")
