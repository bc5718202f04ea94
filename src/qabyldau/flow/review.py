"""Review: one code opens one review; who wants a call is told of; four weeks after an answer its sender is asked once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.queries.reviews import newest_callers, review_by_code
from qabyldau.answers.rules.reviews import LATER
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core.errors import ConflictError, MissingError
from qabyldau.flow.letters import CALL
from qabyldau.flow.tell import tell, tell_office
from qabyldau.flow.visit import open_by_code
from qabyldau.messages.models import Message
from qabyldau.visits.queries.door import ticket_by_code
from qabyldau.visits.rules.queue import STAGES

KIND = "answers.fixed"
"""The notice that asks whether the matter is fixed."""

NOT_AFTER = timedelta(weeks=4)
"""How long after its due day the question may still go out, where the machine stood still."""

SWEEP = 200
"""Questions of one sweep."""


def open_review(*, code: str, source: str, at: datetime) -> Feedback:
    """Return the review of a code as it was typed; wrong ones look alike and are counted by ``source``.

    Codes of slips open a place in the queue too, so wrong ones are counted together with those. Raises MissingError
    for a wrong code, TooManyError when there were too many, and ConflictError for the slip of a visit that is not over.
    """
    return open_by_code(_review_of_slip, code, source, at)


def _review_of_slip(code: str) -> Feedback:
    try:
        return review_by_code(code)
    except MissingError:
        if ticket_by_code(code).state in STAGES:
            raise ConflictError("the visit is not over yet") from None
        raise


def ask_whether_fixed(at: datetime) -> int:
    """Put the question into the outbox for each appeal answered four weeks ago whose sender left an e-mail or a chat; return how many.

    Not asked: who took the appeal back, whose work goes on, who got a newer answer, who has said it already.
    """
    newer = Delivery.objects.filter(
        appeal=OuterRef("delivery__appeal"), delivered_at__gt=OuterRef("delivery__delivered_at")
    )
    told = Message.objects.filter(
        about_uuid=OuterRef("delivery__appeal__uuid"), kind=KIND, made_at__gte=OuterRef("asked_at")
    )
    who = "delivery__appeal__applicant"
    in_a_chat = Q(**{f"{who}__chat_index__isnull": False, f"{who}__chat_closed_at__isnull": True})
    reached = Q(**{f"{who}__email__isnull": False}) | in_a_chat
    rows = Feedback.objects.filter(
        ~Exists(newer), ~Exists(told),
        reached,
        is_of_answer=True, fixed="", asked_at__lte=at - LATER, asked_at__gt=at - LATER - NOT_AFTER,
        delivery__appeal__withdrawn_at__isnull=True,
        delivery__answer__case__status__in=[CaseStatus.ANSWERED, CaseStatus.CLOSED],
    )  # fmt: skip
    near = rows.select_related("delivery__appeal__office", "delivery__appeal__applicant").order_by("asked_at")
    found = list(near[:SWEEP])
    with transaction.atomic():
        for row in found:
            if row.delivery is not None:
                tell(row.delivery.appeal, f"fixed:{row.uuid}", KIND, at)
    return len(found)


def tell_of_callers(at: datetime) -> int:
    """Tell each office by a letter that a reviewer waits for a call, once for each newest one; return how many offices wait.

    Asked once a day and not at once: the minute of the letter must not say who left the review.
    """
    callers = newest_callers()
    for row in callers:
        tell_office(row.office, f"call:{row.uuid}", CALL, at)
    return len(callers)
