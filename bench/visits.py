"""What is asked of the desk of a big office: each sort of request, with what ours must be and what others need."""

import html
import re
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.copies import multiply
from bench.crowd import Crowd, crowd_of, fill, uuids_of_cases
from bench.measure import Figure, cpu_of, table, yardstick
from qabyldau.accounts.models import User
from qabyldau.catalog.models import Category
from qabyldau.interfaces.desk.inbox.asked import words_sealed
from qabyldau.offices.models import Office
from tests.people import World, make_world

HERE = "127.0.0.1"
DESK = "/en/desk/"
LIST, FILTER, SORT, SEARCH, CASE = "≤ 30", "≤ 40", "≤ 40", "≤ 60", "≤ 20"
SIGNALEN = {
    "list": "Signalen 523 / 570 at 100,000 / 1,000,000",
    "deep": "Signalen – / 886",
    "filter": "Signalen 769 / 3,884",
    "address": "Signalen 717 / 2,404",
    "notes": "Signalen 734 / 2,650",
    "sort": "Signalen 1,541 / 8,150",
    "case": "Signalen 67 (tuned 37)",
}
WRITTEN = 100_000
"""Rows written one by one; on PostgreSQL the others are copies of them."""
DEEP = 40
"""Pages walked before the deep one is measured, each from where the last one ended."""


def run(sizes: list[int], calls: int, only: str) -> Iterator[str]:
    """Yield the table of each size."""
    call_command("migrate", verbosity=0)
    crowd = crowd_of(_world())
    for size in sizes:
        written = size if connection.vendor == "sqlite" else min(size, WRITTEN)
        fill(crowd, written)
        multiply(written, size)
        client = Client(SERVER_NAME=HERE)
        client.force_login(User.objects.get(username="saule"))
        found = [yardstick()]
        for name, goal, others, addresses in _asked(crowd, client):
            if only in name:
                found.append(_measured(client, name, goal, others, addresses, calls))
        yield f"\n{connection.vendor}, {size:,} appeals\n\n{table(found)}"


def _world() -> World:
    office = Office.objects.filter(code="ALM").first()
    if office is None:
        return make_world()
    users = {user.username: user for user in User.objects.all()}
    return World(office, Office.objects.get(code="AST"), users, Category.objects.get(code="lighting.street"))


def _measured(client: Client, name: str, goal: str, others: str, addresses: list[str], calls: int) -> Figure:
    def get(number: int) -> None:
        answer = client.get(addresses[number % len(addresses)])
        assert answer.status_code == 200, (answer.status_code, addresses[number % len(addresses)])

    with CaptureQueriesContext(connection) as queries:
        get(0)
    found = cpu_of(f"{name} ({len(queries)} queries)", get, n=calls, warm=max(10, len(addresses)))
    return Figure(found.name, found.median, found.p95, found.n, goal, others)


def _asked(crowd: Crowd, client: Client) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield name, goal, what others need, and the addresses that are asked in turn."""
    lists = [f"{DESK}?list={name}" for name in ("new", "mine", "team", "open", "overdue", "closed")]
    for address in lists:
        yield f"list {address.rpartition('=')[2]}", LIST, SIGNALEN["list"], [address]
    yield "deep page, open", LIST, SIGNALEN["deep"], [_deep(client, f"{DESK}?list=open")]
    yield "deep page, closed", LIST, SIGNALEN["deep"], [_deep(client, f"{DESK}?list=closed")]
    yield (
        "deep page, most urgent first",
        LIST,
        SIGNALEN["deep"],
        [_deep(client, f"{DESK}?list=open&sort=urgent")],
    )
    for sort in ("newest", "urgent"):
        yield f"sort open, {sort}", SORT, SIGNALEN["sort"], [f"{DESK}?list=open&sort={sort}"]
    yield "sort new, urgent", SORT, SIGNALEN["sort"], [f"{DESK}?list=new&sort=urgent"]
    for name, queries in _filters(crowd).items():
        for shelf in ("open", "closed"):
            yield (
                f"filter {shelf}, {name}",
                FILTER,
                SIGNALEN["filter"],
                [f"{DESK}?list={shelf}&{one}" for one in queries],
            )
    yield (
        "filter new, theme",
        FILTER,
        SIGNALEN["filter"],
        [f"{DESK}?list=new&theme={one.code}" for one in crowd.themes[::9]],
    )
    for name, questions, others in _questions(crowd):
        yield f"search, {name}", SEARCH, others, [f"{DESK}?find={_sealed(crowd, one)}" for one in questions]
    narrowed = [
        f"{DESK}?list=open&theme={theme.code}&find={_sealed(crowd, word)}"
        for theme, word in zip(crowd.themes[::7], crowd.words[4:400:45], strict=False)
    ]
    yield "search, word and theme among the open", SEARCH, "", narrowed
    for name, is_open in (("open", True), ("closed", False)):
        uuids = uuids_of_cases(crowd, 150, WRITTEN, is_open=is_open)
        yield f"case page, {name}", CASE, SIGNALEN["case"], [f"{DESK}cases/{uuid}/" for uuid in uuids]
    yield "my day", LIST, "", [f"{DESK}today/"]


def _sealed(crowd: Crowd, words: str) -> str:
    return words_sealed(words, str(crowd.office.uuid))


def _deep(client: Client, address: str) -> str:
    for _ in range(DEEP):
        further = re.search(r'rel="next" href="([^"]+)"', client.get(address).content.decode())
        if further is None:
            break
        address = html.unescape(further[1])
    return address


def _filters(crowd: Crowd) -> dict[str, list[str]]:
    themes = [one.code for one in (crowd.themes[1], crowd.themes[20], crowd.themes[-1])]
    areas = [one.code for one in (crowd.areas[0], crowd.areas[60], crowd.areas[-1])]
    return {
        "theme": [f"theme={one}" for one in themes],
        "area": [f"area={one}" for one in areas],
        "owner": [f"owner={one.uuid}" for one in (crowd.owners[0], crowd.owners[-1])],
        "channel": ["channel=telegram", "channel=letter", "channel=mobile"],
        "language": ["language=ru", "language=other", "language=en"],
        "urgency": ["urgency=3", "urgency=1"],
        "theme and area": [f"theme={theme}&area={area}" for theme in themes for area in areas],
        "five things": [f"theme={themes[0]}&area={areas[0]}&language=ru&channel=site&urgency=1", f"theme={themes[2]}&area={areas[2]}&language=kk&channel=letter&urgency=2"],
        "a week": ["since=2025-03-03&until=2025-03-09", "since=2026-10-05&until=2026-10-11"],
        "a week and theme": [f"since=2026-10-05&until=2026-10-11&theme={one}" for one in themes],
    }  # fmt: skip


def _questions(crowd: Crowd) -> list[tuple[str, list[str], str]]:
    words = crowd.words
    notes, address = SIGNALEN["notes"], SIGNALEN["address"]
    return [
        ("a common word", words[0:8], notes),
        ("a usual word", words[200:1200:100], notes),
        ("a rare word", words[9000:11900:300], notes),
        ("two words", [f"{one} {two}" for one, two in zip(words[0:20], words[300:3000:135], strict=True)], notes),
        ("three common words", [" ".join(words[start : start + 3]) for start in range(0, 12, 2)], notes),
        ("by address", [f"көше{street} {house}" for street, house in ((3, 14), (40, 250), (900, 7), (1500, 120))], address),
        ("by street", [f"көше{street}" for street in (0, 50, 700, 1900)], address),
        ("nothing has it", ["қақпандағанымыз", "абракадабра ештеңе"], notes),
    ]  # fmt: skip
