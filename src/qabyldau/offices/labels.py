"""Words for the sorts of days, and for what somebody finds at the door."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.offices.rules.calendar import DayKind
from qabyldau.offices.rules.hours import Door, DoorState

DAY_LABELS: dict[DayKind, Promise] = {
    DayKind.WORKING: _("working day"),
    DayKind.WEEKEND: _("weekend"),
    DayKind.HOLIDAY: _("holiday"),
    DayKind.MOVED_DAY_OFF: _("moved day off"),
    DayKind.MAKE_UP: _("make-up working day"),
}

OPENS_ON: dict[int, Promise] = {
    1: _("Closed. Opens on Monday at %(time)s"),
    2: _("Closed. Opens on Tuesday at %(time)s"),
    3: _("Closed. Opens on Wednesday at %(time)s"),
    4: _("Closed. Opens on Thursday at %(time)s"),
    5: _("Closed. Opens on Friday at %(time)s"),
    6: _("Closed. Opens on Saturday at %(time)s"),
    7: _("Closed. Opens on Sunday at %(time)s"),
}
"""When the door opens within a week, by weekday: Russian needs its own sentence for each."""


def door_words(door: Door, at: datetime, zone: str) -> str:
    """Return what is true at the door at ``at``, in the language that is active: "Open until 18:00"."""
    if door.changes_at is None:
        return str(_("Closed"))
    there = ZoneInfo(zone)
    changes = door.changes_at.astimezone(there)
    given = {"time": f"{changes:%H:%M}"}
    if door.state is DoorState.OPEN:
        return str(_("Open until %(time)s")) % given
    if door.state is DoorState.BREAK:
        return str(_("Break until %(time)s")) % given
    days = (changes.date() - at.astimezone(there).date()).days
    if days == 0:
        return str(_("Closed. Opens today at %(time)s")) % given
    if days == 1:
        return str(_("Closed. Opens tomorrow at %(time)s")) % given
    if days < 7:
        return str(OPENS_ON[changes.isoweekday()]) % given
    given["day"] = formats.date_format(changes.date(), "DATE_FORMAT")
    return str(_("Closed. Opens on %(day)s at %(time)s")) % given
