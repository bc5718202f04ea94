"""Figures of an office, each from one grouped query; nobody's text or name stands behind them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as Counted

from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.queries import category_names
from qabyldau.intake.models import Appeal
from qabyldau.offices.queries import pk_of

WEEKS = 12


@dataclass(frozen=True)
class Count:
    """One bar: its words and how many."""

    label: str
    value: int


def by_week(office_key: str, today: date) -> list[Count]:
    """Return the appeals of the last twelve weeks, by the Monday of the week in which they were registered."""
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    rows = Appeal.objects.filter(office_id=pk_of(office_key), registered_on__gte=monday)
    found: Counter[date] = Counter()
    for on, number in rows.values_list("registered_on").annotate(n=Counted("pk")).order_by():
        found[on - timedelta(days=on.weekday())] += number
    mondays = [monday + timedelta(weeks=week) for week in range(WEEKS)]
    return [Count(f"{on:%d.%m.%Y}", found[on]) for on in mondays]


def by_theme(office_key: str) -> list[Count]:
    """Return the cases by theme of the first level, most first."""
    names = category_names()
    found: Counter[str] = Counter()
    rows = Case.objects.filter(office_id=pk_of(office_key)).values_list("category__code")
    for code, number in rows.annotate(n=Counted("pk")).order_by():
        found[code.split(".")[0]] += number
    return [Count(names.get(code, code), number) for code, number in found.most_common()]


def advised_by_theme(office_key: str) -> list[Count]:
    """Return the contacts that ended with advice on the spot by theme of the first level, most first; they are not "solved"."""
    names = category_names()
    found: Counter[str] = Counter()
    rows = Case.objects.filter(office_id=pk_of(office_key), outcome=Outcome.ADVISED_ON_THE_SPOT)
    for code, number in rows.values_list("category__code").annotate(n=Counted("pk")).order_by():
        found[code.split(".")[0]] += number
    return [Count(names.get(code, code), number) for code, number in found.most_common()]


def by_status(office_key: str) -> list[Count]:
    """Return the open and closed cases by status, in the order of the work."""
    rows = (
        Case.objects.filter(office_id=pk_of(office_key))
        .values_list("status")
        .annotate(n=Counted("pk"))
        .order_by()
    )
    found = dict(rows)
    return [Count(str(STATUS_LABELS[status]), found[status]) for status in CaseStatus if status in found]


def by_outcome(office_key: str) -> list[Count]:
    """Return the closed cases by outcome; advice on the spot is counted apart from what was satisfied."""
    rows = Case.objects.filter(office_id=pk_of(office_key), status=CaseStatus.CLOSED)
    found = dict(rows.values_list("outcome").annotate(n=Counted("pk")).order_by())
    return [Count(str(OUTCOME_LABELS[outcome]), found[outcome]) for outcome in Outcome if outcome in found]
