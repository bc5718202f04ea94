"""A case goes to the body in charge, over a real mail server; whoever asked is told in the same deed."""

from datetime import UTC, date, datetime
from email.header import decode_header, make_header
from unittest.mock import patch

import pytest

from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.chain.models import Link
from qabyldau.core.errors import ConflictError, ForbiddenError, InputError, MissingError
from qabyldau.documents.images import clean_image
from qabyldau.flow.answer import answer_case
from qabyldau.flow.refer.chase import write_rung
from qabyldau.flow.refer.sending import hand_letter, refer_case, resend_letter, send_letter_of
from qabyldau.flow.tell import send_waiting
from qabyldau.intake.models import Appeal, Consent
from qabyldau.intake.services import Contact
from qabyldau.messages.models import Message
from qabyldau.people.models import BodyContact, Organization
from qabyldau.referrals.models import JournalCounter, Letter, Referral
from qabyldau.referrals.rules.terms import Rung
from qabyldau.texts.models import Attachment
from qabyldau.texts.services import attachment_store
from tests.people import MONDAY_NOON
from tests.referring import Mailbox, Referring, day, mailbox, make_referring
from tests.talking import photo_bytes

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Referring:
    return make_referring(contact=Contact(name="Айгүл Сапарова", email="aigul@example.kz"))


def words(mail: object) -> str:
    payload = mail.get_payload(decode=True) or mail.get_payload(0).get_payload(decode=True)  # type: ignore[attr-defined]
    return str(payload.decode()).replace("\xa0", " ")


def test_a_case_is_referred_and_everything_stands_in_one_deed(scene: Referring) -> None:
    referral = scene.refer()[0]
    letter = scene.letter()
    assert scene.fresh().status == CaseStatus.SENT_TO_AUTHORITY
    assert (str(letter.number), letter.on, letter.send_state) == ("ALM-1/2026", date(2026, 9, 14), "queued")
    assert referral.reply_state == "waiting"
    told = Message.objects.get(kind="referrals.forwarded")
    assert str(told.about_uuid) == str(scene.registered.appeal.uuid)
    assert Link.objects.filter(relation="referred_by", target_uuid=referral.uuid).exists()


def test_the_letter_goes_once_under_its_own_message_id_and_the_term_begins(
    scene: Referring, mailbox: Mailbox
) -> None:
    scene.refer()
    assert (send_waiting(MONDAY_NOON), send_waiting(MONDAY_NOON)) == (2, 0)
    letter, mail = scene.letter(), next(mail for mail in mailbox.letters if mail["To"] == "lights@example.kz")
    assert mail["Message-ID"] == f"<{letter.uuid}@qabyldau>"
    assert "ALM-1/2026" in str(make_header(decode_header(mail["Subject"])))
    assert mail["Auto-Submitted"] is None
    for said in ("Абай көшесінде шам жанбайды.", "С. М. Әбенова", "№ ALM-1/2026"):
        assert words(mail).count(said) == 2, "in Kazakh, then in Russian"
    assert "Ә. С. Үлгібаевқа" in words(mail)
    paper = mail.get_payload(1)
    assert (paper.get_filename(), paper.get_payload(decode=True)[:5]) == ("ALM-1-2026.pdf", b"%PDF-")  # type: ignore[union-attr,index]
    referral = Referral.objects.get()
    assert (letter.send_state, letter.tries) == ("sent", 1)
    assert (referral.start_on, referral.due_on) == (date(2026, 9, 14), date(2026, 10, 5))
    assert [row["number"] for row in referral.reckoning if row["counted"]] == list(range(1, 16))


def test_the_letter_names_the_day_on_which_the_appeal_came_also_when_its_term_runs_from_the_next(
    scene: Referring,
) -> None:
    evening = datetime(2026, 9, 14, 15, 20, tzinfo=UTC)
    Appeal.objects.update(received_at=evening, registered_on=date(2026, 9, 15))
    scene.refer()
    letter = scene.letter()
    assert "2026 жылғы 14 қыркүйекте түскен" in str(letter.body_kk)
    assert "14 сентября 2026 года" in str(letter.body_ru)


def test_the_applicant_is_not_named_unless_the_plan_says_so_and_everybody_agreed(scene: Referring) -> None:
    scene.refer()
    assert "Сапарова" not in str(scene.letter().body_kk) + str(scene.letter().body_ru)
    assert not Consent.objects.filter(purpose="forward").exists()
    scene.refer(is_named=True)
    assert "Айгүл Сапарованың" in str(scene.letter().body_kk)
    assert "aigul@example.kz" not in str(scene.letter().body_kk)
    assert Consent.objects.get(purpose="forward").recipients == "lights"


