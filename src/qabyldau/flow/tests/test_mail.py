"""E-mail comes in over a real IMAP server: each letter once, to where it belongs, or to a person."""

from email.message import EmailMessage
from io import BytesIO
from unittest.mock import patch

import pytest
from PIL import Image

from qabyldau.core import ids
from qabyldau.flow.act import forget_contact
from qabyldau.flow.mail.sweep import fetch_mail
from qabyldau.flow.mail.taking import Came, take_mail
from qabyldau.flow.post.codes import reply_address
from qabyldau.flow.tell import send_waiting, tell
from qabyldau.gateways.mailbox import Mailbox as Imap
from qabyldau.history.models import Entry
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal, Consent
from qabyldau.intake.services import Contact
from qabyldau.mailroom.models import Mail, ReplyAddress
from qabyldau.mailroom.rules.mime import read_mail
from qabyldau.mailroom.services import file_of, mails_forget, original_of
from qabyldau.messages.models import Message
from qabyldau.messages.services import SENT_OUT
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from qabyldau.texts.models import Text
from tests.mailbox import ADDRESS, Box, box, imap_server, letter
from tests.people import MONDAY_NOON
from tests.referring import Mailbox, Referring, day, mailbox, make_referring

__all__ = ["box", "imap_server", "mailbox"]
pytestmark = pytest.mark.django_db

ANSWER = "Абай көшесіндегі 5 шам 2026 жылғы 10 қыркүйекте ауыстырылды. Жауапты: Әли Үлгібаев."


@pytest.fixture
def scene(settings: object) -> Referring:
    settings.MAILBOX_ADDRESS = ADDRESS  # type: ignore[attr-defined]
    return make_referring(contact=Contact(name="Айгүл Сапарова", email="aigul@example.kz"))


def to_referral(referral: Referral) -> str:
    return reply_address(Target("referrals.referral", str(referral.uuid)), "", MONDAY_NOON)


def to_appeal(appeal: Appeal) -> str:
    return reply_address(Target("intake.appeal", str(appeal.uuid)), "", MONDAY_NOON)


def take(mail: EmailMessage | bytes, **came: object) -> Mail:
    raw = mail if isinstance(mail, bytes) else mail.as_bytes()
    given = {"place": "", "size": len(raw), **came}
    row = take_mail(raw, Came(**given), day(2))  # type: ignore[arg-type]
    assert row is not None
    return Mail.objects.get(pk=row.pk)


def verdict(row: Mail) -> tuple[str, str, str]:
    return (row.road, row.state, row.reason)


def waiting() -> int:
    return Message.objects.filter(state="queued", channel__in=SENT_OUT).count()


def test_a_letter_goes_out_with_its_own_reply_address_and_the_reply_falls_into_the_referral(
    scene: Referring, box: Box, mailbox: Mailbox
) -> None:
    scene.refer()
    send_waiting(MONDAY_NOON)
    sent = next(mail for mail in mailbox.letters if mail["To"] == "lights@example.kz")
    address = str(sent["Reply-To"])
    assert address.startswith("reception+") and len(address) == len(ADDRESS) + 21
    reply = letter(f"{ANSWER}\n\nOn Mon, 14 Sep 2026 at 10:00, Office <a@b.kz> wrote:\n> Абай", sender="lights@example.kz", to=address)  # fmt: skip
    reply.add_attachment(b"%PDF-1.7 scan", maintype="application", subtype="pdf", filename="жауап.pdf")
    box.put(reply)
    assert fetch_mail(day(2)).taken == 1
    kept = AuthorityReply.objects.get()
    assert (kept.text.body, kept.way, kept.by_key) == (ANSWER, "email", "authority")
    assert [(file.name, file.media_type) for file in kept.files.all()] == [
        ("жауап.pdf", "application/octet-stream")
    ]
    assert Referral.objects.get().reply_state == "replied"
    assert scene.fresh().status == "authority_answered"
    row = Mail.objects.get()
    assert verdict(row) == ("reply", "filed", "")
    assert "> Абай" in read_mail(original_of(row)).words, "the original is kept whole"
    assert (box.count(), box.count("Qabyldau")) == (0, 1)
    assert fetch_mail(day(2)).taken == 0


