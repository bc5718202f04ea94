"""Every address, every role, every method, against the table in ``rights.csv`` (S1), and nothing unsafe without a token (S16).

The table is made by ``python -m pytest tests/conformance/test_rights.py --write-rights`` and read by a person before it
is committed: a new address without a row fails, and so does any change of who may come in.
"""

import csv
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from qabyldau.casework.models import Case
from qabyldau.flow.triage import Decision, open_case
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.site.cookies import TICKET
from tests.people import MONDAY_NOON, World, make_world
from tests.things import things_of

TABLE = Path(__file__).with_name("rights.csv")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ROLES = {
    "anonymous": "", "applicant": "", "receptionist": "dana", "caseworker": "saule", "manager": "nurlan",
    "deputy": "bolat", "aide": "aizhan", "editor": "erlan", "auditor": "zhanna", "operator": "oleg", "other": "marat",
}  # fmt: skip
KINDS = ("own", "confidential", "erased")
SECRET = ("desk:appeal", "desk:case", "site:track-number")
"""Beginnings of the addresses of what may be confidential or erased."""

SHARED = ("desk:body",)
"""Beginnings of the addresses of what belongs to all offices: the register of public bodies."""


def routes(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield the name of every address with the names of its parts, found by walking the resolver."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}", list(entry.pattern.converters)


class Things:
    """One appeal and one case of each kind, all of the first office."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.appeals: dict[str, Appeal] = {}
        self.cases: dict[str, Case] = {}
        for kind in KINDS:
            hidden = kind == "confidential"
            waiting = world.appeal(key=f"w-{kind}", is_confidential=hidden).appeal
            worked = world.appeal(key=f"c-{kind}", is_confidential=hidden).appeal
            actor = world.actor("nurlan")
            decision = Decision("lighting.street")
            case = open_case(actor=actor, appeal_uuid=str(worked.uuid), decision=decision, at=MONDAY_NOON)
            self.appeals[kind], self.cases[kind] = waiting, case
        for row in (self.appeals["erased"], self.cases["erased"].case_appeals.get().appeal):
            type(row.text).objects.filter(pk=row.text_id).update(
                body=None, masked=None, erased_at=MONDAY_NOON
            )
        self.others = things_of(world)

    def parts(self, route: str, names: list[str], kind: str) -> dict[str, Any]:
        """Return what stands in an address for a thing of this kind."""
        thing = (
            self.cases[kind] if route.startswith("desk:case") or route == "desk:refer" else self.appeals[kind]
        )
        starts = [start for start in self.others if route.startswith(start)]
        known = {
            "uuid": self.others[max(starts, key=len)] if starts else thing.uuid,
            "photo": thing.uuid,
            "voice": thing.uuid,
            "other": thing.uuid,
            "reply": self.others["reply"],
            "promise": self.others["promise"],
            "row": self.others["row"],
            "file": self.others["file"],
            "kind": "pdf",
            "part": "terms",
            "question": thing.uuid,
            "slug": self.world.office.slug,
            "code": "general" if route == "site:book-times" else "ABCDEFGHJK",
            "number": self.appeals[kind].number,
            "name": "2026-09" if route == "site:office-reviews-month" else "text",
            "deed": "note",
            "digest": "0",
            "version": "0",
        }
        return {name: known[name] for name in names}


class Doors:
    """One client a role and kind, that comes to each address with nothing but its sign-in or its newest ticket."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.clients: dict[tuple[str, str], tuple[Client, dict[str, str]]] = {}

    def ask(self, role: str, kind: str, method: str, address: str) -> Any:
        """Return the answer; who was signed out by it signs in again for the next."""
        if role == "applicant" or (role, kind) not in self.clients:
            self.clients[role, kind] = self._comes(role, kind)
        client, brought = self.clients[role, kind]
        answer = client.generic(method, address)
        session = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        client.cookies = SimpleCookie(brought)
        if session is not None and session.value != brought.get(settings.SESSION_COOKIE_NAME):
            del self.clients[role, kind]
        return answer

    def _comes(self, role: str, kind: str) -> tuple[Client, dict[str, str]]:
        client = Client(REMOTE_ADDR=f"10.{len(role)}.0.{KINDS.index(kind) + 1}")
        if ROLES[role]:
            client.force_login(self.things.world.users[ROLES[role]])
        if role == "applicant":
            value = signing.get_cookie_signer(salt=TICKET.name + TICKET.short_name).sign(
                str(self.things.appeals[kind].receipts.get(voided_at=None).uuid)
            )
            client.cookies[TICKET.name] = value
        return client, {name: crumb.value for name, crumb in client.cookies.items()}


def outcome(answer: Any) -> str:
    """Return the status, and for a redirect where to: to the sign-in, or on."""
    if answer.status_code in {301, 302}:
        return "sign-in" if "/sign-in/" in answer["Location"] else "on"
    return str(answer.status_code)


def found(world: World) -> dict[tuple[str, str, str], dict[str, str]]:
    """Return for every address, kind and method what each role gets."""
    table: dict[tuple[str, str, str], dict[str, str]] = {}
    things = Things(world)
    doors = Doors(things)
    for route, names in sorted(routes()):
        for kind in KINDS if names and route.startswith(SECRET) else ("own",):
            address = reverse(route, kwargs=things.parts(route, names, kind))
            for role in ROLES:
                for method in METHODS:
                    answer = doors.ask(role, kind, method, address)
                    table.setdefault((route, kind, method), {})[role] = outcome(answer)
    return table


@pytest.mark.django_db
def test_every_role_gets_at_every_address_what_the_table_says(request: pytest.FixtureRequest) -> None:
    table = found(make_world())
    if request.config.getoption("--write-rights"):
        with TABLE.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["address", "thing", "method", *ROLES])
            writer.writerows([*key, *row.values()] for key, row in table.items())
    with TABLE.open(encoding="utf-8") as file:
        wanted = {
            (row["address"], row["thing"], row["method"]): {role: row[role] for role in ROLES}
            for row in csv.DictReader(file)
        }
    assert sorted(set(table) ^ set(wanted)) == []
    assert {key: row for key, row in table.items() if row != wanted[key]} == {}