def test_nobody_is_named_who_gave_no_name() -> None:
    scene = make_referring(contact=Contact(), consent_language="")
    with pytest.raises(InputError) as refused:
        scene.refer(is_named=True)
    assert refused.value.field == "is_named"
    assert not Letter.objects.exists()


def test_many_bodies_get_a_letter_each_with_numbers_without_gaps(scene: Referring) -> None:
    made = scene.refer(scene.register.lights, scene.register.roads, scene.register.akimat)
    assert len({row.group for row in made}) == 1
    assert all(row.is_part for row in made)
    assert list(Letter.objects.order_by("serial").values_list("serial", flat=True)) == [1, 2, 3]
    assert Message.objects.filter(kind="referrals.forwarded").count() == 1


def test_a_deed_that_fails_leaves_no_gap_in_the_journal(scene: Referring) -> None:
    with patch("qabyldau.flow.refer.sending._queue", side_effect=RuntimeError), pytest.raises(RuntimeError):
        scene.refer()
    assert not JournalCounter.objects.exists()
    assert scene.fresh().status == CaseStatus.ASSIGNED
    scene.refer()
    assert scene.letter().serial == 1


def test_silent_mail_is_tried_again_with_its_reason_and_given_up_after_five_tries(
    scene: Referring, settings: object
) -> None:
    settings.EMAIL_URL = "smtp://127.0.0.1:9"  # type: ignore[attr-defined]
    scene.refer()
    send_waiting(MONDAY_NOON)
    letter = scene.letter()
    assert (letter.send_state, letter.tries, letter.problem) == ("queued", 1, "ConnectionRefusedError")
    for number in range(1, 5):
        send_waiting(day(number))
    letter = scene.letter()
    assert (letter.send_state, letter.tries) == ("failed", 5)
    assert Referral.objects.get().due_on is None, "no term runs for a letter that never arrived"


def test_a_letter_that_failed_goes_again_under_its_number_to_the_mended_address(
    scene: Referring, mailbox: Mailbox
) -> None:
    scene.refer()
    Letter.objects.update(send_state="failed")
    contact = scene.register.way(scene.register.lights, address="new@example.kz")
    resend_letter(
        actor=scene.world.actor("saule"),
        letter_uuid=str(scene.letter().uuid),
        contact=contact,
        at=MONDAY_NOON,
    )
    Message.objects.filter(address__isnull=False).exclude(key__endswith=":1").delete()
    send_waiting(MONDAY_NOON)
    assert [mail["To"] for mail in mailbox.letters] == ["new@example.kz"]
    assert mailbox.letters[0]["Message-ID"] == f"<{scene.letter().uuid}@qabyldau>"
    assert scene.letter().serial == 1


