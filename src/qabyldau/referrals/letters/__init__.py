"""Official letters: facts in, letter out, in Kazakh and Russian; no Django, no tables."""

from qabyldau.referrals.letters.facts import (
    ABOUT_A_BODY,
    LADDER,
    TO_APPLICANT,
    AppealFacts,
    BodyFacts,
    Enclosure,
    Executor,
    LawFacts,
    LetterFacts,
    LetterKind,
    OfficeFacts,
    PersonFacts,
    Reference,
    Said,
    Signer,
)
from qabyldau.referrals.letters.paper import letter_docx, letter_pdf, letter_text
from qabyldau.referrals.letters.writing import Letter, LetterPage, lacking, write_letter

__all__ = [
    "ABOUT_A_BODY",
    "LADDER",
    "TO_APPLICANT",
    "AppealFacts",
    "BodyFacts",
    "Enclosure",
    "Executor",
    "LawFacts",
    "Letter",
    "LetterFacts",
    "LetterKind",
    "LetterPage",
    "OfficeFacts",
    "PersonFacts",
    "Reference",
    "Said",
    "Signer",
    "lacking",
    "letter_docx",
    "letter_pdf",
    "letter_text",
    "write_letter",
]
