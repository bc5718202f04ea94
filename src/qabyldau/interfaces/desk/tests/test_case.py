"""One case at the desk: every deed done, every bad form given back, every old page refused with nothing lost."""

import pytest

from qabyldau.answers.models import Answer
from qabyldau.casework.models import Case, Note, StateChange
from qabyldau.casework.services.cases import note_add
from qabyldau.core import clock
from qabyldau.flow.act import take_reply
from qabyldau.interfaces.desk.tests.working import Desk, deeds_of, joined, opened, said_by, words
from tests.people import DARK_STREET, MONDAY_NOON, World

ANSWER = "Шам ауыстырылды, тексеріп көріңіз."


@pytest.fixture
def case(world: World) -> Case:
    return opened(world, world.appeal())


@pytest.fixture
def saule(world: World) -> Desk:
    return Desk(world, "saule")


@pytest.fixture
def nurlan(world: World) -> Desk:
    return Desk(world, "nurlan")


def status(case: Case) -> str:
    return Case.objects.get(pk=case.pk).status


def story(desk: Desk, case: Case) -> list[tuple[str, str, str]]:
    return [(event.title, event.body, event.who) for event in desk.page("case", case.uuid).events]


def test_the_page_shows_the_appeal_the_dates_and_the_story(case: Case, saule: Desk) -> None:
    page = saule.page("case", case.uuid)
    assert (page.status, page.owner, f"{page.due_on}") == (
        "Assigned",
        "Әбенова Сәуле Маратқызы",
        "2026-09-28",
    )
    terms = saule.page("case-more", case.uuid, "terms").appeals[0].terms
    assert [term.clock for term in terms] == ["ours", "authority"]
    shown = words(saule.get("case", case.uuid))
    assert DARK_STREET in shown
    assert "How the dates were counted, day by day" in shown
    assert (
        words(saule.get("case-more", case.uuid, "terms")).count("How the date was counted, day by day") == 2
    )
    assert "Айгүл" not in shown


def test_work_begins_an_answer_is_given_and_the_case_is_closed(case: Case, saule: Desk) -> None:
    name = "Әбенова Сәуле Маратқызы"
    assert saule.page("case", case.uuid).begin_label
    saule.do(case, "begin")
    assert status(case) == "in_work"
    answer = saule.do(case, "answer", body=ANSWER)
    shown = saule.client.get(answer["Location"])
    assert "The answer is given: every applicant can read it now." in words(shown)
    assert all(term.is_met for term in saule.page("case-more", case.uuid, "terms").appeals[0].terms)
    saule.do(case, "close", outcome="satisfied")
    page = saule.page("case", case.uuid)
    assert (page.is_closed, page.outcome, set(page.forms), bool(page.begin_label)) == (
        True,
        "Satisfied",
        {"reopen"},
        False,
    )
    told = story(saule, case)
    assert ("Answer", ANSWER, name) in told
    assert told[-1] == ("Closed · Satisfied", "", name)


def test_one_answer_reaches_everybody_whose_appeal_is_in_the_case(
    world: World, case: Case, saule: Desk
) -> None:
    joined(world, world.appeal(key="second"), case)
    assert "People who will be told: 2." in words(saule.get("case", case.uuid))
    saule.do(case, "answer", body=ANSWER)
    assert Answer.objects.get().deliveries.count() == 2


def test_after_the_answer_the_form_that_closes_stands_open(case: Case, saule: Desk) -> None:
    def is_open() -> bool:
        details = words(saule.get("case", case.uuid)).split("Close the case")[0].rpartition("<details")[2]
        return " open" in details

    assert not is_open()
    saule.do(case, "answer", body=ANSWER)
    assert is_open()


def test_a_question_waits_and_its_reply_stands_in_the_story(world: World, case: Case, saule: Desk) -> None:
    saule.do(case, "ask", question="Қай бағана?")
    assert saule.page("case", case.uuid).status == "Waiting for the applicant"
    appeal = case.case_appeals.get().appeal
    question = case.requests.get()
    take_reply(appeal=appeal, request_uuid=str(question.uuid), body="114-бағана", at=clock.now())
    told = story(saule, case)
    assert ("Question to the applicant", "Қай бағана?", "Әбенова Сәуле Маратқызы") in told
    assert ("Reply of the applicant", "114-бағана", "the applicant") in told
    assert status(case) == "in_work"


def test_a_note_is_kept_for_the_staff_even_from_an_old_page(case: Case, saule: Desk, nurlan: Desk) -> None:
    nurlan.do(case, "begin")
    assert saule.do(case, "note", note="Бригада ертең барады", version=case.version).status_code == 302
    titles = [(title, body) for title, body, _who in story(nurlan, case)]
    assert ("Note, not seen by the applicant", "Бригада ертең барады") in titles


