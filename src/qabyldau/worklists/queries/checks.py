"""Reading what the nightly check found."""

from qabyldau.offices.queries import pk_of
from qabyldau.worklists.models import LastCheck


def last_check(office_key: str) -> LastCheck | None:
    """Return the last nightly check of an office; None before the first."""
    return LastCheck.objects.filter(office_id=pk_of(office_key)).first() if office_key else None
