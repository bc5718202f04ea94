"""Signers, withdrawal in writing, new contacts, complaints against staff, looks that are counted."""

from datetime import timedelta

import pytest

from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.flow.answer import answer_case, withdraw_at_word
from qabyldau.flow.triage import Decision, open_case
from qabyldau.flow.working.complaints import seclude_complaint
from qabyldau.intake.models import Appeal, ContactLook, Cosigner
from qabyldau.intake.queries import appeal_for, looks_between
from qabyldau.intake.rules import Proof
from qabyldau.intake.services import Contact, WrittenWord, contact_reveal
from qabyldau.intake.services.people import Signer, contact_change, cosigners_add
from qabyldau.messages.models import Message
from tests.people import MONDAY_NOON, World, make_world

pytestmark = pytest.mark.django_db
AT = MONDAY_NOON + timedelta(hours=2)


@pytest.fixture
def world() -> World:
    return make_world()


def test_the_representative_gets_the_answer_and_each_signer_with_an_e_mail_a_notice_in_their_language(
    world: World,
) -> None:
    appeal, saule = world.appeal().appeal, world.actor("saule")
    signers = [
        Signer("Рита Ким", "ru", email="rita@example.com", has_consent=True),
        Signer("Асан", phone="+77010000555", email="asan@example.com"),
    ]
    cosigners_add(actor=saule, appeal=appeal, signers=signers, at=AT)
    case = open_case(actor=saule, appeal_uuid=str(appeal.uuid), decision=Decision("lighting.street"), at=AT)
    answer_case(actor=saule, case_uuid=str(case.uuid), body="Жанды.", version=0, at=AT)
    told = Message.objects.get(kind="answers.cosigner")
    assert (told.address, told.language) == ("rita@example.com", "ru")
    assert Message.objects.filter(kind="answers.answer").count() == 1
    without = Cosigner.objects.get(position=2)
    assert (without.phone, without.email, without.consent_at) == (None, None, None)
    row = Cosigner.objects.filter(position=1).values_list("name", flat=True).get()
    assert "Рита".encode() not in bytes(row)


def test_a_signer_has_a_name(world: World) -> None:
    with pytest.raises(InputError):
        cosigners_add(actor=world.actor("saule"), appeal=world.appeal().appeal, signers=[Signer(" ")], at=AT)


def test_staff_take_an_appeal_back_at_the_written_word_alone_and_it_is_kept(world: World) -> None:
    appeal, saule = world.appeal().appeal, world.actor("saule")
    given = {"actor": saule, "appeal_uuid": str(appeal.uuid), "at": AT}
    with pytest.raises(InputError):
        withdraw_at_word(word=WrittenWord(" ", AT.date()), **given)  # type: ignore[arg-type]
    with pytest.raises(InputError):
        withdraw_at_word(word=WrittenWord("Қайтарамын", AT.date() + timedelta(days=1)), **given)  # type: ignore[arg-type]
    withdraw_at_word(word=WrittenWord("Өтінішімді қайтарып аламын", AT.date()), **given)  # type: ignore[arg-type]
    row = Appeal.objects.get(pk=appeal.pk)
    assert (row.withdrawal_words, row.withdrawn_by) == ("Өтінішімді қайтарып аламын", saule.key)
    with pytest.raises(ConflictError):
        withdraw_at_word(word=WrittenWord("Тағы", AT.date()), **given)  # type: ignore[arg-type]
    with pytest.raises(MissingError):
        withdraw_at_word(
            actor=world.actor("marat"), appeal_uuid=str(appeal.uuid), word=WrittenWord("x", AT.date()), at=AT
        )


def test_new_contacts_are_a_new_record_with_its_proof(world: World) -> None:
    appeal, saule = world.appeal().appeal, world.actor("saule")
    old = appeal.applicant
    contact_change(
        actor=saule, appeal=appeal, contact=Contact(phone="+77010000777"), proof=Proof.COUPON, at=AT
    )
    new = Appeal.objects.get(pk=appeal.pk).applicant
    assert new is not None and old is not None
    assert (new.name, new.phone, new.verified_how, new.verified_by) == (
        "Айгүл Сапарова", "+77010000777", "coupon", saule.key,
    )  # fmt: skip
    assert not type(old).objects.filter(pk=old.pk).exists()


def test_a_complaint_against_staff_goes_round_the_head_and_is_never_seen_by_whom_it_complains_of(
    world: World,
) -> None:
    type(world.office).objects.update(second_reader=world.users["saule"])
    appeal, nurlan = world.appeal().appeal, world.actor("nurlan")
    seclude_complaint(
        actor=world.actor("saule"), appeal_uuid=str(appeal.uuid), complained=[nurlan.key], at=AT
    )
    assert appeal_for(world.actor("saule"), str(appeal.uuid)).is_about_staff
    for name in ("nurlan", "dana"):
        with pytest.raises(MissingError):
            appeal_for(world.actor(name), str(appeal.uuid))


def test_a_second_reader_who_is_complained_of_is_not_the_reader(world: World) -> None:
    type(world.office).objects.update(second_reader=world.users["nurlan"])
    appeal = world.appeal().appeal
    with pytest.raises(InputError):
        seclude_complaint(
            actor=world.actor("saule"),
            appeal_uuid=str(appeal.uuid),
            complained=[world.actor("nurlan").key],
            at=AT,
        )


def test_who_complains_of_staff_is_shown_on_a_logged_request_with_a_reason(world: World) -> None:
    type(world.office).objects.update(second_reader=world.users["saule"])
    appeal, saule = world.appeal().appeal, world.actor("saule")
    seclude_complaint(actor=saule, appeal_uuid=str(appeal.uuid), complained=[], at=AT)
    appeal = appeal_for(saule, str(appeal.uuid))
    with pytest.raises(InputError):
        contact_reveal(actor=saule, appeal=appeal, at=AT)
    assert (
        contact_reveal(actor=saule, appeal=appeal, at=AT, reason="Кездесуге шақыру").name == "Айгүл Сапарова"
    )
    assert ContactLook.objects.get().reason == "Кездесуге шақыру"


def test_looks_are_counted_by_clerk_and_day(world: World) -> None:
    appeal, saule = world.appeal().appeal, world.actor("saule")
    for turn in range(3):
        contact_reveal(actor=saule, appeal=appeal, at=AT + timedelta(minutes=turn))
    contact_reveal(actor=saule, appeal=appeal, at=AT + timedelta(days=1))
    office = str(world.office.uuid)
    assert looks_between(office, AT, AT + timedelta(hours=1)) == [(saule.key, 3)]
    assert looks_between(str(world.other.uuid), AT, AT + timedelta(hours=1)) == []
