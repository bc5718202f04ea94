"""Reading public persons."""

from django.db.models import Q

from qabyldau.core.localized import sort_key
from qabyldau.people.models import Person

MOST = 500
"""Persons that a form offers."""


def hosts_for(office_key: str) -> list[Person]:
    """Return the public persons who may receive in an office: its own and those that all offices share, by name."""
    rows = Person.objects.filter(Q(office_key__isnull=True) | Q(office_key=office_key)).order_by("name")
    return sorted(rows[:MOST], key=lambda row: sort_key(row.name))
