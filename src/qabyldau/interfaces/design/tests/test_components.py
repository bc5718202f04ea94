"""Each component says what it was given, in three languages, and lets nothing through unescaped."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils import translation

from qabyldau.interfaces.design.coupon import Coupon
from qabyldau.interfaces.design.look import FOLDER
from qabyldau.interfaces.design.patterns import SampleBar, SampleForm, pattern_page

pytestmark = pytest.mark.urls("qabyldau.interfaces.design.tests.addresses")
TODAY = date(2026, 11, 24)
SPIKE = "<b>&қ"
NAMES = sorted(path.name for path in (FOLDER.parents[1] / "templates/design/components").glob("_*.html"))
COUPON = Coupon(
    "493027185",
    "7K3M9QXT2V",
    datetime(2026, 11, 24, 9, tzinfo=UTC),
    TODAY,
    SPIKE,
    "Приёмная",
    "",
    "",
    "",
    "",
    True,
    "",
    "",
)
GIVEN = {
    "label": SPIKE, "title": SPIKE, "body": SPIKE, "href": "/", "text": SPIKE, "id": "x", "caption": SPIKE,
    "name": "q", "value": 1, "max": 3, "number": "493 027 185", "secret": SPIKE, "copy": True, "current": 2, "total": 5,
    "days_left": -1, "due_on": TODAY, "newer_href": "/n", "older_href": "/o", "headings": [SPIKE], "coupon": COUPON,
    "language": SPIKE, "messages": [SPIKE], "links": [], "bars": [SampleBar(SPIKE, 1)],
}  # fmt: skip


def given(name: str) -> dict:
    samples = pattern_page(TODAY).samples
    lists = {
        "_nav.html": ("items", "tabs"), "_tabs.html": ("items", "tabs"), "_keys.html": ("items", "keys"),
        "_timeline.html": ("entries", "entries"), "_reckoning.html": ("days", "days"), "_table.html": ("rows", "table"),
        "_reading.html": ("themes", "themes"),
    }  # fmt: skip
    key, sample = lists.get(name, ("rows", "rows"))
    return {**GIVEN, key: samples[sample], "form": SampleForm({})}


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_component_is_drawn_and_escaped_in_every_language(name, code):
    with translation.override(code):
        words = render_to_string(f"design/components/{name}", given(name))
    assert words.strip()
    assert SPIKE not in words
    assert "{#" not in words


@pytest.mark.parametrize(("days_left", "tone", "words"), [(-2, "overdue", "2 working days late"), (0, "soon", "Due today"), (1, "soon", "1 working day left"), (12, "fine", "12 working days left")])  # fmt: skip
def test_a_term_is_said_in_words(days_left, tone, words):
    with translation.override("en"):
        drawn = render_to_string("design/components/_deadline.html", {"days_left": days_left})
    assert f"deadline--{tone}" in drawn
    assert words in drawn


def test_the_summary_of_errors_leads_to_each_field():
    drawn = render_to_string("design/components/_error_summary.html", {"form": SampleForm({})})
    assert 'href="#id_text"' in drawn
    assert 'href="#id_kind_0"' in drawn
    assert "autofocus" in drawn


def test_a_form_without_errors_has_no_summary():
    assert not render_to_string("design/components/_error_summary.html", {"form": SampleForm()}).strip()


def test_a_field_names_its_hint_its_reader_and_its_error():
    drawn = SampleForm({})["text"].as_field_group()
    assert 'aria-describedby="id_text_helptext id_text_seen id_text_error"' in drawn
    assert all(f'id="id_text_{part}"' in drawn for part in ("helptext", "seen", "error"))
    assert 'aria-invalid="true"' in drawn


def test_a_field_that_may_stay_empty_says_so():
    with translation.override("en"):
        assert "(optional)" in SampleForm()["phone"].as_field_group()
        assert "(optional)" not in SampleForm()["text"].as_field_group()


def test_a_group_of_choices_has_its_words_on_the_group():
    drawn = SampleForm({})["kind"].as_field_group()
    assert '<fieldset class="field field--choices field--bad" aria-describedby="id_kind_error">' in drawn
    assert drawn.count("aria-describedby") == 1


def test_a_hint_cannot_carry_markup():
    class Hinted(forms.Form):
        name = forms.CharField(help_text=SPIKE)

    assert SPIKE not in str(Hinted())


def test_a_status_is_known_by_its_shape_too():
    drawn = {
        tone: render_to_string("design/components/_status.html", {"label": "x", "tone": tone})
        for tone in ("good", "bad")
    }
    assert "#good" in drawn["good"]
    assert "#bad" in drawn["bad"]


def test_a_reprint_is_marked_as_a_copy_in_both_languages():
    drawn = render_to_string("design/components/_coupon.html", {"coupon": COUPON})
    assert "КӨШІРМЕ" in drawn
    assert "КОПИЯ" in drawn
    assert "493 027 185" in drawn
    assert "7K3M9 QXT2V" in drawn


def test_bars_are_as_long_as_their_numbers_beside_the_greatest():
    drawn = render_to_string(
        "design/components/_chart.html", {"bars": [SampleBar("Су", 4), SampleBar("Жол", 1)]}
    )
    assert 'max="4" value="4"' in drawn
    assert 'max="4" value="1"' in drawn


def test_a_chart_of_nothing_is_still_drawn():
    assert 'max="1" value="0"' in render_to_string(
        "design/components/_chart.html", {"bars": [SampleBar("Су", 0)]}
    )
