"""Receptions as open data: where they are, when they are open, what one may come for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from qabyldau.core import clock
from qabyldau.core.localized import OWN_NAMES
from qabyldau.interfaces.opendata.files import csv_file, json_file
from qabyldau.offices.queries import Closure, Office, OfficeFacts, facts_of, listed_offices

LANGUAGES = tuple(OWN_NAMES)
FLAT = (
    "code", *(f"name_{code}" for code in LANGUAGES), *(f"address_{code}" for code in LANGUAGES),
    *(f"landmark_{code}" for code in LANGUAGES), "latitude", "longitude", "has_ramp", "has_lift", "phone", "email",
    "zone", "promise_days", "takes_bookings",
)  # fmt: skip


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Answer with one row a reception."""
    return csv_file(FLAT, [[getattr(office, name) for name in FLAT] for office in listed_offices()])


@require_safe
def as_geojson(request: HttpRequest) -> HttpResponse:
    """Answer with the receptions that have a point, after RFC 7946."""
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [office.longitude, office.latitude]},
            "properties": {
                "code": office.code,
                "name": _three(office, "name"),
                "address": _three(office, "address"),
            },
        }
        for office in listed_offices()
        if office.longitude is not None
    ]
    return json_file({"type": "FeatureCollection", "features": features}, "application/geo+json")


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Answer with everything that is public about the receptions."""
    offices = listed_offices()
    facts = facts_of(offices, clock.now())
    return json_file({"offices": [_whole(office, facts[office.pk]) for office in offices]})


def _whole(office: Office, facts: OfficeFacts) -> dict[str, Any]:
    return {
        "code": office.code,
        "name": _three(office, "name"),
        "address": _three(office, "address"),
        "landmark": _three(office, "landmark"),
        "entrance": _three(office, "entrance"),
        "has_ramp": office.has_ramp,
        "has_lift": office.has_lift,
        "point": [office.longitude, office.latitude] if office.longitude is not None else None,
        "phone": office.phone,
        "email": office.email,
        "zone": office.zone,
        "promise_days": office.promise_days,
        "takes_bookings": office.takes_bookings,
        "hours": [
            {"weekday": day, "opens": f"{span.opens:%H:%M}", "closes": f"{span.closes:%H:%M}"}
            for day, spans in sorted(facts.week.items())
            for span in spans
        ],
        "services": [
            {
                "code": row.code,
                "name": _three(row, "name"),
                "note": _three(row, "note"),
                "bring": _three(row, "bring"),
                "is_offered": row.is_offered,
                "minutes": row.minutes or office.visit_minutes,
            }
            for row in facts.services
        ],
        "sittings": [
            {
                "service": row.service.code if row.service else None,
                "who": _three(row, "who"),
                "weekday": row.weekday,
                "on": row.on.isoformat() if row.on else None,
                "begins": f"{row.begins:%H:%M}",
                "ends": f"{row.ends:%H:%M}",
            }
            for row in facts.sittings
        ],
        "closures": [_closure(row) for row in facts.closures],
    }


def _closure(row: Closure) -> dict[str, Any]:
    hours = [f"{row.from_time:%H:%M}", f"{row.to_time:%H:%M}"] if row.from_time and row.to_time else None
    return {
        "from": row.from_on.isoformat(),
        "to": row.to_on.isoformat(),
        "weekday": row.weekday,
        "hours": hours,
        "reason": _three(row, "reason"),
        "substitute": row.substitute.code if row.substitute else None,
    }


def _three(row: Any, name: str) -> Mapping[str, str]:
    return {code: getattr(row, f"{name}_{code}") for code in LANGUAGES}
