"""Words for the sorts of days."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.offices.rules.calendar import DayKind

DAY_LABELS: dict[DayKind, Promise] = {
    DayKind.WORKING: _("working day"),
    DayKind.WEEKEND: _("weekend"),
    DayKind.HOLIDAY: _("holiday"),
    DayKind.MOVED_DAY_OFF: _("moved day off"),
    DayKind.MAKE_UP: _("make-up working day"),
}
