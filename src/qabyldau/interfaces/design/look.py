"""The one style sheet: every file of ``static/design`` in order, with the installation's accent. No build step."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

from qabyldau.interfaces.design.colour import Accent, accent_on, is_colour

FOLDER = Path(__file__).parent / "static" / "design"
DEFAULT_ACCENT = "#0f5c63"
LIGHT = {"page": "#f8f6f2", "surface": "#ffffff"}
DARK = {"page": "#191714", "surface": "#23201c"}


@dataclass(frozen=True)
class Sheet:
    """The style sheet as sent: its bytes, the same packed, and the name that changes with its content."""

    plain: bytes
    packed: bytes
    version: str


def sheet() -> Sheet:
    """Return the style sheet for the accent and addresses now set."""
    return _sheet(str(getattr(settings, "QABYLDAU_ACCENT", "") or DEFAULT_ACCENT), static("design/"))


def files() -> list[Path]:
    """Return the files of the sheet in their order: tokens, base, components by name, then desk and print."""
    parts = sorted((FOLDER / "components").glob("*.css"))
    return [FOLDER / "tokens.css", FOLDER / "base.css", *parts, FOLDER / "desk.css", FOLDER / "print.css"]


def accent_css(colour: str) -> str:
    """Return the accent's tokens for both themes; a setting that is no colour gives the default."""
    chosen = colour if is_colour(colour) else DEFAULT_ACCENT
    light = _tokens(accent_on(chosen, is_dark=False, **LIGHT))
    dark = _tokens(accent_on(chosen, is_dark=True, **DARK))
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{{dark}}}}}\n"
        f'[data-theme="light"]{{{light}}}\n[data-theme="dark"]{{{dark}}}\n'
    )


def _tokens(accent: Accent) -> str:
    return (
        f"--accent:{accent.base};--accent-strong:{accent.strong};"
        f"--accent-soft:{accent.soft};--accent-ink:{accent.ink}"
    )


@lru_cache(maxsize=4)
def _sheet(colour: str, address: str) -> Sheet:
    words = [path.read_text(encoding="utf-8").replace("url(static/", f"url({address}") for path in files()]
    plain = "\n".join([words[0], accent_css(colour), *words[1:]]).encode()
    return Sheet(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:12])
