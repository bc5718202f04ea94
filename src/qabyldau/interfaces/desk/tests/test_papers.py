"""The papers of a case at the desk: offered to whoever may make them, given as files, noted in the history."""

import io

import pytest
from pypdf import PdfReader

from qabyldau.casework.models import Case
from qabyldau.documents.casefile.checking import check_bundle
from qabyldau.interfaces.desk.tests.working import Desk, address, deeds_of, opened, words
from tests.people import World


@pytest.fixture
def case(world: World) -> Case:
    return opened(world, world.appeal())


@pytest.fixture
def saule(world: World) -> Desk:
    return Desk(world, "saule")


def text_of(answer) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_case_page_leads_to_its_papers(case: Case, saule: Desk) -> None:
    assert saule.page("case", case.uuid).papers.href == address("case-papers", case.uuid)
    assert "The case on paper" in words(saule.get("case", case.uuid))


def test_a_case_is_taken_along_as_pdf_with_nobody_named(case: Case, saule: Desk) -> None:
    answer = saule.post("case-papers", case.uuid, language="kk", go="pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert "Жолданым бойынша іс" in text_of(answer)
    assert "Айгүл" not in text_of(answer)
    assert deeds_of(case.uuid)[-1] == "casework.paper.made"


def test_contacts_are_shown_where_they_were_asked_for_and_the_look_is_noted(case: Case, saule: Desk) -> None:
    answer = saule.post("case-papers", case.uuid, language="ru", go="pdf", with_contacts="on")
    assert "Айгүл Сапарова" in text_of(answer)
    appeal = case.case_appeals.get().appeal
    assert "intake.contact.seen" in deeds_of(appeal.uuid)


def test_the_bundle_is_a_zip_that_can_be_checked(case: Case, saule: Desk) -> None:
    answer = saule.post("case-papers", case.uuid, language="en", go="bundle")
    assert answer["Content-Type"] == "application/zip"
    assert check_bundle(answer.content).flaws == ()


@pytest.mark.parametrize(
    "given", [{"language": "kk"}, {"language": "xx", "go": "pdf"}, {"language": "kk", "go": "exe"}]
)
def test_a_form_that_cannot_be_used_comes_back(case: Case, saule: Desk, given: dict) -> None:
    assert saule.post("case-papers", case.uuid, **given).status_code == 422


def test_looking_at_the_page_makes_nothing(case: Case, saule: Desk) -> None:
    page = saule.page("case-papers", case.uuid)
    assert set(page.form.fields) == {"language", "with_contacts", "with_notes", "go"}
    assert "casework.paper.made" not in deeds_of(case.uuid)


@pytest.mark.parametrize("name", ["dana", "bolat", "aizhan", "zhanna", "erlan", "oleg"])
def test_whoever_may_not_read_cases_is_not_let_in(world: World, case: Case, name: str) -> None:
    assert Desk(world, name).get("case-papers", case.uuid).status_code == 403


def test_somebody_of_another_office_finds_nothing(world: World, case: Case) -> None:
    marat = Desk(world, "marat")
    assert marat.get("case-papers", case.uuid).status_code == 404
    assert marat.post("case-papers", case.uuid, language="kk", go="pdf").status_code == 404
