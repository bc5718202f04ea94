"""Plays what the demonstration's staff did with its appeals: every deed through the road, as the named person."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from qabyldau.accounts.models import User
from qabyldau.accounts.rules import Actor, Role, machine
from qabyldau.answers.queries.tracking import tracking_of
from qabyldau.answers.services.answers import Saying
from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.moves import Outcome
from qabyldau.core import clock
from qabyldau.core.errors import MissingError
from qabyldau.flow.act import ask_applicant, take_reply
from qabyldau.flow.answer import (
    Advice,
    Closing,
    advise_appeal,
    close_case,
    reopen_case,
    reopen_for_applicant,
    say_answer,
)
from qabyldau.flow.triage import Decision, join_case, open_case
from qabyldau.intake.models import Appeal
from qabyldau.intake.queries import appeal_by_key, key_digest
from qabyldau.interfaces.cli.tables import text_of
from qabyldau.offices.queries import actor_for, staff_of

Deed = Mapping[str, Any]
DOOR = "desk"
BATCH = 40


class Story:
    """The appeals of the demonstration by reference, and its people by name."""

    def __init__(self, offices: Mapping[str, str]) -> None:
        """Take the office (code) of each reference."""
        self._offices = offices
        self._uuids: dict[str, str] = {}
        self._users = {user.username: user for user in User.objects.all()}
        self._actors: dict[str, Actor] = {}

    def appeal(self, ref: str) -> Appeal:
        """Return the appeal of a reference; raise MissingError if it was not registered."""
        office_key = self._office_key(self._offices[ref])
        found = appeal_by_key(key_digest(office_key, f"{machine('import').door}:{ref}"))
        if found is None:
            raise MissingError("appeal")
        return found

    def _office_key(self, code: str) -> str:
        if code not in self._uuids:
            rows = [row for user in self._users.values() for row in staff_of(user) if row.office.code == code]
            self._uuids[code] = str(rows[0].office.uuid)
        return self._uuids[code]

    def actor(self, username: str) -> Actor:
        """Return a member of staff at work."""
        if username not in self._actors:
            user = self._users[username]
            rows = staff_of(user)
            self._actors[username] = actor_for(user, rows, str(rows[0].office.uuid), DOOR)
        return self._actors[username]

    def user_key(self, username: str) -> str:
        """Return the uuid of a member of staff."""
        return str(self._users[username].uuid)


def deeds_of(text: str) -> list[Deed]:
    """Return the deeds of a story file, in order of time."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def play(offices: Mapping[str, str]) -> Iterator[int]:
    """Play the deeds that are not played yet and yield how many are done, batch by batch; all of a batch or none."""
    story, deeds = Story(offices), deeds_of(text_of("demo/story.jsonl"))
    for start in range(0, len(deeds), BATCH):
        with transaction.atomic():
            for deed in deeds[start : start + BATCH]:
                _play(story, deed)
        yield start + len(deeds[start : start + BATCH])


def _play(story: Story, deed: Deed) -> None:
    appeal = story.appeal(deed["ref"])
    at = clock.in_zone(datetime.fromisoformat(deed["at"]), appeal.office.zone)
    DEEDS[deed["action"]](story, deed, appeal, at)


def _case(appeal: Appeal) -> Case:
    case = case_of(appeal)
    if case is None:
        raise LookupError(str(appeal.uuid))
    return case


def _open(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    decision = Decision(deed["theme"], owner_key=story.user_key(deed["assignee"]))
    open_case(actor=story.actor(deed["by"]), appeal_uuid=str(appeal.uuid), decision=decision, at=at)


def _join(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    case = _case(story.appeal(deed["into"]))
    join_case(actor=story.actor(deed["by"]), appeal_uuid=str(appeal.uuid), case_uuid=str(case.uuid), at=at)


def _ask(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    uuid = str(_case(appeal).uuid)
    ask_applicant(actor=story.actor(deed["by"]), case_uuid=uuid, question=deed["text"], version=0, at=at)


def _reply(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    question = next(row for row in tracking_of(appeal).questions if not row.reply)
    take_reply(appeal=appeal, request_uuid=question.uuid, body=deed["text"], at=at)


def _answer(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    say_answer(
        actor=story.actor(deed["by"]), case=_case(appeal), saying=Saying(deed["texts"]), version=0, at=at
    )


def _close(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    closing = Closing(Outcome(deed["outcome"]), deed.get("note", ""))
    close_case(actor=story.actor(deed["by"]), case_uuid=str(_case(appeal).uuid), closing=closing, at=at)


def _reopen(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    reason = deed.get("text") or deed.get("note") or ""
    if deed["by"] == Role.APPLICANT:
        reopen_for_applicant(appeal=appeal, reason=reason, at=at)
        return
    actor = story.actor(deed["by"])
    reopen_case(actor=actor, case_uuid=str(_case(appeal).uuid), reason=reason, version=0, at=at)


def _advise(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    advise_appeal(
        actor=story.actor(deed["by"]), appeal=appeal, advice=Advice(deed["text"], deed["theme"]), at=at
    )


DEEDS: Mapping[str, Callable[[Story, Deed, Appeal, datetime], None]] = {
    "open": _open,
    "join": _join,
    "ask": _ask,
    "reply": _reply,
    "answer": _answer,
    "close": _close,
    "reopen": _reopen,
    "advise": _advise,
}
