"""The style sheet is one small file that browsers keep, and nothing else styles a page."""

import gzip
import re

import pytest
from django.test import Client

from qabyldau.interfaces.design import look

pytestmark = pytest.mark.urls("qabyldau.interfaces.design.tests.addresses")
TEMPLATES = look.FOLDER.parent.parent / "templates"
INLINE = re.compile(
    r"""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:|https?://""", re.I
)


def address(version: str = "") -> str:
    return f"/design/look.{version or look.sheet().version}.css"


def test_the_sheet_is_packed_and_kept_for_a_year():
    response = Client().get(address(), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(response.content) == look.sheet().plain
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"] == "text/css; charset=utf-8"


def test_a_browser_that_cannot_unpack_gets_it_plain():
    response = Client().get(address(), headers={"Accept-Encoding": ""})
    assert response.content == look.sheet().plain
    assert not response.has_header("Content-Encoding")


def test_an_old_version_leads_to_the_new():
    assert Client().get(address("0ld"))["Location"] == address()


def test_the_accent_of_the_installation_is_in_the_sheet(settings):
    before = look.sheet().version
    settings.QABYLDAU_ACCENT = "#5b2a86"
    assert "--accent:#5b2a86" in look.sheet().plain.decode()
    assert look.sheet().version != before


def test_the_whole_sheet_weighs_less_than_sixteen_kilobytes_packed():
    assert len(look.sheet().packed) < 16_000


def test_every_file_of_the_sheet_is_at_most_200_lines():
    sizes = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in look.files()}
    assert {name: size for name, size in sizes.items() if size > 200} == {}


def test_every_file_of_styles_is_in_the_sheet():
    assert set(look.FOLDER.rglob("*.css")) == set(look.files())


def test_the_sheet_asks_for_nothing_from_elsewhere():
    assert re.findall(r"@import|https?://|//\w+\.", look.sheet().plain.decode()) == []


def test_every_name_of_a_colour_or_space_that_is_used_is_set():
    css = look.sheet().plain.decode()
    assert set(re.findall(r"var\(--([\w-]+)", css)) - set(re.findall(r"--([\w-]+):", css)) == set()


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_template_holds_no_style_and_no_script(path):
    words = path.read_text(encoding="utf-8")
    assert INLINE.findall(words) == []
    assert len(words.splitlines()) <= 150


def test_every_sign_that_is_drawn_is_in_the_sheet_of_icons():
    known = set(re.findall(r'<symbol id="(\w+)"', (look.FOLDER / "icons.svg").read_text(encoding="utf-8")))
    used = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'{% icon "(\w+)"', path.read_text("utf-8"))
    }
    assert used <= known
    assert {"neutral", "waiting", "active", "good", "bad", "closed", "info", "warn"} <= known
