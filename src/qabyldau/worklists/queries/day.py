"""The day of one person: what waits on them, what they wait on, what is late today. A few of each, never all."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.worklists.queries.kept import shortlist_rows
from qabyldau.worklists.queries.lists import on_shelf, with_appeals, with_names
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


@dataclass(frozen=True)
class Day:
    """What there is to do; of each list a few cases with their lines, whose answer is due first."""

    chosen: list[Case]
    late: list[Case]
    on_me: list[Case]
    on_others: list[Case]
    to_close: list[Case]


def day_of(actor: Actor, user: User, today: date, size: int) -> Day:
    """Return the day of one person, ``size`` cases of each list at most; six queries.

    Late are cases whose date of answer is today or over while an answer is owed, whatever they wait for; they are told
    apart from the others. What was chosen for the day stands whole, in the order of choosing.
    """
    mine = on_shelf(actor, Shelf.MINE, today)
    late = Q(is_owed=True, due_on__lte=today)
    found = Day(
        chosen=list(shortlist_rows(actor, user, today)),
        late=_first(mine.filter(late), size),
        on_me=_first(mine.filter(status__in=ON_ME).exclude(late), size),
        on_others=_first(mine.filter(status__in=ON_OTHERS).exclude(late), size),
        to_close=_first(mine.filter(status__in=TO_CLOSE), size),
    )
    with_appeals([*found.chosen, *found.late, *found.on_me, *found.on_others, *found.to_close])
    return found


def _first(rows: QuerySet[Case], size: int) -> list[Case]:
    return list(with_names(rows).order_by("due_on", "id")[:size])
