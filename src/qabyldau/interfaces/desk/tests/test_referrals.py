"""Letters to authorities at the desk: composed, looked at, sent, carried, answered, judged, listed."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from qabyldau.flow.refer.chase import chase_all
from qabyldau.flow.tell import send_waiting
from qabyldau.interfaces.desk.journal.pages import share
from qabyldau.interfaces.desk.referrals.part import letter_line
from qabyldau.interfaces.desk.tests.working import Desk, words
from qabyldau.people.models import BodyContact, BodyProposal
from qabyldau.referrals.models import AuthorityReply, Letter, Referral
from tests.people import MONDAY_NOON
from tests.referring import EMPTY, Mailbox, Referring, day, mailbox, make_referring

__all__ = ["mailbox"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(mailbox: Mailbox) -> Any:
    with time_machine.travel(MONDAY_NOON, tick=False):
        scene = make_referring(body="Абай көшесінде шам жанбайды. Телефоным: +7 701 000 01 23")
        area = scene.register.district
        scene.registered.appeal.area = area
        scene.registered.appeal.save()
        yield scene


def desk(scene: Referring, name: str = "saule") -> Desk:
    return Desk(scene.world, name)


def given(scene: Referring, **changes: object) -> dict[str, object]:
    contact = BodyContact.objects.get(code="lights-lighting")
    return {
        "version": scene.fresh().version, "bodies": [str(contact.uuid)], "other": "", "way": "",
        "appeals": [str(scene.registered.appeal.uuid)], "matter": "Шам жанбайды.", "place": "Абай көшесі",
        "ask": "", "signer": str(scene.world.users["saule"].uuid), **changes,
    }  # fmt: skip


def test_the_case_page_says_until_when_and_leads_to_the_letter(scene: Referring) -> None:
    page = desk(scene).page("case", scene.case.uuid)
    assert page.referrals.forward_by == date(2026, 9, 17)
    assert page.referrals.refer_href.endswith(f"/cases/{scene.case.uuid}/refer/")
    assert desk(scene, "bolat").get("case", scene.case.uuid).status_code == 404


def test_the_register_proposes_with_its_reason_and_the_text_comes_without_personal_data(
    scene: Referring,
) -> None:
    page = desk(scene).page("refer", scene.case.uuid)
    labels = [label for _key, label in page.form.fields["bodies"].choices]
    assert labels[0].startswith(
        "Энергетика басқармасы (en) (theme: Lighting; area: Алматы қаласы; by e-mail)"
    )
    assert page.is_sure
    assert page.form.initial["bodies"] == [str(BodyContact.objects.get(code="lights-lighting").uuid)]
    assert "шам жанбайды" in page.form.initial["matter"]
    assert "701 000" not in page.form.initial["matter"]


def test_a_letter_is_looked_at_before_it_goes_and_nothing_is_written_until_then(scene: Referring) -> None:
    answer = desk(scene).post("refer", scene.case.uuid, **given(scene))
    preview = answer.context["page"].previews[0]
    assert "Энергетика басқармасының басшысы" in preview.kk
    assert "Шам жанбайды." in preview.ru
    assert not Referral.objects.exists()
    back = desk(scene).post("refer", scene.case.uuid, **given(scene, change="1"))
    assert back.context["page"].previews == []
    sent = desk(scene).post("refer", scene.case.uuid, **given(scene, send="1"))
    assert sent.status_code == 302
    assert scene.letter().send_state == "queued"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"bodies": []}, "bodies"), ({"matter": " "}, "matter"), ({"appeals": ["x"]}, "appeals")],
)
def test_what_is_lacking_is_said_and_what_was_typed_stays(
    scene: Referring, changes: dict[str, object], field: str
) -> None:
    answer = desk(scene).post(
        "refer", scene.case.uuid, **given(scene, **{"ask": "Тез жауап беріңіз", **changes})
    )
    assert answer.status_code == 422
    assert field in answer.context["page"].form.errors
    assert "Тез жауап беріңіз" in words(answer)


def test_a_body_without_address_is_sent_by_hand_and_its_number_is_typed_in(scene: Referring) -> None:
    body = scene.register.prosecutor
    desk(scene).post("refer", scene.case.uuid, **given(scene, bodies=[], other=str(body.uuid), send="1"))
    uuid = scene.letter().uuid
    assert scene.letter().way == "hand"
    wrong = desk(scene).post("letter-hand", uuid, number="ЖТ-1", on="2026-09-20")
    assert wrong.status_code == 422
    assert desk(scene).post("letter-hand", uuid, number="ЖТ-1", on="2026-09-14").status_code == 302
    assert Referral.objects.get().their_number == "ЖТ-1"
    assert desk(scene).page("referrals", number="жт 1").cards[0].their_number == "ЖТ-1"


def test_a_letter_is_had_as_pdf_and_docx(scene: Referring) -> None:
    desk(scene).post("refer", scene.case.uuid, **given(scene, send="1"))
    uuid = scene.letter().uuid
    assert desk(scene).get("letter-paper", uuid, "pdf").content[:5] == b"%PDF-"
    assert desk(scene).get("letter-paper", uuid, "docx").content[:2] == b"PK"
    assert desk(scene, "marat").get("letter-paper", uuid, "pdf").status_code == 404


def sent(scene: Referring) -> Referral:
    desk(scene).post("refer", scene.case.uuid, **given(scene, send="1"))
    send_waiting(MONDAY_NOON)
    return Referral.objects.get()


def test_a_late_authority_a_reminder_an_empty_reply_and_a_new_question(scene: Referring) -> None:
    referral = sent(scene)
    with time_machine.travel(day(22), tick=False):
        chase_all(day(22))
        todo = desk(scene).page("referrals")
        assert [line.kind for line in todo.letters] == ["Reminder"]
        assert desk(scene).page("referrals", list="late").cards[0].left == -1
        page = desk(scene).page("referral", referral.uuid)
        assert [step.value for step in page.ladder] == ["reminder", "head", "higher", "prosecutor", "court"]
        assert desk(scene).post("letter-send", scene.letter().uuid).status_code == 302
        answer = desk(scene).post(
            "referral-reply", referral.uuid, body=EMPTY, way="hand", received_on="2026-10-06"
        )
        assert answer.status_code == 302
        shown = desk(scene).page("referral", referral.uuid).replies[0]
        assert "Only “taken into account”" in [sign.label for sign in shown.signs]
        reply = AuthorityReply.objects.get()
        bad = desk(scene).post("referral-judge", referral.uuid, reply.uuid, is_enough="0")
        assert bad.status_code == 422
        desk(scene).post("referral-judge", referral.uuid, reply.uuid, is_enough="0", note="Мерзімі жоқ")
        desk(scene).post("referral-again", referral.uuid, reply.uuid)
        assert scene.letter().kind == "again"


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        ("", ""),
        ("SMTPRecipientsRefused", "does not know this address"),
        ("bounced 5.1.1", "does not know this address"),
        ("bounced 4.2.2", "by hand"),
        ("ConnectionRefusedError", "does not answer"),
        ("SMTPDataError", "refused the letter"),
    ],
)
def test_what_kept_a_letter_is_said_in_words_with_its_mend(scene: Referring, problem: str, said: str) -> None:
    scene.refer()
    Letter.objects.update(send_state="failed", tries=1, problem=problem)
    with translation.override("en"):
        shown = letter_line(scene.letter()).problem
    assert said in shown
    assert not problem or problem not in shown


def test_the_reason_of_a_sign_is_told_to_whoever_reads_the_language_of_the_reply(scene: Referring) -> None:
    referral = sent(scene)
    desk(scene).post("referral-reply", referral.uuid, body=EMPTY, way="hand", received_on="2026-09-14")
    for language, is_told in (("kk", True), ("ru", False)):
        with translation.override(language):
            there = reverse("desk:referral", args=[referral.uuid])
        signs = desk(scene).client.get(there).context["page"].replies[0].signs
        [why] = [sign.why for sign in signs if "«" in sign.why]
        assert why.endswith("»") is not is_told
        assert all(sign.why for sign in signs) is is_told, "what quotes no words has its label alone"


def test_a_reply_that_is_sent_by_a_double_press_is_kept_once(scene: Referring) -> None:
    referral, saule = sent(scene), desk(scene)
    said = {"body": "5 шам ауыстырылды.", "way": "hand", "received_on": "2026-09-14", "their_number": "ЖТ-15"}
    for _press in range(2):
        assert saule.post("referral-reply", referral.uuid, **said).status_code == 302
    assert AuthorityReply.objects.count() == 1
    assert saule.post("referral-reply", referral.uuid, **{**said, "their_number": "ЖТ-16"}).status_code == 302
    Referral.objects.update(reply_state="waiting")
    assert saule.post("referral-reply", referral.uuid, **{**said, "their_number": "ЖТ-16"}).status_code == 302
    assert AuthorityReply.objects.count() == 3, "after a new question the same words are a new reply"


def test_a_paper_reply_is_filed_with_its_scan_and_an_empty_or_huge_scan_is_refused(scene: Referring) -> None:
    referral, saule = sent(scene), desk(scene)
    said = {"body": "5 шам ауыстырылды.", "way": "hand", "received_on": "2026-09-14", "their_number": "ЖТ-15"}
    for content in (b"", b"x" * (20 * 1024 * 1024 + 1)):
        refused = saule.post(
            "referral-reply", referral.uuid, **said, paper=SimpleUploadedFile("a.pdf", content)
        )
        assert refused.status_code == 422
        assert "The file is empty or larger than 20 MB" in words(refused)
        assert "5 шам ауыстырылды." in words(refused), "what was typed stays"
    scan = SimpleUploadedFile("жауап.pdf", b"%PDF-1.7 scan")
    assert saule.post("referral-reply", referral.uuid, **said, paper=scan).status_code == 302
    kept = AuthorityReply.objects.get()
    assert (kept.way, kept.text.body, kept.their_number) == ("hand", "5 шам ауыстырылды.", "ЖТ-15")
    href, name = saule.page("referral", referral.uuid).replies[0].files[0]
    found = saule.client.get(href)
    assert (name, found.content) == ("жауап.pdf", b"%PDF-1.7 scan")
    assert found["Content-Disposition"].startswith("attachment")


def test_not_ours_without_a_body_is_refused_and_with_one_is_kept_with_advice(scene: Referring) -> None:
    referral = sent(scene)
    said = {
        "body": "Құзыретімізге кірмейді.",
        "way": "hand",
        "received_on": "2026-09-14",
        "is_not_ours": "on",
    }
    answer = desk(scene).post("referral-reply", referral.uuid, **said)
    assert answer.status_code == 422
    assert "Құзыретімізге кірмейді." in words(answer)
    right = str(scene.register.roads.uuid)
    assert desk(scene).post("referral-reply", referral.uuid, **said, right_body=right).status_code == 302
    assert "Art. 65" in desk(scene).page("referral", referral.uuid).replies[0].advice


def test_the_journal_holds_both_directions_and_prints(scene: Referring) -> None:
    referral = sent(scene)
    desk(scene).post("referral-reply", referral.uuid, body="Жөнделді.", way="hand", received_on="2026-09-14")
    out, back = desk(scene).page("journal"), desk(scene).page("journal", way="in")
    assert [(row.number, row.signer) for row in out.rows] == [("ALM-1/2026", "Әбенова Сәуле Маратқызы")]
    assert [row.number for row in back.rows] == ["ALM-1/2026"]
    assert "ALM-1/2026" in words(desk(scene).get("journal-paper"))
    assert desk(scene, "marat").page("journal").rows == []


def test_bodies_are_shown_by_name_with_interval_and_floor(scene: Referring) -> None:
    referral = sent(scene)
    desk(scene).post("referral-reply", referral.uuid, body="Жөнделді.", way="hand", received_on="2026-09-14")
    row = desk(scene).page("referrals-answering").rows[0]
    assert (row.asked, row.in_time) == (1, "1 of 1 (too few for a share)")
    assert share(8, 10) == "80 % (49–94 %), n = 10"


@pytest.mark.parametrize("name", ["dana", "bolat", "zhanna", "erlan", "oleg"])
def test_other_roles_come_to_none_of_it(scene: Referring, name: str) -> None:
    referral = sent(scene)
    for place, parts in (("referrals", ()), ("journal", ()), ("refer", (scene.case.uuid,))):
        assert desk(scene, name).get(place, *parts).status_code == 403
    assert desk(scene, name).get("referral", referral.uuid).status_code in {403, 404}


def test_another_office_finds_nothing(scene: Referring) -> None:
    referral = sent(scene)
    marat = desk(scene, "marat")
    for place, uuid in (
        ("referral", referral.uuid),
        ("letter", scene.letter().uuid),
        ("refer", scene.case.uuid),
    ):
        assert marat.get(place, uuid).status_code == 404
    assert marat.page("referrals", number="ALM-1/2026").cards == []


def test_a_confidential_case_is_for_its_named_readers(mailbox: Mailbox) -> None:
    scene = make_referring()
    scene.refer()
    scene.case.is_confidential = True
    scene.case.save()
    referral = Referral.objects.get()
    assert desk(scene).get("referral", referral.uuid).status_code == 404
    assert desk(scene).page("referrals", list="stuck").letters == []


def test_the_register_is_read_by_all_who_write_and_changed_by_the_head(scene: Referring) -> None:
    lights = scene.register.lights
    assert len(desk(scene).page("bodies").lines) == 4
    assert desk(scene).get("body-new").status_code == 403
    assert not desk(scene, "nurlan").page("body", lights.uuid).may_change
    nurlan = desk(scene, "nurlan")
    made = nurlan.post("body-new", kind="housing", name_kk="«Үлгі» МИБ", area="almaly")
    assert made.status_code == 302
    row = {"theme": "lighting", "area": "", "delivery": "email", "address": "no"}
    assert nurlan.post("body-contact-new", lights.uuid, **row).status_code == 422
    assert (
        nurlan.post("body-contact-new", lights.uuid, **{**row, "address": "a@example.kz"}).status_code == 302
    )
    assert desk(scene, "marat").page("body", lights.uuid).rows[0].address == "lights@example.kz"
    assert len(desk(scene, "oleg").page("bodies").lines) == 4


def test_a_proposal_reaches_the_head_of_the_office(scene: Referring) -> None:
    lights = scene.register.lights
    assert desk(scene).post("body-propose", lights.uuid, words=" ").status_code == 422
    desk(scene).post("body-propose", lights.uuid, words="Мекенжайы ауысты")
    nurlan = desk(scene, "nurlan")
    assert [row.words for row in nurlan.page("bodies").proposals] == ["Мекенжайы ауысты"]
    nurlan.post("bodies-judge", BodyProposal.objects.get().uuid, followed="1")
    assert nurlan.page("bodies").proposals == []


def test_lists_take_a_steady_number_of_queries(scene: Referring) -> None:
    for _count in range(3):
        scene.refer()
    Referral.objects.update(start_on="2026-09-14", due_on="2026-10-05", long_on="2026-10-20")
    few = desk(scene).queries("referrals", list="waiting")
    for _count in range(6):
        scene.refer()
    Referral.objects.update(start_on="2026-09-14", due_on="2026-10-05", long_on="2026-10-20")
    assert desk(scene).queries("referrals", list="waiting") == few
    assert Letter.objects.count() == 9
