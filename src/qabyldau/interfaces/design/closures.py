"""Closures as people read them: what is closed, when, why, and where to go instead; the same on every page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from qabyldau.core import clock
from qabyldau.core.localized import localized
from qabyldau.offices.queries import Closure, Office, closures_of

PATTERNS = {"kk": "d MMMM, EEEE", "ru": "EEEE, d MMMM", "en": "EEEE, d MMMM"}

AHEAD = timedelta(days=14)
"""How far ahead a closure is told of on a page that names an office."""

EVERY: dict[int, Promise] = {
    1: gettext_lazy("every Monday"),
    2: gettext_lazy("every Tuesday"),
    3: gettext_lazy("every Wednesday"),
    4: gettext_lazy("every Thursday"),
    5: gettext_lazy("every Friday"),
    6: gettext_lazy("every Saturday"),
    7: gettext_lazy("every Sunday"),
}
"""A closure that recurs, by weekday."""


@dataclass(frozen=True)
class Closed:
    """One closure: what it shuts ("" for the whole reception), when, why, and where to go instead."""

    what: str
    when: str
    reason: str
    substitute: str
    substitute_slug: str


def said_day(day: date) -> str:
    """Return a day as it is said within a sentence: ``понедельник, 14 сентября``, in the order of the page's language."""
    code = (get_language() or "kk")[:2]
    return format_date(day, PATTERNS.get(code, PATTERNS["en"]), locale=code)


def said_days(first: date, last: date) -> str:
    """Return the days from ``first`` to ``last``, both included."""
    if first == last:
        return said_day(first)
    return _("%(first)s – %(last)s") % {"first": said_day(first), "last": said_day(last)}


def closed_of(row: Closure) -> Closed:
    """Return one closure as people read it."""
    sitting, substitute = row.sitting, row.substitute
    return Closed(
        what=(sitting.who or (localized(sitting.service, "name") if sitting.service else ""))
        if sitting
        else "",
        when=_when(row),
        reason=row.reason,
        substitute=localized(substitute, "name") if substitute else "",
        substitute_slug=substitute.slug if substitute else "",
    )


def _when(row: Closure) -> str:
    words = said_days(row.from_on, row.to_on)
    if row.weekday is not None:
        words = _("%(weekday)s, %(days)s") % {"weekday": EVERY[row.weekday], "days": words}
    if row.from_time is None or row.to_time is None:
        return words
    return _("%(days)s, %(hours)s") % {"days": words, "hours": f"{row.from_time:%H:%M}–{row.to_time:%H:%M}"}


def closed_rows(rows: Iterable[Closure], first: date, last: date) -> list[Closed]:
    """Return those closures of the whole reception that touch the days from ``first`` to ``last``."""
    return [
        closed_of(row)
        for row in rows
        if row.sitting_id is None and row.from_on <= last and row.to_on >= first
    ]


def closed_soon(office: Office, at: datetime) -> list[Closed]:
    """Return the closures of the next two weeks: for every page that names the office."""
    today = clock.local_date(at, office.zone)
    return closed_rows(closures_of(office, today), today, today + AHEAD)


def closed_in_both(office: Office, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return the closures of the next two weeks for a slip of paper: each in Kazakh and in Russian."""
    today = clock.local_date(at, office.zone)
    rows = [row for row in closures_of(office, today) if row.sitting_id is None]
    pairs = []
    for code in ("kk", "ru"):
        with translation.override(code):
            pairs.append([closed_line(row) for row in closed_rows(rows, today, today + AHEAD)])
    return tuple(zip(*pairs, strict=True))


def closed_line(row: Closed) -> str:
    """Return a closure in one line."""
    given = {"when": row.when, "reason": row.reason, "office": row.substitute}
    if row.substitute:
        return _("Closed: %(when)s. %(reason)s. Go there instead: %(office)s") % given
    return _("Closed: %(when)s. %(reason)s") % given