def test_a_reply_without_the_address_is_known_by_the_letter_that_it_answers(scene: Referring) -> None:
    scene.refer()
    answered = f"<{scene.letter().uuid}@qabyldau>"
    row = take(letter(ANSWER, sender="kense@EXAMPLE.kz", In_Reply_To=answered))
    assert verdict(row) == ("reply", "filed", "")
    other = letter(ANSWER, sender="lights@example.kz", References=f"<a@b> {answered} <c@d>")
    assert take(other).road == "reply"


def test_a_reply_comes_in_once_though_the_server_repeats_it_and_a_worker_dies_between_taking_and_marking(
    scene: Referring, box: Box
) -> None:
    referral = scene.refer()[0]
    reply = letter(ANSWER, sender="lights@example.kz", to=to_referral(referral))
    box.put(reply)
    with patch.object(Imap, "taken", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        fetch_mail(day(1))
    assert AuthorityReply.objects.count() == 1
    assert box.count() == 1, "it was not marked"
    box.put(reply)
    assert fetch_mail(day(1)).problem == ""
    assert (box.count(), AuthorityReply.objects.count(), Mail.objects.count()) == (0, 1, 1)
    with patch.object(Imap, "lying", return_value=[]):
        fetch_mail(day(1))
    box.put(reply, reply)
    fetch_mail(day(30))
    assert (AuthorityReply.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_worker_that_dies_while_taking_leaves_the_letter_to_the_next_one(
    scene: Referring, box: Box
) -> None:
    box.put(letter(ANSWER, sender="lights@example.kz", to=to_referral(scene.refer()[0])))
    with patch("qabyldau.flow.mail.taking.take_mail_reply", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):  # fmt: skip
        fetch_mail(day(1))
    assert not Mail.objects.exists()
    assert fetch_mail(day(1)).taken == 1
    assert AuthorityReply.objects.count() == 1


def test_a_folder_that_was_made_anew_repeats_nothing(scene: Referring, box: Box) -> None:
    box.put(letter(ANSWER, sender="lights@example.kz", to=to_referral(scene.refer()[0])))
    fetch_mail(day(1))
    Mail.objects.update(place="1:1")
    line = box.line()
    line.select("Qabyldau")
    line.copy("1", "INBOX")
    line.logout()
    fetch_mail(day(1))
    assert (AuthorityReply.objects.count(), Mail.objects.count()) == (1, 1)


def test_a_letter_that_breaks_us_stops_nothing_behind_it(scene: Referring, box: Box) -> None:
    address = to_referral(scene.refer()[0])
    box.put(letter("бірінші"), letter(ANSWER, sender="lights@example.kz", to=address))
    real = take_mail

    def bent(raw: bytes, came: Came, at: object) -> Mail | None:
        if b"lights@" not in raw:
            raise RuntimeError
        return real(raw, came, at)  # type: ignore[arg-type]

    with patch("qabyldau.flow.mail.sweep.take_mail", bent):
        swept = fetch_mail(day(1))
    assert (swept.taken, swept.failed, AuthorityReply.objects.count()) == (1, 1, 1)
    assert box.count() == 1, "it stays in the mailbox"


def test_a_letter_that_is_too_large_is_named_to_a_person_by_its_head(box: Box, scene: Referring) -> None:
    big = letter("x", sender="lights@example.kz", to=to_referral(scene.refer()[0]))
    big.add_attachment(b"x" * 200_000, maintype="application", subtype="zip", filename="big.zip")
    box.put(big)
    with patch("qabyldau.flow.mail.sweep.LARGEST", 100_000):
        fetch_mail(day(1))
    row = Mail.objects.get()
    assert verdict(row) == ("held", "held", "too_large")
    assert (row.sender, row.stored_as, row.size > 200_000) == ("lights@example.kz", "", True)


def test_a_server_that_is_silent_is_left_alone_for_a_while(settings: object, scene: Referring) -> None:
    settings.MAILBOX_URL = "imap://a:b@127.0.0.1:9/INBOX"  # type: ignore[attr-defined]
    assert [fetch_mail(MONDAY_NOON).problem for _ in range(5)] == ["connect: ConnectionRefusedError"] * 5
    assert fetch_mail(MONDAY_NOON).problem == "", "it rests"


def test_a_stranger_with_the_right_address_waits_for_a_person(scene: Referring) -> None:
    address = to_referral(scene.refer()[0])
    row = take(letter(ANSWER, sender="stranger@example.org", to=address))
    assert verdict(row) == ("held", "held", "stranger")
    assert str(row.about_uuid) == str(Referral.objects.get().uuid)
    assert not AuthorityReply.objects.exists()


def test_a_wrong_code_opens_nothing(scene: Referring) -> None:
    address = to_referral(scene.refer()[0])
    guessed = address.replace(
        address[len("reception+")], "z" if address[len("reception+")] != "z" else "y", 1
    )
    row = take(letter(ANSWER, sender="lights@example.kz", to=guessed))
    assert verdict(row) == ("held", "held", "unknown")
    assert row.about_kind == ""
    assert not ReplyAddress.objects.filter(digest__contains=address[10:30].encode()).exists()


def test_a_known_sender_that_the_mail_server_doubts_waits_for_a_person(scene: Referring) -> None:
    address = to_referral(scene.refer()[0])
    said = "mx.example.kz; dmarc=fail header.from=example.kz"
    row = take(letter(ANSWER, sender="lights@example.kz", to=address, Authentication_Results=said))
    assert verdict(row) == ("held", "held", "forged")


def test_a_report_that_a_letter_did_not_arrive_marks_that_letter(scene: Referring, mailbox: Mailbox) -> None:
    scene.refer()
    send_waiting(MONDAY_NOON)
    row = take(bounce(f"{scene.letter().uuid}@qabyldau"))
    assert verdict(row) == ("bounce", "filed", "")
    assert (scene.letter().send_state, scene.letter().problem) == ("failed", "bounced 5.1.1")
    message = Message.objects.get(about_uuid=scene.letter().uuid)
    assert (message.state, message.attempts.order_by("-pk")[0].problem) == ("failed", "bounced 5.1.1")
    assert waiting() == 0


def bounce(message_id: str, action: str = "failed") -> bytes:
    return (
        "From: MAILER-DAEMON@mx.example.kz\r\nTo: reception@example.kz\r\nSubject: Undelivered\r\n"
        f"Message-ID: <{ids.new_uuid()}@mx>\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        f"Final-Recipient: rfc822; x@y.kz\r\nAction: {action}\r\nStatus: 5.1.1\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <{message_id}>\r\n\r\n--B--\r\n"
    ).encode()


def test_a_report_on_a_notice_to_an_applicant_shows_it_among_what_did_not_arrive(
    scene: Referring, mailbox: Mailbox
) -> None:
    tell(scene.registered.appeal, "told-1", "casework.extended", MONDAY_NOON)
    send_waiting(MONDAY_NOON)
    message = Message.objects.get(key="told-1")
    assert take(bounce(f"{message.uuid}@qabyldau", "delayed")).reason == "report"
    assert Message.objects.get(key="told-1").state == "sent"
    take(bounce(f"{message.uuid}@qabyldau"))
    assert Message.objects.get(key="told-1").state == "failed"
    assert take(bounce("nothing-of-ours@elsewhere")).reason == "report"


def test_an_applicant_who_answers_a_notice_adds_words_to_the_appeal(
    scene: Referring, mailbox: Mailbox
) -> None:
    tell(scene.registered.appeal, "told-1", "casework.extended", MONDAY_NOON)
    send_waiting(MONDAY_NOON)
    sent = mailbox.letters[-1]
    assert str(sent["Reply-To"]).startswith("reception+")
    row = take(letter("Тағы бір шам сөнді.", sender="Aigul@example.kz", to=str(sent["Reply-To"])))
    assert verdict(row) == ("addition", "filed", "")
    appeal = Appeal.objects.get()
    assert Text.objects.get(added_to=appeal.text).body == "Тағы бір шам сөнді."
    answered = letter("Үшінші.", sender="aigul@example.kz", In_Reply_To=str(sent["Message-ID"]))
    assert take(answered).road == "addition"


def test_somebody_else_who_answers_an_applicants_notice_waits_and_a_withdrawn_appeal_takes_nothing(
    scene: Referring,
) -> None:
    address = to_appeal(scene.registered.appeal)
    assert take(letter("x", sender="other@example.org", to=address)).reason == "stranger"
    Appeal.objects.update(withdrawn_at=MONDAY_NOON)
    assert take(letter("x", sender="aigul@example.kz", to=address)).reason == "closed"


def test_a_letter_from_anybody_waits_or_becomes_an_appeal_as_the_office_wants_it(
    scene: Referring, mailbox: Mailbox
) -> None:
    words = "На улице Абая вторую неделю не работает светофор, дети переходят дорогу с опасностью для жизни."
    assert verdict(take(letter(words))) == ("held", "held", "unknown")
    type(scene.world.office).objects.update(mail_becomes_appeal=True)
    row = take(letter(words, sender="oleg@example.org", Subject="Светофор"))
    appeal = Appeal.objects.exclude(pk=scene.registered.appeal.pk).get()
    assert verdict(row) == ("appeal", "filed", "")
    assert (appeal.channel, appeal.answer_language, appeal.applicant) == ("email", "ru", None)
    assert appeal.text.body == f"Светофор\n\n{words}"
    send_waiting(day(2))
    proof = next(mail for mail in mailbox.letters if mail["To"] == "oleg@example.org")
    said = proof.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert ids.say_number(appeal.number) in said.replace("\xa0", " ")
    assert proof["Auto-Submitted"] == "auto-generated"
    message = Message.objects.get(kind="intake.receipt_mail")
    assert (message.address, message.content) == (None, None), "the address is not kept without consent"
    agreed = letter(
        "Согласен.\n\nИ ещё: там нет знака.", sender="oleg@example.org", to=str(proof["Reply-To"])
    )
    assert take(agreed).road == "addition"
    appeal.refresh_from_db()
    assert appeal.applicant is not None and appeal.applicant.email == "oleg@example.org"
    assert Consent.objects.filter(appeal=appeal, channel="email").exists()
    assert Text.objects.get(added_to=appeal.text).body == "И ещё: там нет знака."
    tell(appeal, "told-2", "casework.extended", day(3))
    assert Message.objects.get(key="told-2").channel == "email"


def test_a_forgotten_sender_is_forgotten_in_the_mailroom_too(scene: Referring) -> None:
    address = to_appeal(scene.registered.appeal)
    row = take(letter("Тағы.", sender="aigul@example.kz", to=address))
    uuid = str(scene.registered.appeal.uuid)
    forget_contact(actor=scene.world.actor("saule"), appeal_uuid=uuid, at=day(3))
    row.refresh_from_db()
    assert (row.sender, row.body, row.sender_index, row.stored_as) == (None, None, None, "")
    assert take(letter("Тағы.", sender="aigul@example.kz", to=address)).reason == "unknown"


def test_more_letters_from_one_sender_than_an_hour_takes_wait_for_a_person(scene: Referring) -> None:
    type(scene.world.office).objects.update(mail_becomes_appeal=True)
    roads = [take(letter(f"Шам {number} жанбайды.", sender="oleg@example.org")).road for number in range(12)]
    assert roads.count("appeal") == 10
    assert set(Mail.objects.filter(road="held").values_list("reason", flat=True)) == {"many"}


def test_a_thousand_automatic_answers_send_nothing(scene: Referring, mailbox: Mailbox) -> None:
    type(scene.world.office).objects.update(mail_becomes_appeal=True)
    addresses = [to_referral(scene.refer()[0]), to_appeal(scene.registered.appeal), ADDRESS]
    Message.objects.all().delete()
    marks = [
        {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"X_Autoreply": "yes"}, {"Subject": "Автоответ: мен жоқпын"},
        {"From": "MAILER-DAEMON@example.kz"}, {"Auto_Submitted": "auto-generated"}, {"List_Id": "<a.b>"}, {"Return_Path": "<>"},
    ]  # fmt: skip
    with patch("qabyldau.flow.mail.taking.original_store", return_value=""):
        for number in range(1000):
            take(letter("Мен демалыстамын.", to=addresses[number % 3], **marks[number % 8]))
    assert waiting() == 0 and send_waiting(day(2)) == 0
    assert mailbox.letters == []
    assert Mail.objects.count() == 1000
    assert not Mail.objects.filter(state="filed").exists()


def test_our_own_letter_that_comes_back_is_left_out(scene: Referring) -> None:
    type(scene.world.office).objects.update(mail_becomes_appeal=True)
    assert take(letter("x", sender=ADDRESS)).reason == "loop"
    assert take(letter("x", sender="reception+abc@example.kz")).reason == "loop"


def test_photos_of_a_new_appeal_are_cleaned_and_other_files_stay_in_the_sealed_original(
    scene: Referring,
) -> None:
    type(scene.world.office).objects.update(mail_becomes_appeal=True)
    picture = BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "JPEG", comment=b"PLANTED")
    mail = letter("Міне, сурет: шам жанбайды.", sender="oleg@example.org")
    mail.add_attachment(picture.getvalue(), maintype="image", subtype="jpeg", filename="a.jpg")
    mail.add_attachment(b"GIF89a not a picture", maintype="image", subtype="gif", filename="b.gif")
    mail.add_attachment(b"PK\x03\x04 bomb", maintype="application", subtype="zip", filename="c.zip")
    row = take(mail)
    appeal = Appeal.objects.get(uuid=row.about_uuid)
    assert [kept.media_type for kept in appeal.text.attachments.all()] == ["image/jpeg"]
    files = list(row.files.order_by("position"))
    assert [(file.name, file.media_type) for file in files] == [("a.jpg", "image/jpeg"), ("b.gif", "image/gif"), ("c.zip", "application/zip")]  # fmt: skip
    assert file_of(files[2]) == b"PK\x03\x04 bomb"
    assert b"PLANTED" not in row.stored_as.encode()


def test_a_reply_with_files_alone_says_so(scene: Referring) -> None:
    mail = letter("", sender="lights@example.kz", to=to_referral(scene.refer()[0]))
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="1.pdf")
    take(mail)
    assert AuthorityReply.objects.get().text.body == "Жауап қоса берілген файлда."


