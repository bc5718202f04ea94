"""``qabyldau due``: a deadline, counted day by day, with or without a database."""

import argparse
import json
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.db import DatabaseError

from qabyldau.casework.rules.deadlines import Clock, Reckoned, our_rule, reckon, rule_for
from qabyldau.catalog.rules import AppealKind
from qabyldau.core.errors import InputError, MissingError
from qabyldau.interfaces.cli.offices import office_coded
from qabyldau.interfaces.cli.reference import calendar_version, reference_days
from qabyldau.offices.queries import USUAL_HOURS, calendar_of, current_calendar
from qabyldau.offices.rules.calendar import WorkCalendar, calendar_from_rows


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what arrived and when."""
    parser.add_argument("--kind", choices=[kind.value for kind in AppealKind], default="complaint")
    parser.add_argument(
        "--received", required=True, help="2023-06-23T12:00; without an offset: the office's clock"
    )
    parser.add_argument("--office", help="code of an office, for its hours, zone and promise")
    parser.add_argument("--clock", choices=[item.value for item in Clock], default=Clock.AUTHORITY.value)
    parser.add_argument("--json", action="store_true", help="print as JSON")


def run(options: argparse.Namespace) -> int:
    """Count and print."""
    calendar, promise = _calendar(options.office)
    try:
        received = datetime.fromisoformat(options.received)
    except ValueError as error:
        raise InputError("received", "write the moment like this: 2023-06-23T12:00") from error
    rule = rule_for(options.kind) if options.clock == Clock.AUTHORITY else our_rule(promise)
    try:
        found = reckon(rule, calendar.registered_on(received), calendar)
    except OverflowError as error:
        raise InputError("received", "the day is beyond every calendar") from error
    given = {"kind": options.kind, "received": options.received, "clock": rule.clock, "rule": rule.code}
    print(_as_json(found, given) if options.json else _as_words(found, given))
    return 0


def _calendar(code: str | None) -> tuple[WorkCalendar, int]:
    if code:
        office = office_coded(code)
        return calendar_of(office), office.promise_days
    try:
        return current_calendar(), settings.PROMISE_DAYS
    except (DatabaseError, MissingError):
        days = reference_days()
        hours: dict[int, tuple[time, time]] = dict(USUAL_HOURS)
        version = calendar_version(days)
        calendar = calendar_from_rows(days, hours=hours, zone=settings.TIME_ZONE, version=version)
        return calendar, settings.PROMISE_DAYS


def _as_json(found: Reckoned, given: dict[str, str]) -> str:
    shown: dict[str, Any] = {
        **given,
        "registered_on": found.start_on.isoformat(),
        "due": found.due_on.isoformat(),
        "calendar_version": found.calendar_version,
        "reckoning": [
            {
                "on": day.on.isoformat(),
                "kind": day.kind,
                "counted": day.counted,
                "number": day.number,
                "name": day.name,
            }
            for day in found.days
        ],
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)


def _as_words(found: Reckoned, given: dict[str, str]) -> str:
    lines = [
        f"registered {found.start_on}, due {found.due_on} ({given['rule']}, calendar {found.calendar_version})"
    ]
    for day in found.days:
        number = "–" if day.number is None else str(day.number)
        lines.append(f"  {day.on:%a %Y-%m-%d}  {number:>2}  {day.kind}{'  ' + day.name if day.name else ''}")
    return "\n".join(lines)
