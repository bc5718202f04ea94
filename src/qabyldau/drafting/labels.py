"""Words for the states of a draft."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.drafting.rules import DraftState

DRAFT_LABELS: dict[DraftState, Promise] = {
    DraftState.WRITING: _("Being written"),
    DraftState.ASKED: _("Waits for another pair of eyes"),
    DraftState.APPROVED: _("Approved, can be sent"),
    DraftState.RETURNED: _("To be mended"),
}
