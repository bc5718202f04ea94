"""``qabyldau office add|list``: the receptions of an installation and their hours."""

import argparse
import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from qabyldau.areas.queries import is_area
from qabyldau.core.errors import InputError
from qabyldau.offices.models import Office
from qabyldau.offices.queries import hours_of, open_offices
from qabyldau.offices.services import LOCALIZED, offices_load, openings_load

CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")
"""What stands before the year in the number of a case: ALM/2026/98."""
HOURS = re.compile(r"([1-7])-([1-7]) (\d\d:\d\d)-(\d\d:\d\d)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say which reception."""
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
        "--hours", help='weekdays and hours, 1 is Monday: "1-5 10:00-18:00"; unsaid: 1-5 09:00-18:00'
    )
    deeds.add_parser("list", help="which receptions there are")


def run(options: argparse.Namespace) -> int:
    """Add or list."""
    return _list() if options.deed == "list" else _add(options)


def office_coded(code: str) -> Office:
    """Return the open office of this code; raise InputError that lists the codes there are."""
    known = {office.code: office for office in open_offices()}
    if code not in known:
        codes = f"one of: {', '.join(sorted(known))}" if known else "there is none yet: qabyldau office add"
        raise InputError("office", f"no such office {code!r}; {codes}")
    return known[code]


def _list() -> int:
    for office in open_offices():
        hours = hours_of(office)
        days = ", ".join(
            f"{day} {opens:%H:%M}-{closes:%H:%M}" for day, (opens, closes) in sorted(hours.items())
        )
        print(f"{office.code:<8} {office.name_kk}  ({office.zone}; {days})")
    return 0


@transaction.atomic
def _add(options: argparse.Namespace) -> int:
    if not CODE.fullmatch(options.code):
        raise InputError("code", "two to eight capital Latin letters and digits, such as ALM")
    known = Office.objects.filter(code=options.code).select_related("organization", "area").first()
    row = _row(options, known)
    openings = _openings(options.code, options.hours) if options.hours else []
    offices_load([row])
    openings_load(openings)
    print(f"{options.code}: {row['name_kk']}")
    return 0


def _row(options: argparse.Namespace, known: Office | None) -> dict[str, str]:
    row = {
        "code": options.code,
        "slug": known.slug if known else options.code.lower(),
        "organization": known.organization.code if known and known.organization else "",
        "area": known.area.code if known and known.area else "",
    }
    for name in (*LOCALIZED, "phone", "zone"):
        before = str(getattr(known, name)) if known else "Asia/Almaty" if name == "zone" else ""
        row[name] = before if getattr(options, name) is None else getattr(options, name).strip()
    if options.area is not None:
        row["area"] = options.area
    _check(row)
    return row


def _check(row: dict[str, str]) -> None:
    if not row["name_kk"]:
        raise InputError("name", "a reception needs a name in Kazakh: --name")
    if row["area"] and not is_area(row["area"]):
        raise InputError("area", f"no area has the code {row['area']!r}; see reference/areas/areas.csv")
    try:
        ZoneInfo(row["zone"])
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InputError("zone", f"{row['zone']!r} is no zone; write one like Asia/Almaty") from error


def _openings(code: str, said: str) -> list[dict[str, str]]:
    found = HOURS.fullmatch(said.strip())
    try:
        first, last, opens, closes = found.groups() if found else ("", "", "", "")
        is_hours = time.fromisoformat(opens) < time.fromisoformat(closes) and first <= last
    except ValueError:
        is_hours = False
    if not is_hours:
        raise InputError("hours", 'write them like this: "1-5 10:00-18:00", 1 is Monday')
    weekdays = range(int(first), int(last) + 1)
    return [{"office": code, "weekday": str(day), "opens": opens, "closes": closes} for day in weekdays]
