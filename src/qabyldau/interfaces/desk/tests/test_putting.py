"""The answer is drafted from what the authority replied and from parts; nothing typed is lost, nothing claims to be whole."""

from typing import Any

import pytest

from qabyldau.answers.models import Answer
from qabyldau.casework.models import Deadline
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.catalog.rules import TextUse
from qabyldau.core import clock
from qabyldau.drafting.queries import draft_of, texts_of
from qabyldau.flow.refer.sending import take_authority_reply
from qabyldau.flow.tell import send_waiting
from qabyldau.interfaces.desk.tests.test_answering import ready, rita, saved
from qabyldau.interfaces.desk.tests.working import Desk, joined, words
from qabyldau.interfaces.desk.tests.working import opened as case_of
from qabyldau.interfaces.site.tests.walking import opened
from qabyldau.referrals.models import AuthorityReply, Referral
from qabyldau.referrals.rules.replies import Tick, Verdict
from qabyldau.referrals.services.replies import reply_judge
from qabyldau.routines.models import CasePart, Macro
from qabyldau.routines.services import macro_set, part_add
from tests.people import World
from tests.referring import Referring, referring_in, reply

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(world: World) -> Referring:
    return referring_in(world)


@pytest.fixture
def saule(world: World) -> Desk:
    return Desk(world, "saule")


def answered(
    scene: Referring, referral: Referral, *, is_enough: bool = True, **changes: object
) -> AuthorityReply:
    """Return a reply to a letter, judged by Saule."""
    saule, at = scene.world.actor("saule"), clock.now()
    given = reply(at=at, their_number="ЖТ-77", **changes)
    kept = take_authority_reply(actor=saule, referral_uuid=str(referral.uuid), reply=given, papers=[], at=at)
    verdict = Verdict(frozenset(Tick), is_enough=is_enough, note="" if is_enough else "Мерзімі жоқ")
    return reply_judge(actor=saule, reply=kept, verdict=verdict, at=at)


def drafted(scene: Referring) -> dict[str, str]:
    draft = draft_of(scene.case)
    return texts_of(draft) if draft else {}


def test_a_reply_is_quoted_with_body_number_and_date_after_what_was_typed(
    scene: Referring, saule: Desk
) -> None:
    kept = answered(scene, scene.refer()[0])
    offered = saule.page("case-writing", scene.case.uuid).replies
    assert [(row.number, row.judged) for row in offered] == [("ЖТ-77", "an answer")]
    saved(saule, scene.case, "insert", body_kk="Құрметті Айгүл!", reply=str(kept.uuid))
    said = drafted(scene)["kk"]
    assert said.startswith("Құрметті Айгүл!\n\nЭнергетика басқармасы")
    for part in ("ЖТ-77", "14 қыркүйек", "«Абай көшесіндегі 5 шам"):
        assert part in said
    assert "Аударыңыз" not in said, "the reply is in the language of the answer"


def test_where_personal_data_were_hidden_a_mark_asks_to_write_what_may_be_said(
    scene: Referring, saule: Desk
) -> None:
    kept = answered(scene, scene.refer()[0])
    saved(saule, scene.case, "insert", body_kk="", reply=str(kept.uuid))
    said = drafted(scene)["kk"]
    assert "Үлгібаев" not in said
    assert "⟦Жеке деректер тік жақшамен жасырылған" in said
    assert saved(saule, scene.case, "send", body_kk=said).status_code == 422


def test_a_reply_in_the_other_language_is_marked_and_does_not_go_before_somebody_translates_it(
    scene: Referring, saule: Desk
) -> None:
    case = joined(scene.world, rita(scene.world), scene.fresh())
    kept = answered(scene, scene.refer()[0])
    saved(saule, case, "insert", body_kk="", body_ru="", reply=str(kept.uuid))
    both = drafted(scene)
    assert "⟦Аударыңыз" not in both["kk"]
    assert "⟦Переведите: ответ на другом языке⟧" in both["ru"]
    assert "«Абай көшесіндегі" in both["ru"]
    refused = saved(saule, case, "send", body_kk=both["kk"], body_ru=both["ru"])
    assert refused.status_code == 422
    assert "still to be done with a quotation" in words(refused)
    assert saved(saule, case, "ask", body_kk=both["kk"], body_ru=both["ru"]).status_code == 422
    done = saved(saule, case, "send", body_kk="Шам ауыстырылды.", body_ru="Фонарь заменили.")
    assert done.status_code == 302


