"""Entries of the history as the desk shows them: when, what in words, who, and where to look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from qabyldau.accounts.models import User
from qabyldau.history.labels import ACTION_LABELS, ACTOR_LABELS
from qabyldau.history.models import Entry
from qabyldau.offices.models import Office

UUID_LENGTH = 36
"""Signs of a person's key; whatever else acts has a shorter name."""
PAGES = {
    "casework.case": "desk:case",
    "referrals.referral": "desk:referral",
    "referrals.letter": "desk:letter",
    "people.organization": "desk:body",
    "intake.appeal": "desk:appeal",
    "answers.review": "desk:review",
}


@dataclass(frozen=True)
class Deed:
    """One entry; ``href`` leads to what was acted upon, "" where that has no page."""

    position: int
    at: datetime
    words: str
    who: str
    target_uuid: str
    href: str


def names_among(keys: Iterable[str], office: Office) -> dict[str, str]:
    """Return the names of those among ``keys`` who work or worked in an office: only these names are opened."""
    found = {key for key in keys if len(key) == UUID_LENGTH}
    users = (
        User.objects.filter(uuid__in=found, staff__office=office)
        .only("uuid", "username", "full_name")
        .distinct()
    )
    return {str(user.uuid): user.full_name or user.username for user in users}


def name_of(key: str, names: dict[str, str]) -> str:
    """Return who acted, in words."""
    return names.get(key) or str(ACTOR_LABELS.get(key, ""))


def deeds_of(entries: Iterable[Entry], names: dict[str, str]) -> list[Deed]:
    """Return entries as they are shown, in the order given."""
    return [
        Deed(
            position=entry.position,
            at=entry.at,
            words=str(ACTION_LABELS.get(entry.action, entry.action)),
            who=name_of(entry.actor, names),
            target_uuid=entry.target_uuid,
            href=_place(entry),
        )
        for entry in entries
    ]


def _place(entry: Entry) -> str:
    page = PAGES.get(entry.target_kind)
    return reverse(page, args=[entry.target_uuid]) if page and entry.target_uuid else ""