def test_a_closed_case_is_opened_again_with_a_reason_and_goes_on(case: Case, saule: Desk) -> None:
    saule.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
    assert said_by(saule.do(case, "reopen", reason=" "), "reopen").keys() == {"reason"}
    saule.do(case, "reopen", reason="Шам қайта сөнді")
    page = saule.page("case", case.uuid)
    assert (page.is_closed, page.outcome) == (False, "")
    assert story(saule, case)[-1][:2] == ("Reopened", "Шам қайта сөнді")
    assert saule.do(case, "begin").status_code == 302


def test_nothing_is_closed_that_was_not_answered(case: Case, saule: Desk) -> None:
    errors = said_by(saule.do(case, "close", outcome="satisfied", reason="Бітті"), "close")
    assert errors == {"__all__": ["Give the applicants an answer first: nobody is left without one."]}
    assert status(case) == "assigned"


@pytest.mark.parametrize("outcome", ["refused", "partly_satisfied", "forwarded", "withdrawn"])
def test_an_outcome_that_owes_a_reason_is_not_taken_without_one(
    case: Case, saule: Desk, outcome: str
) -> None:
    saule.do(case, "answer", body=ANSWER)
    answer = saule.do(case, "close", outcome=outcome, reason="  ")
    assert said_by(answer, "close") == {"reason": ["Say why, in words that the applicant will read."]}
    assert answer.context["page"].forms["close"]["outcome"].value() == outcome
    assert saule.do(case, "close", outcome=outcome, reason="Жол иесі басқа").status_code == 302


@pytest.mark.parametrize(
    ("deed", "given", "field"),
    [
        ("answer", {"body": " "}, "body"),
        ("ask", {"question": ""}, "question"),
        ("note", {"note": ""}, "note"),
        ("close", {"outcome": "", "reason": "Шам жанды"}, "outcome"),
        ("close", {"outcome": "burnt", "reason": "Шам жанды"}, "outcome"),
        ("give", {"owner": "nobody"}, "owner"),
        (
            "extend",
            {"clock": "ours", "until": "жақында", "reason": "Сараптама", "decided_by": "Сейітов"},
            "until",
        ),
        ("answer", {"body": "а" * 20_001}, "body"),
    ],
)
def test_a_bad_form_comes_back_naming_the_field_with_what_was_typed(
    case: Case, nurlan: Desk, deed: str, given: dict[str, str], field: str
) -> None:
    answer = nurlan.do(case, deed, **given)
    assert set(said_by(answer, deed)) == {field}
    form = answer.context["page"].forms[deed]
    assert {name: form[name].value() for name in given} == given
    shown = words(answer)
    assert "<title>Error:" in shown
    assert f'href="#{form[field].id_for_label}"' in shown
    assert Case.objects.get().version == case.version


def test_a_deed_that_is_none_is_not_found(case: Case, nurlan: Desk) -> None:
    assert nurlan.do(case, "burn").status_code == 404


@pytest.mark.parametrize(
    ("deed", "given", "typed"),
    [
        ("answer", {"body": ANSWER}, ANSWER),
        ("ask", {"question": "Қай бағана екенін жазыңызшы?"}, "Қай бағана екенін жазыңызшы?"),
        ("close", {"outcome": "withdrawn", "reason": "Өзі қайтарып алды"}, "Өзі қайтарып алды"),
        ("extend", {"clock": "ours", "until": "2026-10-05", "reason": "Сараптама керек", "decided_by": "Сейітов"}, "Сараптама керек"),
        ("give", {}, ""),
        ("begin", {}, ""),
    ],
)  # fmt: skip
def test_an_old_page_is_refused_and_what_was_typed_is_given_back(
    world: World, case: Case, nurlan: Desk, deed: str, given: dict[str, str], typed: str
) -> None:
    Desk(world, "saule").do(case, "begin")
    before = Case.objects.get()
    if deed == "give":
        given = {"owner": str(world.users["nurlan"].uuid)}
    answer = nurlan.do(case, deed, version=case.version, **given)
    assert answer.status_code == 409
    assert "This was changed meanwhile" in words(answer)
    assert typed in words(answer)
    after = Case.objects.get()
    assert (after.version, after.status, after.owner, after.due_on) == (
        before.version, before.status, before.owner, before.due_on,
    )  # fmt: skip
    assert not Answer.objects.exists()


def test_an_answer_to_a_case_closed_meanwhile_is_given_back(case: Case, saule: Desk, nurlan: Desk) -> None:
    nurlan.do(case, "close", outcome="withdrawn", reason="Өзі сұрады")
    answer = saule.do(case, "answer", body=ANSWER)
    assert (answer.status_code, ANSWER in words(answer)) == (409, True)
    assert not Answer.objects.exists()


def test_what_is_typed_is_drawn_as_words_and_never_as_markup(case: Case, saule: Desk) -> None:
    planted = "<script>alert(1)</script>"
    saule.do(case, "note", note=planted)
    assert planted not in words(saule.get("case", case.uuid))
    assert planted not in words(saule.do(case, "answer", body=planted, version=case.version + 5))


