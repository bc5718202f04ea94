"""What happens at the door during a test in a browser; started as ``python -m tests.doors DEED …`` inside an installation."""

import sys

import django

django.setup()

from qabyldau.accounts.models import User  # noqa: E402
from qabyldau.accounts.rules import Actor  # noqa: E402
from qabyldau.core import clock  # noqa: E402
from qabyldau.offices.models import Office, Service  # noqa: E402
from qabyldau.offices.queries import actor_for, office_by, staff_of  # noqa: E402
from qabyldau.visits.models import Counter  # noqa: E402
from qabyldau.visits.queries.door import ticket_code  # noqa: E402
from qabyldau.visits.services.queue import NewTicket, ticket_call_next, ticket_take  # noqa: E402
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


if __name__ == "__main__":
    {"open_reception": open_reception, "call": call}[sys.argv[1]](*sys.argv[2:])
