"""What the processes of a test do; started as ``python -m tests.processes DEED …`` inside an installation."""

import sys
from concurrent.futures import ThreadPoolExecutor

import django
from django.db import connection, transaction

django.setup()

from qabyldau.accounts.rules import applicant  # noqa: E402
from qabyldau.flow.receive import IncomingAppeal, receive_appeal  # noqa: E402
from qabyldau.offices.queries import office_by  # noqa: E402
from tests.people import DARK_STREET, MONDAY_NOON, make_world  # noqa: E402


class _Undone(Exception):  # noqa: N818
    """Rolls a registration back on purpose."""


def incoming(key: str) -> IncomingAppeal:
    """Return an unnamed appeal with this key."""
    return IncomingAppeal(
        key=key, kind="message", body=DARK_STREET, answer_language="kk", received_at=MONDAY_NOON
    )


def world() -> None:
    """Make the small world."""
    make_world()


def register(process: str, count: str, undone: str = "0") -> None:
    """Register ``count`` appeals; every ``undone``-th is rolled back at its end."""
    office = office_by(code="ALM")
    actor = applicant(str(office.uuid))
    for number in range(int(count)):
        try:
            with transaction.atomic():
                receive_appeal(actor=actor, office=office, incoming=incoming(f"{process}-{number}"))
                if int(undone) and number % int(undone) == 0:
                    raise _Undone
        except _Undone:
            continue


def same_key(threads: str) -> None:
    """Register with one key from many threads at once and print the different answers."""
    office = office_by(code="ALM")
    actor = applicant(str(office.uuid))

    def once(_: int) -> str:
        try:
            found = receive_appeal(actor=actor, office=office, incoming=incoming("one-key"))
            return f"{found.number} {found.secret} {found.due_on}"
        finally:
            connection.close()

    with ThreadPoolExecutor(int(threads)) as pool:
        print("\n".join(sorted(set(pool.map(once, range(int(threads)))))))


DEEDS = {"world": world, "register": register, "same-key": same_key}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
