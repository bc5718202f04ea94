"""Lines of the lists: appeals that wait, cases, and what a search found."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qabyldau.casework.labels import OUTCOME_LABELS, STATUS_LABELS
from qabyldau.casework.models import Case
from qabyldau.casework.queries import live_deadlines_of
from qabyldau.casework.rules.deadlines import days_left
from qabyldau.casework.rules.moves import CaseStatus, Outcome
from qabyldau.catalog.queries import category_names
from qabyldau.core import clock, ids
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.design.addresses import address_of
from qabyldau.offices.models import Office
from qabyldau.offices.queries import current_calendar
from qabyldau.offices.rules.calendar import WorkCalendar
from qabyldau.worklists.queries.found import Found

LONGEST_LINE = 180
"""Characters of an appeal that stand in a list: two lines on a wide screen."""


@dataclass(frozen=True)
class Row:
    """One line of a list."""

    uuid: str
    href: str
    number: str
    words: str
    language: str
    theme: str
    is_proposed: bool
    urgency: int
    area: str
    received_at: datetime
    due_on: date | None
    left: int
    status: str
    is_closed: bool = False
    owner: str = ""
    team: str = ""
    held: int | None = None
    """Working days since the case lies with its owner or team; None where that is not counted."""
    others: int = 0
    version: int = 0
    """The version of the case, where the line may be chosen for a deed on many; 0 for an appeal."""

    @property
    def lang(self) -> str:
        """The language of the words as a page names it; "" where it is none that can be named."""
        return self.language if self.language in {"kk", "ru", "en"} else ""

    @property
    def is_late(self) -> bool:
        """Whether an answer is owed and its day is over."""
        return self.due_on is not None and self.left < 0

    @property
    def may_be_chosen(self) -> bool:
        """Whether it is a case that goes on."""
        return bool(self.version) and not self.is_closed

    @property
    def choice(self) -> str:
        """What the box says that chooses it."""
        return _("Choose %(number)s") % {"number": self.number}

    @property
    def tone(self) -> str:
        """In which tone the status is drawn."""
        return "closed" if self.is_closed else "active"

    @property
    def facts(self) -> str:
        """Where it is, with whom and since when, each after a dot; "" where nothing is known."""
        said = [self.area, self.team, self.owner]
        if self.held:
            words = ngettext(
                "%(n)s working day in these hands", "%(n)s working days in these hands", self.held
            )
            said.append(words % {"n": self.held})
        if self.others:
            said.append(_("and %(n)s more") % {"n": self.others})
        return "".join(f" · {fact}" for fact in said if fact)


@dataclass(frozen=True)
class Reckoning:
    """By which calendar and on which day the lines count."""

    calendar: WorkCalendar
    today: date


def reckoning_of(office: Office) -> Reckoning:
    """Return how an office counts today; its hours do not matter to whole days, and are not asked for."""
    return Reckoning(current_calendar(office.zone), clock.today(office.zone))


def rows_of_appeals(appeals: list[Appeal], reckoning: Reckoning) -> list[Row]:
    """Return the lines of appeals, with the nearest of their dates."""
    if not appeals:
        return []
    names = category_names(codes={appeal.theme for appeal in appeals})
    due = live_deadlines_of(appeals)
    rows = []
    for appeal in appeals:
        deadline = due.get(appeal.pk)
        rows.append(
            Row(
                uuid=str(appeal.uuid),
                href=address_of("desk:appeal", appeal.uuid),
                number=ids.say_number(appeal.number),
                words=_beginning(appeal.text.masked or ""),
                language=appeal.text.language,
                theme=names.get(appeal.theme, ""),
                is_proposed=True,
                urgency=appeal.urgency,
                area=localized(appeal.area, "name") if appeal.area else "",
                received_at=appeal.received_at,
                due_on=deadline.due_on if deadline else None,
                left=days_left(deadline.due_on, reckoning.today, reckoning.calendar) if deadline else 0,
                status="",
            )
        )
    return rows


def rows_of_cases(cases: list[Case], reckoning: Reckoning) -> list[Row]:
    """Return the lines of cases, each by its first appeal."""
    found = []
    for case in cases:
        appeals = [link.appeal for link in case.case_appeals.all()]
        found.append(_row(case, appeals[0], len(appeals) - 1, reckoning))
    return found


def rows_of_found(found: list[Found], reckoning: Reckoning) -> list[Row]:
    """Return the lines of a search, each by the appeal that was found; whoever works on it is behind the line."""
    waiting = rows_of_appeals([one.appeal for one in found if one.case is None], reckoning)
    lines = {row.uuid: row for row in waiting}
    return [
        _row(one.case, one.appeal, 0, reckoning) if one.case else lines[str(one.appeal.uuid)] for one in found
    ]


def _row(case: Case, appeal: Appeal, others: int, reckoning: Reckoning) -> Row:
    is_closed = case.status == CaseStatus.CLOSED
    ending = OUTCOME_LABELS[Outcome(case.outcome)] if is_closed else STATUS_LABELS[CaseStatus(case.status)]
    is_owed = case.is_owed and not is_closed
    return Row(
        uuid=str(case.uuid),
        href=address_of("desk:case", case.uuid),
        number=ids.say_number(appeal.number),
        words=_beginning(appeal.text.masked or ""),
        language=appeal.text.language,
        theme=localized(case.category, "name"),
        is_proposed=False,
        urgency=case.urgency,
        area=localized(case.area, "name") if case.area else "",
        received_at=appeal.received_at,
        due_on=case.due_on if is_owed else None,
        left=days_left(case.due_on, reckoning.today, reckoning.calendar) if is_owed else 0,
        status=str(ending),
        is_closed=is_closed,
        owner=(case.owner.full_name or case.owner.username) if case.owner else "",
        team=localized(case.team, "name") if case.team else "",
        held=None if is_closed else held_for(case, reckoning),
        others=others,
        version=case.version,
    )


def held_for(case: Case, reckoning: Reckoning) -> int | None:
    """Return how many working days a case lies with its owner or team; None while nobody has it."""
    if case.given_at is None:
        return None
    since = clock.local_date(case.given_at, reckoning.calendar.zone)
    return reckoning.calendar.working_days_between(since, reckoning.today) if since <= reckoning.today else 0


def _beginning(words: str) -> str:
    return words if len(words) <= LONGEST_LINE else f"{words[:LONGEST_LINE].rstrip()}…"
