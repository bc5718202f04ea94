"""Answering at the desk: drafts, eyes, ready texts, sets of deeds, checklists, parts, links; and who is kept out."""

from typing import Any

import pytest

from qabyldau.accounts.rules import machine
from qabyldau.answers.models import Delivery
from qabyldau.casework.models import Case, InfoRequest
from qabyldau.catalog.models import ReadyText
from qabyldau.catalog.rules import TextUse
from qabyldau.chain.models import Link
from qabyldau.core import clock
from qabyldau.drafting.queries import draft_of, texts_of
from qabyldau.flow.linking.suggest import suggest_links
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact
from qabyldau.interfaces.cli.reference import load_reference
from qabyldau.interfaces.desk.tests.working import Desk, address, deeds_of, joined, opened, words
from qabyldau.routines.models import CheckItem, Macro
from tests.people import World

KK, RU = "Шам ауыстырылды.", "Фонарь заменили."
DARK_RU = "Здравствуйте, на улице Абая уже две недели не горят фонари, дети идут в школу в темноте."


@pytest.fixture
def saule(world: World) -> Desk:
    return Desk(world, "saule")


def rita(world: World, **changes: Any) -> Any:
    given = {"key": "rita", "answer_language": "ru", "contact": Contact(name="Рита", phone="+77010000999")}
    return world.appeal(DARK_RU, **{**given, "consent_language": "ru", **changes})


@pytest.fixture
def case(world: World) -> Case:
    return joined(world, rita(world), opened(world, world.appeal()))


def saved(desk: Desk, case: Case, go: str, **given: object) -> Any:
    draft = draft_of(case)
    version = draft.version if draft else 0
    fresh = Case.objects.get(pk=case.pk).version
    return desk.post("case-writing-save", case.uuid, version=version, case_version=fresh, go=go, **given)


def test_a_case_in_two_languages_is_answered_on_its_own_page(case: Case, saule: Desk) -> None:
    assert "answer" not in saule.page("case", case.uuid).forms
    page = saule.page("case-writing", case.uuid)
    assert [row.is_lacking for row in page.readers] == [True, True]
    refused = saved(saule, case, "send", body_kk=KK, body_ru="")
    assert refused.status_code == 422
    assert "Somebody waits for the answer in a language" in words(refused)
    assert KK in words(refused)
    done = saved(saule, case, "send", body_kk=KK, body_ru=RU)
    shown = words(saule.client.get(done["Location"]))
    assert "Whether the answer came" in shown
    assert "Waits on the page, not read yet" in words(saule.get("case-more", case.uuid, "came"))
    assert Delivery.objects.count() == 2


def test_what_is_typed_is_kept_and_found_again_by_whoever_goes_on(
    world: World, case: Case, saule: Desk
) -> None:
    kept = saule.post("case-writing-keep", case.uuid, version=0, case_version=1, body_kk=KK, body_ru="")
    assert kept.json() == {"version": 1}
    page = Desk(world, "nurlan").page("case-writing", case.uuid)
    assert page.form["body_kk"].value() == KK
    late = saule.post("case-writing-keep", case.uuid, version=0, case_version=1, body_kk="x", body_ru="")
    assert late.status_code == 409


def test_who_is_another_pair_of_eyes_approves_and_the_writer_sends(
    world: World, case: Case, saule: Desk
) -> None:
    type(world.office).objects.update(needs_second_eyes=True)
    nurlan = Desk(world, "nurlan")
    saved(saule, case, "ask", body_kk=KK, body_ru=RU)
    assert not saule.page("case-writing", case.uuid).may_judge
    page = nurlan.page("case-writing", case.uuid)
    assert page.may_judge
    [line] = nurlan.page("today").drafts
    assert (line.href, line.tone) == (address("case-writing", case.uuid), "waiting")
    assert saule.page("today").drafts == [] == Desk(world, "marat").page("today").drafts
    nurlan.post("case-writing-judge", case.uuid, version=page.version, go="mend", remark="Күнін жазыңыз")
    assert [line.label for line in saule.page("today").drafts] == ["Sent back: mend it"]
    assert nurlan.page("today").drafts == []
    assert saule.page("case-writing", case.uuid).remark == "Күнін жазыңыз"
    saved(saule, case, "ask", body_kk=KK + " 15 қыркүйек.", body_ru=RU)
    page = nurlan.page("case-writing", case.uuid)
    nurlan.post("case-writing-judge", case.uuid, version=page.version, go="good", remark="")
    assert [line.label for line in saule.page("today").drafts] == ["Approved: send it"]
    given = {f"body_{code}": body for code, body in texts_of(draft_of(case)).items()}  # type: ignore[arg-type]
    assert saved(saule, case, "send", **given).status_code == 302
    assert saule.page("today").drafts == []
    assert Case.objects.get(pk=case.pk).status == "answered"
    assert deeds_of(case.uuid).count("answers.draft.asked") == 2


