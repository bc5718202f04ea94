"""Referrals, their letters, replies and reminders: rows that must not be."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from qabyldau.casework.models import Case
from qabyldau.casework.rules.moves import CaseStatus
from qabyldau.flow.post.authority import LETTER
from qabyldau.flow.refer.sending import FORWARDED
from qabyldau.messages.models import Message, MessageState
from qabyldau.offices.queries import calendar_of
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import AuthorityReply, Letter, Referral, ReferralAppeal
from qabyldau.referrals.queries.letters import terms
from qabyldau.referrals.rules.moves import AWAITED, ReplyState, SendState
from qabyldau.referrals.rules.terms import Rung, rung_from
from qabyldau.referrals.services.sending import OPENS_TERM

JUDGED_WITHIN = timedelta(days=14)
"""How long a reply may wait until somebody has looked at it."""

CHASED_WITHIN = timedelta(days=2)
"""How long after its day a late reply may wait to be found: the daily run, and a day on which the machine was off."""

_AWAITED = [state.value for state in AWAITED]
_LATE = [ReplyState.OVERDUE.value, ReplyState.LONG_OVERDUE.value]
_HERE = [ReplyState.REPLIED.value, ReplyState.JUDGED.value]
_GOING = [MessageState.QUEUED.value, MessageState.SENDING.value]


def _letters() -> QuerySet[Letter]:
    return Letter.objects.filter(referral=OuterRef("pk"))


def _unjudged() -> QuerySet[AuthorityReply]:
    return AuthorityReply.objects.filter(referral=OuterRef("pk"), judged_at__isnull=True)


def stateless(at: datetime) -> QuerySet[Referral]:
    """Return referrals in no state that is known."""
    return Referral.objects.exclude(reply_state__in=[*_AWAITED, *_HERE])


def never_sent(at: datetime) -> QuerySet[Referral]:
    """Return referrals of which no letter has a number."""
    return Referral.objects.filter(~Exists(_letters().filter(serial__isnull=False)))


def termless(at: datetime) -> QuerySet[Referral]:
    """Return referrals whose letter has arrived though no term runs."""
    arrived = _letters().filter(sent_at__isnull=False, kind__in=OPENS_TERM)
    return Referral.objects.filter(Exists(arrived), Q(due_on__isnull=True) | Q(long_on__isnull=True))


def state_astray(at: datetime) -> QuerySet[Referral]:
    """Return referrals whose state says another thing than their replies: answered without one, judged though one waits."""
    replies = AuthorityReply.objects.filter(referral=OuterRef("pk"))
    bare = Q(reply_state__in=_HERE) & ~Exists(replies)
    waits = Q(reply_state=ReplyState.JUDGED) & Exists(_unjudged())
    over = Q(reply_state=ReplyState.REPLIED) & Exists(replies) & ~Exists(_unjudged())
    return Referral.objects.filter(bare | waits | over)


def late_unnoticed(at: datetime) -> QuerySet[Referral]:
    """Return referrals whose term is over, or long over, though they do not count as late."""
    day = (at - CHASED_WITHIN).date()
    waiting = Q(reply_state=ReplyState.WAITING, due_on__lt=day)
    return Referral.objects.filter(waiting | Q(reply_state=ReplyState.OVERDUE, long_on__lt=day))


def case_without_referral(at: datetime) -> QuerySet[Case]:
    """Return cases that count as sent to an authority though no letter was written."""
    rows = Case.objects.filter(status=CaseStatus.SENT_TO_AUTHORITY)
    return rows.filter(~Exists(Referral.objects.filter(case=OuterRef("pk"))))


def adrift(at: datetime) -> QuerySet[Letter]:
    """Return letters that count as on their way though nothing in the outbox carries them."""
    carried = Message.objects.filter(about_kind=LETTER, about_uuid=OuterRef("uuid"), state__in=_GOING)
    going = Letter.objects.filter(send_state__in=[SendState.QUEUED.value, SendState.SENDING.value])
    return going.exclude(way=Delivery.HAND).filter(~Exists(carried))


def untold(at: datetime) -> QuerySet[ReferralAppeal]:
    """Return appeals that were sent on though their sender was not told in the same deed (APPC Art. 65)."""
    told = Message.objects.filter(
        kind=FORWARDED, about_uuid=OuterRef("appeal__uuid"), made_at=OuterRef("referral__made_at")
    )
    return ReferralAppeal.objects.filter(~Exists(told))


def unjudged(at: datetime) -> QuerySet[AuthorityReply]:
    """Return replies at which nobody has looked for long."""
    return AuthorityReply.objects.filter(judged_at__isnull=True, received_at__lt=at - JUDGED_WITHIN)


def reminders_owed(at: datetime) -> QuerySet[Referral]:
    """Return late referrals about which the next letter to that body should have been written and was not.

    One query finds who is late and has no letter waiting; the days are counted by the calendar of their office.
    """
    day = (at - CHASED_WITHIN).date()
    newest = _letters().filter(sent_at__isnull=False).order_by("-sent_at", "-pk")
    rows = Referral.objects.filter(reply_state__in=_LATE, rung__in=["", Rung.REMINDER.value], due_on__lt=day)
    rows = rows.filter(~Exists(_letters().filter(send_state=SendState.PREPARED)))
    rows = rows.annotate(
        last_kind=Subquery(newest.values("kind")[:1]), last_on=Subquery(newest.values("on")[:1])
    )
    return Referral.objects.filter(pk__in=list(_owed(rows.select_related("office"), day)))


def _owed(rows: QuerySet[Referral], day: date) -> Iterator[int]:
    for row in rows.iterator(chunk_size=1000):
        given = row.__dict__
        last = None if given["last_kind"] in OPENS_TERM else given["last_on"]
        if row.due_on and rung_from(row.due_on, last, terms(), calendar_of(row.office)) < day:
            yield row.pk
