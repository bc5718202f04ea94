"""Asking for a review: a visit that took place and an answer that was given each have one code."""

from collections.abc import Iterable
from datetime import datetime

from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.queries.codes import delivery_code, review_digest
from qabyldau.offices.models import Office
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code


def visit_review_ask(*, ticket: QueueTicket, at: datetime) -> None:
    """Ask whoever was received for a review of the office; the code is the one of the slip. Asked once."""
    Feedback.objects.get_or_create(
        ticket=ticket,
        defaults={
            "office": ticket.office,
            "is_of_answer": False,
            "code_digest": review_digest(ticket_code(ticket)),
            "asked_at": at,
            "language": ticket.language,
        },
    )


def answer_reviews_ask(*, deliveries: Iterable[Delivery], office: Office, at: datetime) -> None:
    """Ask everyone who got an answer for a review of it; one statement however many they are."""
    rows = [
        Feedback(
            delivery=delivery,
            office=office,
            is_of_answer=True,
            code_digest=review_digest(delivery_code(delivery)),
            asked_at=at,
            language=delivery.appeal.answer_language,
        )
        for delivery in deliveries
    ]
    Feedback.objects.bulk_create(rows, ignore_conflicts=True)
