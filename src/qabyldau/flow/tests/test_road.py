"""The road from a registered appeal to an answered, closed and reopened case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from qabyldau.accounts.rules import Actor
from qabyldau.answers.models import Delivery
from qabyldau.answers.queries.tracking import tracking_of
from qabyldau.answers.services.answers import Saying
from qabyldau.casework.models import Case, Deadline, StateChange
from qabyldau.casework.queries import case_for, cases_visible_to
from qabyldau.casework.rules.deadlines import Clock, Extension
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.casework.services.deadlines import deadline_extend, deadlines_recount
from qabyldau.chain.models import Link
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.flow.act import ask_applicant, take_reply
from qabyldau.flow.answer import (
    Advice,
    Closing,
    advise_on_the_spot,
    answer_case,
    close_case,
    reopen_case,
    reopen_for_applicant,
    say_answer,
)
from qabyldau.flow.receive import IncomingAppeal
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.history.queries import flaws
from qabyldau.intake.queries import visible_to
from qabyldau.intake.rules import IntakeChannel
from qabyldau.interfaces.cli.reference import calendar_days
from qabyldau.interfaces.cli.tables import rows_of
from qabyldau.messages.models import Message
from qabyldau.offices.services.calendar import calendar_load
from qabyldau.understanding.models import Judgement
from qabyldau.worklists.queries.lists import Listing, cases_in
from qabyldau.worklists.rules import SORTS, Shelf, Sort
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
LATER = MONDAY_NOON + timedelta(hours=2)
ANSWER = "Шам 15 қыркүйекте ауыстырылды. Тексеріп, қайта жазуыңызға болады."


@pytest.fixture
def world() -> World:
    return make_world()


def opened(world: World, **changes: object) -> Case:
    appeal = world.appeal(**changes).appeal  # type: ignore[arg-type]
    decision = Decision("lighting.street", urgency=1)
    return open_case(actor=world.actor("saule"), appeal_uuid=str(appeal.uuid), decision=decision, at=LATER)


def test_an_opened_case_has_an_owner_a_judgement_a_date_and_a_link(world: World) -> None:
    case = opened(world)
    assert (case.status, case.owner) == (CaseStatus.ASSIGNED, world.users["saule"])
    assert case.due_on == date(2026, 9, 28)
    assert Judgement.objects.get().category == world.category
    assert Link.objects.get().target_uuid == case.uuid
    assert [row.target for row in StateChange.objects.order_by("position")] == ["registered", "assigned"]


def test_two_clocks_run_on_one_appeal(world: World) -> None:
    opened(world)
    found = {row.clock: (row.rule, row.due_on) for row in Deadline.objects.all()}
    assert found == {"authority": ("appc-76", date(2026, 10, 5)), "ours": ("promise", date(2026, 9, 28))}


def test_an_appeal_is_opened_once(world: World) -> None:
    case = opened(world)
    uuid = str(case.case_appeals.get().appeal.uuid)
    with pytest.raises(ConflictError):
        open_case(
            actor=world.actor("saule"), appeal_uuid=uuid, decision=Decision("lighting.street"), at=LATER
        )


def test_answering_tells_everyone_who_asked_and_stops_the_clocks(world: World) -> None:
    case = opened(world)
    second = world.appeal("Улица Абая тёмная, фонари не горят.", key="rita-1", answer_language="ru").appeal
    saule = world.actor("saule")
    join_case(actor=saule, appeal_uuid=str(second.uuid), case_uuid=str(case.uuid), at=LATER)
    saying = Saying({"kk": ANSWER, "ru": "Фонарь заменили 15 сентября."})
    say_answer(actor=saule, case=case, saying=saying, version=0, at=LATER)
    assert Delivery.objects.count() == 2
    assert Message.objects.filter(kind="answers.answer").count() == 2
    assert not Deadline.objects.filter(met_at__isnull=True).exists()
    assert [(row.body, row.language) for row in tracking_of(second).answers] == [
        ("Фонарь заменили 15 сентября.", "ru")
    ]


def test_a_case_is_not_closed_without_an_answer(world: World) -> None:
    case = opened(world)
    with pytest.raises(InputError) as refused:
        closing = Closing(Outcome.SATISFIED)
        close_case(actor=world.actor("saule"), case_uuid=str(case.uuid), closing=closing, at=LATER)
    assert refused.value.field == "answer"


def closed(world: World) -> Case:
    case = opened(world)
    saule = world.actor("saule")
    answer_case(actor=saule, case_uuid=str(case.uuid), body=ANSWER, version=0, at=LATER)
    return close_case(actor=saule, case_uuid=str(case.uuid), closing=Closing(Outcome.SATISFIED), at=LATER)


def test_status_and_outcome_are_two_fields_and_reopening_clears_the_outcome(world: World) -> None:
    case = closed(world)
    assert (case.status, case.outcome) == ("closed", "satisfied")
    case = reopen_case(
        actor=world.actor("nurlan"), case_uuid=str(case.uuid), reason="Қайта сөнді", version=0, at=LATER
    )
    assert (case.status, case.outcome, case.closed_at) == ("reopened", "", None)


def test_aigul_who_is_not_content_opens_her_case_again_and_must_say_why(world: World) -> None:
    appeal = closed(world).case_appeals.get().appeal
    with pytest.raises(InputError):
        reopen_for_applicant(appeal=appeal, reason=" ", at=LATER)
    assert reopen_for_applicant(appeal=appeal, reason="Шам әлі жанбайды", at=LATER).status == "reopened"
    assert tracking_of(appeal).steps[-1].reason == "Шам әлі жанбайды"


def test_a_question_waits_for_its_reply_and_the_case_goes_on(world: World) -> None:
    case = opened(world)
    case = ask_applicant(
        actor=world.actor("saule"),
        case_uuid=str(case.uuid),
        question="Қай үйдің жанында?",
        version=case.version,
        at=LATER,
    )
    appeal = case.case_appeals.get().appeal
    question = tracking_of(appeal).questions[0]
    take_reply(appeal=appeal, request_uuid=question.uuid, body="12-үйдің жанында", at=LATER)
    case.refresh_from_db()
    assert case.status == "in_work"
    assert tracking_of(appeal).questions[0].reply == "12-үйдің жанында"
    with pytest.raises(ConflictError):
        take_reply(appeal=appeal, request_uuid=question.uuid, body="тағы", at=LATER)


def test_a_reply_after_its_time_is_refused(world: World) -> None:
    case = opened(world)
    ask_applicant(
        actor=world.actor("saule"), case_uuid=str(case.uuid), question="Қайда?", version=0, at=LATER
    )
    appeal = case.case_appeals.get().appeal
    question = tracking_of(appeal).questions[0]
    with pytest.raises(ConflictError, match="time"):
        take_reply(appeal=appeal, request_uuid=question.uuid, body="кеш", at=LATER + timedelta(days=32))


def test_advice_on_the_spot_is_an_outcome_of_its_own_and_needs_no_name(world: World) -> None:
    dana = world.actor("dana")
    incoming = IncomingAppeal(
        key="door-1", kind="inquiry", body="Жәрдемақыға қайда барамын?", answer_language="kk",
        received_at=LATER, channel=IntakeChannel.IN_PERSON,
    )  # fmt: skip
    advice = Advice("ХҚКО-ға, 3-терезе.", "lighting.street")
    registered = advise_on_the_spot(actor=dana, office=world.office, incoming=incoming, advice=advice)
    case = Case.objects.get()
    assert (case.status, case.outcome) == ("closed", "advised_on_the_spot")
    assert registered.appeal.applicant is None


def test_in_an_election_period_no_advice_is_given_and_the_appeal_is_still_taken(world: World) -> None:
    world.office.election_from_on, world.office.election_to_on = date(2026, 9, 1), date(2026, 9, 14)
    world.office.save()
    incoming = IncomingAppeal(
        key="d1", kind="inquiry", body="Маған кеңес керек", answer_language="kk", received_at=LATER,
    )  # fmt: skip
    dana, advice = world.actor("dana"), Advice("Мынаны істеңіз", "lighting.street")
    with pytest.raises(InputError, match="mandates"):
        advise_on_the_spot(actor=dana, office=world.office, incoming=incoming, advice=advice)
    assert not Case.objects.exists()
    after = replace(incoming, received_at=LATER + timedelta(days=1))
    assert advise_on_the_spot(actor=dana, office=world.office, incoming=after, advice=advice).is_new


def test_the_second_editor_sees_a_conflict_and_nothing_is_lost(world: World) -> None:
    case = opened(world)
    saule, uuid = world.actor("saule"), str(case.uuid)
    answer_case(actor=saule, case_uuid=uuid, body=ANSWER, version=case.version, at=LATER)
    with pytest.raises(ConflictError, match="somebody else"):
        answer_case(actor=world.actor("nurlan"), case_uuid=uuid, body="Басқа", version=case.version, at=LATER)
    assert Delivery.objects.count() == 1


def test_who_does_no_casework_cannot_answer(world: World) -> None:
    case = opened(world)
    for name, error in (("dana", MissingError), ("marat", MissingError), ("bolat", MissingError)):
        with pytest.raises(error):
            answer_case(actor=world.actor(name), case_uuid=str(case.uuid), body=ANSWER, version=0, at=LATER)


def test_a_deputy_sees_only_the_case_given_to_him_and_cannot_close_it(world: World) -> None:
    appeal = world.appeal().appeal
    decision = Decision("lighting.street", owner_key=str(world.users["bolat"].uuid))
    case = open_case(actor=world.actor("nurlan"), appeal_uuid=str(appeal.uuid), decision=decision, at=LATER)
    bolat = world.actor("bolat")
    assert case_for(bolat, str(case.uuid)) == case
    with pytest.raises(ForbiddenError):
        close_case(actor=bolat, case_uuid=str(case.uuid), closing=Closing(Outcome.WITHDRAWN, "x"), at=LATER)


def test_a_caseworker_cannot_give_a_case_to_another(world: World) -> None:
    appeal = world.appeal().appeal
    decision = Decision("lighting.street", owner_key=str(world.users["bolat"].uuid))
    with pytest.raises(ForbiddenError):
        open_case(actor=world.actor("saule"), appeal_uuid=str(appeal.uuid), decision=decision, at=LATER)


def test_an_extension_keeps_the_old_date_and_names_its_ground(world: World) -> None:
    case = opened(world)
    extension = Extension(date(2026, 10, 14), "Мердігер шам күтуде", "Сейітов Н. А.")
    deadline_extend(actor=world.actor("nurlan"), case=case, clock=Clock.OURS, extension=extension, at=LATER)
    clock = next(row for row in tracking_of(case.case_appeals.get().appeal).terms if row.clock == "ours")
    assert clock.due_on == date(2026, 10, 14)
    assert [(old.due_on, old.reason) for old in clock.earlier] == [
        (date(2026, 9, 28), "Мердігер шам күтуде (Сейітов Н. А.)")
    ]
    case.refresh_from_db()
    assert case.due_on == date(2026, 10, 5)


@pytest.mark.parametrize(("name", "until", "error"), [
    ("saule", date(2026, 10, 14), ForbiddenError),
    ("nurlan", date(2026, 11, 16), InputError),
    ("nurlan", date(2026, 9, 25), InputError),
])  # fmt: skip
def test_an_extension_has_its_ceiling_and_its_decider(
    world: World, name: str, until: date, error: type[Exception]
) -> None:
    case = opened(world)
    extension = Extension(until, "себебі бар", "Сейітов Н. А.")
    with pytest.raises(error):
        deadline_extend(actor=world.actor(name), case=case, clock=Clock.OURS, extension=extension, at=LATER)


def test_a_changed_calendar_moves_open_deadlines_and_keeps_the_old_date(world: World) -> None:
    case = opened(world)
    row = {"on": "2026-09-21", "kind": "moved_day_off", "replaces": "", "name_kk": "Ауыстырылған демалыс", "name_ru": "",
           "name_en": "", "estimated": "0", "source": "decree"}  # fmt: skip
    days = calendar_days([*rows_of("holidays/kz.csv"), row])
    calendar_load(actor=world.actor("nurlan"), version="corrected", days=days, at=LATER)
    moved = deadlines_recount(actor=world.actor("nurlan"), office=world.office, at=LATER)
    assert {(item.clock, item.old, item.new) for item in moved} == {
        ("ours", date(2026, 9, 28), date(2026, 9, 29)),
        ("authority", date(2026, 10, 5), date(2026, 10, 6)),
    }
    assert Deadline.objects.filter(replaced_at__isnull=False).count() == 2
    case.refresh_from_db()
    assert case.due_on == date(2026, 9, 29)
    assert deadlines_recount(actor=world.actor("nurlan"), office=world.office, at=LATER) == []


def test_the_database_itself_refuses_a_closed_case_without_an_outcome(world: World) -> None:
    case = opened(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(status="closed", closed_at=LATER)


@pytest.mark.parametrize(
    ("source", "target"), [("in_work", "registered"), ("closed", "answered"), ("", "closed")]
)
def test_the_database_itself_refuses_a_move_that_the_table_does_not_have(
    world: World, source: str, target: str
) -> None:
    case = opened(world)
    with pytest.raises(DatabaseError), transaction.atomic():
        StateChange.objects.create(case=case, position=9, source=source, target=target, by_key="x", at=LATER)


def test_the_database_itself_refuses_to_change_a_move(world: World) -> None:
    opened(world)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE casework_statechange SET target = 'closed'")


def test_open_cases_stand_by_their_date_and_closed_ones_by_their_end(world: World) -> None:
    first = opened(world, key="a")
    second = opened(world, key="b", received_at=MONDAY_NOON + timedelta(days=3))
    saule, today = world.actor("saule"), date(2026, 9, 30)
    assert cases_in(saule, Listing(Shelf.OPEN, SORTS[Shelf.OPEN][0], today, 9)).rows == [first, second]
    assert cases_in(saule, Listing(Shelf.OVERDUE, SORTS[Shelf.OVERDUE][0], today, 9)).rows == [first]
    assert cases_in(
        saule, Listing(Shelf.OPEN, Sort.DUE, today, 9, after=f"{first.due_on}~{first.pk}")
    ).rows == [second]
    assert cases_in(saule, Listing(Shelf.CLOSED, SORTS[Shelf.CLOSED][0], today, 9)).rows == []


def test_the_whole_road_leaves_a_whole_history(world: World) -> None:
    closed(world)
    assert list(flaws()) == []


def test_a_case_opened_again_owes_an_answer_by_a_new_promise_and_the_authoritys_clock_stays(
    world: World,
) -> None:
    case = opened(world)
    answer_case(actor=world.actor("saule"), case_uuid=str(case.uuid), body=ANSWER, version=0, at=LATER)
    back = MONDAY_NOON + timedelta(days=14)
    reopened = reopen_for_applicant(appeal=case.case_appeals.get().appeal, reason="Шам әлі жанбайды", at=back)
    assert reopened.due_on == date(2026, 10, 12)
    ours, authority = tracking_of(case.case_appeals.get().appeal).terms
    assert (ours.start_on, ours.due_on, ours.is_met) == (date(2026, 9, 28), date(2026, 10, 12), False)
    assert [old.due_on for old in ours.earlier] == [date(2026, 9, 28)]
    assert (authority.due_on, authority.is_met) == (date(2026, 10, 5), True)


@pytest.mark.parametrize("visible", [visible_to, cases_visible_to])
def test_what_an_office_sees_is_walked_in_the_order_of_an_index(
    world: World, visible: Callable[[Actor], QuerySet[Any]]
) -> None:
    asked = str(visible(world.actor("saule")).query)
    assert "JOIN" not in asked.partition("EXISTS")[0], (
        "a join with the office makes PostgreSQL sort the whole list"
    )
