"""To which bodies an appeal was sent on, as its sender sees it, and what the sender says of their replies."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qabyldau.flow.refer.told import Forwarded, ToldPart, ToldReply
from qabyldau.referrals.labels import TICK_LABELS
from qabyldau.referrals.rules.replies import Tick
from qabyldau.routines.labels import PART_LABELS
from qabyldau.routines.rules import PartState

SAID = {"1": True, "0": False}
"""What a press says of a reply."""
CHOICES = {"1": _("Yes, it is an answer"), "0": _("No, it is no answer")}


@dataclass(frozen=True)
class TickChoice:
    """One of the two things that the sender can say of a reply."""

    value: str
    label: Promise
    is_chosen: bool


@dataclass(frozen=True)
class ReplyShown:
    """One reply of a body; its words and the choices only once staff have read it."""

    uuid: str
    on: date
    body: str
    language: str
    found: list[Promise]
    is_judged: bool
    is_enough: bool
    choices: list[TickChoice]
    is_said: bool


@dataclass(frozen=True)
class SentOn:
    """One body to which the appeal was sent on."""

    told: Forwarded
    """To whom, when, under which number, until when."""
    replies: list[ReplyShown]
    """What came, oldest first."""


@dataclass(frozen=True)
class PartShown:
    """One part of the appeal: what it is about, how it stands, which body has it, what came of it."""

    title: str
    state: Promise
    tone: str
    organization: str
    result: str


PART_TONES = {
    PartState.OPEN: "waiting",
    PartState.SENT: "active",
    PartState.SETTLED: "good",
    PartState.DROPPED: "closed",
}


def parts_shown(rows: list[ToldPart]) -> list[PartShown]:
    """Return the parts of an appeal as they are shown to its sender."""
    return [
        PartShown(row.title, PART_LABELS[row.state], PART_TONES[row.state], row.organization, row.result)
        for row in rows
    ]


def sent_on(rows: list[Forwarded]) -> list[SentOn]:
    """Return the bodies of an appeal as they are shown to its sender."""
    return [SentOn(row, [_shown(reply) for reply in row.replies]) for row in rows]


def _shown(reply: ToldReply) -> ReplyShown:
    choices = [TickChoice(key, label, reply.mine is SAID[key]) for key, label in CHOICES.items()]
    return ReplyShown(
        uuid=reply.uuid,
        on=reply.on,
        body=reply.body,
        language=reply.language,
        found=[TICK_LABELS[Tick(name)] for name in reply.ticks] if reply.is_judged else [],
        is_judged=reply.is_judged,
        is_enough=reply.is_enough,
        choices=choices if reply.is_judged else [],
        is_said=reply.mine is not None,
    )
