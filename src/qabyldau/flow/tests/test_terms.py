"""The term of a question: one reminder before it, and after it the work goes on; nobody's appeal is dropped by the clock."""

from datetime import timedelta

import pytest

from qabyldau.accounts.rules import machine
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.core.errors import ConflictError, InputError
from qabyldau.flow.act import Asking, ask_people, take_reply
from qabyldau.flow.answer import withdraw_appeal
from qabyldau.flow.triage import Decision, open_case
from qabyldau.flow.working.terms import sweep_questions
from qabyldau.messages.models import Message
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
UNTIL = (MONDAY_NOON + 10 * DAY).date()


@pytest.fixture
def world() -> World:
    return make_world()


def asked(world: World) -> Case:
    appeal = world.appeal().appeal
    saule = world.actor("saule")
    case = open_case(
        actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=MONDAY_NOON
    )
    asking = Asking({"kk": "Қай жерде?"}, UNTIL, is_return=True)
    return ask_people(actor=saule, case=case, asking=asking, version=0, at=MONDAY_NOON)


def test_a_sender_is_reminded_once_three_days_before_and_the_case_goes_on_after(world: World) -> None:
    case = asked(world)
    assert sweep_questions(MONDAY_NOON + 6 * DAY) == (0, 0)
    assert sweep_questions(MONDAY_NOON + 7 * DAY) == (1, 0)
    assert sweep_questions(MONDAY_NOON + 8 * DAY) == (0, 0)
    assert Message.objects.filter(kind="casework.reminder").count() == 1
    assert sweep_questions(MONDAY_NOON + 10 * DAY) == (0, 0)
    assert sweep_questions(MONDAY_NOON + 11 * DAY) == (0, 1)
    assert sweep_questions(MONDAY_NOON + 12 * DAY) == (0, 0)
    row = Case.objects.get(pk=case.pk)
    assert (row.status, row.outcome) == ("in_work", "")
    assert row.case_appeals.get().appeal.withdrawn_at is None


def test_whoever_replied_is_neither_reminded_nor_lapsed(world: World) -> None:
    case = asked(world)
    request = InfoRequest.objects.get()
    appeal = case.case_appeals.get().appeal
    take_reply(appeal=appeal, request_uuid=str(request.uuid), body="Абай 5", at=MONDAY_NOON + DAY)
    assert sweep_questions(MONDAY_NOON + 11 * DAY) == (0, 0)


def test_a_term_is_after_today_and_not_too_far(world: World) -> None:
    case = asked(world)
    Case.objects.filter(pk=case.pk).update(status="in_work")
    for days in (0, 31):
        asking = Asking({"kk": "?"}, (MONDAY_NOON + days * DAY).date())
        with pytest.raises(InputError):
            ask_people(actor=world.actor("saule"), case=case, asking=asking, version=0, at=MONDAY_NOON)


def test_who_took_the_appeal_back_is_not_reminded(world: World) -> None:
    case = asked(world)
    withdraw_appeal(appeal=case.case_appeals.get().appeal, at=MONDAY_NOON + DAY)
    sweep_questions(MONDAY_NOON + 8 * DAY)
    assert not Message.objects.filter(kind="casework.reminder").exists()
    assert machine().key == "machine"
    with pytest.raises(ConflictError):
        withdraw_appeal(appeal=case.case_appeals.get().appeal, at=MONDAY_NOON + DAY)
