"""The appeal while it is being written: kept encrypted after every step, found again by cookie or by resume code."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest

from qabyldau.catalog.rules import AppealKind
from qabyldau.core.drafts import draft_drop, draft_file_drop, draft_of, draft_save, draft_start
from qabyldau.flow.receive import Registered
from qabyldau.interfaces.site.cookies import DRAFT

PURPOSE = "site.appeal"

SHOWN = timedelta(minutes=30)
"""How long the receipt can be looked at on the screen after sending."""


@dataclass(frozen=True)
class Receipt:
    """What stays of a draft once it was sent: the proof of registration, and nothing of what was written."""

    number: str
    secret: str
    due_on: str
    received_at: str

    @property
    def due(self) -> date:
        """By when an answer is promised."""
        return date.fromisoformat(self.due_on)

    @property
    def received(self) -> datetime:
        """When the appeal came."""
        return datetime.fromisoformat(self.received_at)


@dataclass(frozen=True)
class DraftPhoto:
    """One cleaned photo of a draft: the random name of its file, and its measures in pixels."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class Draft:
    """Everything typed so far. ``key`` makes the appeal once, however often it is sent."""

    key: str = ""
    started_at: str = ""
    office: str = ""
    kind: str = AppealKind.MESSAGE.value
    body: str = ""
    place: str = ""
    area: str = ""
    photos: tuple[DraftPhoto, ...] = ()
    name: str = ""
    phone: str = ""
    email: str = ""
    consent: bool = False
    consent_language: str = ""
    answer_language: str = ""
    """Empty until the step that asks for it was done, which tells that step from one that was left empty."""
    confidential: bool = False
    about_staff: bool = False
    warned: bool = False
    shown_danger: bool = False
    """Whether the telephones that help in danger were shown because of what is written."""
    receipt: Receipt | None = None


@dataclass(frozen=True)
class Kept:
    """A draft and the code under which it is kept; "" while nothing was kept yet."""

    code: str
    draft: Draft

    @property
    def is_sent(self) -> bool:
        """Whether this draft has become an appeal."""
        return self.draft.receipt is not None


def fresh(at: datetime, office: str = "") -> Kept:
    """Return a new draft that is not kept anywhere yet."""
    return Kept("", Draft(secrets.token_hex(16), at.isoformat(), office))


def load(code: str, at: datetime) -> Kept | None:
    """Return the draft under ``code``, or None if there is none or its time is over."""
    content = draft_of(PURPOSE, code, at) if code else None
    return Kept(code, _from_json(content)) if content else None


def of_request(request: HttpRequest, at: datetime) -> Kept | None:
    """Return the draft that this browser is writing."""
    return load(DRAFT.read(request), at)


def save(kept: Kept, at: datetime) -> Kept:
    """Keep the draft for thirty days from now and return it with its code."""
    content = asdict(kept.draft)
    if kept.code:
        draft_save(PURPOSE, kept.code, content, at)
        return kept
    return Kept(draft_start(PURPOSE, content, at), kept.draft)


def sent(kept: Kept, registered: Registered, at: datetime) -> Kept:
    """Forget what was written and keep the receipt for the half hour in which it is shown."""
    receipt = Receipt(
        registered.number,
        registered.secret,
        registered.due_on.isoformat(),
        registered.appeal.received_at.isoformat(),
    )
    done = Kept(kept.code, Draft(key=kept.draft.key, office=kept.draft.office, receipt=receipt))
    draft_save(PURPOSE, kept.code, asdict(done.draft), at, SHOWN)
    drop_photos(kept.draft)
    return done


def drop(kept: Kept) -> None:
    """Forget the draft and its photos."""
    drop_photos(kept.draft)
    draft_drop(kept.code)


def drop_photos(draft: Draft) -> None:
    """Forget the files of a draft."""
    for photo in draft.photos:
        draft_file_drop(photo.name)


def changed(kept: Kept, values: Mapping[str, Any]) -> Kept:
    """Return the draft with those of ``values`` that are fields of a draft."""
    names = {field.name for field in fields(Draft)}
    return replace(kept, draft=replace(kept.draft, **{key: values[key] for key in values if key in names}))


def _from_json(content: dict[str, Any]) -> Draft:
    given = dict(content)
    given["photos"] = tuple(DraftPhoto(**photo) for photo in given.get("photos") or ())
    given["receipt"] = Receipt(**given["receipt"]) if given.get("receipt") else None
    return Draft(**given)
