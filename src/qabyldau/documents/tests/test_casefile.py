"""The paper of a case: the same bytes for the same facts, and no change of a bundle goes unseen."""

import contextlib
import io
import json
import random
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from qabyldau.core.errors import InputError
from qabyldau.documents.casefile import checking
from qabyldau.documents.casefile.checking import check_bundle
from qabyldau.documents.casefile.facts import (
    AppealPaper,
    CaseFile,
    ContactFacts,
    DayPaper,
    DeadlinePaper,
    EntryPaper,
    EventPaper,
    FileFacts,
    HistoryPaper,
    LetterPaper,
    OfficePaper,
    TryPaper,
    Words,
    digest_of,
)
from qabyldau.documents.casefile.making import as_json, case_bundle, case_json, case_pdf, words_in

AT = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
PHOTO = b"a photo"
BODY = 'Біздің көшеде шам жанбайды. Қ < 5 & "ә" #read("/etc/passwd") 😀'
CASE = CaseFile(
    language="kk",
    zone="Asia/Almaty",
    made_at=AT,
    made_by="Әбенова Сәуле Маратқызы",
    shows_contacts=True,
    shows_notes=False,
    office=OfficePaper("Алматы қабылдауы", "ALM", "Абай даңғылы, 10-үй", "+7 700 000 00 00"),
    uuid="6c1d3a52-0000-4000-8000-000000000001",
    number="472 150 384",
    category="Көше шамдары",
    status="answered",
    status_words="Жауап берілді",
    outcome="",
    outcome_words="",
    owner="Әбенова Сәуле Маратқызы",
    opened_at=AT,
    closed_at=None,
    appeals=(
        AppealPaper(
            "6c1d3a52-0000-4000-8000-000000000002", "472 150 384", "ALM/2026/17", "Шағым", "Сайт", AT,
            date(2026, 11, 3), "Абай көшесі", Words(BODY, "kk"), ContactFacts("Сапарова Айгүл", "+77010000123"),
            (FileFacts("files/1-1.jpeg", "image/jpeg", 7, digest_of(PHOTO)), FileFacts("", "image/png", 9, "0" * 64)),
        ),
    ),
    deadlines=(
        DeadlinePaper(
            "472 150 384", "Біздің мерзім", "promise", "counted", date(2026, 11, 3), date(2026, 11, 4), "2026-1", AT,
            None, None, "", (DayPaper(date(2026, 11, 3), 0, "тіркелген күн"), DayPaper(date(2026, 11, 4), 1, "")),
        ),
    ),
    events=(EventPaper(AT, "answer", "Жауап", "Әбенова Сәуле", Words("Шам ауыстырылды.", "kk")),),
    letters=(
        LetterPaper(
            AT, "in", "email", "Органның жауабы", "Энергетика басқармасы", "07/12", "",
            (("From", "energo@example.kz"), ("Message-ID", "<1@example.kz>")), (TryPaper(AT, "timeout"),), Words("Жауап"),
        ),
    ),
    history=HistoryPaper("office:1", 12, "a" * 64, (EntryPaper(9, AT, "casework.case.opened", "Іс ашылды", "", "0" * 64, "b" * 64),)),
)  # fmt: skip
FILES = {"files/1-1.jpeg": PHOTO}


@pytest.fixture(scope="module")
def bundle():
    return case_bundle(CASE, FILES)


def changed(bundle, name, change):
    """Return a bundle whose part ``name`` was changed, and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return out.getvalue()


def resummed(bundle):
    """Return a bundle whose manifest was made to fit whatever stands in it."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts["manifest.json"])
    for part in manifest["parts"]:
        content = parts[part["name"]]
        part["size"], part["sha256"] = len(content), digest_of(content)
    return changed(bundle, "manifest.json", lambda _: as_json(manifest))


def flaws(bundle):
    return [(flaw.part, flaw.what) for flaw in check_bundle(bundle).flaws]


def text_of(made):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages)


def test_the_same_facts_give_the_same_bundle_byte_for_byte(bundle):
    assert case_bundle(CASE, FILES) == bundle
    assert case_bundle(replace(CASE, owner="x"), FILES) != bundle


def test_a_bundle_as_it_was_made_has_no_flaw_and_says_what_it_is_about(bundle):
    found = check_bundle(bundle)
    assert (found.flaws, found.number, found.made_at) == ((), "472 150 384", "2026-11-26T06:00:00Z")
    assert (found.stream, found.position, found.head) == ("office:1", 12, "a" * 64)
    assert (found.texts, found.files, found.is_paper_compared) == (3, 1, True)


def test_the_paper_says_what_came_its_days_its_letters_and_its_sums(bundle):
    with zipfile.ZipFile(io.BytesIO(bundle)) as parts:
        said, paper = parts.read("case.json"), parts.read("case.pdf")
    shown = text_of(paper)
    for words in (
        "Жолданым бойынша іс", "№ 472 150 384", "ALM/2026/17", "Сапарова Айгүл, +77010000123", "26.11.2026 11:00",
        "1) 04.11", "0) 03.11 тіркелген күн", "Шам ауыстырылды.", "energo@example.kz", "timeout", "07/12",
        'Қ < 5 & "ә" #read("/etc/passwd") □', "қабылдауда сақталады", "office:1, 12 жазба",
    ):  # fmt: skip
        assert words in shown, words
    for found in (digest_of(said), digest_of(BODY), digest_of(PHOTO), "a" * 64, "b" * 64):
        assert found in shown.replace(" ", "")


