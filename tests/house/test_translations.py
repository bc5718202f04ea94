"""Kazakh, Russian and English stand at 100 %: a message without a translation stops the build."""

import re
from datetime import date

import pytest
from babel.messages.mofile import write_mo
from django.forms import DateField
from django.utils import formats, translation
from django.utils.translation import ngettext

from tests.house import messages
from tests.house.messages import (
    LANGUAGES,
    LOCALE,
    catalogue,
    entries,
    placeholders,
    said,
    said_by_django,
    strings,
)

CATALOGUES = [("kk", LOCALE), ("ru", LOCALE), ("kk", LOCALE / "django")]

LATIN_WORDS = {
    "ABCDE",
    "name",
    "lawyer",
    "Telegram",
    "UUID",
    "JSON",
    "IPv",
    "LDAP",
    "WhatsApp",
    "HTTP",
    "Qabyldau",
    "Enter",
    "Escape",
    "cookie",
    "JPEG",
    "WebP",
}
"""Names that Kazakh writes in Latin letters too."""


@pytest.fixture(params=CATALOGUES, ids=lambda given: f"{given[1].name}-{given[0]}")
def one(request):
    language, folder = request.param
    return catalogue(language, folder)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_sources_is_translated(language):
    have = entries(catalogue(language))
    missing = [
        f"{path}: {key[1]}" for key, path in said().items() if key not in have or not all(strings(have[key]))
    ]
    assert missing == [], "python -m tests.house.messages adds them to the catalogue, empty"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_keeps_what_nobody_says(language):
    assert set(entries(catalogue(language))) - set(said()) == set()


def test_the_words_of_django_that_people_meet_are_in_good_kazakh():
    have = entries(catalogue("kk", LOCALE / "django"))
    assert [key for key in said_by_django() if key not in have or not all(strings(have[key]))] == []


def test_nothing_is_fuzzy(one):
    assert [message.id for message in one if message.id and message.fuzzy] == []


def test_placeholders_are_the_same_in_every_form(one):
    wrong = []
    for (_context, identity), message in entries(one).items():
        wanted = placeholders(identity if isinstance(identity, str) else identity[-1])
        wrong += [text for text in strings(message) if text and placeholders(text) != wanted]
    assert wrong == []


def test_line_breaks_and_final_marks_are_kept(one):
    def shape(text):
        return text.count("\n"), re.search(r"[.?!:…]?$", text)[0]

    wrong = [
        message.string
        for (context, identity), message in entries(one).items()
        if context is None
        and isinstance(identity, str)
        and shape(identity) != shape(message.string or identity)
    ]
    assert wrong == []


@pytest.mark.parametrize("folder", [LOCALE, LOCALE / "django"], ids=["ours", "django"])
def test_a_kazakh_noun_after_a_number_stays_singular(folder):
    plural = [
        strings(row) for (_, key), row in entries(catalogue("kk", folder)).items() if isinstance(key, tuple)
    ]
    assert plural
    assert [forms for forms in plural if len(set(forms)) != 1 or len(forms) != 2] == []


def test_russian_has_three_forms_after_a_number():
    found = entries(catalogue("ru")).items()
    assert [key for (_, key), row in found if isinstance(key, tuple) and len(strings(row)) != 3] == []


def test_every_catalogue_compiles(one, tmp_path):
    with (tmp_path / "django.mo").open("wb") as file:
        write_mo(file, one)
    assert (tmp_path / "django.mo").stat().st_size > 200


def test_kazakh_is_written_with_kazakh_letters(one):
    if one.locale.language != "kk":
        return
    latin = re.compile(r"(?<![%(\w{/.@-])[A-Za-z]{4,}")
    words = {word for row in entries(one).values() for text in strings(row) for word in latin.findall(text)}
    assert words - LATIN_WORDS == set()


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("kk", "2026 ж. 22 қараша", "22.11.2026"),
        ("ru", "22 ноября 2026 г.", "22.11.2026"),
        ("en", "22 November 2026", "22.11.2026"),
    ],
)
def test_dates_are_written_as_people_write_them(language, long, short):
    with translation.override(language):
        day = date(2026, 11, 22)
        assert (formats.date_format(day), formats.date_format(day, "SHORT_DATE_FORMAT")) == (long, short)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_day_comes_before_the_month_in_what_people_type(language):
    with translation.override(language):
        assert DateField().clean("11/12/2026") == date(2026, 12, 11)
        assert DateField().clean("11.12.2026") == date(2026, 12, 11)


def test_kazakh_numbers_have_a_comma_and_spaces():
    with translation.override("kk"):
        assert formats.number_format(1234567.5, force_grouping=True) == "1\xa0234\xa0567,5"


@pytest.mark.parametrize(("count", "kk", "ru"), [(1, "1 күн", "1 день"), (5, "5 күн", "5 дней")])
def test_django_counts_days_in_our_words(count, kk, ru):
    for language, wanted in (("kk", kk), ("ru", ru)):
        with translation.override(language):
            assert ngettext("%(num)d day", "%(num)d days", count) % {"num": count} == wanted


def test_the_extractor_hears_templates_and_sources():
    found = {str(path).rsplit(".", 1)[-1] for path in messages.said().values()}
    assert found == {"py", "html"}


def test_no_word_mixes_cyrillic_with_look_alike_latin_letters(one):
    """A Latin i or e inside a Kazakh word looks right and is never found by a search."""
    mixed = re.compile(r"\w*(?:[а-яёәғқңөұүһі][a-z]|[a-z][а-яёәғқңөұүһі])\w*", re.IGNORECASE)
    found = [hit for row in entries(one).values() for text in strings(row) for hit in mixed.findall(text)]
    assert found == []
