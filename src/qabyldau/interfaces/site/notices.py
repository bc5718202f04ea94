"""What somebody should know of a reception before they write to it: it is closed, it takes mandates alone, it is late."""

from dataclasses import dataclass
from datetime import date, datetime

from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.interfaces.design.closures import Closed, closed_soon, said_day
from qabyldau.interfaces.site.places import Receptions, election_end
from qabyldau.offices.queries import Office, calendar_of
from qabyldau.offices.rules.calendar import CalendarGapError


@dataclass(frozen=True)
class OfficeNotice:
    """What is to be known of one reception now."""

    name: str
    """Its name."""
    closed: list[Closed]
    """The closures of the next two weeks."""
    election_to: date | None
    """Until when it takes mandates alone; None if it does not now."""
    registered_on: str
    """The working day on which what is sent now is registered, in words; "" where that is today, or not known."""


def notice_of(office: Office, at: datetime) -> OfficeNotice:
    """Return what is to be known of ``office`` by whoever writes to it at ``at``."""
    today = clock.local_date(at, office.zone)
    return OfficeNotice(
        name=str(office),
        closed=closed_soon(office, at),
        election_to=election_end(office, today),
        registered_on=_registered_on(office, at, today),
    )


def notice_for(receptions: Receptions, slug: str, at: datetime) -> OfficeNotice | None:
    """Return the notice of the reception that was chosen, or of the only one; None where none is chosen yet."""
    if slug:
        chosen = next((row for row in receptions.rows if row.slug == slug), None)
    else:
        chosen = receptions.rows[0] if len(receptions.rows) == 1 else None
    return notice_of(chosen, at) if chosen else None


def _registered_on(office: Office, at: datetime, today: date) -> str:
    """Return the day of registration where it is not today (APPC Art. 64)."""
    try:
        on = calendar_of(office).registered_on(at)
    except (MissingError, CalendarGapError):
        return ""
    return "" if on == today else said_day(on)
