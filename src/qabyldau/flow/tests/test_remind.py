"""Letters about a booked visit, over a real SMTP server: each once, in the visitor's language, none that is not so any more."""

import email
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Handler

from qabyldau.accounts.rules import applicant
from qabyldau.core.ids import say_secret
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.visit import book_visit, cancel_visit, move_visit, remind_visitors
from qabyldau.messages.models import Message
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import code_of
from qabyldau.visits.queries.free import FreeTime, free_days
from qabyldau.visits.services.booking import Visitor, Wish, slot_hold
from tests.installations import free_port
from tests.people import make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
"""Monday, 9:00 in Almaty."""

HOUR = timedelta(hours=1)
AIGUL = Visitor("Айгүл Сапарова", "+77010000123", "aigul@example.kz", "Шам жанбайды", "kk")


class Mailbox(Handler):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[email.message.Message] = []

    def handle_message(self, message: email.message.Message) -> None:
        self.letters.append(message)

    def words(self) -> list[str]:
        """Return subject and body of each letter."""
        return [
            f"{make_header(decode_header(row['Subject']))}\n{row.get_payload(decode=True).decode()}"  # type: ignore[union-attr]
            for row in self.letters
        ]


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    box, port = Mailbox(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_URL = f"smtp://127.0.0.1:{port}"
    yield box
    server.stop()


@pytest.fixture
def reception() -> Reception:
    return make_reception(make_world().office)


def times(reception: Reception, at: datetime = MONDAY) -> list[FreeTime]:
    return [time for day in free_days(reception.office, reception.general, at) for time in day.times]


def booked(
    reception: Reception, starts: datetime, visitor: Visitor = AIGUL, at: datetime = MONDAY
) -> Appointment:
    """Return a visit at ``starts``, booked at ``at``."""
    actor = applicant(str(reception.office.uuid))
    time = next(time for time in times(reception, at) if time.offer.starts_at == starts)
    held = slot_hold(actor=actor, wish=Wish(reception.office, reception.general, time), at=at)
    return book_visit(actor=actor, uuid=str(held.uuid), visitor=visitor, at=at)


def delivered(mailbox: Mailbox, at: datetime) -> int:
    """Remind, send, and return how many letters came."""
    before = len(mailbox.letters)
    remind_visitors(at)
    send_waiting(at)
    return len(mailbox.letters) - before


WEDNESDAY = MONDAY + 2 * 24 * HOUR + 3 * HOUR
"""Wednesday, 12:00 in Almaty."""


@pytest.mark.parametrize(
    ("language", "said"),
    [("kk", "2026 ж. 16 қыркүйек, 12:00"), ("ru", "16 сентября 2026"), ("en", "16 September 2026, 12:00")],
)
def test_booking_is_told_in_the_language_of_the_visitor_with_the_way_back_and_no_name_or_matter(
    mailbox: Mailbox, reception: Reception, settings: Any, language: str, said: str
) -> None:
    settings.PUBLIC_URL = "https://almaty.example"
    row = booked(reception, WEDNESDAY, Visitor("Айгүл", "", "aigul@example.kz", "Шам жанбайды", language))
    assert delivered(mailbox, MONDAY) == 1
    words = mailbox.words()[0].replace("\xa0", " ")
    assert said in words
    assert say_secret(code_of(row)) in words
    assert f"https://almaty.example/booking/{code_of(row)}/" in words
    assert "Айгүл" not in words
    assert "Шам" not in words


def test_a_reminder_comes_a_day_before_and_once(mailbox: Mailbox, reception: Reception) -> None:
    booked(reception, WEDNESDAY)
    assert delivered(mailbox, MONDAY) == 1
    assert delivered(mailbox, WEDNESDAY - 25 * HOUR) == 0
    assert delivered(mailbox, WEDNESDAY - 24 * HOUR) == 1
    assert delivered(mailbox, WEDNESDAY - 23 * HOUR) == 0
    assert delivered(mailbox, WEDNESDAY - HOUR) == 0


def test_a_visit_booked_this_morning_is_reminded_of_two_hours_before(
    mailbox: Mailbox, reception: Reception
) -> None:
    afternoon = MONDAY + 8 * HOUR
    booked(reception, afternoon)
    assert delivered(mailbox, MONDAY) == 1
    assert delivered(mailbox, afternoon - 3 * HOUR) == 0
    assert delivered(mailbox, afternoon - 2 * HOUR) == 1


def test_a_visit_booked_an_hour_before_is_not_reminded_of(mailbox: Mailbox, reception: Reception) -> None:
    booked(reception, MONDAY + 2 * HOUR)
    assert delivered(mailbox, MONDAY) == 1
    assert delivered(mailbox, MONDAY + HOUR) == 0


def test_a_cancelled_visit_is_told_once_and_never_reminded_of(mailbox: Mailbox, reception: Reception) -> None:
    row = booked(reception, WEDNESDAY)
    delivered(mailbox, MONDAY)
    actor = applicant(str(reception.office.uuid))
    for _turn in range(2):
        cancel_visit(actor=actor, appointment=row, at=MONDAY)
    assert delivered(mailbox, MONDAY) == 1
    assert delivered(mailbox, WEDNESDAY - HOUR) == 0


def test_a_visit_that_began_is_not_told_to_be_cancelled(mailbox: Mailbox, reception: Reception) -> None:
    row = booked(reception, WEDNESDAY)
    delivered(mailbox, MONDAY)
    Appointment.objects.update(state="came")
    cancel_visit(actor=applicant(str(reception.office.uuid)), appointment=row, at=WEDNESDAY)
    assert delivered(mailbox, WEDNESDAY) == 0


def test_a_moved_visit_is_told_and_reminded_of_again(mailbox: Mailbox, reception: Reception) -> None:
    row = booked(reception, WEDNESDAY)
    delivered(mailbox, MONDAY)
    at = WEDNESDAY - 20 * HOUR
    assert delivered(mailbox, at) == 1
    later = next(time for time in times(reception, at) if time.offer.starts_at > WEDNESDAY + 40 * HOUR)
    row = move_visit(actor=applicant(str(reception.office.uuid)), appointment=row, time=later, at=at)
    assert delivered(mailbox, at) == 1
    assert delivered(mailbox, row.starts_at - 23 * HOUR) == 1
    assert "12:00" not in mailbox.words()[-1]


def test_a_visit_moved_to_a_near_time_is_told_and_not_reminded_of_in_the_same_breath(
    mailbox: Mailbox, reception: Reception
) -> None:
    row = booked(reception, WEDNESDAY)
    delivered(mailbox, MONDAY)
    near = next(time for time in times(reception) if time.offer.starts_at == MONDAY + 6 * HOUR)
    move_visit(actor=applicant(str(reception.office.uuid)), appointment=row, time=near, at=MONDAY)
    assert delivered(mailbox, MONDAY) == 1
    assert delivered(mailbox, MONDAY + 4 * HOUR) == 1


def test_a_time_that_is_past_is_reminded_of_to_nobody(mailbox: Mailbox, reception: Reception) -> None:
    booked(reception, WEDNESDAY)
    delivered(mailbox, MONDAY)
    assert delivered(mailbox, WEDNESDAY) == 0


@pytest.mark.parametrize("ending", ["cancelled", "moved", "past"])
def test_a_reminder_that_waited_for_the_mail_server_is_not_sent_once_it_is_not_so_any_more(
    mailbox: Mailbox, reception: Reception, ending: str
) -> None:
    row, actor, at = booked(reception, WEDNESDAY), applicant(str(reception.office.uuid)), WEDNESDAY - HOUR
    delivered(mailbox, MONDAY)
    remind_visitors(at)
    if ending == "cancelled":
        cancel_visit(actor=actor, appointment=row, at=at)
    elif ending == "moved":
        move_visit(actor=actor, appointment=row, time=times(reception, at)[-1], at=at)
    else:
        at = WEDNESDAY + HOUR
    send_waiting(at)
    assert Message.objects.get(kind="visits.reminder").state == "failed"
    subjects = [str(make_header(decode_header(row["Subject"]))) for row in mailbox.letters[1:]]
    assert len(subjects) == (0 if ending == "past" else 1)


def test_one_without_an_e_mail_gets_no_letter(mailbox: Mailbox, reception: Reception) -> None:
    booked(reception, WEDNESDAY, Visitor("Айгүл", "+77010000123"))
    assert delivered(mailbox, WEDNESDAY - HOUR) == 0
    assert remind_visitors(WEDNESDAY - HOUR) == 0
