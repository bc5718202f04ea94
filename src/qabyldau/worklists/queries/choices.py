"""What a filter means in an office: each thing that is chosen with its words and the rows it leaves; and what can be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext as _

from qabyldau.accounts.models import Team
from qabyldau.areas.models import Area
from qabyldau.casework.labels import URGENCY_LABELS
from qabyldau.catalog.models import Category
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import localized
from qabyldau.intake.labels import CHANNEL_LABELS
from qabyldau.intake.rules import IntakeChannel
from qabyldau.offices.models import Office
from qabyldau.offices.queries import caseworker_rows, caseworkers_of
from qabyldau.understanding.labels import LANGUAGE_LABELS
from qabyldau.worklists.rules import Filter, day_of

NONE = Q(pk__in=())


@dataclass(frozen=True)
class Chosen:
    """One thing by which a list is narrowed: its field, its words, and the rows of either kind that it leaves."""

    field: str
    label: str
    of_cases: Q
    of_appeals: Q


@dataclass(frozen=True)
class Named:
    """A theme, area or team that a filter names."""

    field: str
    pk: int
    code: str
    name_kk: str
    name_ru: str
    name_en: str


def chosen_of(given: Filter, office: Office, today: date) -> list[Chosen]:
    """Return what a filter means today; what is not known here leaves nothing. Two queries, whatever is chosen."""
    named = _named(given, office)
    return [
        _NAMED[field](value, [row for row in named if row.field == field])
        if field in _NAMED
        else _READERS[field](value, office, today)
        for field, value in given.chosen.items()
    ]


def _named(given: Filter, office: Office) -> list[Named]:
    rows = {field: _rows_of(field, value, office) for field, value in given.chosen.items() if field in _NAMED}
    if not rows:
        return []
    names = (F("name_kk"), F("name_ru"), F("name_en"))
    said = [
        found.values_list(Value(field), "pk", Value("") if field == "team" else F("code"), *names)
        for field, found in rows.items()
    ]
    return [Named(*row) for row in said[0].union(*said[1:])]


def _rows_of(field: str, value: str, office: Office) -> QuerySet[Any]:
    """Return the rows that a chosen value names; a theme's with what stands below it."""
    if field == "theme":
        return Category.objects.filter(Q(code=value) | Q(parent__code=value))
    if field == "area":
        return Area.objects.filter(code=value)
    key = _key(value)
    return team_rows(office).filter(uuid=key) if key else Team.objects.filter(NONE)


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _theme(code: str, rows: list[Named]) -> Chosen:
    label = next((localized(row, "name") for row in rows if row.code == code), code)
    below = Q(theme=code) | Q(theme__startswith=f"{code}.")
    return Chosen("theme", label, Q(category__in=[row.pk for row in rows]), below if rows else NONE)


def _area(code: str, rows: list[Named]) -> Chosen:
    found = Q(area=rows[0].pk) if rows else NONE
    return Chosen("area", localized(rows[0], "name") if rows else code, found, found)


def _team(key: str, rows: list[Named]) -> Chosen:
    label = localized(rows[0], "name") if rows else key
    return Chosen("team", label, Q(team=rows[0].pk) if rows else NONE, NONE)


_NAMED: Mapping[str, Callable[[str, list[Named]], Chosen]] = {
    "theme": _theme,
    "area": _area,
    "team": _team,
}


def _owner(value: str, office: Office, today: date) -> Chosen:
    key = _key(value)
    row = caseworker_rows(office).filter(uuid=key).first() if key else None
    label = (row.full_name or row.username) if row else _("nobody here")
    return Chosen("owner", label, Q(owner=row.pk) if row else NONE, NONE)


def _channel(value: str, office: Office, today: date) -> Chosen:
    known = value in set(IntakeChannel)
    label = str(CHANNEL_LABELS[IntakeChannel(value)]) if known else value
    return Chosen("channel", label, Q(channel=value), Q(channel=value))


def _language(value: str, office: Office, today: date) -> Chosen:
    return Chosen("language", str(LANGUAGE_LABELS.get(value, value)), Q(language=value), Q(language=value))


def _urgency(value: str, office: Office, today: date) -> Chosen:
    return Chosen("urgency", str(URGENCY_LABELS[int(value)]), Q(urgency=value), Q(urgency=value))


def _since(value: str, office: Office, today: date) -> Chosen:
    label = _("from %(day)s") % {"day": f"{day_of(value) or today:%d.%m.%Y}"}
    found = Q(received_at__gte=_midnight(day_of(value) or today, office))
    return Chosen("since", label, found, found)


def _until(value: str, office: Office, today: date) -> Chosen:
    day = min(day_of(value) or today, date.max - timedelta(days=2))
    label = _("until %(day)s") % {"day": f"{day:%d.%m.%Y}"}
    found = Q(received_at__lt=_midnight(day + timedelta(days=1), office))
    return Chosen("until", label, found, found)


def _late(value: str, office: Office, today: date) -> Chosen:
    late = Q(is_owed=True, due_on__lt=today)
    return Chosen("late", _("late with an answer"), late, NONE)


def _midnight(day: date, office: Office) -> datetime:
    day = min(max(day, date(1970, 1, 2)), date(9000, 1, 1))
    return datetime.combine(day, time.min, ZoneInfo(office.zone))


_READERS: Mapping[str, Callable[[str, Office, date], Chosen]] = {
    "owner": _owner,
    "channel": _channel,
    "language": _language,
    "urgency": _urgency,
    "since": _since,
    "until": _until,
    "late": _late,
}


def team_rows(office: Office) -> QuerySet[Team]:
    """Return the teams of an office, in no order."""
    return Team.objects.filter(office_key=office.uuid, is_active=True)


def teams_of(office: Office) -> list[Team]:
    """Return the teams of an office."""
    return list(team_rows(office).order_by("pk"))


def own_teams_of(office: Office, user_key: str) -> list[Team]:
    """Return the teams of an office of which somebody is a member."""
    rows = Team.objects.filter(office_key=office.uuid, is_active=True, members__uuid=user_key)
    return list(rows.order_by("pk"))


def team_of(office: Office, uuid: str) -> Team:
    """Return one team of an office; raise MissingError for any other."""
    row = next((team for team in teams_of(office) if str(team.uuid) == uuid), None)
    if row is None:
        raise MissingError("team")
    return row


def owners_of(office: Office) -> list[tuple[str, str]]:
    """Return key and name of everybody who may own a case here."""
    return [(str(user.uuid), user.full_name or user.username) for user in caseworkers_of(office)]


def areas_of(office: Office) -> list[tuple[str, str]]:
    """Return code and name of the areas that this office or every office uses."""
    rows = Area.objects.filter(Q(office_key=office.uuid) | Q(office_key__isnull=True)).order_by("pk")
    return [(row.code, localized(row, "name")) for row in rows]
