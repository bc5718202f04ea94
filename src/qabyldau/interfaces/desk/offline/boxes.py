"""What a browser kept sealed: opened, checked as any form is, and done once."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Permission, demand
from qabyldau.core import clock, crypto, ids
from qabyldau.core.errors import QabyldauError
from qabyldau.core.localized import storable
from qabyldau.flow.receive import Registered
from qabyldau.flow.visit import Brought, bring_alone, bring_matter, bring_to_mobile
from qabyldau.interfaces.desk.door.rows import key_of
from qabyldau.interfaces.desk.door.tickets import ticket_asked
from qabyldau.interfaces.desk.guard import DeskRequest, office_of
from qabyldau.interfaces.desk.register import RegisterForm
from qabyldau.meetings.queries.mobile import mobile_for
from qabyldau.offices.models import Office
from qabyldau.visits.queries.door import ticket_for
from qabyldau.visits.rules.queue import say
from qabyldau.visits.services.queue import ticket_take

HOURS = 12
"""How long a thing may wait in a browser."""


@dataclass(frozen=True)
class Result:
    """What became of one box: ``state`` is done, refused (the browser keeps it), or foreign (for another office)."""

    id: str
    state: str
    words: str
    href: str = ""
    text: str = ""


class _UnusableError(Exception):
    """A box that opens, or not, but holds nothing that can be done; the words are for the receptionist."""

    def __init__(self, words: str, text: str = "") -> None:
        super().__init__(words)
        self.words, self.text = words, text


def place_of(office: Office, day: date) -> str:
    """Return what the boxes of one day are sealed for."""
    return f"desk:{office.uuid}:{day.isoformat()}"


def take_box(request: DeskRequest, item: Mapping[str, Any], at: datetime) -> Result:
    """Return what became of one box; the same box twice is done once."""
    key = storable(item.get("id", ""))[:60]
    office = office_of(request)
    if not _is_ours(str(item.get("place", "")), office, at):
        words = _("This waits for another office, or for more than 12 hours.")
        return Result(key, "foreign", words)
    try:
        value = _opened(item)
        taker = {"ticket": _ticket, "appeal": _appeal}.get(str(value.get("kind")))
        if taker is None:
            raise _UnusableError(_("This cannot be read."))
        return taker(request, office, key, value, at)
    except _UnusableError as error:
        return Result(key, "refused", error.words, text=error.text)
    except QabyldauError as error:
        return Result(key, "refused", _("This was not taken: %(reason)s") % {"reason": error})


def _is_ours(place: str, office: Office, at: datetime) -> bool:
    days = {clock.local_date(at - timedelta(hours=hours), office.zone) for hours in (0, HOURS)}
    return place in {place_of(office, day) for day in days}


def _opened(item: Mapping[str, Any]) -> dict[str, Any]:
    try:
        box = base64.b64decode(str(item.get("box", "")), validate=True)
        value = json.loads(crypto.unbox(box, str(item["place"])))
        moment = datetime.fromisoformat(str(value["at"]))
    except (binascii.Error, crypto.SealError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise _UnusableError(_("This cannot be read.")) from error
    fields = value.get("fields")
    if not isinstance(fields, dict) or moment.tzinfo is None:
        raise _UnusableError(_("This cannot be read."))
    return {
        **value,
        "at": moment,
        "fields": {storable(name): storable(said) for name, said in fields.items()},
    }


def _when(value: Mapping[str, Any], at: datetime) -> datetime:
    """Return when it was typed; a clock of a desk that goes wrong moves nothing by more than half a day."""
    moment: datetime = value["at"]
    return min(at, max(moment, at - timedelta(hours=HOURS)))


def _ticket(request: DeskRequest, office: Office, key: str, value: dict[str, Any], at: datetime) -> Result:
    fields, number = value["fields"], value.get("number")
    # The key that was sealed, so that the same box under another name is the same ticket.
    asked = ticket_asked(office, fields, fields.get("key") or key)
    new = replace(asked, number=number if isinstance(number, int) else None, came_at=_when(value, at))
    row = ticket_take(actor=request.actor, office=office, new=new, at=at)
    words = _("Number %(number)s is in the queue.") % {"number": say(row.number)}
    return Result(key, "done", words, reverse("desk:door-slip", args=[row.uuid]))


def _appeal(request: DeskRequest, office: Office, key: str, value: dict[str, Any], at: datetime) -> Result:
    demand(request.actor, Permission.APPEAL_REGISTER)
    form = RegisterForm(value["fields"], office=office)
    if not form.is_valid():
        raise _UnusableError(_problems(form), form.data.get("body", ""))
    found = _registered(request, office, form, value, at)
    words = _("Appeal %(number)s is registered. Print its coupon.") % {"number": ids.say_number(found.number)}
    return Result(key, "done", words, reverse("desk:appeal", args=[found.appeal.uuid]))


def _registered(
    request: DeskRequest, office: Office, form: RegisterForm, value: dict[str, Any], at: datetime
) -> Registered:
    actor, brought = request.actor, Brought(form.incoming(_when(value, at)), form.advised())
    if visit := key_of(value["fields"].get("visit", "")):
        return bring_matter(actor=actor, office=office, ticket=ticket_for(actor, visit), brought=brought)
    if mobile := key_of(value["fields"].get("mobile", "")):
        return bring_to_mobile(actor=actor, office=office, mobile=mobile_for(actor, mobile), brought=brought)
    return bring_alone(actor=actor, office=office, brought=brought)


def _problems(form: RegisterForm) -> str:
    said = [
        f"{form.fields[name].label}: {' '.join(map(str, errors))}"
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return "; ".join(said) or " ".join(map(str, form.non_field_errors()))
