"""What a filter means in an office: each thing that is chosen with its words and the rows it leaves; and what can be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
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
from qabyldau.offices.queries import caseworkers_of
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


def chosen_of(given: Filter, office: Office, today: date) -> list[Chosen]:
    """Return what a filter means today; what is not known here leaves nothing. One query a person, team, theme or area."""
    return [_READERS[field](value, office, today) for field, value in given.chosen.items()]


def _theme(code: str, office: Office, today: date) -> Chosen:
    rows = list(Category.objects.filter(Q(code=code) | Q(parent__code=code)))
    label = next((localized(row, "name") for row in rows if row.code == code), code)
    below = Q(theme=code) | Q(theme__startswith=f"{code}.")
    return Chosen("theme", label, Q(category__in=[row.pk for row in rows]), below if rows else NONE)


def _area(code: str, office: Office, today: date) -> Chosen:
    row = Area.objects.filter(code=code).first()
    found = Q(area=row.pk) if row else NONE
    return Chosen("area", localized(row, "name") if row else code, found, found)


def _owner(key: str, office: Office, today: date) -> Chosen:
    row = next((user for user in caseworkers_of(office) if str(user.uuid) == key), None)
    label = (row.full_name or row.username) if row else _("nobody here")
    return Chosen("owner", label, Q(owner=row.pk) if row else NONE, NONE)


def _team(key: str, office: Office, today: date) -> Chosen:
    row = next((team for team in teams_of(office) if str(team.uuid) == key), None)
    return Chosen("team", localized(row, "name") if row else key, Q(team=row.pk) if row else NONE, NONE)


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
    "theme": _theme,
    "area": _area,
    "owner": _owner,
    "team": _team,
    "channel": _channel,
    "language": _language,
    "urgency": _urgency,
    "since": _since,
    "until": _until,
    "late": _late,
}


def teams_of(office: Office) -> list[Team]:
    """Return the teams of an office."""
    return list(Team.objects.filter(office_key=office.uuid, is_active=True).order_by("pk"))


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
