"""``qabyldau offices add|list|open|import|export``: the receptions of an installation."""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from qabyldau.accounts.rules import machine
from qabyldau.areas.models import Area
from qabyldau.core import clock
from qabyldau.core.errors import InputError
from qabyldau.core.localized import OWN_NAMES
from qabyldau.interfaces.cli.folders import Tables, add_folder_arguments, export_folder, import_folder
from qabyldau.interfaces.cli.office_import import export_tables, import_table, named
from qabyldau.interfaces.cli.office_tables import TABLES
from qabyldau.offices.labels import door_words
from qabyldau.offices.models import Office
from qabyldau.offices.queries import closures_of, open_offices, timetable_of, week_of
from qabyldau.offices.rules.hours import Span
from qabyldau.offices.services.changing import hours_set, office_add, office_change

HOURS = re.compile(r"([1-7])-([1-7]) ((?:\d\d:\d\d-\d\d:\d\d ?)+)")
CARD = ("name_kk", "name_ru", "name_en", "address_kk", "address_ru", "address_en", "phone", "zone")
RECEPTIONS = Tables(TABLES, import_table, export_tables)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which reception, and what is done."""
    deeds = parser.add_subparsers(dest="deed", required=True)
    adding = deeds.add_parser("add", help="add a reception, or correct one: what is not named stays")
    adding.add_argument("code", help="two to eight capital Latin letters and digits, such as ALM")
    adding.add_argument("--name", dest="name_kk", help="name in Kazakh; a new reception needs one")
    adding.add_argument("--name-ru")
    adding.add_argument("--name-en")
    adding.add_argument("--address", dest="address_kk", help="address in Kazakh")
    adding.add_argument("--address-ru")
    adding.add_argument("--address-en")
    adding.add_argument("--phone")
    adding.add_argument("--area", help="code of its area, as in reference/areas/areas.csv: almaty")
    adding.add_argument("--zone", help="its clock; a new one has Asia/Almaty")
    adding.add_argument(
        "--hours",
        help='weekdays and hours, 1 is Monday, a break between two: "1-5 10:00-13:00 14:00-18:00"; unsaid: 1-5 09:00-18:00',
    )
    deeds.add_parser("list", help="which receptions there are")
    opening = deeds.add_parser("open", help="say whether a reception is open, and when it opens or closes")
    opening.add_argument("code", nargs="?", help="code of one reception; unsaid: all")
    opening.add_argument("--at", help="2025-01-05T11:00, without an offset the office's clock; unsaid: now")
    opening.add_argument("--json", action="store_true", help="print as JSON, the words in three languages")
    add_folder_arguments(deeds, RECEPTIONS, "receptions")


def run(options: argparse.Namespace) -> int:
    """Do what was asked."""
    if options.deed == "import":
        return import_folder(options, RECEPTIONS)
    if options.deed == "export":
        return export_folder(options, RECEPTIONS)
    return {"add": _add, "list": _list, "open": _open}[options.deed](options)


def office_coded(code: str) -> Office:
    """Return the open office of this code; raise InputError that lists the codes there are."""
    known = {office.code: office for office in open_offices()}
    if code not in known:
        codes = f"one of: {', '.join(sorted(known))}" if known else "there is none yet: qabyldau offices add"
        raise InputError("office", f"no such office {code!r}; {codes}")
    return known[code]


def _list(options: argparse.Namespace) -> int:
    for office in open_offices():
        days = ", ".join(
            f"{day} {' '.join(f'{span.opens:%H:%M}-{span.closes:%H:%M}' for span in spans)}"
            for day, spans in sorted(week_of(office).items())
        )
        print(f"{office.code:<8} {office.name_kk}  ({office.zone}; {days})")
    return 0


@transaction.atomic
def _add(options: argparse.Namespace) -> int:
    actor, at = machine("cli"), clock.now()
    said = {name: getattr(options, name).strip() for name in CARD if getattr(options, name) is not None}
    fields: dict[str, Any] = {**said}
    if options.area is not None:
        fields["area"] = named(Area, "area", options.area)
    office = Office.objects.filter(code=options.code).first()
    if office is None:
        office = office_add(actor=actor, code=options.code, slug=options.code.lower(), fields=fields, at=at)
    else:
        office = office_change(actor=actor, office=office, fields=fields, at=at)
    if options.hours:
        hours_set(actor=actor, office=office, week=_week(options.hours), at=at)
    print(f"{office.code}: {office.name_kk}")
    return 0


def _week(said: str) -> dict[int, Sequence[Span]]:
    found = HOURS.fullmatch(said.strip())
    wrong = InputError("hours", 'write them like this: "1-5 10:00-13:00 14:00-18:00", 1 is Monday')
    if found is None or found[1] > found[2]:
        raise wrong
    try:
        pairs = [span.split("-") for span in found[3].split()]
        spans = [Span(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in pairs]
    except ValueError as error:
        raise wrong from error
    return dict.fromkeys(range(int(found[1]), int(found[2]) + 1), spans)


def _open(options: argparse.Namespace) -> int:
    offices = [office_coded(options.code)] if options.code else open_offices()
    found = [_door_of(office, _moment(options.at, office)) for office in offices]
    if options.json:
        print(json.dumps(found[0] if options.code else found, ensure_ascii=False, indent=2))
    else:
        for row in found:
            print(f"{row['office']:<8} {row['at']}  {row['words'][_language()]}{_why(row)}")
    return 0


def _language() -> str:
    return (translation.get_language() or "kk")[:2]


def _why(row: dict[str, Any]) -> str:
    return f" ({row['reason'][_language()]})" if row["reason"] else ""


def _moment(said: str | None, office: Office) -> datetime:
    if not said:
        return clock.now()
    try:
        return clock.in_zone(datetime.fromisoformat(said), office.zone)
    except (ValueError, OverflowError) as error:
        raise InputError("at", "write the moment like this: 2025-01-05T11:00") from error


def _door_of(office: Office, at: datetime) -> dict[str, Any]:
    closures = closures_of(office, clock.local_date(at, office.zone))
    door = timetable_of(office, closures).door_at(at)
    shut = next((row for row in closures if str(row.uuid) == door.cut), None)
    return {
        "office": office.code,
        "at": _local(at, office),
        "state": door.state,
        "changes_at": _local(door.changes_at, office) if door.changes_at else None,
        "day": door.kind,
        "reason": _in_languages(lambda: shut.reason) if shut else None,
        "substitute": shut.substitute.code if shut and shut.substitute else None,
        "words": _in_languages(lambda: door_words(door, at, office.zone)),
    }


def _local(moment: datetime, office: Office) -> str:
    return moment.astimezone(ZoneInfo(office.zone)).isoformat(timespec="minutes")


def _in_languages(words: Callable[[], str]) -> dict[str, str]:
    found = {}
    for code in OWN_NAMES:
        with translation.override(code):
            found[code] = words()
    return found
