"""What hangs on a case, each sort in one query: its story of moves, answers, notes and questions, and its letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db.models import BinaryField, DateTimeField, Model, QuerySet, UUIDField, Value

from qabyldau.accounts.rules import Role
from qabyldau.answers.models import Answer
from qabyldau.casework.models import Case, Ground, InfoRequest, Note, StateChange
from qabyldau.core.models import EncryptedField
from qabyldau.referrals.models import Letter, Referral
from qabyldau.texts.models import Text


class Told(StrEnum):
    """What a line of the story is; what happened at one moment stands in this order."""

    MOVE = "move"
    ANSWER = "answer"
    NOTE = "note"
    QUESTION = "question"
    REPLY = "reply"


@dataclass(frozen=True)
class Line:
    """One line: when, what, who, its words, and for a move where to and how the case ended."""

    at: datetime
    told: Told
    by_key: str
    body: str
    target: str
    outcome: str


class _Row(NamedTuple):
    sort: str
    at: datetime
    uuid: UUID | None
    sealed: bytes | None
    by_key: str
    target: str
    outcome: str
    position: int


GROUND = "ground"
_SEALED: Mapping[str, tuple[type[Model], str]] = {
    Told.ANSWER: (Answer, "body"),
    Told.NOTE: (Note, "body"),
    Told.QUESTION: (InfoRequest, "question"),
    Told.REPLY: (Text, "body"),
    GROUND: (Ground, "body"),
}


def story_of(case: Case) -> list[Line]:
    """Return the story of a case, oldest first."""
    rows = [_Row(*row) for row in _rows(case)]
    grounds = {row.position: _words(row) for row in rows if row.sort == GROUND}
    order = list(Told)
    told = sorted(
        (row for row in rows if row.sort != GROUND),
        key=lambda row: (row.at, order.index(Told(row.sort)), row.position),
    )
    return [
        Line(
            row.at,
            Told(row.sort),
            row.by_key,
            _words(row) if row.uuid else grounds.get(row.position, ""),
            row.target,
            row.outcome,
        )
        for row in told
    ]


_NO_UUID = Value(None, output_field=UUIDField())
_NO_WORDS = Value(None, output_field=BinaryField())
_NEVER = Value(None, output_field=DateTimeField())


def _rows(case: Case) -> QuerySet[Any, Any]:
    """Return what hangs on a case in one shape; the first part has a value in every column, by which PostgreSQL knows it."""
    nothing, nowhere = Value(""), Value(0)
    asked = InfoRequest.objects.filter(case=case)
    answers = Answer.objects.filter(case=case).values_list(
        Value(Told.ANSWER.value), "made_at", "uuid", "body", "by_key", nothing, nothing, nowhere
    )
    return answers.union(
        StateChange.objects.filter(case=case).values_list(
            Value(Told.MOVE.value), "at", _NO_UUID, _NO_WORDS, "by_key", "target", "outcome", "position"
        ),
        Ground.objects.filter(case=case).values_list(
            Value(GROUND), _NEVER, "uuid", "body", nothing, nothing, nothing, "position"
        ),
        Note.objects.filter(case=case).values_list(
            Value(Told.NOTE.value), "at", "uuid", "body", "by_key", nothing, nothing, nowhere
        ),
        asked.values_list(
            Value(Told.QUESTION.value), "asked_at", "uuid", "question", "by_key", nothing, nothing, nowhere
        ),
        asked.filter(reply__isnull=False).values_list(
            Value(Told.REPLY.value),
            "replied_at",
            "reply__uuid",
            "reply__body",
            Value(Role.APPLICANT.value),
            nothing,
            nothing,
            nowhere,
        ),  # fmt: skip
        all=True,
    )


def _words(row: _Row) -> str:
    model, name = _SEALED[row.sort]
    field = cast("EncryptedField", model._meta.get_field(name))
    return field.opened(row.sealed, row.uuid) if row.uuid else ""


def referrals_with_letters(case: Case) -> list[tuple[Referral, list[Letter]]]:
    """Return the referrals of a case, each with its letters, oldest first; one query: none is without a letter."""
    rows = Letter.objects.filter(referral__case=case).select_related(
        "organization", "office", "referral__organization"
    )
    found: dict[int, tuple[Referral, list[Letter]]] = {}
    for row in rows.order_by("referral_id", "pk"):
        found.setdefault(row.referral_id, (row.referral, []))[1].append(row)
    return list(found.values())
