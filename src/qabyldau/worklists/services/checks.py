"""Keeping what the nightly check found, for the page of figures."""

from collections.abc import Mapping
from datetime import datetime

from qabyldau.offices.queries import open_offices
from qabyldau.worklists.models import LastCheck


def checks_note(*, found: Mapping[str, int], at: datetime) -> None:
    """Keep how much was found in each office (by its code); one row an office, the last check alone."""
    for office in open_offices():
        LastCheck.objects.update_or_create(
            office=office, defaults={"at": at, "found": found.get(office.code, 0)}
        )
