"""A served installation in which weeks pass while a test runs: its clock is moved from outside, its background hurries.

Started as ``python -m tests.unfolding DEED …`` inside an installation. The clock stands in a file that every process of
the installation reads: seconds by which it is ahead of the machine's.
"""

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

import django

django.setup()

from qabyldau.accounts.models import User  # noqa: E402
from qabyldau.catalog.models import ReadyText  # noqa: E402
from qabyldau.core import clock, worker  # noqa: E402
from qabyldau.flow.tasks import CLOCKWORK  # noqa: E402
from qabyldau.interfaces.cli.main import main  # noqa: E402
from qabyldau.offices.models import Staff  # noqa: E402
from qabyldau.offices.queries import office_by  # noqa: E402
from qabyldau.people.models import Organization  # noqa: E402
from tests.bodies import make_register  # noqa: E402
from tests.people import MONDAY_NOON  # noqa: E402

CLOCK = "UNFOLDING_CLOCK"
"""The name in the environment of the file in which the clock stands."""
POLL = 0.1
"""Seconds between two looks of the worker; the clockwork looks five times as seldom."""
READY = {
    "title_kk": "Іс бітті", "title_ru": "Сделано",
    "body_kk": "Құрметті өтініш беруші! Жолданымыңыз бойынша жауапты органнан нақты жауап алдық.",
    "body_ru": "Уважаемый заявитель! По Вашему обращению мы получили от ответственного органа точный ответ.",
}  # fmt: skip


def present() -> datetime:
    """Return the moment that the clock of the installation shows."""
    ahead = float(Path(os.environ[CLOCK]).read_text(encoding="ascii"))
    return _machine() + timedelta(seconds=ahead)


_machine = clock.now


def world() -> None:
    """Make the register of bodies, an office that wants a second pair of eyes, and one ready text."""
    register = make_register()
    office = office_by(code="ALM")
    office.area, office.email, office.needs_second_eyes = register.city, "qabyldau@example.kz", True
    office.name_ru = "Приёмная в Алматы"
    office.address_kk, office.address_ru = (
        "Алматы қаласы, Төле би көшесі, 1",
        "город Алматы, улица Толе би, 1",
    )
    office.save()
    Staff.objects.filter(user__username="saule").update(position_ru="Специалист приёмной")
    Organization.objects.filter(code="lights").update(name_ru="Управление энергетики")
    writer, checker = (str(User.objects.get(username=name).uuid) for name in ("saule", "nurlan"))
    ReadyText.objects.create(
        office=office, use="answer", written_by=writer, written_at=MONDAY_NOON, checked_by=checker,
        checked_at=MONDAY_NOON, **READY,
    )  # fmt: skip


def serve(*arguments: str) -> None:
    """Serve as ``qabyldau serve`` does, with this clock and a background that looks often; what it says goes to a file."""
    log = os.open(f"{os.environ[CLOCK]}.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    clock.now = present
    worker.POLL_SECONDS = POLL
    CLOCKWORK["messages.send_waiting"] = timedelta(seconds=POLL)
    raise SystemExit(main(["serve", *arguments]))


if __name__ == "__main__":
    {"world": world, "serve": serve}[sys.argv[1]](*sys.argv[2:])
