"""The paper of a case: who may have it, what it shows, what is noted, and that it is the same twice."""

import io
import json
import zipfile

import pytest
import time_machine

from qabyldau.casework.models import Case
from qabyldau.casework.services.cases import note_add
from qabyldau.core.errors import ForbiddenError, MissingError
from qabyldau.documents.casefile.checking import check_bundle
from qabyldau.documents.casefile.facts import LetterPaper
from qabyldau.documents.casefile.making import case_json
from qabyldau.flow.act import work_case
from qabyldau.flow.answer import answer_case
from qabyldau.flow.bundle.making import Choice, Paper, gather_case, make_paper
from qabyldau.flow.tell import send_waiting
from qabyldau.flow.triage import Decision, open_case
from qabyldau.history.models import Entry, Stream
from qabyldau.history.queries import flaws
from tests.people import MONDAY_NOON, World, make_world
from tests.referring import Mailbox, mailbox, make_referring

__all__ = ["mailbox"]
BODY = "Менің телефоным 8 701 000 01 23. Абай көшесінде шам жанбайды."


@pytest.fixture
def world(db: None) -> World:
    with time_machine.travel(MONDAY_NOON, tick=False):
        return make_world()


@pytest.fixture
def case(world: World) -> Case:
    appeal = world.appeal(BODY).appeal
    saule = world.actor("saule")
    decision = Decision("lighting.street")
    case = open_case(actor=saule, appeal_uuid=str(appeal.uuid), decision=decision, at=MONDAY_NOON)
    note_add(actor=saule, case=case, body="Энергетиктерге қоңырау шалдым.", at=MONDAY_NOON)
    case = work_case(actor=saule, case_uuid=str(case.uuid), version=case.version, at=MONDAY_NOON)
    return answer_case(
        actor=saule, case_uuid=str(case.uuid), body="Шам ауыстырылды.", version=case.version, at=MONDAY_NOON
    )


def said(world: World, case: Case, name: str = "saule", **choice: object) -> dict:
    made, _ = gather_case(
        actor=world.actor(name), case_uuid=str(case.uuid), choice=Choice(**choice), at=MONDAY_NOON
    )
    return json.loads(case_json(made))


def deeds(case: Case) -> list[str]:
    return list(Entry.objects.order_by("position").values_list("action", flat=True))


def test_without_contacts_personal_data_are_masked_everywhere(world: World, case: Case) -> None:
    paper = said(world, case)
    whole = json.dumps(paper, ensure_ascii=False)
    assert "000 01 23" not in whole
    assert "+77010000123" not in whole
    assert "Айгүл" not in whole
    text = paper["appeals"][0]["text"]
    assert (text["is_masked"], len(text["seal"])) == (True, 64)
    assert "[ТЕЛЕФОН]" in text["body"]


def test_with_contacts_the_text_is_whole_and_the_look_is_noted(world: World, case: Case) -> None:
    before = deeds(case).count("intake.contact.seen")
    paper = said(world, case, with_contacts=True)
    assert paper["appeals"][0]["contact"]["name"] == "Айгүл Сапарова"
    assert paper["appeals"][0]["text"]["body"] == BODY
    assert deeds(case).count("intake.contact.seen") == before + 1
    assert deeds(case)[-1] == "casework.paper.made"
    assert list(flaws()) == []


def test_without_contacts_no_look_is_noted_but_the_paper_is(world: World, case: Case) -> None:
    before = deeds(case)
    said(world, case)
    assert deeds(case)[len(before) :] == ["casework.paper.made"]


def test_the_story_the_clocks_and_the_notices_are_in_it(world: World, case: Case) -> None:
    paper = said(world, case, language="en")
    assert {event["code"] for event in paper["events"]} == {"move", "answer", "delivery"}
    assert {row["clock"] for row in paper["deadlines"]} == {"Our promise", "The authority's time in law"}
    assert all(row["days"][0]["why"] == "day of registration" for row in paper["deadlines"])
    assert paper["letters"][0]["title"].startswith("Notice to the sender of")
    assert paper["status_words"] == "Answered"


