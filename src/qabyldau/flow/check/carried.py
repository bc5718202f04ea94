"""Links and the outbox: rows that must not be."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from qabyldau.casework.models import CaseAppeal
from qabyldau.chain.models import Link
from qabyldau.chain.rules import LinkState, Relation
from qabyldau.flow.tell import served
from qabyldau.intake.models import Appeal
from qabyldau.messages.models import Channel, Message, MessageState
from qabyldau.offices.models import Office
from qabyldau.referrals.models import Referral

GOES_WITHIN = timedelta(hours=1)
"""How long a message that may go can wait; its server is asked every few seconds."""

SERVED_WITHIN = timedelta(days=3)
"""How long a message may wait for a server that nobody has set."""


def _confirmed(relation: Relation) -> QuerySet[Link]:
    return Link.objects.filter(relation=relation, state=LinkState.CONFIRMED)


def unlinked(at: datetime) -> QuerySet[CaseAppeal]:
    """Return appeals that are worked on in a case though the chain does not say so."""
    links = _confirmed(Relation.WORKED_ON_IN)
    ends = {"source_uuid": OuterRef("appeal__uuid"), "target_uuid": OuterRef("case__uuid")}
    return CaseAppeal.objects.filter(~Exists(links.filter(**ends)))


def link_astray(at: datetime) -> QuerySet[Link]:
    """Return links that say an appeal is worked on in a case though it is not."""
    joined = CaseAppeal.objects.filter(
        appeal__uuid=OuterRef("source_uuid"), case__uuid=OuterRef("target_uuid")
    )
    return _confirmed(Relation.WORKED_ON_IN).filter(~Exists(joined))


def referral_unlinked(at: datetime) -> QuerySet[Referral]:
    """Return referrals that the chain does not join to their case."""
    links = _confirmed(Relation.REFERRED_BY)
    ends = {"source_uuid": OuterRef("case__uuid"), "target_uuid": OuterRef("uuid")}
    return Referral.objects.filter(~Exists(links.filter(**ends)))


def _messages() -> QuerySet[Message]:
    """Return the outbox, each message with the number of its appeal and the code of its office, where it has them."""
    numbers = Appeal.objects.filter(uuid=OuterRef("about_uuid")).values("number")[:1]
    codes = Office.objects.filter(uuid=OuterRef("office_key")).values("code")[:1]
    return Message.objects.annotate(appeal_number=Subquery(numbers), office_code=Subquery(codes))


def _due_since(at: datetime) -> QuerySet[Message]:
    since = Q(not_before__isnull=True, made_at__lt=at) | Q(not_before__lt=at)
    return _messages().filter(since, state=MessageState.QUEUED).exclude(channel=Channel.PAGE)


def stuck(at: datetime) -> QuerySet[Message]:
    """Return messages that might have gone an hour ago and have not."""
    return _due_since(at - GOES_WITHIN).filter(channel__in=served())


def serverless(at: datetime) -> QuerySet[Message]:
    """Return messages that wait for a server that nobody has set."""
    return _due_since(at - SERVED_WITHIN).exclude(channel__in=served())


def held(at: datetime) -> QuerySet[Message]:
    """Return messages that a worker took and neither sent nor gave back, long after its lease."""
    rows = _messages().filter(state=MessageState.SENDING)
    return rows.filter(Q(not_before__isnull=True) | Q(not_before__lt=at - settings.LEASE - GOES_WITHIN))
