"""Words and lines can be told from what they stand on, in both themes, whatever accent an office chose."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qabyldau.interfaces.design import look
from qabyldau.interfaces.design.colour import accent_on, contrast, is_colour

GROUNDS = ("page", "surface", "sunken")
TONES = ("good", "warn", "bad", "calm")
BLOCK = re.compile(r'(:root|\[data-theme="(?:light|dark)"\])\s*\{([^}]*)\}')


def blocks() -> list[tuple[str, dict[str, str]]]:
    css = (look.FOLDER / "tokens.css").read_text(encoding="utf-8")
    found = [
        (name, dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", body))) for name, body in BLOCK.findall(css)
    ]
    return [(name, tokens) for name, tokens in found if "page" in tokens]


THEMES = {"light": blocks()[2][1], "dark": blocks()[3][1]}


def test_the_theme_of_the_system_and_the_theme_asked_for_are_the_same():
    system_light, system_dark, light, dark = (tokens for _name, tokens in blocks())
    assert system_light == light
    assert system_dark == dark
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("theme", THEMES)
def test_words_can_be_read_on_every_ground(theme):
    tokens = THEMES[theme]
    pairs = [(ink, ground) for ink in ("ink", "ink-soft", *TONES) for ground in GROUNDS]
    pairs += [(tone, f"{tone}-soft") for tone in TONES] + [("ink", f"{tone}-soft") for tone in TONES]
    assert {
        pair: contrast(tokens[pair[0]], tokens[pair[1]])
        for pair in pairs
        if contrast(*map(tokens.get, pair)) < 4.5
    } == {}


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_control_and_the_focus_can_be_seen(theme):
    tokens = THEMES[theme]
    for line in ("line-strong", "focus"):
        assert min(contrast(tokens[line], tokens[ground]) for ground in GROUNDS) >= 3


def test_the_grounds_in_the_code_are_those_of_the_tokens():
    for theme, grounds in (("light", look.LIGHT), ("dark", look.DARK)):
        assert {name: THEMES[theme][name] for name in grounds} == grounds


@given(st.integers(0, 0xFFFFFF), st.booleans())
def test_any_accent_can_be_read(number, is_dark):
    grounds = look.DARK if is_dark else look.LIGHT
    accent = accent_on(f"#{number:06x}", is_dark=is_dark, **grounds)
    for ground in (*grounds.values(), accent.soft):
        assert contrast(accent.base, ground) >= 4.5
        assert contrast(accent.strong, ground) >= 4.5
    assert contrast(accent.ink, accent.base) >= 4.5
    assert contrast(accent.ink, accent.strong) >= 4.5


@given(st.integers(0, 0xFFFFFF), st.sampled_from(("light", "dark")))
def test_words_can_be_read_on_the_soft_accent(number, theme):
    grounds = look.DARK if theme == "dark" else look.LIGHT
    soft = accent_on(f"#{number:06x}", is_dark=theme == "dark", **grounds).soft
    assert contrast(THEMES[theme]["ink"], soft) >= 4.5


@pytest.mark.parametrize("text", ["red", "#12", "#12345g", "#0f5c63;}body{", "", "#0f5c631"])
def test_what_is_no_colour_is_not_written_into_the_sheet(text):
    assert not is_colour(text)
    assert look.accent_css(text) == look.accent_css(look.DEFAULT_ACCENT)
