"""Arithmetic of colours: how far two stand apart, and the nearest readable shade. Pure.

Contrast is that of WCAG 2.2 (success criteria 1.4.3 and 1.4.11): (L1 + 0.05) / (L2 + 0.05) of relative luminances.
"""

import colorsys
import re
from dataclasses import dataclass

BLACK = "#000000"
WHITE = "#ffffff"
TEXT_CONTRAST = 4.5
"""Least contrast of words against what they stand on (1.4.3)."""

LIFTED_LIGHT = 0.62
"""Least lightness (0 to 1) of an accent on dark ground: mixing with white alone would make it grey."""
LIFTED_COLOUR = 0.65
"""Share of its colourfulness kept there: full colour glares on dark ground."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_STEPS = 40


@dataclass(frozen=True)
class Accent:
    """The accent in one theme: for words and lines, when pressed, as a soft ground, and for words upon it."""

    base: str
    strong: str
    soft: str
    ink: str


def is_colour(text: str) -> bool:
    """Return whether ``text`` is a colour of six hexadecimal digits and nothing else."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return ``one`` with ``share`` (0 to 1) of ``other`` in it.

    >>> mixed("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in pairs)


def readable(colour: str, grounds: tuple[str, ...], towards: str) -> str:
    """Return ``colour``, moved towards black or white just as far as words of it can be read on every ground."""
    for step in range(_STEPS + 1):
        shade = mixed(colour, towards, step / _STEPS)
        if all(contrast(shade, ground) >= TEXT_CONTRAST for ground in grounds):
            return shade
    return towards


def accent_on(colour: str, *, page: str, surface: str, is_dark: bool) -> Accent:
    """Return the accent of one theme, readable whatever colour an office has chosen."""
    towards = WHITE if is_dark else BLACK
    start = _lifted(colour) if is_dark else colour
    soft = mixed(surface, colour, 0.24 if is_dark else 0.1)
    base = readable(start, (page, surface, soft), towards)
    strong = mixed(base, towards, 0.22)
    ink = max(WHITE, "#14110d", key=lambda shade: contrast(shade, base))
    return Accent(base, strong, soft, ink)


def _lifted(colour: str) -> str:
    hue, light, colourfulness = colorsys.rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    shade = colorsys.hls_to_rgb(hue, max(light, LIFTED_LIGHT), colourfulness * LIFTED_COLOUR)
    return "#" + "".join(f"{int(channel * 255 + 0.5):02x}" for channel in shade)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)