def test_another_language_for_one_person_needs_a_note(world: World, case: Case, saule: Desk) -> None:
    saved(saule, case, "keep", body_kk=KK, body_ru="")
    appeal = Appeal.objects.get(answer_language="ru")
    saule.post("case-writing-choose", case.uuid, appeal.uuid, language="kk", note="")
    assert saule.page("case-writing", case.uuid).readers[1].is_lacking
    saule.post("case-writing-choose", case.uuid, appeal.uuid, language="kk", note="Келістік")
    assert saved(saule, case, "send", body_kk=KK, body_ru="").status_code == 302
    assert Delivery.objects.get(appeal=appeal).language_note == "Келістік"


def ready(world: World, use: TextUse) -> ReadyText:
    load_reference(machine("test"), clock.now())
    return ReadyText.objects.filter(use=use, category=None).earliest("pk")


def test_a_ready_text_goes_into_the_answer_in_both_languages_with_whole_sentences(
    world: World, case: Case, saule: Desk
) -> None:
    text = ready(world, TextUse.ANSWER)
    saved(saule, case, "insert", body_kk="Бастауы.", body_ru="", ready=text.uuid)
    said = texts_of(draft_of(case))  # type: ignore[arg-type]
    assert said["kk"].startswith("Бастауы.\n\nСәлеметсіз бе!")
    assert "Қабылдаудың телефоны: +7 700 000 00 00." in said["kk"]
    assert "Телефон приёмной: +7 700 000 00 00." in said["ru"]
    assert "[" not in said["kk"] + said["ru"]


def test_everyone_is_asked_with_a_ready_text_in_their_own_language(
    world: World, case: Case, saule: Desk
) -> None:
    text = ready(world, TextUse.QUESTION)
    page = saule.page("case-ready-question", case.uuid)
    until = page.form["until"].value()
    assert (
        saule.post(
            "case-ready-question", case.uuid, ready=text.uuid, until=until, version=case.version
        ).status_code
        == 302
    )
    asked = {row.appeal.answer_language: row.question for row in InfoRequest.objects.all()}
    assert asked["kk"] != asked["ru"]
    assert not InfoRequest.objects.filter(is_return=True).exists()


def test_an_appeal_is_given_back_to_be_completed_with_a_day_and_stays_registered(
    world: World, saule: Desk
) -> None:
    case = opened(world, world.appeal())
    text = ready(world, TextUse.RETURN)
    wrong = saule.post(
        "case-ready-return", case.uuid, ready=text.uuid, until="2026-09-14", version=case.version
    )
    assert wrong.status_code == 422
    saule.post("case-ready-return", case.uuid, ready=text.uuid, until="2026-09-24", version=case.version)
    row = InfoRequest.objects.get()
    assert (row.is_return, f"{row.expires_on}") == (True, "2026-09-24")
    assert "24" in row.question
    assert Appeal.objects.get().register_serial == 1


def test_a_set_of_deeds_is_looked_at_and_done_whole_or_not_at_all(world: World, saule: Desk) -> None:
    text, nurlan, case = ready(world, TextUse.QUESTION), Desk(world, "nurlan"), opened(world, world.appeal())
    nurlan.post(
        "macros",
        name_kk="Орнын сұрау",
        is_mine="on",
        begins="on",
        checks="Картадан қарау\nҚоңырау",
        ready=text.uuid,
    )
    macro = Macro.objects.get()
    page = saule.page("case-macro", case.uuid, macro.uuid)
    assert (len(page.deeds), page.is_possible) == (4, True)
    assert Case.objects.get(pk=case.pk).status == "assigned"
    saule.post("case-macro", case.uuid, macro.uuid, version=page.version)
    assert Case.objects.get(pk=case.pk).status == "waiting_for_applicant"
    assert CheckItem.objects.count() == 2
    stale = saule.post("case-macro", case.uuid, macro.uuid, version=page.version)
    assert (stale.status_code, CheckItem.objects.count()) == (409, 2)


def test_a_macro_needs_a_deed(world: World) -> None:
    assert Desk(world, "nurlan").post("macros", name_kk="Бос", ready="").status_code == 422


