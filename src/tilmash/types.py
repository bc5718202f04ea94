"""What a reading is made of: frozen, plain, comparable; offsets count characters of the given text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: `text[start:end]`, and what was found there (`phone`, `iin`, `name` …)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A theme code, a score `p` in 0..1 (not a calibrated probability) and the words that decided, as written."""

    code: str
    p: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon a person should look: 0 nothing found, 1 asks for haste, 2 danger, 3 danger to life; and the words."""

    level: int
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one version of tilmash says about one text; a proposal with its reasons, never a decision.

    `language` is kk, ru, mixed, en or other; `script` is cyrillic, latin, arabic, mixed or none; `themes` stand best
    first; `pii` spans are in order and never overlap; `masked` is the text with every such span replaced.
    """

    language: str
    script: str
    themes: tuple[Label, ...]
    pii: tuple[Span, ...]
    urgency: Urgency
    masked: str
    tokens: tuple[str, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number as it stands: `text[start:end]`; `place` counts words, with a jump after a sentence."""

    text: str
    start: int
    end: int
    place: int