def test_what_was_put_in_is_taken_out_again_and_only_that(scene: Referring, saule: Desk) -> None:
    kept = answered(scene, scene.refer()[0])
    done = saved(saule, scene.case, "insert", body_kk="Сәлеметсіз бе!", reply=str(kept.uuid))
    page = saule.client.get(done["Location"]).context["page"]
    assert page.put == {"reply": str(kept.uuid)}
    saved(saule, scene.case, "undo", body_kk=f"{drafted(scene)['kk']}\n\nРахмет.", last_reply=str(kept.uuid))
    assert drafted(scene) == {"kk": "Сәлеметсіз бе!\n\nРахмет."}


def test_words_that_were_changed_since_are_not_taken_out(scene: Referring, saule: Desk) -> None:
    kept = answered(scene, scene.refer()[0])
    saved(saule, scene.case, "insert", body_kk="", reply=str(kept.uuid))
    mine = drafted(scene)["kk"].replace("5 шам", "бес шам")
    left = saved(saule, scene.case, "undo", body_kk=mine, last_reply=str(kept.uuid))
    assert drafted(scene) == {"kk": mine}
    assert "take them out by hand" in words(saule.client.get(left["Location"]))


def test_a_reply_and_a_ready_text_are_joined_in_one_press(scene: Referring, saule: Desk) -> None:
    kept, text = answered(scene, scene.refer()[0]), ready(scene.world, TextUse.ANSWER)
    saved(saule, scene.case, "insert", body_kk="", reply=str(kept.uuid), ready=str(text.uuid))
    said = drafted(scene)["kk"]
    assert said.index("ЖТ-77") < said.index("Сәлеметсіз бе!")


def test_a_set_of_deeds_puts_the_newest_good_reply_and_its_text_into_the_draft(
    scene: Referring, saule: Desk
) -> None:
    text = ready(scene.world, TextUse.ANSWER)
    fields = {
        "name_kk": "Жауапты бастау",
        "name_ru": "",
        "name_en": "",
        "is_mine": False,
        "begins": False,
        "checks": "",
    }
    macro = macro_set(
        actor=scene.world.actor("nurlan"), office=scene.world.office, fields=fields, ready_text=text, at=clock.now()
    )  # fmt: skip
    answered(scene, scene.refer()[0])
    saved(saule, scene.case, "keep", body_kk="Сәлеметсіз бе!")
    plan = saule.page("case-macro", scene.case.uuid, macro.uuid)
    assert [str(deed.label) for deed in plan.deeds] == ["This is put at the end of the draft of the answer"]
    assert "ЖТ-77" in plan.deeds[0].words[0][1]
    saule.post("case-macro", scene.case.uuid, macro.uuid, version=plan.version)
    assert drafted(scene)["kk"].startswith("Сәлеметсіз бе!\n\nЭнергетика басқармасы")
    assert Macro.objects.count() == 1


def test_a_reply_of_another_case_is_not_found(scene: Referring, saule: Desk) -> None:
    kept = answered(scene, scene.refer()[0])
    other = case_of(scene.world, scene.world.appeal("Су жоқ.", key="other"))
    assert saved(saule, other, "insert", body_kk="", reply=str(kept.uuid)).status_code == 404


def divided(scene: Referring) -> list[CasePart]:
    saule = scene.world.actor("saule")
    return [part_add(actor=saule, case=scene.case, title=title, at=clock.now()) for title in ("Шам", "Жол")]


