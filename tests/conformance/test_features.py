"""What is promised of themes, words and languages, where no single screen shows it."""

import pytest
from django.test import Client
from django.utils import translation

from qabyldau.accounts.rules import machine
from qabyldau.casework.labels import PUBLIC_STATUS_LABELS, STATUS_LABELS
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.catalog.models import Category
from qabyldau.core import clock
from qabyldau.flow.answer import answer_case
from qabyldau.flow.read import read_text
from qabyldau.flow.triage import Decision, open_case
from qabyldau.interfaces.cli.reference import load_reference
from qabyldau.interfaces.desk.referrals.advice import REFUSAL_ADVICE
from qabyldau.interfaces.site.tests.walking import opened
from qabyldau.referrals.labels import REFUSAL_LABELS
from qabyldau.referrals.rules.replies import Refusal
from qabyldau.texts.models import Text
from qabyldau.texts.services import text_digest
from tests.house.messages import LANGUAGES, catalogue, entries, strings
from tests.house.tree import ROOT
from tests.people import World, make_world

NAMES = ("kk", "ru", "en")


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    load_reference(machine("test"), clock.now())
    return world


def test_themes_stand_in_two_levels_with_codes_of_their_parent_and_names_in_three_languages(
    world: World,
) -> None:
    rows = list(Category.objects.select_related("parent"))
    assert len([row for row in rows if row.parent]) > 40
    for row in rows:
        assert all(getattr(row, f"name_{language}") for language in NAMES), row.code
        assert row.parent is None or (
            row.code.startswith(f"{row.parent.code}.") and row.parent.parent_id is None
        )


def test_every_theme_says_what_happens_in_three_languages_and_the_sender_reads_it(
    world: World, client: Client
) -> None:
    for row in Category.objects.select_related("parent"):
        for language in NAMES:
            own = getattr(row, f"public_note_{language}")
            assert own or (row.parent and getattr(row.parent, f"public_note_{language}")), row.code
    registered = world.appeal()
    saule = world.actor("saule")
    case = open_case(
        actor=saule,
        appeal_uuid=str(registered.appeal.uuid),
        decision=Decision("lighting.street"),
        at=clock.now(),
    )
    theme = Category.objects.get(code="lighting.street")
    note = theme.public_note_kk or theme.parent.public_note_kk
    assert note in opened(client, registered.number, registered.secret).content.decode()
    answer_case(
        actor=saule, case_uuid=str(case.uuid), body="Шам жанды.", version=case.version, at=clock.now()
    )
    words = opened(client, registered.number, registered.secret).content.decode()
    assert "Шам жанды." in words
    assert note not in words, "what is done is not promised once more"


def test_every_status_has_a_public_name_that_is_a_sentence_and_not_the_inner_one() -> None:
    assert set(PUBLIC_STATUS_LABELS) == set(CaseStatus)
    for language in NAMES:
        with translation.override(language):
            for status in CaseStatus:
                public, inner = str(PUBLIC_STATUS_LABELS[status]), str(STATUS_LABELS[status])
                assert public != inner
                assert " " in public


def test_every_reason_of_a_refusal_has_its_name_and_what_can_be_done_about_it() -> None:
    assert set(REFUSAL_LABELS) == set(REFUSAL_ADVICE) == set(Refusal)
    for language in ("kk", "ru"):
        with translation.override(language):
            assert len({str(words) for words in REFUSAL_ADVICE.values()}) == len(Refusal)


def test_the_words_of_a_sender_stay_as_they_came_whatever_is_done_with_them(world: World) -> None:
    body = "  Шам жанбайды!!!\n\nТелефоным +7 701 000 01 23, Сапарова Айгүл."
    appeal = world.appeal(body).appeal
    read_text(appeal.text_id)
    case = open_case(
        actor=world.actor("saule"),
        appeal_uuid=str(appeal.uuid),
        decision=Decision("lighting.street"),
        at=clock.now(),
    )
    answer_case(
        actor=world.actor("saule"), case_uuid=str(case.uuid), body="Жөнделді.", version=0, at=clock.now()
    )
    kept = Text.objects.get(pk=appeal.text_id)
    assert kept.body == body
    assert bytes(kept.digest) == text_digest(body)
    assert "701 000" not in str(kept.masked), "what may be shown stands beside, not in its place"


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Біздің ауладағы шам екі аптадан бері жанбайды, көмектесіңіздер.", "kk"),
        ("Во дворе уже две недели не горят фонари, помогите пожалуйста.", "ru"),
        ("Ауламызда шам жанбайды, екі апта болды. Управляющая компания не отвечает на звонки.", "mixed"),
    ],
)
def test_the_language_of_a_text_and_of_the_answer_asked_for_are_kept_apart(
    world: World, body: str, language: str
) -> None:
    appeal = world.appeal(body, answer_language="ru").appeal
    read_text(appeal.text_id)
    assert (Text.objects.get(pk=appeal.text_id).language, appeal.answer_language) == (language, "ru")


def glossary() -> dict[str, list[set[str]]]:
    """Return Kazakh and Russian words of the glossary by each English one."""
    found: dict[str, list[set[str]]] = {}
    for line in (ROOT / "docs/reference/glossary.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 4 and not set(cells[0]) <= set("-") and cells[0] != "code":
            for name in cells[0].split(","):
                found[name.strip().casefold()] = [
                    {part.partition("(")[0].strip().casefold() for part in cell.split(",")}
                    for cell in cells[1:3]
                ]
    return found


def test_a_word_of_the_interface_that_stands_in_the_glossary_is_said_as_the_glossary_says() -> None:
    words, wrong, seen = glossary(), [], 0
    for place, language in enumerate(LANGUAGES):
        for (_, ident), entry in entries(catalogue(language)).items():
            known = words.get(ident.casefold()) if isinstance(ident, str) else None
            if known is not None:
                seen += 1
                said = {one.casefold() for one in strings(entry)}
                wrong += [f"{language}: {ident}: {said}"] if not said & known[place] else []
    assert seen > 10
    assert "\n".join(wrong) == ""


ABSURD = {
    "kk": ("мысырдан шығу", "библиотека үйі", "тамыр папка", "тышқан түймесі"),
    "ru": ("исход из египта", "корень папки", "послать в", "успешный успех"),
}
"""What machines have made of «outgoing» and its like in real programs."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_absurd_word_of_a_machine_stands_in_the_interface(language: str) -> None:
    said = " ".join(
        text for entry in entries(catalogue(language)).values() for text in strings(entry)
    ).casefold()
    assert [words for words in ABSURD[language] if words in said] == []