def test_a_checklist_is_written_and_ticked(world: World, case: Case, saule: Desk) -> None:
    saule.post("case-check-new", case.uuid, note="Барып көру\n\nҚоңырау шалу")
    items = saule.page("case-more", case.uuid, "checks").routines.checks
    saule.post("case-check", case.uuid, items[0].uuid, done="1")
    assert [row.is_done for row in saule.page("case-more", case.uuid, "checks").routines.checks] == [
        True,
        False,
    ]
    saule.post("case-check", case.uuid, items[0].uuid, done="0")
    assert not CheckItem.objects.filter(done_at__isnull=False).exists()


def test_parts_for_several_authorities_come_together_in_one_answer(world: World, saule: Desk) -> None:
    case = opened(world, world.appeal())
    for title in ("Шам", "Жол"):
        saule.post("case-part-new", case.uuid, note=title)
    parts = saule.page("case-more", case.uuid, "checks").routines.parts
    saule.post("case-part", case.uuid, parts[0].uuid, state="settled", note="")
    assert saule.page("case-more", case.uuid, "checks").routines.parts[0].state == "Not sent yet"
    saule.post("case-part", case.uuid, parts[0].uuid, state="settled", note="ауыстырылды")
    saule.post("case-part", case.uuid, parts[1].uuid, state="sent", note="")
    saved(saule, case, "parts", body_kk="Жауап:")
    assert texts_of(draft_of(case)) == {"kk": "Жауап:\n\n1. Шам: ауыстырылды\n\n2. Жол: әлі қаралып жатыр."}  # type: ignore[arg-type]


def pair(**changes: object) -> dict[str, object]:
    given = {
        "use": "answer",
        "category_code": "",
        "title_kk": "Шам",
        "title_ru": "Фонарь",
        "body_kk": "Жанды. [phone]",
        "body_ru": "Горит. [phone]",
    }
    return {**given, **changes}


def test_the_list_of_ready_texts_shows_the_words_of_the_release_and_leads_back_to_where_an_editor_may_go(
    world: World,
) -> None:
    nurlan, erlan = Desk(world, "nurlan"), Desk(world, "erlan")
    nurlan.post("ready-new", **pair())
    assert [(row.body_kk, row.body_ru) for row in erlan.page("ready").rows] == [("", "")], "they have a page"
    ReadyText.objects.update(office=None, code="lamp")
    [row] = erlan.page("ready").rows
    assert (row.href, row.body_kk, row.body_ru) == ("", pair()["body_kk"], pair()["body_ru"])
    answer = erlan.get("ready")
    assert pair()["body_ru"] in words(answer)
    assert f'href="{address("reception")}"' in answer.content.decode()
    assert erlan.get("reception").status_code == 200


def test_a_pair_is_written_by_one_and_checked_by_another_before_anybody_is_offered_it(
    world: World, case: Case, saule: Desk
) -> None:
    nurlan, erlan = Desk(world, "nurlan"), Desk(world, "erlan")
    nurlan.post("ready-new", **pair())
    row = ReadyText.objects.get()
    assert saule.page("case-writing", case.uuid).ready == []
    assert nurlan.post("ready-check", row.uuid).status_code == 403
    erlan.post("ready-check", row.uuid)
    assert [title for _, title in saule.page("case-writing", case.uuid).ready] == ["Фонарь"]
    nurlan.post("ready-text", row.uuid, **pair(body_kk="Жанды!", body_ru="Горит!"))
    assert saule.page("case-writing", case.uuid).ready == []
    erlan.post("ready-retire", row.uuid)
    assert erlan.get("ready-text", row.uuid).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"body_ru": ""}, {"title_kk": " "}, {"body_kk": "Жанды. [nobody]", "body_ru": "Горит. [nobody]"},
        {"body_ru": "Горит."}, {"body_kk": "Телефон [phone]-ға", "body_ru": "Телефон [phone]"},
    ],
)  # fmt: skip
def test_one_side_alone_and_a_placeholder_that_is_no_sentence_are_refused(
    world: World, wrong: dict[str, object]
) -> None:
    assert Desk(world, "nurlan").post("ready-new", **pair(**wrong)).status_code == 422
    assert not ReadyText.objects.exists()