def test_nurlan_gives_a_case_that_has_an_owner_to_another(world: World, case: Case, nurlan: Desk) -> None:
    assert "give" in nurlan.page("case", case.uuid).forms
    answer = nurlan.do(case, "give", owner=world.users["aizhan"].uuid)
    assert "The case has a new owner." in words(nurlan.client.get(answer["Location"]))
    assert Case.objects.get().owner == world.users["aizhan"]
    nurlan.do(case, "begin")
    nurlan.do(case, "give", owner=world.users["saule"].uuid)
    assert Case.objects.get().owner == world.users["saule"]


def test_of_two_who_give_a_case_from_one_page_the_second_sees_a_conflict(
    world: World, case: Case, nurlan: Desk
) -> None:
    seen = Case.objects.get().version
    nurlan.do(case, "give", owner=world.users["aizhan"].uuid, version=seen)
    assert nurlan.do(case, "give", owner=world.users["nurlan"].uuid, version=seen).status_code == 409
    assert Case.objects.get().owner == world.users["aizhan"]


def test_a_case_is_not_given_to_whoever_works_elsewhere_or_sits_at_the_door(
    world: World, case: Case, nurlan: Desk
) -> None:
    for name in ("marat", "dana", "zhanna"):
        assert said_by(nurlan.do(case, "give", owner=world.users[name].uuid), "give").keys() == {"owner"}


def extension(**changes: str) -> dict[str, str]:
    given = {
        "clock": "ours",
        "until": "2026-10-09",
        "reason": "Сараптама керек",
        "decided_by": "Сейітов Н. А.",
    }
    return given | changes


def test_more_time_is_given_by_a_reasoned_decision(case: Case, nurlan: Desk) -> None:
    shown = words(nurlan.get("case-more", case.uuid, "extend"))
    assert "At the latest 14.11.2026" in shown
    assert nurlan.do(case, "extend", **extension(clock="authority", until="2026-11-13")).status_code == 302
    authority = nurlan.page("case-more", case.uuid, "terms").appeals[0].terms[1]
    assert (f"{authority.due_on}", authority.earlier[0].reason) == (
        "2026-11-13",
        "Сараптама керек (Сейітов Н. А.)",
    )
    assert "casework.deadline.extended" in deeds_of(case.uuid)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"until": "2026-11-16"}, "until"),
        ({"until": "2026-11-14"}, "until"),
        ({"until": "2026-09-28"}, "until"),
        ({"until": "2026-10-10"}, "until"),
        ({"reason": "  "}, "reason"),
        ({"decided_by": " "}, "decided_by"),
        ({"clock": "nobody's"}, "clock"),
    ],
)
def test_more_time_than_the_law_allows_or_without_a_reason_is_refused(
    case: Case, nurlan: Desk, changes: dict[str, str], field: str
) -> None:
    answer = nurlan.do(case, "extend", **extension(**changes))
    assert set(said_by(answer, "extend")) == {field}
    assert answer.context["page"].forms["extend"]["until"].value() == extension(**changes)["until"]
    assert [term.earlier for term in nurlan.page("case-more", case.uuid, "terms").appeals[0].terms] == [
        [],
        [],
    ]


def test_a_date_that_was_kept_already_is_not_moved(case: Case, saule: Desk, nurlan: Desk) -> None:
    saule.do(case, "answer", body=ANSWER)
    answer = nurlan.do(case, "extend", **extension())
    assert set(said_by(answer, "extend")) == {"clock"}
    assert "Сараптама керек" in words(answer)


def test_forty_entries_take_as_many_queries_as_two(world: World, case: Case, nurlan: Desk) -> None:
    actor, row = world.actor("saule"), Case.objects.get()

    def noted(count: int) -> int:
        for _ in range(count):
            note_add(actor=actor, case=row, body="Тағы бір жазба", at=MONDAY_NOON)
        nurlan.page("case", case.uuid)
        return nurlan.queries("case", case.uuid)

    assert noted(2) == noted(38)
    assert (Note.objects.count(), len(deeds_of(case.uuid)) > 40) == (40, True)


def test_many_moves_answers_and_questions_take_no_more_queries(case: Case, saule: Desk) -> None:
    def worked(times: int) -> int:
        for _ in range(times):
            saule.do(case, "ask", question="Қай бағана?")
            saule.do(case, "answer", body=ANSWER)
            saule.do(case, "begin")
        saule.page("case", case.uuid)
        return saule.queries("case", case.uuid)

    assert worked(1) == worked(6)
    assert StateChange.objects.filter(case=case).count() == 2 + 3 * 7


def test_twenty_appeals_in_a_case_take_as_many_queries_as_two(world: World, case: Case, nurlan: Desk) -> None:
    def grown(names: range) -> int:
        for name in names:
            joined(world, world.appeal(key=f"k{name}"), case)
        nurlan.page("case", case.uuid)
        return nurlan.queries("case", case.uuid)

    assert grown(range(1)) == grown(range(1, 19))
    assert len(nurlan.page("case", case.uuid).appeals) == 20
