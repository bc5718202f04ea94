"""Whether answers reached the people they are for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.rules.reach import Reach, Trace, reach_of
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.core.models import beyond
from qabyldau.intake.queries import visible_to
from qabyldau.messages.models import Channel, Message
from qabyldau.messages.queries import UNSURE

KIND = "answers.answer"
"""The notice of an answer in the outbox."""

PAGE = 30
"""Answers of one page."""


@dataclass(frozen=True)
class Reached:
    """One answer to one person: how far it came, in which language, and what its reader says of it (kept apart from ours)."""

    uuid: str
    number: str
    language: str
    wanted: str
    note: str
    at: datetime
    reach: Reach
    is_chat: bool
    fixed: str
    grade: str


def message_key(delivery: Delivery) -> str:
    """Return the key under which the notice of an answer stands in the outbox."""
    return f"answer:{delivery.answer.uuid}:{delivery.appeal.uuid}"


def reached_in(case: Case) -> list[Reached]:
    """Return the newest answer to each person of a case with how far it came; the queries do not grow with them."""
    rows = Delivery.objects.filter(answer__case=case).select_related("answer", "appeal")
    newest = {row.appeal_id: row for row in rows.order_by("delivered_at", "pk")}
    return _reached(list(newest.values()))


def _reached(rows: Sequence[Delivery]) -> list[Reached]:
    states = _letters([message_key(row) for row in rows])
    said = {item.delivery_id: item for item in Feedback.objects.filter(delivery__in=rows)}
    return [_one(row, states.get(message_key(row), ["", ""]), said.get(row.pk)) for row in rows]


def _letters(keys: list[str]) -> dict[str, list[str]]:
    rows = Message.objects.filter(key__in=keys).exclude(channel=Channel.PAGE)
    return {key: said for key, *said in rows.values_list("key", "state", "channel")}


def _one(row: Delivery, letter: list[str], said: Feedback | None) -> Reached:
    return Reached(
        uuid=str(row.uuid),
        number=row.appeal.number,
        language=row.answer.language,
        wanted=row.appeal.answer_language,
        note=row.language_note or "",
        at=row.delivered_at,
        reach=reach_of(Trace(row.read_at is not None, row.handed_at is not None, letter[0])),
        is_chat=letter[1] == Channel.TELEGRAM,
        fixed=said.fixed if said else "",
        grade=said.answer_grade if said else "",
    )


def unreached(actor: Actor, after: Delivery | None = None) -> list[tuple[Delivery, Reached]]:
    """Return the answers that nobody has read or fetched and no server has taken, oldest first, one page and one more.

    Only of appeals that the actor may see.
    """
    demand(actor, Permission.APPEAL_READ)
    rows = Delivery.objects.filter(
        ~_on_its_way(), appeal__in=visible_to(actor), read_at__isnull=True, handed_at__isnull=True
    )
    if after is not None:
        rows = rows.filter(beyond("delivered_at", after.delivered_at, after.pk))
    found = list(
        rows.select_related("answer", "appeal__text", "appeal__office").order_by("delivered_at", "pk")[
            : PAGE + 1
        ]
    )
    return list(zip(found, _reached(found), strict=True))


def _on_its_way() -> Exists:
    letters = Message.objects.filter(
        about_uuid=OuterRef("appeal__uuid"), kind=KIND, made_at=OuterRef("delivered_at")
    )
    return Exists(letters.exclude(channel=Channel.PAGE).exclude(state__in=UNSURE))


def answered_without_delivery() -> QuerySet[Case]:
    """Return the cases that count as answered though somebody in them was told nothing: there must be none."""
    told = Delivery.objects.filter(appeal=OuterRef("case_appeals__appeal"), answer__case=OuterRef("pk"))
    silent = [Outcome.WITHDRAWN, Outcome.LEFT_WITHOUT_CONSIDERATION]
    rows = Case.objects.filter(status__in=[CaseStatus.ANSWERED, CaseStatus.CLOSED]).exclude(
        outcome__in=silent
    )
    rows = rows.filter(case_appeals__appeal__withdrawn_at__isnull=True)
    return rows.filter(~Exists(told)).distinct()