def test_the_same_matter_is_shown_with_its_reason_judged_joined_and_split_off(
    world: World, saule: Desk
) -> None:
    case, second = opened(world, world.appeal()), rita(world).appeal
    for row in Appeal.objects.all():
        suggest_links(row.pk, clock.now())
    link = Link.objects.get(relation="same_matter")
    shown = saule.page("appeal", second.uuid).links.links[0]
    assert (shown.may_join, "фонари = шам" in shown.why, "абаи" in shown.why) == (True, True, False)
    saule.post("appeal-link", second.uuid, link.uuid, go="reject")
    assert saule.page("appeal", second.uuid).links.links[0].is_rejected
    saule.post("appeal-link", second.uuid, link.uuid, go="undo")
    answer = saule.post("appeal-link", second.uuid, link.uuid, go="join")
    assert str(case.uuid) in answer["Location"]
    page = saule.page("case", case.uuid)
    assert (page.may_split, saule.page("case-more", page.uuid, "links").links.links) == (True, [])
    split = saule.post("case-split", case.uuid, second.uuid, version=page.version, reason="Басқа үй")
    assert str(case.uuid) not in split["Location"]
    assert len(saule.page("case", case.uuid).appeals) == 1


def test_an_appeal_that_nobody_works_on_is_taken_into_the_case_of_the_page_even_after_a_plain_yes(
    world: World, saule: Desk
) -> None:
    case, second = opened(world, world.appeal()), rita(world).appeal
    for row in Appeal.objects.all():
        suggest_links(row.pk, clock.now())
    link, first = Link.objects.get(relation="same_matter"), Appeal.objects.get(case_appeal__case=case)
    assert [row.may_take for row in saule.page("case-more", case.uuid, "links").links.links] == [True]
    saule.post("appeal-link", first.uuid, link.uuid, go="confirm")
    assert [row.may_join for row in saule.page("appeal", second.uuid).links.links] == [True]
    answer = saule.post("appeal-link", first.uuid, link.uuid, go="take")
    assert str(case.uuid) in answer["Location"]
    assert len(saule.page("case", case.uuid).appeals) == 2
    assert saule.post("appeal-link", first.uuid, link.uuid, go="take").status_code == 409


def test_a_repeat_shows_what_was_answered_before_and_counts_our_failure_not_the_person(
    world: World, saule: Desk
) -> None:
    first = world.appeal(answer_language="kk")
    case = opened(world, first)
    saule.do(case, "answer", body=KK)
    again = world.appeal(DARK_RU, key="again").appeal
    suggest_links(again.pk, clock.now())
    link = Link.objects.get(relation="repeats")
    assert saule.page("appeal", again.uuid).links.times == 1
    saule.post("appeal-link", again.uuid, link.uuid, go="confirm")
    page = saule.page("appeal", again.uuid).links
    assert (page.times, page.links[0].answers) == (2, [KK])
    assert "How many times we were asked about this: 2." in words(saule.get("appeal", again.uuid))


def test_other_appeals_of_the_same_contact_stand_beside_without_a_name_and_without_confidential_ones(
    world: World, saule: Desk
) -> None:
    first = world.appeal().appeal
    world.appeal("Ауладағы қоқыс шығарылмайды, екі апта болды.", key="b")
    world.appeal("Құпия мәселе туралы жазамын.", key="c", is_confidential=True)
    others = saule.page("appeal", first.uuid).links.others
    assert len(others) == 1
    assert "Айгүл" not in words(saule.get("appeal", first.uuid))
    assert Desk(world, "dana").get("appeal", first.uuid).status_code == 404


@pytest.mark.parametrize("name", ["dana", "bolat", "erlan", "zhanna", "marat"])
def test_who_does_no_casework_here_writes_no_answer_and_judges_no_link(
    world: World, case: Case, name: str
) -> None:
    desk = Desk(world, name)
    assert desk.get("case-writing", case.uuid).status_code in {403, 404}
    assert saved(desk, case, "send", body_kk=KK, body_ru=RU).status_code in {403, 404}
    appeal = Appeal.objects.get(answer_language="ru")
    assert desk.post("case-split", case.uuid, appeal.uuid, version=1, reason="x").status_code in {403, 404}
    assert draft_of(case) is None


def test_answers_that_reached_nobody_are_listed_and_handed_over(world: World, saule: Desk) -> None:
    case = opened(world, world.appeal())
    saule.do(case, "answer", body=KK)
    row = saule.page("unreached").rows[0]
    saule.post("waiting-hand", row.uuid)
    assert saule.page("unreached").rows == []
    assert saule.get("unreached", after="nothing").status_code == 200
    assert Desk(world, "dana").get("unreached").status_code == 403
