"""What a deputy promised on a reception day, and what became of it."""

from datetime import date, time, timedelta

import pytest

from qabyldau.accounts.rules import applicant
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.meetings.models import Commitment
from qabyldau.meetings.queries.commitments import commitment_for, commitments_at, open_commitments
from qabyldau.meetings.rules import CommitmentState
from qabyldau.meetings.services.commitments import Promised, commitment_make, commitment_move
from qabyldau.offices.models import Sitting
from qabyldau.people.models import Person
from qabyldau.visits.models import Appointment
from qabyldau.visits.queries.free import free_days
from qabyldau.visits.services.booking import Visitor, Wish, appointment_book, slot_hold
from tests.people import MONDAY_NOON, World, make_world
from tests.receptions import make_reception

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def visit(world: World) -> Appointment:
    """Return Aigul's visit to Bolat on a Saturday."""
    reception, actor = make_reception(world.office), applicant(str(world.office.uuid))
    bolat = Person.objects.create(code="bolat", name="Ермеков Болат Қайратұлы", is_invented=True)
    Sitting.objects.create(
        office=world.office,
        service=reception.general,
        host=bolat,
        on="2026-09-19",
        begins=time(11),
        ends=time(13),
        quota=4,
    )
    saturday = next(
        day for day in free_days(world.office, reception.general, MONDAY_NOON) if day.on.day == 19
    )
    held = slot_hold(
        actor=actor, wish=Wish(world.office, reception.general, saturday.times[0]), at=MONDAY_NOON
    )
    visitor = Visitor("Айгүл Сапарова", "+77010000123")
    return appointment_book(actor=actor, uuid=str(held.uuid), visitor=visitor, at=MONDAY_NOON)


def promise(world: World, name: str = "aizhan", **given: object) -> Commitment:
    promised = Promised("Шамды қазан айына дейін жөндетемін", **given)  # type: ignore[arg-type]
    return commitment_make(actor=world.actor(name), office=world.office, promised=promised, at=MONDAY_NOON)


def test_the_aide_writes_down_what_the_deputy_promised_at_a_visit(world: World) -> None:
    row = visit(world)
    made = promise(world, appointment=row, due_on=date(2026, 10, 1))
    assert (made.person, made.state) == (row.sitting.host, CommitmentState.OPEN)
    assert commitments_at([row]) == {row.pk: [made]}


def test_open_promises_are_listed_by_their_date(world: World) -> None:
    last, second = promise(world), promise(world, due_on=date(2026, 10, 2))
    first = promise(world, due_on=date(2026, 10, 1))
    assert open_commitments(world.actor("bolat"), world.office) == [first, second, last]
    commitment_move(
        actor=world.actor("bolat"), commitment=first, target=CommitmentState.KEPT, outcome="", at=MONDAY_NOON
    )
    assert open_commitments(world.actor("bolat"), world.office) == [second, last]


def test_a_promise_that_was_not_kept_says_why_and_can_be_kept_late(world: World) -> None:
    made, bolat = promise(world), world.actor("bolat")
    with pytest.raises(InputError):
        commitment_move(
            actor=bolat, commitment=made, target=CommitmentState.NOT_KEPT, outcome=" ", at=MONDAY_NOON
        )
    commitment_move(
        actor=bolat,
        commitment=made,
        target=CommitmentState.NOT_KEPT,
        outcome="Қаржы бөлінбеді",
        at=MONDAY_NOON,
    )
    later = MONDAY_NOON + timedelta(days=30)
    kept = commitment_move(
        actor=bolat, commitment=made, target=CommitmentState.KEPT, outcome="Шам жанды", at=later
    )
    assert (kept.state, kept.moved_at) == (CommitmentState.KEPT, later)
    with pytest.raises(ConflictError):
        commitment_move(actor=bolat, commitment=made, target=CommitmentState.WITHDRAWN, outcome="x", at=later)


@pytest.mark.parametrize("name", ["dana", "saule", "erlan", "zhanna"])
def test_others_write_no_promises(world: World, name: str) -> None:
    with pytest.raises(ForbiddenError):
        promise(world, name)


def test_another_office_has_no_part_in_it(world: World) -> None:
    made = promise(world)
    with pytest.raises(ForbiddenError):
        commitment_for(world.actor("marat"), str(made.uuid))
    with pytest.raises(MissingError):
        commitment_make(
            actor=world.actor("nurlan"), office=world.other, promised=Promised("Уәде"), at=MONDAY_NOON
        )


@pytest.mark.parametrize("body", ["", " \u200b", "а" * 2001])
def test_an_empty_promise_and_a_speech_are_refused(world: World, body: str) -> None:
    with pytest.raises(InputError):
        commitment_make(
            actor=world.actor("bolat"), office=world.office, promised=Promised(body), at=MONDAY_NOON
        )