def test_letters_for_which_nothing_follows_are_forgotten_after_a_month(scene: Referring) -> None:
    row = take(letter("x", Auto_Submitted="auto-replied"))
    assert mails_forget(at=day(20)) == 0
    assert (mails_forget(at=day(33)), mails_forget(at=day(33))) == (1, 0)
    row.refresh_from_db()
    assert (row.sender, row.subject, row.body, row.stored_as, row.files.count()) == (None, None, None, "", 0)
    assert Letter.objects.count() == 0


def test_nothing_of_a_letter_stands_in_the_history(scene: Referring) -> None:
    take(letter("Құпия сөз", sender="lights@example.kz", to=to_referral(scene.refer()[0]), Subject="Құпия"))
    said = " ".join(str(row.fields) for row in Entry.objects.all())
    assert "Құпия" not in said and "lights@" not in said
    assert Entry.objects.filter(action="referrals.reply.received", door="email").exists()


def test_a_letter_of_another_installation_is_not_taken_for_our_own(scene: Referring) -> None:
    referral = scene.refer()[0]
    theirs = letter(ANSWER, sender="lights@example.kz", to=to_referral(referral))
    del theirs["Message-ID"]
    theirs["Message-ID"] = f"<{ids.new_uuid()}@qabyldau>"
    assert take(theirs).road == "reply"
    ours = letter(ANSWER, sender="lights@example.kz", to=to_referral(referral))
    del ours["Message-ID"]
    ours["Message-ID"] = f"<{scene.letter().uuid}@qabyldau>"
    assert verdict(take(ours)) == ("ignored", "ignored", "loop")


def test_where_letters_stay_in_the_folder_new_ones_behind_many_old_ones_still_come_in(
    scene: Referring, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qabyldau.gateways.mailbox._abilities", lambda _line: frozenset())
    monkeypatch.setattr("qabyldau.flow.mail.sweep.MOST", 3)
    for _number in range(4):
        box.put(letter(), letter())
        assert fetch_mail(day(1)).taken == 2
    assert (box.count(), Mail.objects.count()) == (8, 8)
