"""Working at the desk, for tests: somebody signed in, their pages in English, and something to work on."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from qabyldau.casework.models import Case
from qabyldau.core import clock
from qabyldau.flow.receive import Registered
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.history.models import Entry
from tests.people import World

THEME = "lighting.street"


def address(place: str, *parts: object) -> str:
    """Return an address of the desk in English."""
    with translation.override("en"):
        return reverse(f"desk:{place}", args=parts)


class Desk:
    """One person at the desk, in a browser of their own."""

    def __init__(self, world: World, name: str) -> None:
        self.client = Client()
        self.client.force_login(world.users[name])

    def get(self, place: str, /, *parts: object, **query: object) -> Any:
        """Return the answer to a page that was asked for."""
        return self.client.get(address(place, *parts), query)

    def page(self, place: str, /, *parts: object, **query: object) -> Any:
        """Return what a page shows."""
        answer = self.get(place, *parts, **query)
        assert answer.status_code == 200, answer.status_code
        return answer.context["page"]

    def post(self, place: str, /, *parts: object, **given: object) -> Any:
        """Return the answer to a form."""
        return self.client.post(address(place, *parts), given)

    def do(self, case: Case, deed: str, **given: object) -> Any:
        """Return the answer to a deed on a case, done on its newest page unless a version is given."""
        version = Case.objects.get(pk=case.pk).version
        return self.post("case-act", case.uuid, deed, **{"version": version, **given})

    def queries(self, place: str, *parts: object, **query: object) -> int:
        """Return how many queries a page takes."""
        with CaptureQueriesContext(connection) as found:
            self.page(place, *parts, **query)
        return len(found)


def words(answer: Any) -> str:
    """Return a page with plain spaces."""
    return str(answer.content.decode()).replace("\xa0", " ")


def opened(world: World, registered: Registered, *, by: str = "saule", to: str = "") -> Case:
    """Return the case that somebody opened for an appeal, given to themselves or to another."""
    decision = Decision(THEME, owner_key=str(world.users[to].uuid) if to else "")
    uuid = str(registered.appeal.uuid)
    return open_case(actor=world.actor(by), appeal_uuid=uuid, decision=decision, at=clock.now())


def joined(world: World, registered: Registered, case: Case) -> Case:
    """Return the case after another appeal has joined it."""
    uuid = str(registered.appeal.uuid)
    return join_case(actor=world.actor("saule"), appeal_uuid=uuid, case_uuid=str(case.uuid), at=clock.now())


def said_by(answer: Any, deed: str) -> dict[str, list[str]]:
    """Return the errors of the form of a deed, by field."""
    assert answer.status_code == 422, answer.status_code
    return {
        name: [str(error) for error in found]
        for name, found in answer.context["page"].forms[deed].errors.items()
    }


def deeds_of(uuid: object) -> list[str]:
    """Return what the history holds about one thing, oldest first."""
    return list(Entry.objects.filter(target_uuid=str(uuid)).order_by("pk").values_list("action", flat=True))
