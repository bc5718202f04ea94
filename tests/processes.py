"""What the processes of a test do; started as ``python -m tests.processes DEED …`` inside an installation."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from pathlib import Path

import django
from django.core import signing
from django.db import connection, transaction
from django.db.models import Count

django.setup()

from qabyldau.accounts.models import User  # noqa: E402
from qabyldau.accounts.rules import applicant  # noqa: E402
from qabyldau.core import clock  # noqa: E402
from qabyldau.flow.receive import IncomingAppeal, receive_appeal  # noqa: E402
from qabyldau.flow.triage import Decision, open_case  # noqa: E402
from qabyldau.history.models import Entry  # noqa: E402
from qabyldau.history.queries import flaws  # noqa: E402
from qabyldau.intake.models import Appeal  # noqa: E402
from qabyldau.intake.queries import key_digest  # noqa: E402
from qabyldau.interfaces.site.cookies import DRAFT  # noqa: E402
from qabyldau.interfaces.site.drafting import Draft, Kept, save  # noqa: E402
from qabyldau.messages.models import Message  # noqa: E402
from qabyldau.offices.models import Service, Sitting  # noqa: E402
from qabyldau.offices.queries import actor_for, office_by, staff_of  # noqa: E402
from qabyldau.visits.queries.bookings import code_of  # noqa: E402
from qabyldau.visits.queries.free import free_days  # noqa: E402
from qabyldau.visits.services.booking import TakenError, Visitor, Wish, appointment_book, slot_hold  # noqa: E402
from tests.people import DARK_STREET, MONDAY_NOON, make_world  # noqa: E402
from tests.receptions import make_reception  # noqa: E402

BEFORE = MONDAY_NOON - timedelta(hours=4)
"""Monday, 8:00 in Almaty."""


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


def opened(count: str) -> None:
    """Let Saule open a case for each of so many appeals."""
    saule = User.objects.get(username="saule")
    rows = staff_of(saule)
    actor = actor_for(saule, rows, str(rows[0].office.uuid), "desk")
    for appeal in Appeal.objects.order_by("pk")[: int(count)]:
        open_case(
            actor=actor, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=clock.now()
        )


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


def next_free(threads: str, process: str) -> None:
    """Let so many visitors take the next free time until they are told that none is left, or they have one."""
    office = office_by(code="ALM")
    service, actor = Service.objects.get(office=office, code="general"), applicant(str(office.uuid))

    def visit(number: int) -> str:
        try:
            for _ in range(200):
                free = [time for day in free_days(office, service, BEFORE) for time in day.times]
                if not free:
                    return "none"
                try:
                    held = slot_hold(actor=actor, wish=Wish(office, service, free[0]), at=BEFORE)
                    visitor = Visitor(f"{process}-{number}")
                    row = appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=BEFORE)
                except TakenError:
                    continue
                return f"{row.starts_at.isoformat()} {code_of(row)}"
            return "gave up"
        finally:
            connection.close()

    with ThreadPoolExecutor(int(threads)) as pool:
        print("\n".join(pool.map(visit, range(int(threads)))))


def one_slot(threads: str) -> None:
    """Let so many visitors press for one and the same time at once."""
    office = office_by(code="ALM")
    service, actor = Service.objects.get(office=office, code="general"), applicant(str(office.uuid))
    wanted = free_days(office, service, BEFORE)[0].times[0]

    def visit(_: int) -> str:
        try:
            slot_hold(actor=actor, wish=Wish(office, service, wanted), at=BEFORE)
        except TakenError:
            return "refused"
        finally:
            connection.close()
        return "held"

    with ThreadPoolExecutor(int(threads)) as pool:
        print("\n".join(pool.map(visit, range(int(threads)))))


def reception(quota: str) -> None:
    """Open a reception of one day with so many visits."""
    found = make_reception(office_by(code="ALM"))
    Sitting.objects.filter(office=found.office).delete()
    Sitting.objects.create(
        office=found.office,
        service=found.general,
        on=BEFORE.date(),
        begins=time(10),
        ends=time(18),
        seats=2,
        quota=int(quota),
    )


def drafts(count: str) -> None:
    """Write that many appeals up to the last press, and print the key of each with the cookie of its browser."""
    at = clock.now()
    for number in range(int(count)):
        draft = Draft(
            key=f"press-{number}",
            started_at=(at - timedelta(minutes=5)).isoformat(),
            office="almaty",
            body=f"{DARK_STREET} {number}",
            answer_language="kk",
        )
        kept = save(Kept("", draft), at)
        cookie = signing.get_cookie_signer(salt=DRAFT.name + DRAFT.short_name).sign(kept.code)
        print(draft.key, f"{DRAFT.name}={cookie}")


def invariants(keys: str) -> None:
    """Print what is not whole: acknowledged keys without an appeal, appeals without any of their parts."""
    office = office_by(code="ALM")
    known = {bytes(found) for found in Appeal.objects.values_list("key_digest", flat=True)}
    said = Path(keys).read_text(encoding="ascii").split()
    lost = [key for key in said if key_digest(str(office.uuid), f"site:{key}") not in known]
    half = Appeal.objects.annotate(
        receipts_n=Count("receipts", distinct=True), deadlines_n=Count("deadlines", distinct=True)
    ).exclude(receipts_n=1, deadlines_n=2)
    told = set(Message.objects.filter(kind="intake.receipt").values_list("about_uuid", flat=True))
    entries = set(
        Entry.objects.filter(action="intake.appeal.registered").values_list("target_uuid", flat=True)
    )
    appeals = list(Appeal.objects.all())
    serials = sorted(appeal.register_serial for appeal in appeals)
    found = {
        "acknowledged": len(said),
        "appeals": len(appeals),
        "lost": len(lost),
        "half": half.count()
        + sum(appeal.uuid not in told or str(appeal.uuid) not in entries for appeal in appeals),
        "gapless": serials == list(range(1, len(serials) + 1)),
        "flaws": len(list(flaws())),
        "integrity": integrity(),
    }
    print(json.dumps(found))


def integrity() -> str:
    """Return what the database says of itself."""
    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])


DEEDS = {
    "drafts": drafts,
    "invariants": invariants,
    "world": world,
    "register": register,
    "opened": opened,
    "same-key": same_key,
    "next-free": next_free,
    "one-slot": one_slot,
    "reception": reception,
}

if __name__ == "__main__":
    DEEDS[sys.argv[1]](*sys.argv[2:])