def test_the_table_lets_nobody_of_another_office_in() -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    named = {route for route, names in routes() if "uuid" in names and not route.startswith(SHARED)}
    things = [row for row in rows if row["address"] in named and row["address"].startswith("desk:")]
    assert len({row["address"] for row in things}) > 30
    assert {row["other"] for row in things} <= {"404", "405", "403"}
    assert {row["operator"] for row in things} <= {"403", "404", "405"}
    assert {row["anonymous"] for row in things} <= {"sign-in", "405"}


def test_the_table_shows_confidential_things_to_their_named_reader_alone() -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["thing"] == "confidential" and row["address"].startswith("desk:")
        ]
    seeing = {role for row in rows for role in ROLES if row[role] in {"200", "on", "422"}}
    assert seeing == {"manager"}


@pytest.mark.django_db
def test_no_unsafe_request_is_taken_without_a_token_or_from_another_origin() -> None:
    world = make_world()
    things = Things(world)
    for route, names in routes():
        address = reverse(route, kwargs=things.parts(route, names, "own"))
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(world.users["nurlan"])
        answer = strict.post(address, {"version": 1})
        assert answer.status_code in {403, 405}, (route, answer.status_code)
        strict.cookies["csrftoken"] = "a" * 32
        foreign = strict.post(
            address, {"csrfmiddlewaretoken": "a" * 32}, headers={"origin": "https://evil.example"}
        )
        assert foreign.status_code in {403, 405}, (route, foreign.status_code)


@pytest.mark.django_db
def test_a_get_changes_nothing() -> None:
    world = make_world()
    things = Things(world)
    doors = Doors(things)
    before = (
        Case.objects.values_list("version", "status").order_by("pk"),
        Appeal.objects.values_list("taken_up_at"),
    )
    kept = [list(rows) for rows in before]
    for route, names in routes():
        if route != "desk:sign-out":
            doors.ask("manager", "own", "GET", reverse(route, kwargs=things.parts(route, names, "own")))
    assert [list(rows.all()) for rows in before] == kept
