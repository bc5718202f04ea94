"""Plays what the demonstration's staff did with its appeals: every deed through the road, as the named person."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta

from django.db import transaction

from qabyldau.accounts.rules import Role
from qabyldau.answers.queries.tracking import tracking_of
from qabyldau.answers.services.answers import Saying
from qabyldau.casework.rules.moves import Outcome
from qabyldau.core import clock
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
from qabyldau.interfaces.cli.cast import Deed, Story, case_with
from qabyldau.interfaces.cli.story_referred import DEEDS as REFERRED
from qabyldau.interfaces.cli.story_referred import post_goes, story_ends
from qabyldau.interfaces.cli.tables import text_of

BATCH = 40


def deeds_of(text: str) -> list[Deed]:
    """Return the deeds of a story file, in order of time."""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def play(offices: Mapping[str, str]) -> Iterator[int]:
    """Play the deeds with these appeals and yield how many are done, batch by batch; all of a batch or none."""
    story = Story(offices)
    deeds = [deed for deed in deeds_of(text_of("demo/story.jsonl")) if deed["ref"] in offices]
    for start in range(0, len(deeds), BATCH):
        with transaction.atomic():
            for deed in deeds[start : start + BATCH]:
                _play(story, deed)
        yield start + len(deeds[start : start + BATCH])
    story_ends(clock.now())


def _play(story: Story, deed: Deed) -> None:
    appeal = story.appeal(deed["ref"])
    at = _moment(deed["at"], appeal.office.zone)
    if deed["action"] in REFERRED:
        post_goes(at)
    DEEDS[deed["action"]](story, deed, appeal, at)


def _moment(said: str, zone: str) -> datetime:
    """Return the moment of a deed: a day of the story, or so many days before today ("-2T10:00")."""
    if not said.startswith("-"):
        return clock.in_zone(datetime.fromisoformat(said), zone)
    days, _, hour = said[1:].partition("T")
    day = clock.today(zone) - timedelta(days=int(days))
    return clock.in_zone(datetime.fromisoformat(f"{day.isoformat()}T{hour}"), zone)


def _open(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    decision = Decision(deed["theme"], owner_key=story.user_key(deed["assignee"]))
    open_case(actor=story.actor(deed["by"]), appeal_uuid=str(appeal.uuid), decision=decision, at=at)


def _join(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    case = case_with(story.appeal(deed["into"]))
    join_case(actor=story.actor(deed["by"]), appeal_uuid=str(appeal.uuid), case_uuid=str(case.uuid), at=at)


def _ask(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    uuid = str(case_with(appeal).uuid)
    ask_applicant(actor=story.actor(deed["by"]), case_uuid=uuid, question=deed["text"], version=0, at=at)


def _reply(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    question = next(row for row in tracking_of(appeal).questions if not row.reply)
    take_reply(appeal=appeal, request_uuid=question.uuid, body=deed["text"], at=at)


def _answer(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    say_answer(
        actor=story.actor(deed["by"]), case=case_with(appeal), saying=Saying(deed["texts"]), version=0, at=at
    )


def _close(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    closing = Closing(Outcome(deed["outcome"]), deed.get("note", ""))
    close_case(actor=story.actor(deed["by"]), case_uuid=str(case_with(appeal).uuid), closing=closing, at=at)


def _reopen(story: Story, deed: Deed, appeal: Appeal, at: datetime) -> None:
    reason = deed.get("text") or deed.get("note") or ""
    if deed["by"] == Role.APPLICANT:
        reopen_for_applicant(appeal=appeal, reason=reason, at=at)
        return
    actor = story.actor(deed["by"])
    reopen_case(actor=actor, case_uuid=str(case_with(appeal).uuid), reason=reason, version=0, at=at)


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
    **REFERRED,
}
