"""Aigul brings an appeal; what is written, what is refused, what is recorded."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from qabyldau.accounts.rules import applicant
from qabyldau.answers.queries.tracking import tracking_of
from qabyldau.core import ids
from qabyldau.core.errors import ForbiddenError, InputError, MissingError, TooManyError
from qabyldau.flow.track import open_appeal
from qabyldau.history.models import Entry
from qabyldau.intake.models import Appeal, Consent, Receipt
from qabyldau.intake.queries import appeal_for, visible_to
from qabyldau.intake.services import Contact, receipt_issue
from qabyldau.messages.models import Message
from tests.people import DARK_STREET, MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_an_appeal_is_registered_with_everything_that_belongs_to_it(world: World) -> None:
    registered = world.appeal()
    appeal = Appeal.objects.get()
    assert appeal.text.body == DARK_STREET
    assert str(appeal.register_number) == "ALM/2026/1"
    assert appeal.registered_on == date(2026, 9, 14)
    assert registered.due_on == date(2026, 9, 28)
    assert Consent.objects.get().language == "kk"
    assert Receipt.objects.get().due_on == registered.due_on
    assert Message.objects.get().kind == "intake.receipt"
    assert [entry.action for entry in Entry.objects.filter(target_uuid=appeal.uuid).order_by("position")] == [
        "intake.appeal.registered",
        "intake.receipt.issued",
    ]


def test_the_same_key_twice_is_one_appeal_and_the_same_answer(world: World) -> None:
    first, second = world.appeal(), world.appeal("басқа мәтін")
    assert (second.number, second.secret, second.due_on) == (first.number, first.secret, first.due_on)
    assert (first.is_new, second.is_new) == (True, False)
    assert Appeal.objects.count() == 1


def test_register_numbers_follow_each_other_and_begin_anew_each_year(world: World) -> None:
    new_year = datetime(2027, 1, 11, 7, 0, tzinfo=UTC)
    numbers = [world.appeal(key=f"k{n}").appeal.register_number.serial for n in range(3)]
    later = world.appeal(key="k-new-year", received_at=new_year).appeal.register_number
    assert numbers == [1, 2, 3]
    assert (later.year, later.serial) == (2027, 1)


def test_a_refused_appeal_leaves_no_gap_in_the_register(world: World) -> None:
    world.appeal(key="k1")
    with pytest.raises(RuntimeError), transaction.atomic():
        world.appeal(key="k2")
        raise RuntimeError
    assert world.appeal(key="k3").appeal.register_serial == 2


@pytest.mark.parametrize("body", ["", "   \n", "ұзақ" * 5001])
def test_an_empty_or_endless_text_is_refused_by_name_of_the_field(world: World, body: str) -> None:
    with pytest.raises(InputError) as refused:
        world.appeal(body)
    assert refused.value.field == "text"
    assert not Appeal.objects.exists()


def test_personal_data_are_not_kept_without_consent(world: World) -> None:
    with pytest.raises(InputError, match="consent"):
        world.appeal(consent_language="")


def test_an_unnamed_sender_needs_no_consent_and_returns_by_the_receipt(world: World) -> None:
    registered = world.appeal(contact=Contact(), consent_language="")
    found = open_appeal(
        number=registered.number, secret=registered.secret, source="10.0.0.1", at=MONDAY_NOON
    ).appeal
    assert found.applicant is None
    assert tracking_of(found).body == DARK_STREET


def test_a_wrong_secret_and_a_wrong_number_look_alike(world: World) -> None:
    registered = world.appeal()
    for number, secret in (
        (registered.number, ids.new_secret()),
        (ids.new_number(), registered.secret),
        ("1", "2"),
    ):
        with pytest.raises(MissingError) as refused:
            open_appeal(number=number, secret=secret, source="10.0.0.1", at=MONDAY_NOON)
        assert str(refused.value) == "appeal"


def test_ten_wrong_secrets_close_the_door_for_an_hour(world: World) -> None:
    registered = world.appeal()
    for _ in range(10):
        with pytest.raises(MissingError):
            open_appeal(number=registered.number, secret=ids.new_secret(), source="10.0.0.1", at=MONDAY_NOON)
    with pytest.raises(TooManyError):
        open_appeal(number=registered.number, secret=registered.secret, source="10.0.0.1", at=MONDAY_NOON)
    later = MONDAY_NOON + timedelta(hours=1)
    assert open_appeal(number=registered.number, secret=registered.secret, source="10.0.0.1", at=later)


def test_thirty_wrong_secrets_for_one_number_close_it_for_everybody(world: World) -> None:
    registered = world.appeal()
    for turn in range(30):
        with pytest.raises(MissingError):
            open_appeal(
                number=registered.number, secret=ids.new_secret(), source=f"10.0.1.{turn}", at=MONDAY_NOON
            )
    with pytest.raises(TooManyError):
        open_appeal(number=registered.number, secret=registered.secret, source="10.0.2.1", at=MONDAY_NOON)


def test_a_reprint_is_a_copy_with_a_new_secret_and_the_old_one_is_void(world: World) -> None:
    first = world.appeal()
    saule, secret = world.actor("saule"), ids.new_secret()
    receipt = receipt_issue(
        actor=saule, appeal=first.appeal, secret=secret, due_on=first.due_on, at=MONDAY_NOON, is_copy=True
    )
    assert receipt.is_copy
    assert receipt.receiver_name == "Әбенова С. М."
    assert open_appeal(number=first.number, secret=secret, source="a", at=MONDAY_NOON)
    with pytest.raises(MissingError):
        open_appeal(number=first.number, secret=first.secret, source="a", at=MONDAY_NOON)


def test_an_applicant_cannot_reprint(world: World) -> None:
    first = world.appeal()
    actor = applicant(str(world.office.uuid))
    with pytest.raises(ForbiddenError):
        receipt_issue(
            actor=actor,
            appeal=first.appeal,
            secret="A" * 10,
            due_on=first.due_on,
            at=MONDAY_NOON,
            is_copy=True,
        )


def test_marat_of_another_office_sees_nothing(world: World) -> None:
    appeal = world.appeal().appeal
    assert not visible_to(world.actor("marat")).exists()
    with pytest.raises(MissingError):
        appeal_for(world.actor("marat"), str(appeal.uuid))


def test_a_confidential_appeal_is_seen_by_its_named_reader_alone(world: World) -> None:
    appeal = world.appeal(is_confidential=True).appeal
    assert appeal_for(world.actor("nurlan"), str(appeal.uuid)) == appeal
    for name in ("saule", "dana", "bolat", "zhanna", "erlan", "marat", "oleg"):
        with pytest.raises(MissingError):
            appeal_for(world.actor(name), str(appeal.uuid))


@pytest.mark.parametrize("name", ["dana", "bolat", "aizhan", "erlan", "zhanna", "oleg"])
def test_who_does_no_casework_sees_no_appeal_of_the_site(world: World, name: str) -> None:
    world.appeal()
    assert not visible_to(world.actor(name)).exists()


def test_the_database_itself_refuses_two_live_receipts(world: World) -> None:
    registered = world.appeal()
    receipt = Receipt.objects.get()
    receipt.pk, receipt.uuid = None, ids.new_uuid()
    with pytest.raises(DatabaseError), transaction.atomic():
        receipt.save()
    assert registered.appeal.receipts.count() == 1


def test_after_hours_the_appeal_is_registered_on_the_next_working_day(world: World) -> None:
    evening = MONDAY_NOON.replace(hour=14)
    assert world.appeal(received_at=evening).appeal.registered_on == date(2026, 9, 15)
