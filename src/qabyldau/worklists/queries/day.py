"""The day of one person: what waits on them, what they wait on, what is late today. A few of each, never all."""

from datetime import date

from django.db.models import QuerySet

from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.worklists.queries.lists import on_shelf, with_lines
from qabyldau.worklists.rules import Shelf

ON_ME = (
    CaseStatus.REGISTERED,
    CaseStatus.ASSIGNED,
    CaseStatus.IN_WORK,
    CaseStatus.AUTHORITY_ANSWERED,
    CaseStatus.REOPENED,
)
ON_OTHERS = (CaseStatus.WAITING_FOR_APPLICANT, CaseStatus.SENT_TO_AUTHORITY)
TO_CLOSE = (CaseStatus.ANSWERED,)


def late_of(actor: Actor, today: date, size: int) -> list[Case]:
    """Return one's own cases whose date of answer is today or over while an answer is owed, whatever they wait for."""
    rows = on_shelf(actor, Shelf.MINE, today).filter(is_owed=True, due_on__lte=today)
    return _first(rows, size)


def waiting_on_me(actor: Actor, today: date, size: int) -> list[Case]:
    """Return one's own cases in which the next step is one's own, those that are late apart."""
    rows = on_shelf(actor, Shelf.MINE, today).filter(status__in=ON_ME)
    return _first(rows.exclude(is_owed=True, due_on__lte=today), size)


def waiting_on_others(actor: Actor, today: date, size: int) -> list[Case]:
    """Return one's own cases in which an applicant or an authority has the next step, those that are late apart."""
    rows = on_shelf(actor, Shelf.MINE, today).filter(status__in=ON_OTHERS)
    return _first(rows.exclude(is_owed=True, due_on__lte=today), size)


def to_close(actor: Actor, today: date, size: int) -> list[Case]:
    """Return one's own cases that were answered and wait to be closed."""
    return _first(on_shelf(actor, Shelf.MINE, today).filter(status__in=TO_CLOSE), size)


def _first(rows: QuerySet[Case], size: int) -> list[Case]:
    return list(with_lines(rows).order_by("due_on", "id")[:size])
