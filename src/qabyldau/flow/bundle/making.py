"""The paper of a case, made: who may, what it shows, and the deed noted in the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import translation

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.casework.models import Case
from qabyldau.casework.queries import appeals_of, case_for
from qabyldau.casework.services.papers import paper_note
from qabyldau.documents.casefile.facts import CaseFile, ContactFacts, LetterPaper
from qabyldau.documents.casefile.making import case_bundle, case_json, case_pdf
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import contact_reveal
from qabyldau.offices.queries import names_of
from qabyldau.papers.eye import Eye
from qabyldau.papers.gathering import case_file, history_of, notices_of
from qabyldau.papers.referred import letters_of
from qabyldau.papers.story import events_of


class Paper(StrEnum):
    """What is made of a case."""

    PDF = "pdf"
    BUNDLE = "bundle"
    """PDF, JSON and files in one ZIP, with the sums of all."""


@dataclass(frozen=True)
class Choice:
    """What a paper shows: its language (kk, ru, en), whether with names and contacts, whether with inner notes."""

    language: str = "kk"
    with_contacts: bool = False
    with_notes: bool = False


@dataclass(frozen=True)
class Made:
    """A paper: the name of its file, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


def make_paper(
    *,
    actor: Actor,
    case_uuid: str,
    paper: Paper,
    choice: Choice,
    at: datetime,
    letters: Sequence[LetterPaper] = (),
) -> Made:
    """Return a paper of a case; that it was made, and each look at contacts, stays in the history.

    ``letters`` are those that other rooms know of, sent to authorities or come from them. Raises ForbiddenError for
    whoever may not read cases, or not see contacts where these are asked for; MissingError for a case of another office.
    """
    case, files = gather_case(actor=actor, case_uuid=case_uuid, choice=choice, at=at, letters=letters)
    name = f"{case.number.replace(' ', '')}-{at:%Y%m%d-%H%M}"
    if paper is Paper.PDF:
        return Made(f"{name}.pdf", "application/pdf", case_pdf(case_json(case)))
    return Made(f"{name}.zip", "application/zip", case_bundle(case, files))


@transaction.atomic
def gather_case(
    *, actor: Actor, case_uuid: str, choice: Choice, at: datetime, letters: Sequence[LetterPaper] = ()
) -> tuple[CaseFile, dict[str, bytes]]:
    """Return the facts of a case and the files that may leave the office, by their names in the bundle.

    The head of the history is the one before this paper is noted.
    """
    demand(actor, Permission.CASE_READ)
    case = case_for(actor, case_uuid)
    rows = appeals_of(case)
    names = names_of(case.office)
    with translation.override(choice.language):
        history = history_of(case, rows, names, is_listed=actor.has(Permission.HISTORY_READ))
        contacts = _contacts(actor, rows, at) if choice.with_contacts else {}
        noted = {"with_contacts": choice.with_contacts, "with_notes": choice.with_notes}
        paper_note(actor=actor, case=case, at=at, **noted)
        eye = Eye(is_whole=choice.with_contacts, contacts=contacts, names=names)
        made, files = case_file(case, rows, eye)
        own: dict[str, Any] = {
            "language": choice.language,
            "made_at": at,
            "made_by": names.get(actor.key, ""),
            "shows_notes": choice.with_notes,
            "events": tuple(events_of(case, eye, with_notes=choice.with_notes)),
            "letters": tuple(
                sorted(_letters(case, rows, eye, choice, letters), key=lambda letter: letter.at)
            ),
            "history": history,
        }
        return CaseFile(**made, **own), files


def _letters(
    case: Case, rows: Sequence[Appeal], eye: Eye, choice: Choice, others: Sequence[LetterPaper]
) -> list[LetterPaper]:
    return [*others, *letters_of(case, eye, choice.language), *notices_of(rows, eye)]


def _contacts(actor: Actor, rows: Sequence[Appeal], at: datetime) -> dict[int, ContactFacts]:
    """Return who brought each appeal, by the appeal's key; every look is noted (F43)."""
    found = {row.pk: contact_reveal(actor=actor, appeal=row, at=at) for row in rows}
    return {
        key: ContactFacts(contact.name, contact.phone, contact.email, contact.address)
        for key, contact in found.items()
        if not contact.is_empty
    }
