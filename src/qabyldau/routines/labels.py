"""Words for the states of a part."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.routines.rules import PartState

PART_LABELS: dict[PartState, Promise] = {
    PartState.OPEN: _("Not sent yet"),
    PartState.SENT: _("With the authority"),
    PartState.SETTLED: _("Settled"),
    PartState.DROPPED: _("Taken off"),
}
