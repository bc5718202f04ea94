"""What happens at the door during a test in a browser; started as ``python -m tests.doors DEED …`` inside an installation."""

import sys
from datetime import time

import django

django.setup()

from qabyldau.accounts.models import User  # noqa: E402
from qabyldau.accounts.rules import Actor, applicant  # noqa: E402
from qabyldau.answers.models import Feedback  # noqa: E402
from qabyldau.answers.rules.reviews import Rating  # noqa: E402
from qabyldau.answers.services.reviews import Review, review_leave  # noqa: E402
from qabyldau.core import clock  # noqa: E402
from qabyldau.flow.visit import end_visit  # noqa: E402
from qabyldau.offices.models import Office, Service, Sitting  # noqa: E402
from qabyldau.offices.queries import actor_for, office_by, staff_of  # noqa: E402
from qabyldau.visits.models import Counter  # noqa: E402
from qabyldau.visits.queries.door import ticket_code  # noqa: E402
from qabyldau.visits.rules.queue import TicketState  # noqa: E402
from qabyldau.visits.services.queue import NewTicket, Step, ticket_call_next, ticket_move, ticket_take  # noqa: E402
from tests.receptions import make_reception  # noqa: E402


def dana() -> Actor:
    """Return the receptionist at her desk."""
    user = User.objects.get(username="dana")
    rows = staff_of(user)
    return actor_for(user, rows, str(rows[0].office.uuid), "desk")


def open_reception() -> None:
    """Make a reception of every weekday, and let two visitors take tickets; print the code of the second."""
    office = office_by(code="ALM")
    make_reception(office)
    Office.objects.filter(pk=office.pk).update(address_kk="Төле би көшесі 1", has_ramp=True)
    Service.objects.filter(office=office, code="general").update(
        note_kk="Бұрын хат алған болсаңыз, ала келіңіз."
    )
    taken = [
        ticket_take(actor=dana(), office=office, new=NewTicket(key), at=clock.now())
        for key in ("first", "second")
    ]
    print(ticket_code(taken[1]))


def call(counter: str) -> None:
    """Call the next visitor to a counter."""
    office = office_by(code="ALM")
    desk = Counter.objects.get(office=office, number=int(counter))
    ticket_call_next(actor=dana(), office=office, counter=desk, at=clock.now())


def at_noon() -> None:
    """Let it be noon at the reception, whose hours of today are from eight to eight and can be booked at once."""
    office = office_by(code="ALM")
    found = make_reception(office)
    away = 12 - clock.now().hour
    office.zone = f"Etc/GMT{-away:+d}" if -12 <= away <= 12 else "Etc/GMT"
    office.notice_minutes = 0
    office.save()
    Sitting.objects.filter(office=office).delete()
    Sitting.objects.create(
        office=office,
        service=found.general,
        on=clock.today(office.zone),
        begins=time(8),
        ends=time(20),
    )


def praise(count: str) -> None:
    """Receive so many other visitors, each of whom leaves a review."""
    office, actor, at = office_by(code="ALM"), dana(), clock.now()
    for number in range(int(count)):
        ticket = ticket_take(actor=actor, office=office, new=NewTicket(f"other-{count}-{number}"), at=at)
        for target in (TicketState.INVITED, TicketState.SERVED):
            ticket = ticket_move(actor=actor, ticket=ticket, step=Step(target, ticket.version), at=at)
        end_visit(actor=actor, ticket=ticket, version=ticket.version, at=at)
        feedback = Feedback.objects.get(ticket=ticket)
        review = Review(Rating.NEUTRAL)
        review_leave(actor=applicant(str(office.uuid)), feedback=feedback, review=review, at=at)


def received(count: str) -> None:
    """Let visitors come, be received and go; print the codes of their slips."""
    office, actor, at = office_by(code="ALM"), dana(), clock.now()
    for number in range(int(count)):
        ticket = ticket_take(actor=actor, office=office, new=NewTicket(f"received-{number}"), at=at)
        for target in (TicketState.INVITED, TicketState.SERVED):
            ticket = ticket_move(actor=actor, ticket=ticket, step=Step(target, ticket.version), at=at)
        print(ticket_code(end_visit(actor=actor, ticket=ticket, version=ticket.version, at=at)))


if __name__ == "__main__":
    {
        "open_reception": open_reception,
        "call": call,
        "at_noon": at_noon,
        "praise": praise,
        "received": received,
    }[sys.argv[1]](*sys.argv[2:])
