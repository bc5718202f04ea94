"""Answers that wait for one person: to be looked at by another pair of eyes, to be sent, to be mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.core import ids
from qabyldau.core.localized import localized
from qabyldau.drafting.models import AnswerDraft
from qabyldau.drafting.queries import drafts_waiting
from qabyldau.drafting.rules import DraftState
from qabyldau.interfaces.desk.guard import DeskRequest, office_of

MOST = 20
"""Lines at most: who has more begins with the oldest."""
SAID: dict[str, tuple[Promise, str]] = {
    DraftState.ASKED: (_("Waits for your look: approve it or send it back"), "waiting"),
    DraftState.APPROVED: (_("Approved: send it"), "good"),
    DraftState.RETURNED: (_("Sent back: mend it"), "bad"),
}


@dataclass(frozen=True)
class DraftLine:
    """One draft: where it is written, whose answer it is, and what there is to do."""

    href: str
    number: str
    theme: str
    label: str
    tone: str


def drafts_for(request: DeskRequest) -> list[DraftLine]:
    """Return the drafts that wait for this person; no query where the office wants no second pair of eyes."""
    if not office_of(request).needs_second_eyes:
        return []
    return [_line(row) for row in drafts_waiting(request.actor, MOST)]


def _line(row: AnswerDraft) -> DraftLine:
    label, tone = SAID[row.state]
    first = min(row.case.case_appeals.all(), key=lambda link: link.pk, default=None)
    return DraftLine(
        href=reverse("desk:case-writing", args=[row.case.uuid]),
        number=ids.say_number(first.appeal.number) if first else "",
        theme=localized(row.case.category, "name"),
        label=str(label),
        tone=tone,
    )
