"""The receptions as the citizen's door shows them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby

from babel.dates import get_day_names
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from qabyldau.areas.queries import AreaChoice, areas_within
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.interfaces.design.closures import AHEAD, Closed, closed_line, closed_rows
from qabyldau.offices.labels import door_words
from qabyldau.offices.queries import (
    Closure,
    Office,
    OfficeFacts,
    closures_among,
    complaint_readers_of,
    facts_of,
    listed_offices,
    open_offices,
    timetables_of,
)
from qabyldau.offices.rules.hours import DoorState, Span, Timetable, Week


@dataclass(frozen=True)
class OfficeChoice:
    """One reception as a form offers it: where it is, and when it is closed."""

    slug: str
    name: str
    address: str


@dataclass(frozen=True)
class HoursLine:
    """Days of the week with the same hours, in the words of the page."""

    days: str
    hours: str


@dataclass(frozen=True)
class OfficeCard:
    """One reception with what one needs to go there."""

    slug: str
    name: str
    address: str
    phone: str
    hours: tuple[HoursLine, ...]
    promise_days: int
    door: str
    """What is true at its door now; "" where no calendar was loaded."""
    is_open: bool
    closed: list[Closed]
    """The closures of the next two weeks."""
    election_to: date | None
    """Until when it takes mandates alone, None if it does not now."""


class Receptions:
    """The receptions that take appeals, asked for once in a request and only if somebody wants to know."""

    @cached_property
    def rows(self) -> list[Office]:
        """The offices, by their Kazakh name."""
        return open_offices()

    def by(self, slug: str) -> Office:
        """Return one of them; raise MissingError where it is not known or takes no appeals any more."""
        found = next((row for row in self.rows if row.slug == slug), None)
        if found is None:
            raise MissingError("office")
        return found

    def takes_complaints(self, slug: str) -> bool:
        """Return whether somebody beside the head reads complaints about the staff of a reception."""
        found = next((row for row in self.rows if row.slug == slug), None)
        return found is not None and bool(complaint_readers_of(found))

    def choices(self) -> list[OfficeChoice]:
        """Return them as a form offers them, with the closures of the next two weeks."""
        at = clock.now()
        shut = closures_among(self.rows, at) if len(self.rows) > 1 else {}
        return [OfficeChoice(row.slug, localized(row, "name"), _hint(row, shut, at)) for row in self.rows]

    def areas_of(self, slug: str) -> list[AreaChoice]:
        """Return the areas within the area of one; none for one that is not known."""
        area = next((row.area for row in self.rows if row.slug == slug), None)
        return areas_within(area.code) if area else []


def _hint(office: Office, shut: Mapping[int, list[Closure]], at: datetime) -> str:
    """Return where a reception is and when it is closed, in one line for a form."""
    today = clock.local_date(at, office.zone)
    closed = closed_rows(shut.get(office.pk, ()), today, today + AHEAD)
    return ". ".join(part for part in (office.address, *map(closed_line, closed)) if part)


def office_cards() -> list[OfficeCard]:
    """Return the receptions that the public sees; the number of queries does not grow with them."""
    offices, at = listed_offices(), clock.now()
    facts = facts_of(offices, at)
    tables = timetables_of(offices, facts)
    return [_card(office, facts[office.pk], tables.get(office.pk), at) for office in offices]


def _card(office: Office, facts: OfficeFacts, table: Timetable | None, at: datetime) -> OfficeCard:
    today = clock.local_date(at, office.zone)
    door = table.door_at(at) if table else None
    return OfficeCard(
        slug=office.slug,
        name=localized(office, "name"),
        address=office.address,
        phone=office.phone,
        hours=tuple(week_lines(facts.week)),
        promise_days=office.promise_days,
        door=door_words(door, at, office.zone) if door else "",
        is_open=door is not None and door.state is DoorState.OPEN,
        closed=closed_rows(facts.closures, today, today + AHEAD),
        election_to=election_end(office, today),
    )


def election_end(office: Office, today: date) -> date | None:
    """Return until when a reception takes mandates alone; None if it does not today."""
    return office.election.to_on if office.election.holds_on(today) else None


def week_lines(week: Week) -> list[HoursLine]:
    """Return the hours by weekday (1 Monday) with neighbouring days of equal hours drawn together, breaks left out."""
    rows = [(day, spans_words(spans)) for day, spans in sorted(week.items()) if spans]
    runs = groupby(enumerate(rows), key=lambda item: (item[1][0] - item[0], item[1][1]))
    return [
        HoursLine(capfirst(days_words([day for _position, (day, _words) in days])), words)
        for (_start, words), days in runs
    ]


def spans_words(spans: Iterable[Span]) -> str:
    """Return hours as they are read: ``10:00–13:00, 14:00–18:00``."""
    return ", ".join(f"{span.opens:%H:%M}–{span.closes:%H:%M}" for span in sorted(spans))


def days_words(numbers: Sequence[int]) -> str:
    """Return weekdays (1 Monday) in the words of the page: neighbours as a span, others one by one."""
    names = get_day_names("wide", locale=get_language() or "kk")
    parts: list[str] = []
    for _start, run in groupby(enumerate(sorted(numbers)), key=lambda item: item[1] - item[0]):
        days = [names[day - 1] for _position, day in run]
        span = {"first": days[0], "last": days[-1]}
        parts += [_("%(first)s – %(last)s") % span] if len(days) > 2 else days
    return ", ".join(parts)


def access_words(office: Office) -> tuple[str, str]:
    """Return what is said of ramp and lift; "" of what is not known."""
    ramp = {True: _("There is a ramp."), False: _("There is no ramp."), None: ""}
    lift = {True: _("There is a lift."), False: _("There is no lift."), None: ""}
    return ramp[office.has_ramp], lift[office.has_lift]
