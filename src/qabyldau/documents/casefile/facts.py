"""What a case is made of on paper and as JSON: plain facts with every moment in UTC, gathered by whoever may see them.

Words that people read (names of states, kinds, deeds) come in the language of the paper beside their codes, so that the
JSON says all that the PDF says and the PDF can be made anew from the JSON alone.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime

SCHEMA = "qabyldau.case/1"
"""The shape of ``case.json``; it gets another number when a reader of the old shape would misread the new one."""


def digest_of(content: str | bytes) -> str:
    """Return the SHA-256 of a text (as UTF-8) or of bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


@dataclass(frozen=True, slots=True)
class Words:
    """A text as it stands in the paper, with its SHA-256.

    ``is_masked`` says that personal data were taken out; ``seal`` is then the keyed digest by which the office can prove
    the whole text, which nobody outside can guess from it. A plain SHA-256 of the whole text could be tried out.
    """

    body: str
    language: str = ""
    is_masked: bool = False
    seal: str = ""
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        """Count the digest where none is given."""
        object.__setattr__(self, "sha256", self.sha256 or digest_of(self.body))


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file: its name in the bundle, "" where it does not leave the office, and its SHA-256 either way."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """Who brought an appeal, as far as they said."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class AppealPaper:
    """One appeal; ``contact`` is None where it was not to be shown or nobody is named."""

    uuid: str
    number: str
    register: str
    kind: str
    channel: str
    received_at: datetime
    registered_on: date
    place: str
    text: Words
    contact: ContactFacts | None = None
    files: tuple[FileFacts, ...] = ()
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayPaper:
    """One day of a reckoning: ``number`` None where it did not count; ``why`` says why not."""

    on: date
    number: int | None
    why: str


@dataclass(frozen=True, slots=True)
class DeadlinePaper:
    """One deadline of one appeal with its reckoning day by day; ``replaced_at`` marks one that no longer counts."""

    appeal: str
    clock: str
    rule: str
    origin: str
    start_on: date
    due_on: date
    calendar: str
    made_at: datetime
    met_at: datetime | None
    replaced_at: datetime | None
    ground: str
    days: tuple[DayPaper, ...]


@dataclass(frozen=True, slots=True)
class EventPaper:
    """One line of the story: ``code`` for machines (move, answer, question, reply, note …), ``title`` for people."""

    at: datetime
    code: str
    title: str
    who: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class TryPaper:
    """One attempt to deliver; ``problem`` is empty when it went."""

    at: datetime
    problem: str


@dataclass(frozen=True, slots=True)
class LetterPaper:
    """A letter or notice that went out or came in, with its headers and every attempt to deliver it.

    ``direction`` is out or in; ``headers`` of (name, value) as they were sent or received, in their order.
    """

    at: datetime
    direction: str
    channel: str
    title: str
    party: str
    number: str = ""
    state: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    tries: tuple[TryPaper, ...] = ()
    words: Words | None = None
    files: tuple[FileFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryPaper:
    """One entry of the history about this case, with its place in the chain."""

    position: int
    at: datetime
    action: str
    title: str
    who: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class HistoryPaper:
    """Where the chain of the office stood when the paper was made, and the entries about this case."""

    stream: str
    position: int
    head: str
    entries: tuple[EntryPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficePaper:
    """Whose case it is."""

    name: str
    code: str
    address: str
    reached: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything about one case that its paper says."""

    language: str
    """Of the paper: kk, ru or en."""
    zone: str
    """In which moments are shown."""
    made_at: datetime
    made_by: str
    shows_contacts: bool
    shows_notes: bool
    office: OfficePaper
    uuid: str
    number: str
    category: str
    status: str
    status_words: str
    outcome: str
    outcome_words: str
    owner: str
    opened_at: datetime
    closed_at: datetime | None
    appeals: tuple[AppealPaper, ...]
    deadlines: tuple[DeadlinePaper, ...]
    events: tuple[EventPaper, ...]
    letters: tuple[LetterPaper, ...]
    history: HistoryPaper
    schema: str = SCHEMA
