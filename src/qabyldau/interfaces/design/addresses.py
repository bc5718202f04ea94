"""Addresses of pages by their names: worked out once a language, for a page of the desk names dozens of them."""

from functools import lru_cache
from uuid import UUID

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

_ANY = UUID("5eadface-0000-4000-8000-000000000000")
"""Stands in a kept address where the key of a thing comes."""


def address_of(name: str, uuid: UUID | str = "") -> str:
    """Return the address of a page in the language of the page, of the thing ``uuid`` where there is one."""
    kept = _kept(name, get_language() or "", get_script_prefix(), bool(uuid))
    return kept.replace(str(_ANY), str(uuid)) if uuid else kept


@lru_cache(maxsize=512)
def _kept(name: str, _language: str, _prefix: str, has_thing: bool) -> str:
    return reverse(name, args=[_ANY] if has_thing else [])
