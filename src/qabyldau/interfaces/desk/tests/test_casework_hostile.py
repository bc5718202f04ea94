"""Bad input and wrong hands at the desk of casework: refused with a plain answer, never a crash, never another's thing."""

from typing import Any

import pytest
import time_machine

from qabyldau.interfaces.desk.tests.working import Desk
from tests.people import MONDAY_NOON
from tests.referring import Mailbox, Referring, mailbox, make_referring

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db
NO_UUID = "z" * 36
NOBODYS = "00000000-0000-4000-8000-000000000000"
BENT = ["x", NO_UUID, "'; DROP TABLE case; --", "\0", "9" * 400, "\ud7ff", "﷽" * 500]


@pytest.fixture
def scene(mailbox: Mailbox) -> Any:
    with time_machine.travel(MONDAY_NOON, tick=False):
        yield make_referring()


@pytest.mark.parametrize("deed", ["take", "give", "team", "begin", "close", "today"])
@pytest.mark.parametrize("said", [NO_UUID, NOBODYS])
def test_a_deed_on_many_passes_over_what_is_no_case(scene: Referring, deed: str, said: str) -> None:
    desk = Desk(scene.world, "saule")
    for place in ("inbox-many", "inbox-many-do"):
        answer = desk.post(
            place, deed=deed, case=f"{said}:1", team=NO_UUID, owner=NO_UUID, outcome="solved", query=NO_UUID
        )
        assert answer.status_code < 500


@pytest.mark.parametrize("bent", BENT)
def test_bent_words_where_a_thing_is_named_are_refused_and_nothing_breaks(
    scene: Referring, bent: str
) -> None:
    desk, case = Desk(scene.world, "saule"), scene.case.uuid
    for go in ("insert", "undo", "send"):
        for name in ("ready", "reply", "last_ready", "last_reply"):
            answer = desk.post(
                "case-writing-save", case, go=go, version=0, case_version=1, body_kk="Шам", **{name: bent}
            )
            assert answer.status_code < 500
    for name in (
        "after",
        "saved",
        "owner",
        "team",
        "area",
        "theme",
        "sort",
        "q",
        "list",
        "before",
        "since",
        "until",
    ):
        for place in ("inbox", "referrals", "pen", "outbox", "bodies", "journal", "unreached"):
            try:
                answer = desk.get(place, **{name: bent})
            except Exception as error:
                raise AssertionError(f"{place}?{name}={bent[:20]!r}") from error
            assert answer.status_code < 500
