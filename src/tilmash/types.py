"""What a reading is made of: frozen, plain, comparable; offsets count characters of the given text."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: `text[start:end]`, and what was found there (`phone`, `iin`, `name` …).

    `keep` is how many of its first characters a mask leaves: the street of an address, which names nobody alone.
    """

    kind: str
    start: int
    end: int
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """A theme code, a probability `p` in 0..1 and the words that decided, as written."""

    code: str
    p: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon a person should look: 0 nothing found, 1 asks for haste, 2 danger, 3 danger to life; and the words."""

    level: int
    why: tuple[str, ...]


class Token(NamedTuple):
    """One word or number as it stands: `text[start:end]`; `place` counts words, with a jump after a sentence."""

    text: str
    start: int
    end: int
    place: int


@dataclass(frozen=True, slots=True)
class Address:
    """A place people live or something stands: names as written without the word for street, numbers as written.

    `crossing` is the other street where two meet; a crossing gives an Address for each of its streets. `landmark` is
    what the place is by, with its word for near ("№264 мектеп жанында"). `block` is the building of a house that has
    several (корпус, блок). What was not said is None. `exact` is (start, end) of house, block and flat, the part that
    may lead to a person; None where none of them is said.
    """

    street: str | None
    house: str | None
    flat: str | None
    microdistrict: str | None
    landmark: str | None
    city: str | None
    start: int
    end: int
    crossing: str | None = None
    exact: tuple[int, int] | None = None
    block: str | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Give (start, end)."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Place:
    """A settlement, district or region by its name in the nominative; `kind` is city, region, district or village."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person's name as written, with the ending of its case."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body or an institution as written; `kind` is school, kindergarten, clinic, office, firm … or other."""

    name: str
    kind: str
    number: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written; `value` is ISO 8601 (`2026-11-12`, `--05-15` without a year, `2026-11`), None when relative."""

    text: str
    value: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Money:
    """A sum as written; `value` in units of `currency` (ISO 4217)."""

    text: str
    value: float
    currency: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entities:
    """The places and things of a text, each kind in the order of the text."""

    addresses: tuple[Address, ...] = ()
    places: tuple[Place, ...] = ()
    persons: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    dates: tuple[Date, ...] = ()
    sums: tuple[Money, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplySign:
    """A sign that a reply answers nothing: `text[start:end]` shows it, `why` says it in the language of the reply.

    `kind` is a row of `lang/replies.tsv`: taken_into_account, no_date, no_fact, forwarded_without_outcome,
    explains_law_only, blames_applicant, ask_again, template_courtesy, future_only or other_question.
    """

    kind: str
    start: int
    end: int
    why: str


class Similarity(float):
    """A likeness in 0..1 that can be asked `why`: what both texts share, weightiest first."""

    __slots__ = ("why",)

    why: tuple[str, ...]

    def __new__(cls, score: float, why: tuple[str, ...]) -> "Similarity":
        """Give the number with its reasons."""
        made = super().__new__(cls, score)
        made.why = why
        return made


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, `text[start:end]`, and its language: kk, ru, mixed, en or other."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one version of tilmash says about one text; a proposal with its reasons, never a decision.

    `language` is kk, ru, mixed, en or other; `script` is cyrillic, latin, arabic, mixed or none; `themes` stand best
    first, both levels; `places`, `addresses`, `persons`, `organisations`, `dates` and `sums` stand in the order of the
    text; `pii` spans never overlap; `restored` is the text with the Kazakh letters it was typed without, or the text
    itself; `masked` is the text with every pii span replaced. Spans count characters of the given text.
    """

    language: str
    script: str
    sentences: tuple[Sentence, ...]
    themes: tuple[Label, ...]
    places: tuple[Place, ...]
    addresses: tuple[Address, ...]
    persons: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    dates: tuple[Date, ...]
    sums: tuple[Money, ...]
    pii: tuple[Span, ...]
    urgency: Urgency
    restored: str
    masked: str
    version: str