def test_the_json_holds_the_exact_words_with_their_sums():
    said = json.loads(case_json(CASE))
    text = said["appeals"][0]["text"]
    assert (text["body"], text["sha256"]) == (BODY, digest_of(BODY))
    assert said["schema"] == "qabyldau.case/1"
    assert said["opened_at"] == "2026-11-26T06:00:00Z"
    assert said["appeals"][0]["registered_on"] == "2026-11-03"


def test_a_masked_text_bears_the_seal_of_the_office_and_no_sum_of_the_whole():
    masked = Words("Менің телефоным [ТЕЛЕФОН]", "kk", is_masked=True, seal="c" * 64)
    said = case_json(replace(CASE, appeals=(replace(CASE.appeals[0], text=masked),)))
    assert digest_of(BODY).encode() not in said
    assert "c" * 64 in text_of(case_pdf(said)).replace(" ", "")


@pytest.mark.parametrize("name", ["case.json", "case.pdf", "files/1-1.jpeg"])
def test_a_changed_part_is_named(bundle, name):
    assert (name, "was changed: its SHA-256 is not the one of the manifest") in flaws(
        changed(bundle, name, lambda content: content + b" ")
    )


def test_changed_words_are_found_even_where_the_manifest_was_made_to_fit(bundle):
    forged = resummed(
        changed(
            bundle, "case.json", lambda said: said.replace("ауыстырылды".encode(), "ауыстырылмады".encode())
        )
    )
    assert [part for part, _ in flaws(forged)] == ["case.json", "case.pdf"]


def test_a_changed_date_is_found_because_the_paper_is_set_again(bundle):
    forged = resummed(changed(bundle, "case.json", lambda said: said.replace(b"2026-11-04", b"2026-11-05")))
    assert flaws(forged) == [("case.pdf", "does not say what case.json says: set again it is another file")]


def test_an_added_and_a_missing_part_are_named(bundle):
    out = io.BytesIO(bundle)
    with zipfile.ZipFile(out, "a") as more:
        more.writestr("files/extra.jpeg", b"x")
    assert flaws(out.getvalue()) == [("files/extra.jpeg", "was added: the manifest does not know it")]
    less = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundle)) as old, zipfile.ZipFile(less, "w") as new:
        for part in old.namelist():
            if part != "files/1-1.jpeg":
                new.writestr(part, old.read(part))
    assert ("files/1-1.jpeg", "is missing") in flaws(less.getvalue())


def test_another_file_in_the_place_of_the_named_one_is_found(bundle):
    forged = resummed(changed(bundle, "files/1-1.jpeg", lambda _: b"another photo"))
    assert flaws(forged) == [("files/1-1.jpeg", "is not the file that case.json names")]


def test_a_bundle_of_another_typesetter_is_checked_without_its_paper(bundle, monkeypatch):
    monkeypatch.setattr(checking, "typesetter", lambda: "typst 99")
    found = check_bundle(bundle)
    assert (found.flaws, found.is_paper_compared) == ((), False)


@pytest.mark.parametrize("wrong", [b"", b"PK\x03\x04", b"%PDF", b"{}"])
def test_what_is_no_zip_is_refused(wrong):
    with pytest.raises(InputError, match="ZIP"):
        check_bundle(wrong)


@pytest.mark.parametrize(
    "change",
    [lambda _: b"[]", lambda _: b"{", lambda _: b"\xff", lambda said: said.replace(b"qabyldau.case/1", b"x")],
)
def test_a_zip_that_is_no_bundle_of_ours_is_refused(bundle, change):
    with pytest.raises(InputError):
        check_bundle(changed(bundle, "case.json", change))


def test_a_bundle_that_unpacks_to_much_is_refused_before_it_is_unpacked(bundle, monkeypatch):
    monkeypatch.setattr(checking, "MOST_UNPACKED", 1000)
    with pytest.raises(InputError, match="at most"):
        check_bundle(bundle)


def test_the_paper_has_the_same_headings_in_three_languages():
    tables = [words_in(language) for language in ("kk", "ru", "en")]
    assert tables[0].keys() == tables[1].keys() == tables[2].keys()
    assert "Дело по обращению" in text_of(case_pdf(case_json(replace(CASE, language="ru"))))
    assert words_in("de") == words_in("kk")


def test_a_bundle_in_which_a_few_bytes_were_changed_is_refused_or_named_and_breaks_nothing(
    bundle, monkeypatch
):
    monkeypatch.setattr(checking, "typesetter", lambda: "typst 99")
    chance = random.Random(8)  # noqa: S311
    for _ in range(600):
        bent = bytearray(bundle)
        for _byte in range(chance.randint(1, 3)):
            bent[chance.randrange(len(bent))] = chance.randrange(256)
        with contextlib.suppress(InputError):
            check_bundle(bytes(bent))
