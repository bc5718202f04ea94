"""Words for where a promise and a mobile reception stand."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.meetings.rules import CommitmentState, MobileState

COMMITMENT_LABELS: dict[CommitmentState, Promise] = {
    CommitmentState.OPEN: _("promised"),
    CommitmentState.KEPT: _("kept"),
    CommitmentState.NOT_KEPT: _("not kept"),
    CommitmentState.WITHDRAWN: _("withdrawn"),
}
MOBILE_LABELS: dict[MobileState, Promise] = {
    MobileState.PLANNED: _("planned"),
    MobileState.HELD: _("held"),
    MobileState.CANCELLED: _("cancelled"),
}