def test_inner_notes_are_in_it_only_where_that_was_asked_for(world: World, case: Case) -> None:
    assert "қоңырау" not in json.dumps(said(world, case), ensure_ascii=False)
    assert "қоңырау" in json.dumps(said(world, case, with_notes=True), ensure_ascii=False)


def test_the_paper_names_the_head_of_the_history_as_it_was_before(world: World, case: Case) -> None:
    head = Stream.objects.get(name=f"office:{world.office.uuid}")
    history = said(world, case)["history"]
    assert (history["position"], history["head"]) == (head.position, head.head)
    assert history["entries"] == []


def test_whoever_may_read_the_history_has_its_entries_in_it(world: World, case: Case) -> None:
    actions = [entry["action"] for entry in said(world, case, "nurlan")["history"]["entries"]]
    assert "intake.appeal.registered" in actions
    assert "casework.case.opened" in actions


def test_letters_that_other_rooms_know_of_stand_among_the_notices(world: World, case: Case) -> None:
    letter = LetterPaper(MONDAY_NOON, "out", "email", "Жолдау хаты", "Энергетика басқармасы", "12")
    made, _ = gather_case(
        actor=world.actor("saule"),
        case_uuid=str(case.uuid),
        choice=Choice(),
        at=MONDAY_NOON,
        letters=[letter],
    )
    assert letter in made.letters


def test_a_bundle_is_checked_without_a_flaw(world: World, case: Case) -> None:
    made = make_paper(
        actor=world.actor("saule"),
        case_uuid=str(case.uuid),
        paper=Paper.BUNDLE,
        choice=Choice(),
        at=MONDAY_NOON,
    )
    assert check_bundle(made.content).flaws == ()
    with zipfile.ZipFile(io.BytesIO(made.content)) as parts:
        assert parts.namelist() == ["manifest.json", "case.json", "case.pdf"]
    assert made.name.endswith(".zip")
    assert made.name[:9].isdigit()


def test_the_paper_in_each_language_is_a_pdf(world: World, case: Case) -> None:
    for language in ("kk", "ru", "en"):
        made = make_paper(
            actor=world.actor("saule"),
            case_uuid=str(case.uuid),
            paper=Paper.PDF,
            choice=Choice(language=language),
            at=MONDAY_NOON,
        )
        assert made.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["dana", "bolat", "aizhan", "zhanna", "erlan", "oleg"])
def test_whoever_may_not_read_cases_gets_no_paper(world: World, case: Case, name: str) -> None:
    with pytest.raises(ForbiddenError):
        said(world, case, name)


def test_somebody_of_another_office_finds_no_case(world: World, case: Case) -> None:
    with pytest.raises(MissingError):
        said(world, case, "marat")


def test_a_letter_to_an_authority_stands_in_it_with_its_number_its_headers_and_its_sums(
    db: None, mailbox: Mailbox
) -> None:
    with time_machine.travel(MONDAY_NOON, tick=False):
        scene = make_referring()
        scene.refer()
        send_waiting(MONDAY_NOON)
        uuid = str(scene.fresh().uuid)
        made, _ = gather_case(
            actor=scene.world.actor("saule"), case_uuid=uuid, choice=Choice("ru"), at=MONDAY_NOON
        )
    letter = next(row for row in made.letters if row.number)
    assert (letter.direction, letter.number, letter.state) == ("out", "ALM-1/2026", "отправлено")
    assert letter.headers == (("Message-ID", f"<{scene.letter().uuid}@qabyldau>"),)
    assert [row.problem for row in letter.tries] == [""]
    assert len(letter.files[0].sha256) == 64
    assert letter.words is not None
    assert "№" in letter.words.body
