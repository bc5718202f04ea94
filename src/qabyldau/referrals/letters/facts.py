"""What a letter is made of: plain facts, gathered by whoever sends it. No Django, no tables."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LetterKind(StrEnum):
    """The kinds of letters."""

    REFERRAL = "referral"
    """To a body: please solve it."""
    FORWARDING = "forwarding"
    """To the body in whose powers it lies (APPC Art. 65)."""
    AGAIN = "again"
    """To a body whose reply does not answer what was asked."""
    REMINDER = "reminder"
    """The term is over and nothing came."""
    COMPLAINT_TO_HEAD = "complaint_to_head"
    """To the head of the silent body."""
    COMPLAINT_TO_HIGHER = "complaint_to_higher"
    """To the body above, such as the akim."""
    COMPLAINT_TO_PROSECUTOR = "complaint_to_prosecutor"
    """To the prosecutor."""
    FORWARDED_NOTE = "forwarded_note"
    """To the applicant: it was sent on, and to whom."""
    ANSWER = "answer"
    """To the applicant, on paper."""
    COMPLETION = "completion"
    """To the applicant: what is lacking."""


LADDER = (
    LetterKind.REMINDER,
    LetterKind.COMPLAINT_TO_HEAD,
    LetterKind.COMPLAINT_TO_HIGHER,
    LetterKind.COMPLAINT_TO_PROSECUTOR,
)
"""What is written to and about a silent body, step by step; after the last one comes the court, to which the citizen goes."""
TO_APPLICANT = frozenset({LetterKind.FORWARDED_NOTE, LetterKind.ANSWER, LetterKind.COMPLETION})
"""Letters whose addressee is the applicant."""
ABOUT_A_BODY = frozenset({*LADDER[1:], LetterKind.FORWARDED_NOTE})
"""Letters that name a second body: the silent one, or the one to which the appeal went."""


@dataclass(frozen=True, slots=True)
class Said:
    """The same in both languages; what was never said in Russian is said in Kazakh there too."""

    kk: str = ""
    ru: str = ""

    def in_(self, language: str) -> str:
        """Return it in ``kk`` or ``ru``."""
        return (self.ru or self.kk) if language == "ru" else (self.kk or self.ru)

    def stored_in(self, language: str) -> str:
        """Return a form that was written down for one language, "" where it was not: forms are never borrowed."""
        return self.ru if language == "ru" else self.kk


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A public body and whoever heads it. The last five are stored forms; where they stand, nothing is counted."""

    name: Said
    """«Энергетика басқармасы», «Управление энергетики»."""
    post: Said = NOTHING
    """What the head is called behind the body's name: «басшысы», «Руководитель»."""
    title: Said = NOTHING
    """The whole title, where it is not made of body and post: «Алматы қаласының әкімі», «Аким города Алматы»."""
    head: Said = NOTHING
    """The head's name, surname first; empty where it is not known."""
    name_genitive: Said = NOTHING
    name_dative: Said = NOTHING
    title_dative: Said = NOTHING
    head_dative: Said = NOTHING
    """With initials: «А. С. Ахметовке», «Ахметову А. С.»"""
    dear: Said = NOTHING
    """How the letter begins: «Құрметті Асқар Серікұлы!»"""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """An applicant as the addressee of a letter; without a name the letter is addressed to the applicant as such."""

    name: Said = NOTHING
    address: str = ""
    name_dative: Said = NOTHING
    dear: Said = NOTHING


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """The form that letters are written on."""

    name: Said
    address: Said = NOTHING
    phones: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A number and a date of a letter: ours or theirs; a number may be missing as long as nobody gave one."""

    number: str
    on: date


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the position and the name, surname first."""

    post: Said
    name: Said


@dataclass(frozen=True, slots=True)
class Executor:
    """Who made the letter and can be asked about it."""

    name: Said
    phone: str = ""


@dataclass(frozen=True, slots=True)
class AppealFacts:
    """One appeal that a letter is about."""

    number: str
    """As it is said, in threes."""
    received_on: date
    matter: str = ""
    """The whole text."""
    matter_masked: str = ""
    """The same without personal data."""
    sender: Said = NOTHING
    """Surname first."""
    sender_genitive: Said = NOTHING
    """A stored form with initials: «А. М. Сапарованың», «Сапаровой А. М.»"""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One document that goes with a letter; ``sheets`` 0 where it is not known or is a file."""

    title: Said
    sheets: int = 0


@dataclass(frozen=True, slots=True)
class LawFacts:
    """What the law says, as settings hold it: an article not named here is not written anywhere in the letter."""

    article: int | None = None
    """By which the letter is sent or the appeal considered (65, 76)."""
    days: int | None = None
    """Working days of the term."""
    silence_article: int | None = None
    """By which silence is a refusal and a complaint is made (91)."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything that one letter says."""

    kind: LetterKind
    office: OfficeFacts
    to: BodyFacts | PersonFacts
    ours: Reference
    signer: Signer
    appeals: tuple[AppealFacts, ...]
    shows_sender: bool = False
    """Whether the sender's name and whole text are shown; else the number alone and the masked text."""
    place: Said = NOTHING
    theirs: Reference | None = None
    """The letter of theirs that this one answers."""
    earlier: Reference | None = None
    """Our letter of which is reminded or complained; in a note to the applicant, the letter to the body."""
    reminded: Reference | None = None
    complained: Reference | None = None
    about: BodyFacts | None = None
    """The silent body, or the one to which the appeal went."""
    law: LawFacts = LawFacts()
    due_on: date | None = None
    """When the answer is due, or was."""
    answer_by: date | None = None
    """A new day that is set by this letter."""
    words: Said = NOTHING
    """What staff write in their own words; blank lines part paragraphs."""
    missing: tuple[Said, ...] = ()
    """What is asked for to complete an appeal."""
    enclosures: tuple[Enclosure, ...] = ()
    executor: Executor | None = None
    reply_to: str = ""
    """Where the answer may be sent by e-mail."""
    track: str = ""
    """The address of the tracking page: the number, never the secret."""
    languages: tuple[str, ...] = ("kk", "ru")
    """Which pages there are, in this order."""
