"""The product's only door to tilmash: asks for a reading and gives back plain dataclasses; no tables, no Django."""

from dataclasses import dataclass

import tilmash


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the engine proposes about a text, as plain values to be stored and shown with their reasons.

    `language` kk, ru, mixed, en, other; `script` cyrillic, latin, arabic, mixed, none; `themes` of (code, score 0..1,
    deciding words), best first, both levels; `pii` of (kind, start, end) in characters of the text; `urgency` 0..3
    with its words; `masked` the text for the eyes of those who may not see personal data; `version` of the engine.
    """

    language: str
    script: str
    themes: tuple[tuple[str, float, tuple[str, ...]], ...]
    pii: tuple[tuple[str, int, int], ...]
    urgency: int
    urgency_why: tuple[str, ...]
    masked: str
    version: str

    @property
    def theme(self) -> str:
        """The best theme of the second level, which a case can have; "" where nothing so fine is found."""
        return next((code for code, _, _ in self.themes if "." in code), "")


def read(text: str) -> Understanding:
    """Read a text. Deterministic for a text and an engine version; raises TypeError for anything but a `str`."""
    reading = tilmash.read(text)
    return Understanding(
        language=reading.language,
        script=reading.script,
        themes=tuple((label.code, label.p, label.why) for label in reading.themes),
        pii=tuple((span.kind, span.start, span.end) for span in reading.pii),
        urgency=reading.urgency.level,
        urgency_why=reading.urgency.why,
        masked=reading.masked,
        version=reading.version,
    )


def mask(text: str) -> str:
    """Return a text with a token in the place of each piece of personal data; raises TypeError for anything but a `str`."""
    return str(tilmash.mask(text))
