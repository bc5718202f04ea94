"""Every figure that is promised: what is done for it, what ours must be, what others need."""

import http.client
import os
import re
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.test import Client

from bench.measure import Figure, cpu_of
from bench.rows import fill
from qabyldau.casework.models import Case
from qabyldau.core import clock
from qabyldau.intake.models import Appeal, Receipt
from qabyldau.intake.queries import secret_digest
from qabyldau.interfaces.site.cookies import DRAFT
from qabyldau.interfaces.site.drafting import Draft, Kept, save
from tests.installations import free_port
from tests.people import DARK_STREET, World

NEWEST = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
SECRET = "ABCDEFGHJK"  # noqa: S105
HERE = "127.0.0.1"


def receive(world: World) -> list[Figure]:
    """One press of an anonymous sender on the last page, reading included; a fresh address of the network each time."""
    client = Client(enforce_csrf_checks=False, SERVER_NAME=HERE)
    at = clock.now()
    cookies = []
    for number in range(320):
        draft = Draft(
            key=f"bench-{number}", started_at="2026-01-01T00:00:00+00:00", office="almaty",
            body=f"{DARK_STREET} {number}", answer_language="kk",
        )  # fmt: skip
        cookies.append(save(Kept("", draft), at).code)

    def press(number: int) -> None:
        client.cookies[DRAFT.name] = _signed(DRAFT.name, cookies[number])
        answer = client.post("/appeal/check/", REMOTE_ADDR=f"10.1.{number // 250}.{number % 250 + 1}")
        assert answer.status_code == 302, answer.status_code

    goal, others = "≤ 12", "Signalen 76 (tuned 42), FixMyStreet 90, django-helpdesk 22"
    return [_with(cpu_of("receive an appeal, with reading", press, n=300), goal, others)]


def _signed(name: str, value: str) -> str:
    return signing.get_cookie_signer(salt=name + DRAFT.short_name).sign(value)


def _spoken(count: int) -> str:
    return f"{count:,}".replace(",", " ")


def _fill(world: World, count: int) -> None:
    fill(world.office, world.users["saule"], world.category, count, NEWEST)


def inbox(world: World, count: int) -> list[Figure]:
    """The first page of two lists with ``count`` appeals in the office."""
    _fill(world, count)
    client = _staff(world)
    others = "Signalen 523 (tuned 489), FixMyStreet 665 at 100 000"
    return [
        _with(
            cpu_of(f"inbox, {name}, {_spoken(count)} appeals", lambda _, at=address: _get(client, at)),
            "≤ 30",
            others,
        )
        for name, address in (("new", "/desk/"), ("open", "/desk/?list=open"))
    ]


def case(world: World, count: int) -> list[Figure]:
    """The page of one case after another."""
    _fill(world, count)
    client = _staff(world)
    uuids = list(Case.objects.filter(office=world.office).values_list("uuid", flat=True)[:240])
    name = f"case page, {_spoken(count)} appeals"
    found = cpu_of(name, lambda number: _get(client, f"/desk/cases/{uuids[number % len(uuids)]}/"))
    return [_with(found, "≤ 30", "Signalen 67 (tuned 37)")]


def track(world: World) -> list[Figure]:
    """Number and secret, then the status page."""
    _fill(world, 100)
    appeal = Appeal.objects.filter(case_appeal__isnull=False).order_by("pk").first()
    assert appeal is not None
    Receipt.objects.create(
        appeal=appeal,
        secret_digest=secret_digest(appeal.number, SECRET),
        issued_at=NEWEST,
        issued_by="x",
        due_on=NEWEST.date(),
    )
    client = Client(SERVER_NAME=HERE)

    def follow(number: int) -> None:
        answer = client.post(
            f"/track/{appeal.number}/",
            {"number": appeal.number, "secret": SECRET},
            REMOTE_ADDR=f"10.2.0.{number % 250}",
        )
        assert answer.status_code == 302, answer.status_code
        assert client.get(answer["Location"]).status_code == 200

    return [_with(cpu_of("track page: enter and read", follow), "≤ 40", "FixMyStreet 93")]


def _staff(world: World) -> Client:
    client = Client(SERVER_NAME=HERE)
    client.force_login(world.users["saule"])
    return client


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code


def _with(figure: Figure, goal: str, others: str) -> Figure:
    return Figure(figure.name, figure.median, figure.p95, figure.n, goal, others)


def whole(world: World) -> list[Figure]:
    """Cold start of the whole until it answers (wall seconds), and its memory after a walk over the pages (MiB)."""
    seconds, memory = [], []
    for _ in range(5):
        port = free_port()
        begin = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "qabyldau", "serve", "--port", str(port)],
            env={**os.environ, "QABYLDAU_DATA": str(settings.DATA)},
            stderr=subprocess.DEVNULL,
        )
        try:
            _until_answered(port)
            seconds.append(time.monotonic() - begin)
            for path in ("/", "/ru/", "/appeal/kind/", "/track/", "/desk/sign-in/"):
                _fetch(port, path)
            memory.append(_mib(process.pid))
        finally:
            process.kill()
            process.wait()
    seconds.sort()
    memory.sort()
    others = "Signalen: about 9 services, 1.15 GiB before its database, 2.3 s"
    return [
        Figure("cold start until the first answer, s", seconds[2], seconds[-1], 5, "≤ 1", others),
        Figure("memory of the whole, one process, MiB", memory[2], memory[-1], 5, "≤ 250", others),
    ]


def _fetch(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def _until_answered(port: int) -> None:
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        try:
            if _fetch(port, "/") == 200:
                return
        except OSError:
            time.sleep(0.01)
    raise RuntimeError("the server did not answer in 30 s")


def _mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0
