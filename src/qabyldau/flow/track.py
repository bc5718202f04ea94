"""Track: the holder of a number and its secret sees how the appeal stands. Reads along the whole road, moves nothing."""

from datetime import datetime

from qabyldau.accounts.rules import applicant
from qabyldau.answers.queries.tracking import Tracking, tracking_of
from qabyldau.answers.services.answers import delivery_read
from qabyldau.core import ids
from qabyldau.core.errors import MissingError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.flow.refer.told import forwarded_of
from qabyldau.intake.models import Appeal, Receipt
from qabyldau.intake.queries import receipt_by_secret
from qabyldau.referrals.services.replies import citizen_tick

WRONG_BY_ADDRESS = Limit("track-wrong-by-address", 10, 3600)
"""Wrong pairs from one address of the network in an hour."""

WRONG_BY_NUMBER = Limit("track-wrong-by-number", 30, 24 * 3600)
"""Wrong secrets for one number in a day."""


def open_appeal(*, number: str, secret: str, source: str, at: datetime) -> Receipt:
    """Return the live receipt that opens an appeal; wrong pairs of any sort look alike and are counted by ``source`` and by number.

    Raises MissingError for a wrong pair and TooManyError when there were too many.
    """
    try:
        digits = ids.read_number(number)
    except ValueError:
        digits = ""
    # Counted as it is read, not as it is typed: gaps and dashes must not make one number many.
    limits = ((WRONG_BY_ADDRESS, source), (WRONG_BY_NUMBER, digits or number[:20]))
    for limit, who in limits:
        if is_empty(limit, who, at):
            take(limit, who, at)
    receipt = receipt_by_secret(digits, ids.read_secret(secret))
    if receipt is None:
        for limit, who in limits:
            take(limit, who, at)
        raise MissingError("appeal")
    return receipt


def appeal_of_ticket(uuid: str) -> Appeal:
    """Return the appeal of the receipt that a signed ticket of this browser names; a void receipt opens nothing."""
    live = Appeal.objects.filter(receipts__uuid=uuid, receipts__voided_at__isnull=True)
    row = live.select_related("office", "text", "applicant").first()
    if row is None:
        raise MissingError("appeal")
    return row


def track_appeal(*, uuid: str, at: datetime) -> Tracking:
    """Return the story of an appeal for its sender, and note that the answers in it were read."""
    appeal = appeal_of_ticket(uuid)
    delivery_read(appeal=appeal, at=at)
    return tracking_of(appeal)


def tick_reply(*, appeal: Appeal, reply_uuid: str, is_answer: bool, at: datetime) -> None:
    """Keep whether the sender finds a body's reply an answer; raise MissingError for a reply that is not shown to them."""
    shown = [reply for row in forwarded_of(appeal) for reply in row.replies if reply.is_judged]
    if reply_uuid not in {reply.uuid for reply in shown}:
        raise MissingError("reply")
    actor = applicant(str(appeal.office.uuid))
    citizen_tick(actor=actor, appeal=appeal, reply_uuid=reply_uuid, is_answer=is_answer, at=at)
