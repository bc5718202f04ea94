"""Reviews for tests: visits that took place, answers that were given, and what people said of them."""

from datetime import datetime

from qabyldau.accounts.rules import applicant
from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.queries.codes import delivery_code
from qabyldau.answers.queries.reviews import review_by_code
from qabyldau.answers.rules.reviews import Rating, Reason
from qabyldau.answers.services.reviews import Review, review_leave
from qabyldau.flow.answer import answer_case
from qabyldau.flow.triage import Decision, open_case
from qabyldau.flow.visit import end_visit
from qabyldau.intake.models import Appeal
from qabyldau.visits.models import QueueTicket
from qabyldau.visits.queries.door import ticket_code
from qabyldau.visits.rules.queue import TicketState
from qabyldau.visits.services.queue import NewTicket, Step, ticket_move, ticket_take
from tests.people import World

GOOD = Review(Rating.POSITIVE, reasons=(Reason.KIND_STAFF,), words="Рақмет, бәрін түсіндіріп берді")


def visit(world: World, key: str = "a", at: datetime | None = None) -> QueueTicket:
    """Return the ticket of a visit that took place."""
    dana, moment = world.actor("dana"), at or world.at
    ticket = ticket_take(actor=dana, office=world.office, new=NewTicket(key), at=moment)
    for target in (TicketState.INVITED, TicketState.SERVED):
        ticket = ticket_move(actor=dana, ticket=ticket, step=Step(target, ticket.version), at=moment)
    return end_visit(actor=dana, ticket=ticket, version=ticket.version, at=moment)


def code_of_visit(world: World, key: str = "a", at: datetime | None = None) -> str:
    """Return the code on the slip of a visit that took place."""
    return ticket_code(visit(world, key, at))


def answer(world: World, appeal: Appeal, at: datetime | None = None) -> Delivery:
    """Return the answer that Saule gave to an appeal."""
    saule, moment = world.actor("saule"), at or world.at
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=moment
    )
    answer_case(
        actor=saule, case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=case.version, at=moment
    )
    return Delivery.objects.get(appeal=appeal)


def code_of_answer(world: World, key: str = "aigul-1", at: datetime | None = None) -> str:
    """Return the code of an answer."""
    return delivery_code(answer(world, world.appeal(key=key).appeal, at))


def left(world: World, code: str, review: Review = GOOD, at: datetime | None = None) -> Feedback:
    """Return the review that was left with a code."""
    row = review_by_code(code)
    actor = applicant(str(world.office.uuid))
    review_leave(actor=actor, feedback=row, review=review, at=at or world.at)
    return row


def many(
    world: World, ratings: list[Rating], words: str = "Рақмет", at: datetime | None = None
) -> list[Feedback]:
    """Return reviews of visits with these ratings."""
    return [
        left(world, code_of_visit(world, f"many-{number}", at), Review(rating, words=words), at)
        for number, rating in enumerate(ratings)
    ]
