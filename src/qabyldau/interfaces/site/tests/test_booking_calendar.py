"""The calendar file of a visit, against RFC 5545: its lines, its moment, and one name through every change."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from qabyldau.interfaces.site.booking.ics import LONGEST, Event, calendar_file
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import appointment_move
from tests.people import World
from tests.receptions import Reception

NOON = datetime(2026, 9, 15, 7, 0, tzinfo=UTC)


def event(**changes: Any) -> Event:
    given: dict[str, Any] = {
        "uid": "1@example.kz",
        "sequence": 0,
        "stamp": NOON,
        "begins": NOON,
        "ends": NOON + timedelta(minutes=15),
        "is_cancelled": False,
        "title": "Жалпы қабылдау",
        "where": "Төле би көшесі, 1",
        "words": "Код: ABCDE-FGHJK\nХаттар; құжаттар",
        "link": "https://example.kz/booking/ABCDEFGHJK/",
    }
    return Event(**{**given, **changes})


def unfolded(file: bytes) -> list[str]:
    """Return the lines of a file as a calendar reads them."""
    return file.decode().replace("\r\n ", "").split("\r\n")


def value(lines: list[str], name: str) -> str:
    return next(line.partition(":")[2] for line in lines if re.match(rf"{name}[;:]", line))


def test_lines_end_as_the_standard_says_and_none_is_too_long() -> None:
    file = calendar_file(event(words="Ә" * 400))
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    assert max(len(line) for line in file.split(b"\r\n")) <= LONGEST
    assert all(line.decode() for line in file.split(b"\r\n")[:-1])
    assert value(unfolded(file), "DESCRIPTION") == "Ә" * 400


def test_signs_that_mean_something_are_escaped() -> None:
    lines = unfolded(calendar_file(event()))
    assert value(lines, "LOCATION") == r"Төле би көшесі\, 1"
    assert value(lines, "DESCRIPTION") == r"Код: ABCDE-FGHJK\nХаттар\; құжаттар"


def test_the_time_is_the_moment_that_was_booked_on_whatever_clock_it_is_read() -> None:
    begins = datetime(2026, 9, 15, 12, 0, tzinfo=ZoneInfo("Asia/Almaty"))
    lines = unfolded(calendar_file(event(begins=begins)))
    assert (value(lines, "DTSTART"), value(lines, "DTEND")) == ("20260915T070000Z", "20260915T071500Z")


def booked(client: Client) -> Appointment:
    """Book the first free time without a word of oneself."""
    said = client.get("/book/almaty/general/").content.decode()
    day, time = re.findall(r'name="(?:day|time)" value="([^"]+)"', said)[:2]
    client.post("/book/almaty/general/", {"day": day, "time": time})
    client.post("/booking/new/", {"language": "kk"})
    client.post("/booking/check/")
    return Appointment.objects.get()


@pytest.mark.django_db
def test_a_moved_and_a_cancelled_visit_keep_their_name_and_count_up(
    world: World, reception: Reception, client: Client
) -> None:
    Office.objects.update(address_kk="Төле би көшесі 1")
    with time_machine.travel(NOON, tick=False):
        row = booked(client)
        files = [unfolded(client.get("/booking/visit.ics").content)]
        later = free_days(reception.office, reception.general, NOON)[-1].times[-1]
        appointment_move(actor=world.actor("dana"), appointment=row, time=later, at=NOON)
        files.append(unfolded(client.get("/booking/visit.ics").content))
        client.post("/booking/cancel/")
        files.append(unfolded(client.get("/booking/visit.ics").content))
    assert [value(lines, "SEQUENCE") for lines in files] == ["0", "1", "2"]
    assert [value(lines, "STATUS") for lines in files] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({value(lines, "UID") for lines in files}) == 1
    assert value(files[0], "DTSTART") != value(files[1], "DTSTART")
    assert [lines.count("BEGIN:VALARM") for lines in files] == [1, 1, 0]
    assert value(files[0], "LOCATION") == "Төле би көшесі 1"
