"""Told: what the sender of an appeal sees of the letters about it, and of the replies."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from qabyldau.casework.models import Case
from qabyldau.casework.queries import case_of
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.core.localized import localized
from qabyldau.intake.models import Appeal
from qabyldau.language import mask
from qabyldau.referrals.models import AuthorityReply, Referral
from qabyldau.referrals.rules.moves import ReplyState, SendState
from qabyldau.routines.models import CasePart
from qabyldau.routines.rules import PartState


@dataclass(frozen=True)
class ToldReply:
    """One reply as the applicant sees it: who answered, what, and the ticks of both sides."""

    uuid: str
    on: date
    body: str
    language: str
    ticks: list[str]
    """What staff found in it: fact, date, person, proof; empty while nobody has looked."""
    is_judged: bool
    is_enough: bool
    mine: bool | None


@dataclass(frozen=True)
class Forwarded:
    """One letter about an appeal, as its sender sees it: to whom, when, under which number, until when, what came."""

    organization: str
    number: str
    on: date
    due_on: date | None
    is_late: bool
    is_named: bool
    is_part: bool
    part: str
    """What the part is about, where the case was divided; "" for all of it."""
    replies: list[ToldReply]


def forwarded_of(appeal: Appeal) -> list[Forwarded]:
    """Return where an appeal was sent on to, oldest first; five queries however many there are.

    Words of a reply are shown once staff have judged it, so that nobody else's data in it reach the applicant unread.
    """
    rows = Referral.objects.filter(parts__appeal=appeal).select_related("organization", "office", "part")
    rows = rows.prefetch_related("letters__office", "replies__text", "replies__citizen_ticks").order_by("pk")
    return [found for row in rows if (found := _forwarded(row, appeal)) is not None]


@dataclass(frozen=True)
class ToldPart:
    """One part of a matter that was divided, as its sender sees it: what it is about, which body has it, what came of it."""

    title: str
    state: PartState
    organization: str
    result: str


def parts_told(appeal: Appeal) -> list[ToldPart]:
    """Return the parts of an appeal whose case was divided, in their order; [] where it was not.

    A part about which letters went for other people's appeals alone is theirs. What staff wrote is shown without personal data.
    """
    rows = CasePart.objects.filter(case__case_appeals__appeal=appeal)
    sent = Referral.objects.select_related("organization").prefetch_related("parts").order_by("pk")
    found = rows.order_by("position").prefetch_related(Prefetch("referrals", sent))
    return [part for row in found if (part := _told_part(row, appeal)) is not None]


def _told_part(row: CasePart, appeal: Appeal) -> ToldPart | None:
    referrals = list(row.referrals.all())
    own = [item for item in referrals if any(mine.appeal_id == appeal.pk for mine in item.parts.all())]
    if referrals and not own:
        return None
    return ToldPart(
        title=mask(row.title),
        state=PartState(row.state),
        organization=localized(own[-1].organization, "name") if own else "",
        result=mask(row.result or ""),
    )


def _forwarded(row: Referral, appeal: Appeal) -> Forwarded | None:
    sent = [letter for letter in row.letters.all() if letter.send_state != SendState.PREPARED]
    first = min(sent, key=lambda letter: letter.pk, default=None)
    if first is None or first.on is None:
        return None
    late = {ReplyState.OVERDUE, ReplyState.LONG_OVERDUE}
    return Forwarded(
        organization=localized(row.organization, "name"),
        number=str(first.number),
        on=first.on,
        due_on=row.due_on,
        is_late=ReplyState(row.reply_state) in late,
        is_named=row.is_named,
        is_part=row.is_part,
        part=mask(row.part.title) if row.part else "",
        replies=[_told(reply, appeal) for reply in sorted(row.replies.all(), key=lambda reply: reply.pk)],
    )


def _told(reply: AuthorityReply, appeal: Appeal) -> ToldReply:
    own = [tick.is_answer for tick in reply.citizen_ticks.all() if tick.appeal_id == appeal.pk]
    names = ("fact", "date", "person", "proof")
    is_judged = reply.judged_at is not None
    return ToldReply(
        uuid=str(reply.uuid),
        on=reply.received_on,
        body=(reply.text.masked or mask(reply.text.body or "")) if is_judged else "",
        language=reply.text.language,
        ticks=[name for name in names if getattr(reply, f"has_{name}")],
        is_judged=is_judged,
        is_enough=bool(reply.is_enough),
        mine=own[0] if own else None,
    )


@dataclass(frozen=True)
class Along:
    """What stands beside the story of an appeal: bodies it was sent on to, its parts, whether its sender left a contact."""

    forwarded: list[Forwarded] = field(default_factory=list)
    parts: list[ToldPart] = field(default_factory=list)
    has_sender: bool = False
    note: str = ""
    """What happens with appeals of its theme, in plain words; "" while it has none."""


def along_of(appeal: Appeal) -> Along:
    """Return what stands beside the story of an appeal, for its sender."""
    has_sender = appeal.applicant is not None
    return Along(forwarded_of(appeal), parts_told(appeal), has_sender, theme_note(case_of(appeal)))


def theme_note(case: Case | None) -> str:
    """Return what the office does about the theme of a case, in the language of the page; that of its parent where it has none.

    Once the case is answered nothing is said of what is going to be done.
    """
    if case is None or case.status in {CaseStatus.ANSWERED, CaseStatus.CLOSED}:
        return ""
    own = localized(case.category, "public_note")
    return own or (localized(case.category.parent, "public_note") if case.category.parent else "")
