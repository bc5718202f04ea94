"""Words for where a booked visit stands; one that is still being booked is shown to nobody."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.visits.rules.slots import AppointmentState

APPOINTMENT_LABELS: dict[AppointmentState, Promise] = {
    AppointmentState.BOOKED: _("is awaited"),
    AppointmentState.CAME: _("came"),
    AppointmentState.ABSENT: _("did not come"),
    AppointmentState.CANCELLED: _("booking cancelled"),
}
