"""Documentation that fails when it is false."""

import re

import pytest

from qabyldau.history.labels import ACTION_LABELS
from qabyldau.interfaces.cli.tables import text_of
from tests.house import reference
from tests.house.tree import ROOT, name_of

DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
GUIDES = (
    "index.md",
    "write-an-appeal.md",
    "book-a-visit.md",
    "reception-desk.md",
    "letters.md",
    "answering.md",
)


@pytest.mark.parametrize("name", list(reference.MADE))
def test_a_page_made_from_the_code_says_what_the_code_says(name):
    path, wanted = reference.page(name)
    assert path.read_text(encoding="utf-8") == wanted, "make docs writes it anew"


@pytest.mark.parametrize("name", list(reference.environment()))
def test_every_setting_is_explained_by_hand(name):
    explained = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8").partition(reference.LINE)[0]
    assert re.search(rf"^\* \*\*`{name}`\*\*", explained, re.MULTILINE)


@pytest.mark.parametrize("name", list(reference.commands()))
def test_every_command_is_explained_by_hand(name):
    explained = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8").partition(reference.LINE)[0]
    assert f"## {name}" in explained


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_between_pages_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    inner = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in inner if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_has_one_title_and_stays_readable(path):
    words = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert len(re.findall(r"^# ", words, re.MULTILINE)) == 1
    if path.parent.name == "decisions":
        assert len(words.split()) <= 450, "a decision is half a page"


def test_decisions_are_numbered_without_a_gap_and_have_their_parts():
    decisions = sorted((DOCS / "decisions").glob("0*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        words = path.read_text(encoding="utf-8")
        assert all(f"## {part}" in words for part in ("Context", "Decision", "Consequences")), path.name


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", GUIDES)
def test_people_have_their_guide_in_their_language(language, name):
    assert len((DOCS / language / name).read_text(encoding="utf-8")) > 400


def test_every_page_is_reached_from_the_map():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    lost = [
        name_of(path)
        for path in PAGES
        if path.parent.name not in {"kk", "ru", "en"} and path.name != "index.md"
    ]
    assert [name for name in lost if name.removeprefix("docs/") not in index] == []


def test_the_glossary_has_a_word_for_every_language_in_every_row():
    words = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1:-1] for row in words.splitlines() if row.startswith("| ") and "---" not in row]
    assert len(rows) > 40
    assert [row for row in rows if not all(cell.strip() for cell in row)] == []


def test_every_page_tells_the_true_number_of_invented_appeals():
    appeals = text_of("demo/appeals.jsonl").splitlines()
    told = [
        (name_of(path), number)
        for path in (ROOT / "README.md", ROOT / "CHANGELOG.md", *PAGES)
        for number in re.findall(
            r"(\d+) (?:invented|вымышленных|ойдан шығарылған)", path.read_text(encoding="utf-8")
        )
    ]
    assert len(told) > 4
    assert {number for _name, number in told} == {str(len(appeals))}, told


def test_every_deed_that_is_recorded_has_its_words():
    assert set(reference.actions()) <= set(ACTION_LABELS)
