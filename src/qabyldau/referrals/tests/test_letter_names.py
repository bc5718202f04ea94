"""Every letter with every name of two tables written by hand: each form right, in both languages."""

from dataclasses import replace

import pytest

from qabyldau.referrals.letters import (
    ABOUT_A_BODY,
    TO_APPLICANT,
    AppealFacts,
    BodyFacts,
    LetterKind,
    PersonFacts,
    Said,
    write_letter,
)
from qabyldau.referrals.tests.samples import AIGUL, KINDS, facts_of, table

BODIES, PERSONS = table("bodies"), table("persons")
TO_BODY = [kind for kind in KINDS if kind not in TO_APPLICANT]
GENITIVE_OF_THE_BODY = ABOUT_A_BODY - {LetterKind.FORWARDED_NOTE}


def body_of(row):
    return BodyFacts(
        Said(row["kk"], row["ru"]),
        post=Said(row["post_kk"], row["post_ru"]),
        title=Said(row["title_kk"], row["title_ru"]),
    )


def words(page):
    return " ".join([page.subject, *page.paragraphs]).replace("\u00a0", " ")


def lines(page):
    return [line.replace("\u00a0", " ") for line in page.to]


def pages_of(kind, **changes):
    return {page.language: page for page in write_letter(facts_of(kind, **changes)).pages}


def test_the_tables_hold_forty_bodies_and_forty_persons_each_once():
    assert len({row["kk"] for row in BODIES}) == len(BODIES) >= 40
    assert len({row["kk"] for row in PERSONS}) == len(PERSONS) >= 40
    assert all(value for row in PERSONS for value in row.values())


@pytest.mark.parametrize("kind", TO_BODY)
@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["ru"])
def test_a_letter_is_addressed_to_whoever_heads_a_body(kind, row):
    pages = pages_of(kind, to=body_of(row))
    assert [lines(pages["kk"]), lines(pages["ru"])] == [[row["head_kk_dat"]], [row["head_ru_dat"]]]


@pytest.mark.parametrize("kind", sorted(ABOUT_A_BODY))
@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["ru"])
def test_a_letter_about_a_body_names_it_in_its_cases(kind, row):
    pages = pages_of(kind, about=body_of(row))
    for language in ("kk", "ru"):
        said = words(pages[language])
        assert row[f"{language}_dat"].lower() in said.lower()
        if kind in GENITIVE_OF_THE_BODY:
            subject = pages[language].subject.lower()
            assert row[f"{language}_gen"].lower() in subject


@pytest.mark.parametrize("kind", TO_BODY)
@pytest.mark.parametrize("row", PERSONS, ids=lambda row: row["ru"])
def test_a_letter_names_the_head_of_the_body_and_the_sender(kind, row):
    name = Said(row["kk"], row["ru"])
    to = replace(facts_of(kind).to, head=name)
    sender = AppealFacts("472 150 384", AIGUL.received_on, "М", "М", name)
    pages = pages_of(kind, to=to, appeals=(sender,), shows_sender=True)
    for language in ("kk", "ru"):
        assert lines(pages[language])[-1] == row[f"{language}_dat"]
        assert pages[language].salutation.replace("\u00a0", " ") == row[f"{language}_dear"]
        assert f" {row[f'{language}_gen']} №" in words(pages[language])


@pytest.mark.parametrize("kind", sorted(TO_APPLICANT))
@pytest.mark.parametrize("row", PERSONS, ids=lambda row: row["ru"])
def test_a_letter_to_an_applicant_is_addressed_to_the_person(kind, row):
    pages = pages_of(kind, to=PersonFacts(Said(row["kk"], row["ru"])))
    for language in ("kk", "ru"):
        assert lines(pages[language]) == [row[f"{language}_dat"]]
        assert pages[language].salutation.replace("\u00a0", " ") == row[f"{language}_dear"]


@pytest.mark.parametrize("row", PERSONS, ids=lambda row: row["ru"])
def test_a_letter_is_signed_with_initials_and_surname(row):
    signer = replace(facts_of(LetterKind.REFERRAL).signer, name=Said(row["kk"], row["ru"]))
    pages = pages_of(LetterKind.REFERRAL, signer=signer)
    assert pages["kk"].signed.replace("\u00a0", " ") == row["kk_nom"]
    surname = row["ru"].split()[0]
    assert surname in pages["ru"].signed
