"""What is carried from page to page while a visit is being booked: kept encrypted, found again by a signed cookie."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from qabyldau.core.drafts import draft_of, draft_save, draft_start
from qabyldau.interfaces.site.booking.times import LOST, SHUT
from qabyldau.interfaces.site.cookies import BOOKING
from qabyldau.visits.queries.bookings import Appointment

PURPOSE = "site.booking"

KEPT = timedelta(days=1)
"""How long a booking that was not finished is kept."""

SHOWN = timedelta(minutes=30)
"""How long a second press of the last button still leads to the visit."""


@dataclass(frozen=True)
class Typed:
    """Which time is held, and what was typed so far. ``booked``: the visit that came of it; then nothing else is kept."""

    office: str = ""
    service: str = ""
    held: str = ""
    held_until: str = ""
    starts_at: str = ""
    name: str = ""
    phone: str = ""
    email: str = ""
    matter: str = ""
    language: str = ""
    consent: bool = False
    consent_language: str = ""
    booked: str = ""
    is_shut: bool = False
    """Whether the time was given up because nobody receives then any more."""

    @property
    def begins(self) -> datetime:
        """When the visit would begin."""
        return datetime.fromisoformat(self.starts_at)

    @property
    def until(self) -> datetime:
        """Until when the time is held."""
        return datetime.fromisoformat(self.held_until)

    @property
    def is_personal(self) -> bool:
        """Whether the visitor said who they are."""
        return any(words.strip() for words in (self.name, self.phone, self.email))

    def is_shut_at(self, office: str) -> bool:
        """Return whether nobody receives any more at the time that was held in this reception."""
        return self.is_shut and self.office == office

    @property
    def is_begun(self) -> bool:
        """Whether something was typed that must not be lost."""
        return self.is_personal or bool(self.matter.strip())


@dataclass(frozen=True)
class Kept:
    """What was typed, and the code under which it is kept; "" while nothing was kept yet."""

    code: str = ""
    typed: Typed = Typed()


def of_request(request: HttpRequest, at: datetime) -> Kept:
    """Return the booking that this browser is filling in, or an empty one."""
    code = BOOKING.read(request)
    content = draft_of(PURPOSE, code, at) if code else None
    return Kept(code, Typed(**content)) if content else Kept()


def changed(kept: Kept, values: Mapping[str, Any]) -> Kept:
    """Return the booking with those of ``values`` that are fields of it."""
    names = {field.name for field in fields(Typed)}
    return replace(kept, typed=replace(kept.typed, **{key: values[key] for key in values if key in names}))


def holding(kept: Kept, row: Appointment) -> Kept:
    """Return the booking with the time that it holds now."""
    held = {
        "office": row.office.slug,
        "service": row.service.code,
        "held": str(row.uuid),
        "held_until": row.held_until.isoformat(),
        "starts_at": row.starts_at.isoformat(),
        "is_shut": False,
    }
    return changed(fresh(kept), held)


def fresh(kept: Kept) -> Kept:
    """Return the booking itself, or a new one in place of one that was finished."""
    return Kept() if kept.typed.booked else kept


def lost(kept: Kept, office: str, service: str) -> str:
    """Return why the time that was held for this service is held no more; "" where it is, or none was."""
    typed = kept.typed
    if (typed.office, typed.service) != (office, service) or not typed.starts_at or typed.held:
        return ""
    return SHUT if typed.is_shut else LOST


def save(kept: Kept, response: HttpResponseBase, at: datetime) -> None:
    """Keep the booking for a day and give the browser its cookie."""
    content, code = asdict(kept.typed), kept.code
    if code:
        draft_save(PURPOSE, code, content, at, KEPT)
    BOOKING.write(response, code or draft_start(PURPOSE, content, at, KEPT))


def done(kept: Kept, row: Appointment, at: datetime) -> None:
    """Forget what was typed; that the visit was booked is kept for the half hour in which a second press may come."""
    draft_save(PURPOSE, kept.code, asdict(Typed(booked=str(row.uuid))), at, SHOWN)
