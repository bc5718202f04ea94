"""Short messages about a visit, over a gateway that speaks Kannel's protocol: only where one is set and no e-mail was left."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.config.settings.environment import Environment
from qabyldau.core.ids import say_secret
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.visit import book_visit, cancel_visit, remind_visitors
from qabyldau.messages.models import Attempt, Message
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.bookings import code_of
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import Visitor, Wish, slot_hold
from tests.people import make_world
from tests.receptions import Reception, make_reception

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 9, 14, 4, 0, tzinfo=UTC)
WEDNESDAY = MONDAY + timedelta(days=2, hours=3)
"""Wednesday, 12:00 in Almaty."""

ONLY_PHONE = Visitor("Айгүл", "+77010000123", "", "Шам жанбайды", "kk")


class Gateway:
    """What Kannel's smsbox does with a POST to ``sendsms``: checks the user, needs a receiver, answers 202 when it took it."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, str]] = []
        self.asked: list[str] = []
        gateway = self

        class Door(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                gateway.asked.append(self.path)
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = gateway.judge(self.headers, body)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(b"0: Accepted for delivery" if status == 202 else b"rejected")

            def log_message(self, *words: Any) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.address = f"127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def judge(self, headers: Any, body: bytes) -> int:
        if (headers["X-Kannel-Username"], headers["X-Kannel-Password"]) != ("reception", "s3cret/"):
            return 403
        if not headers["X-Kannel-To"] or headers.get_content_type() != "text/plain":
            return 400
        assert headers["X-Kannel-Coding"] == "2"
        self.taken.append((headers["X-Kannel-To"], body.decode(headers.get_content_charset())))
        return 202


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    found = Gateway()
    settings.SMS_URL = f"http://reception:s3cret%2F@{found.address}/cgi-bin/sendsms?from=Qabyldau"
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def reception() -> Reception:
    return make_reception(make_world().office)


def booked(reception: Reception, visitor: Visitor = ONLY_PHONE) -> Appointment:
    actor = applicant(str(reception.office.uuid))
    days = free_days(reception.office, reception.general, MONDAY)
    time = next(time for day in days for time in day.times if time.offer.starts_at == WEDNESDAY)
    held = slot_hold(actor=actor, wish=Wish(reception.office, reception.general, time), at=MONDAY)
    return book_visit(actor=actor, uuid=str(held.uuid), visitor=visitor, at=MONDAY)


def test_one_who_left_a_telephone_alone_gets_code_and_reminder_and_nothing_of_the_matter(
    gateway: Gateway, reception: Reception
) -> None:
    row = booked(reception)
    assert send_waiting(MONDAY) == 1
    assert remind_visitors(WEDNESDAY - timedelta(hours=24)) == 1
    assert send_waiting(WEDNESDAY - timedelta(hours=24)) == 1
    assert [number for number, _words in gateway.taken] == ["+77010000123"] * 2
    for _number, words in gateway.taken:
        assert "16.09, 12:00" in words
        assert say_secret(code_of(row)) in words
        assert len(words) <= 134
        assert "Шам" not in words
        assert "Айгүл" not in words


def test_no_number_and_no_password_stand_in_the_address(gateway: Gateway, reception: Reception) -> None:
    booked(reception)
    send_waiting(MONDAY)
    assert gateway.asked == ["/cgi-bin/sendsms"]


def test_one_who_left_an_e_mail_gets_no_short_message(gateway: Gateway, reception: Reception) -> None:
    booked(reception, Visitor("Айгүл", "+77010000123", "aigul@example.kz"))
    send_waiting(MONDAY)
    assert gateway.taken == []
    assert Message.objects.get().state == "queued"


def test_without_a_gateway_a_telephone_is_written_to_by_nobody(reception: Reception) -> None:
    booked(reception)
    assert send_waiting(MONDAY) == 0
    assert remind_visitors(WEDNESDAY - timedelta(hours=24)) == 0
    assert Message.objects.get().channel == "page"


def test_a_cancelled_visit_is_told_too(gateway: Gateway, reception: Reception) -> None:
    row = booked(reception)
    send_waiting(MONDAY)
    cancel_visit(actor=applicant(str(reception.office.uuid)), appointment=row, at=MONDAY)
    assert send_waiting(MONDAY) == 1
    assert say_secret(code_of(row)) not in gateway.taken[-1][1]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://stranger:no@{gateway}/cgi-bin/sendsms", "HTTP 403"),
        ("http://127.0.0.1:9/", "ConnectionRefusedError"),
    ],
)
def test_a_gateway_that_refuses_is_tried_again_and_no_number_is_named(
    gateway: Gateway, reception: Reception, settings: Any, address: str, problem: str
) -> None:
    settings.SMS_URL = address.format(gateway=gateway.address)
    booked(reception)
    assert send_waiting(MONDAY) == 0
    assert Attempt.objects.get().problem == problem
    assert Message.objects.get().state == "queued"


@pytest.mark.parametrize("wrong", ["127.0.0.1:13013", "smpp://gateway/", "http://gateway"])
def test_an_address_that_is_no_gateway_is_named_at_the_start(wrong: str) -> None:
    with pytest.raises(ValueError, match="sendsms"):
        Environment(sms_url=wrong)
