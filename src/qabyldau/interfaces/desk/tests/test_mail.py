"""Letters by e-mail at the desk: what waits, one letter, and what is made of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from qabyldau.flow.mail.taking import Came, take_mail
from qabyldau.flow.post.codes import reply_address
from qabyldau.history.models import Entry
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.interfaces.desk.tests.working import Desk, words
from qabyldau.mailroom.models import Mail
from qabyldau.messages.models import Message
from qabyldau.referrals.models import AuthorityReply
from qabyldau.texts.models import Text
from tests.mailbox import ADDRESS, letter
from tests.people import MONDAY_NOON, World
from tests.referring import Referring, referring_in

pytestmark = pytest.mark.django_db
ANSWER = "Абай көшесіндегі 5 шам 2026 жылғы 10 қыркүйекте ауыстырылды."


@pytest.fixture
def scene(world: World, settings: object) -> Referring:
    settings.MAILBOX_ADDRESS = ADDRESS  # type: ignore[attr-defined]
    return referring_in(world, contact=Contact(name="Айгүл", email="aigul@example.kz"))


def held(**given: Any) -> Mail:
    mail = letter(**{"body": ANSWER, "sender": "stranger@example.org", **given})
    mail.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="жауап <b>.pdf")
    raw = mail.as_bytes()
    row = take_mail(raw, Came("", len(raw)), MONDAY_NOON)
    assert row is not None
    return row


def for_referral(scene: Referring) -> str:
    referral = scene.refer()[0]
    return reply_address(Target("referrals.referral", str(referral.uuid)), "", MONDAY_NOON)


def test_saule_sees_why_a_letter_waits_and_takes_it_as_the_reply_with_one_press(scene: Referring) -> None:
    row, saule = held(to=for_referral(scene)), Desk(scene.world, "saule")
    page = saule.page("pen")
    assert [(line.sender, line.reason) for line in page.rows] == [
        ("stranger@example.org", "Sender not known here")
    ]
    assert page.tabs[0].count == "1"
    assert saule.page("today").letters == "1"
    shown = saule.page("mail", row.uuid)
    assert (shown.about.deed, shown.body) == ("reply", ANSWER)
    assert saule.post("mail-act", row.uuid, "reply", suggested="1").status_code == 302
    kept = AuthorityReply.objects.get()
    assert (kept.text.body, kept.way, kept.by_key) == (ANSWER, "email", str(scene.world.users["saule"].uuid))
    assert [file.name for file in kept.files.all()] == ["жауап <b>.pdf"]
    row.refresh_from_db()
    assert (row.state, row.road, row.judged_by) == ("filed", "reply", kept.by_key)
    assert Entry.objects.filter(action="mailroom.mail.filed").exists()
    assert saule.post("mail-act", row.uuid, "reply", suggested="1").status_code == 409
    assert saule.page("today").letters == ""


def test_a_reply_is_filed_by_our_number_and_a_wrong_number_is_said_at_its_field(scene: Referring) -> None:
    scene.refer()
    row, saule = held(), Desk(scene.world, "saule")
    refused = saule.post("mail-act", row.uuid, "reply", number="ALM-99/2026")
    assert refused.status_code == 422
    assert "There is no letter of this office with this number" in words(refused)
    assert saule.post("mail-act", row.uuid, "reply", number="ALM-1/2026").status_code == 302
    assert AuthorityReply.objects.count() == 1


def test_a_letter_becomes_an_appeal_and_its_sender_gets_the_number(scene: Referring) -> None:
    row, saule = held(Subject="Шам"), Desk(scene.world, "saule")
    saule.post("mail-act", row.uuid, "appeal")
    appeal = Appeal.objects.exclude(pk=scene.registered.appeal.pk).get()
    assert (appeal.channel, appeal.text.body) == ("email", f"Шам\n\n{ANSWER}")
    message = Message.objects.get(kind="intake.receipt_mail")
    assert message.address == "stranger@example.org"
    shown = saule.page("mail", row.uuid)
    assert (shown.is_held, shown.sender) == (False, ""), "contacts are looked at on the page of the appeal"
    filed = saule.page("appeal", appeal.uuid).letters
    assert [(one.href.endswith(f"/mail/{row.uuid}/"), one.files) for one in filed] == [(True, 1)]
    assert Desk(scene.world, "zhanna").get("appeal", appeal.uuid).status_code in {200, 403, 404}


def test_a_forged_letter_that_becomes_an_appeal_is_answered_to_nobody(scene: Referring) -> None:
    row = held(Authentication_Results="mx; dmarc=fail")
    assert row.reason == "forged"
    saule = Desk(scene.world, "saule")
    assert saule.page("mail", row.uuid).is_warning
    saule.post("mail-act", row.uuid, "appeal")
    assert not Message.objects.filter(kind="intake.receipt_mail").exists()


def test_a_letter_is_added_to_an_appeal_by_its_number(scene: Referring) -> None:
    row, saule = held(), Desk(scene.world, "saule")
    assert saule.post("mail-act", row.uuid, "attach", number="123").status_code == 422
    number = scene.registered.appeal.number
    assert saule.post("mail-act", row.uuid, "attach", number=number).status_code == 302
    assert Text.objects.get(added_to=scene.registered.appeal.text).body == ANSWER


def test_a_letter_that_is_not_for_us_is_put_aside_with_the_reason_and_brought_back(scene: Referring) -> None:
    row, saule = held(), Desk(scene.world, "saule")
    assert saule.post("mail-act", row.uuid, "dismiss", note=" ").status_code == 422
    assert saule.post("mail-act", row.uuid, "dismiss", note="Жарнама").status_code == 302
    assert saule.page("pen").rows == []
    assert len(saule.page("pen", list="dismissed").rows) == 1
    assert saule.page("mail", row.uuid).note == "Жарнама"
    saule.post("mail-act", row.uuid, "back")
    assert len(saule.page("pen").rows) == 1


def test_a_letter_is_claimed_by_one_and_the_head_is_asked(scene: Referring) -> None:
    row, saule, nurlan = held(), Desk(scene.world, "saule"), Desk(scene.world, "nurlan")
    saule.post("mail-act", row.uuid, "claim")
    assert nurlan.page("pen").rows[0].owner.startswith("Әбенова")
    assert nurlan.post("mail-act", row.uuid, "claim").status_code == 409
    assert saule.post("mail-act", row.uuid, "ask", note="").status_code == 422
    saule.post("mail-act", row.uuid, "ask", note="Бұл кім?")
    page = nurlan.page("pen")
    assert ([line.is_asked for line in page.asked], page.rows) == ([True], [])
    assert nurlan.page("mail", row.uuid).note == "Бұл кім?"
    nurlan.post("mail-act", row.uuid, "dismiss", note="Жарнама")
    actions = set(Entry.objects.filter(action__startswith="mailroom.").values_list("action", flat=True))
    assert actions == {"mailroom.mail.claimed", "mailroom.mail.escalated", "mailroom.mail.dismissed"}


def test_files_of_strangers_are_saved_and_never_shown(scene: Referring) -> None:
    row, saule = held(), Desk(scene.world, "saule")
    found = saule.get("mail-file", row.uuid, row.files.get().uuid)
    assert (found.content, found["Content-Type"]) == (b"%PDF-1.7", "application/octet-stream")
    assert found["Content-Disposition"].startswith("attachment")
    assert "sandbox" in found["Content-Security-Policy"]
    assert found["X-Content-Type-Options"] == "nosniff"
    other = held(body="басқа")
    assert saule.get("mail-file", other.uuid, row.files.get().uuid).status_code == 404
    assert ANSWER.encode()[:4] not in saule.post("mail-original", row.uuid)["Content-Disposition"].encode()
    assert Entry.objects.filter(action="mailroom.original.looked").count() == 1


@pytest.mark.parametrize("name", ["dana", "bolat", "aizhan", "erlan", "zhanna", "oleg"])
def test_who_may_not_judge_letters_sees_none(scene: Referring, name: str) -> None:
    row, desk = held(), Desk(scene.world, name)
    assert desk.get("pen").status_code == 403
    assert desk.get("mail", row.uuid).status_code == 403
    assert desk.post("mail-act", row.uuid, "appeal").status_code == 403
    assert desk.post("mail-original", row.uuid).status_code == 403
    assert Appeal.objects.count() == 1


def test_another_office_sees_nothing(scene: Referring) -> None:
    row, marat = held(to=for_referral(scene)), Desk(scene.world, "marat")
    assert marat.page("pen").rows == []
    assert marat.get("mail", row.uuid).status_code == 404
    assert marat.get("mail-file", row.uuid, row.files.get().uuid).status_code == 404
    for deed in ("reply", "attach", "appeal", "dismiss", "ask", "back", "claim", "drop"):
        assert (
            marat.post("mail-act", row.uuid, deed, number="ALM-1/2026", note="x", suggested="1").status_code
            == 404
        )
    row.refresh_from_db()
    assert row.state == "held"


def test_a_letter_about_a_confidential_appeal_is_for_its_readers_alone(scene: Referring) -> None:
    appeal = scene.world.appeal(key="secret", is_confidential=True)
    row = held(to=reply_address(Target("intake.appeal", str(appeal.appeal.uuid)), "", MONDAY_NOON))
    assert str(row.about_uuid) == str(appeal.appeal.uuid)
    assert Desk(scene.world, "saule").page("pen").rows == []
    assert Desk(scene.world, "saule").get("mail", row.uuid).status_code == 404
    assert len(Desk(scene.world, "nurlan").page("pen").rows) == 1


def test_an_unknown_deed_and_somebody_without_an_account_get_nowhere(scene: Referring) -> None:
    row = held()
    assert Desk(scene.world, "saule").post("mail-act", row.uuid, "explode").status_code == 404
    assert Client().get(reverse("desk:pen")).status_code == 302


def test_every_way_of_filing_says_that_it_cannot_be_taken_back(scene: Referring) -> None:
    row = held(to=for_referral(scene))
    shown = words(Desk(scene.world, "saule").get("mail", row.uuid))
    assert shown.count("A letter that was filed cannot be taken out again") == 3


def test_what_a_letter_says_is_never_markup(scene: Referring) -> None:
    row = held(body="<script>alert(1)</script>", Subject="<img src=x>")
    said = Desk(scene.world, "saule").get("mail", row.uuid).content.decode()
    assert "<script>alert" not in said and "<img src=x>" not in said


def test_lists_have_pages(scene: Referring) -> None:
    for number in range(33):
        held(body=f"хат {number}")
    saule = Desk(scene.world, "saule")
    first = saule.page("pen")
    after = first.older_href.rpartition("after=")[2]
    assert (len(first.rows), len(saule.page("pen", list="held", after=after).rows)) == (30, 3)