def test_a_killed_sender_leaves_a_letter_that_the_next_one_sends(
    scene: Referring, mailbox: Mailbox, settings: object
) -> None:
    scene.refer()
    with (
        patch("qabyldau.flow.tell.outbox.send_letter", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        send_waiting(MONDAY_NOON)
    assert scene.letter().send_state == "sending"
    send_waiting(MONDAY_NOON + settings.LEASE)  # type: ignore[attr-defined]
    assert (scene.letter().send_state, scene.letter().tries) == ("sent", 2)


def test_a_letter_by_hand_waits_for_the_authoritys_number_from_which_its_term_runs(scene: Referring) -> None:
    Organization.objects.filter(code="lights").update(is_outside_law=False)
    scene.register.lights.body_contacts.update(delivery="hand", address="")
    scene.refer()
    assert not Message.objects.filter(kind="referrals.letter").exists()
    saule, uuid = scene.world.actor("saule"), str(scene.letter().uuid)
    with pytest.raises(InputError):
        hand_letter(actor=saule, letter_uuid=uuid, number="ЖТ-1", on=date(2026, 9, 13), at=day(3))
    hand_letter(actor=saule, letter_uuid=uuid, number="ЖТ-2026-015", on=date(2026, 9, 16), at=day(3))
    referral = Referral.objects.get()
    assert scene.letter().send_state == "acknowledged"
    assert (referral.their_number, referral.start_on) == ("ЖТ-2026-015", date(2026, 9, 16))
    assert referral.due_on == date(2026, 10, 7)


def test_a_body_outside_the_law_is_asked_and_no_article_is_named(scene: Referring) -> None:
    Organization.objects.filter(code="lights").update(is_outside_law=True)
    scene.register.lights.refresh_from_db()
    scene.refer()
    assert "статье" not in str(scene.letter().body_ru)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"goings": []}, "bodies"),
        ({"matter": " "}, "matter"),
        ({"appeal_uuids": ["00000000-0000-4000-8000-000000000000"]}, "appeals"),
    ],
)
def test_what_is_lacking_is_named_and_nothing_is_written(
    scene: Referring, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(InputError) as refused:
        scene.refer(**changes)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not Referral.objects.exists()


def test_an_old_page_a_closed_case_and_an_ended_body_are_conflicts(scene: Referring) -> None:
    with pytest.raises(ConflictError):
        scene.refer(version=77)
    scene.register.lights.ended_on = date(2026, 1, 1)
    scene.register.lights.save()
    with pytest.raises(ConflictError):
        scene.refer()


@pytest.mark.parametrize("name", ["dana", "bolat", "zhanna", "erlan"])
def test_other_roles_send_nothing(scene: Referring, name: str) -> None:
    with pytest.raises(ForbiddenError):
        scene.refer(by=name)


def test_another_office_sees_no_such_case(scene: Referring) -> None:
    with pytest.raises(MissingError):
        refer_case(
            actor=scene.world.actor("marat"),
            case_uuid=str(scene.case.uuid),
            plan=scene.plan(),
            at=MONDAY_NOON,
        )


def test_a_case_that_was_answered_can_still_be_referred(scene: Referring) -> None:
    answer_case(
        actor=scene.world.actor("saule"),
        case_uuid=str(scene.case.uuid),
        body="Жаздық.",
        version=0,
        at=MONDAY_NOON,
    )
    scene.refer()
    assert scene.fresh().status == CaseStatus.SENT_TO_AUTHORITY


def with_photo(scene: Referring) -> Attachment:
    """Return a photo that came with the appeal of the case."""
    return attachment_store(text=scene.registered.appeal.text, photo=clean_image(photo_bytes()))


def test_a_photo_goes_along_once_a_person_has_ticked_it_and_is_counted_in_the_letter(
    scene: Referring, mailbox: Mailbox
) -> None:
    photo = with_photo(scene)
    scene.refer(photos=[str(photo.uuid)])
    photo.refresh_from_db()
    assert (photo.marked_safe_by, photo.marked_safe_at) == (scene.world.actor("saule").key, MONDAY_NOON)
    send_waiting(MONDAY_NOON)
    mail = next(mail for mail in mailbox.letters if mail["To"] == "lights@example.kz")
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == [
        "ALM-1-2026.pdf",
        "1.jpeg",
    ]
    assert "Қосымша:\nфотосурет" in words(mail).replace("\r\n", "\n")


def test_a_photo_that_nobody_ticked_stays(scene: Referring, mailbox: Mailbox) -> None:
    photo = with_photo(scene)
    scene.refer()
    photo.refresh_from_db()
    assert photo.marked_safe_at is None
    send_waiting(MONDAY_NOON)
    mail = next(mail for mail in mailbox.letters if mail["To"] == "lights@example.kz")
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == ["ALM-1-2026.pdf"]
    assert "Қосымша" not in words(mail)


def test_a_letter_about_a_body_to_the_one_above_opens_no_link_and_goes_whole(
    scene: Referring, mailbox: Mailbox
) -> None:
    BodyContact.objects.filter(organization=scene.register.akimat).update(delivery="link")
    referral = scene.refer()[0]
    send_waiting(MONDAY_NOON)
    turn = Referral.objects.get(pk=referral.pk).link_turn
    saule, late = scene.world.actor("saule"), day(30)
    letter = write_rung(actor=saule, referral_uuid=str(referral.uuid), rung=Rung.HIGHER, at=late)
    send_letter_of(actor=saule, letter_uuid=str(letter.uuid), at=late)
    send_waiting(late)
    mail = next(mail for mail in mailbox.letters if mail["To"] == "akimat@example.kz")
    assert "/authority/" not in words(mail)
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == ["ALM-2-2026.pdf"]
    assert Referral.objects.get(pk=referral.pk).link_turn == turn