def test_a_letter_about_a_part_stands_with_the_part_and_on_the_page_of_the_sender(
    scene: Referring, saule: Desk, client: Any
) -> None:
    lamp, road = divided(scene)
    scene.refer(part_uuid=str(lamp.uuid))
    send_waiting(clock.now())
    shown = saule.page("case-more", scene.case.uuid, "checks").routines.parts
    assert [(row.state, row.body[:10]) for row in shown] == [
        ("With the authority", "Энергетика"),
        ("Not sent yet", ""),
    ]
    assert shown[1].refer_href.endswith(f"?part={road.uuid}")
    assert saule.client.get(shown[1].refer_href).context["page"].form["part"].value() == str(road.uuid)
    mine = opened(client, scene.registered.number, scene.registered.secret).content.decode()
    for said in ("Жолданымыңыздың бөліктері", "Шам", "Жол", "Органның қарауында", "Әлі жіберілмеген"):
        assert said in mine


def test_the_answer_puts_parts_together_with_their_replies_and_says_which_is_open(
    scene: Referring, saule: Desk
) -> None:
    lamp, road = divided(scene)
    first = scene.refer(part_uuid=str(lamp.uuid))[0]
    scene.refer(scene.register.roads, part_uuid=str(road.uuid))
    answered(scene, first)
    saule.post("case-part", scene.case.uuid, lamp.uuid, state="settled", note="ауыстырылды")
    saved(saule, scene.case, "parts", body_kk="Жауап:")
    said = drafted(scene)["kk"]
    assert said.startswith("Жауап:\n\n1. Шам: ауыстырылды\nЭнергетика басқармасы")
    assert "«Абай көшесіндегі 5 шам" in said
    assert "2. Жол: " in said
    assert "Жол" in saule.page("case-writing", scene.case.uuid).open_parts


def test_an_answer_does_not_claim_to_be_whole_while_a_part_is_open(scene: Referring, saule: Desk) -> None:
    divided(scene)
    assert "answer" not in saule.page("case", scene.case.uuid).forms
    refused = saved(saule, scene.case, "send", body_kk="Шам ауыстырылды.")
    assert refused.status_code == 422
    assert "A part of the case is still open" in words(refused)
    assert "Шам ауыстырылды." in words(refused)
    status = scene.fresh().status
    saved(saule, scene.case, "send", body_kk="Шам ауыстырылды.", is_partial="1")
    answer = Answer.objects.get()
    assert "толық жауап емес" in str(answer.body)
    assert scene.fresh().status == status != CaseStatus.ANSWERED
    assert not Deadline.objects.filter(met_at__isnull=False).exists(), "the clocks run on"


def test_after_an_answer_to_one_part_the_case_is_not_closed_before_the_other_has_ended(
    scene: Referring, saule: Desk
) -> None:
    lamp, road = divided(scene)
    saule.post("case-part", scene.case.uuid, lamp.uuid, state="settled", note="ауыстырылды")
    saved(saule, scene.case, "send", body_kk="Шам ауыстырылды.", is_partial="1")
    refused = saule.do(scene.fresh(), "close", outcome="satisfied")
    assert refused.status_code == 422
    assert "A part of the case is still open" in words(refused)
    saule.post("case-part", scene.case.uuid, road.uuid, state="dropped", note="басқа жол")
    saule.do(scene.fresh(), "close", outcome="satisfied")
    assert scene.fresh().status == CaseStatus.CLOSED


def test_once_every_part_has_ended_the_answer_is_whole(scene: Referring, saule: Desk) -> None:
    for part in divided(scene):
        saule.post("case-part", scene.case.uuid, part.uuid, state="settled", note="бітті")
    saved(saule, scene.case, "send", body_kk="Бәрі бітті.", is_partial="1")
    assert Answer.objects.get().body == "Бәрі бітті."
    assert scene.fresh().status == CaseStatus.ANSWERED
    assert not Deadline.objects.filter(met_at__isnull=True).exists()
