"""What waits for one person among letters and replies: written letters to send, replies to judge, promised days to look at."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from qabyldau.accounts.rules import Actor, Permission
from qabyldau.core.localized import localized
from qabyldau.interfaces.desk.referrals.part import LetterLine, letter_line
from qabyldau.referrals.models import Letter, PromisedCheck, Referral
from qabyldau.referrals.queries.letters import prepared_letters, promises_due, visible_referrals
from qabyldau.referrals.rules.moves import ReplyState, SendState

MOST = 10
"""Lines of each kind; the lists of letters have the rest."""


@dataclass(frozen=True)
class Waiting:
    """A reply to be judged, or a promised day that has come."""

    href: str
    body: str
    promised_on: date | None


def todo_of(actor: Actor, today: date) -> tuple[list[LetterLine], list[Waiting]]:
    """Return the letters and replies that wait for ``actor`` in the cases that are theirs; one query where there are none."""
    if not actor.has(Permission.REFERRAL_SEND):
        return [], []
    own = visible_referrals(actor).filter(case__owner__uuid=actor.key)
    written = Letter.objects.filter(referral=OuterRef("pk"), send_state=SendState.PREPARED)
    due = PromisedCheck.objects.filter(
        reply__referral=OuterRef("pk"), checked_at__isnull=True, check_on__lte=today
    )
    rows = own.filter(Q(reply_state=ReplyState.REPLIED) | Exists(written) | Exists(due))
    found = list(rows.select_related("organization").order_by("due_on", "id")[: 3 * MOST])
    return (_letters(found), _replies(found, today)) if found else ([], [])


def _letters(rows: list[Referral]) -> list[LetterLine]:
    return [letter_line(row) for row in prepared_letters(rows)[:MOST]]


def _replies(rows: list[Referral], today: date) -> list[Waiting]:
    replied: list[tuple[Referral, date | None]] = [
        (row, None) for row in rows if row.reply_state == ReplyState.REPLIED
    ]
    days = [(row.reply.referral, row.promised_on) for row in promises_due(rows, today)]
    return [
        Waiting(reverse("desk:referral", args=[row.uuid]), localized(row.organization, "name"), day)
        for row, day in [*replied[:MOST], *days[:MOST]]
    ]
