"""Putting messages into the outbox and marking what became of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from qabyldau.history.rules import Target
from qabyldau.messages.models import Attempt, Channel, Message, MessageState

SENT_OUT = frozenset({Channel.EMAIL, Channel.SMS})
"""Channels whose messages leave the house; those of the page wait there."""

TRIES = 5
FIRST_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Notice:
    """What to tell one person: ``key`` makes it once, ``kind`` names the words, ``about`` the thing.

    With an e-mail it goes there; a telephone is given only where short messages are sent, and takes it otherwise.
    """

    key: str
    kind: str
    about: Target
    language: str
    email: str = ""
    phone: str = ""

    @property
    def channel(self) -> Channel:
        """How it goes out, or that it waits on the page."""
        if self.email:
            return Channel.EMAIL
        return Channel.SMS if self.phone else Channel.PAGE


def message_queue(*, office_key: str, notice: Notice, at: datetime) -> None:
    """Put the message of this notice into the outbox, once however often it is asked; without an address it waits on the page."""
    address = notice.email or notice.phone
    message = Message(
        key=notice.key,
        office_key=office_key,
        kind=notice.kind,
        about_kind=notice.about.kind,
        about_uuid=notice.about.uuid,
        channel=notice.channel,
        language=notice.language,
        address=address,
        state=MessageState.QUEUED if address else MessageState.SENT,
        made_at=at,
        sent_at=None if address else at,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def message_claim(*, message_id: int, at: datetime, lease: timedelta) -> Message | None:
    """Return a message that is due and give it to nobody else for ``lease``; None if it is not due or already taken.

    One UPDATE with the condition in its WHERE takes it. If the taker is killed, it is due again after the lease.
    """
    won = Message.objects.filter(due(at), pk=message_id).update(not_before=at + lease)
    return Message.objects.get(pk=message_id) if won else None


def addresses_forget(about_uuid: str) -> None:
    """Forget where letters about one thing go; those that wait are given up."""
    about = Message.objects.filter(about_uuid=about_uuid, channel__in=SENT_OUT)
    about.filter(state=MessageState.QUEUED).update(state=MessageState.FAILED)
    about.update(address=None)


def message_give_up(*, message: Message) -> None:
    """Send a message that waited to nobody: what it tells is not so any more."""
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, not_before=None)


def due(at: datetime) -> Q:
    """Return the condition under which a message is to be sent at ``at``."""
    waits = Q(channel__in=SENT_OUT, state=MessageState.QUEUED)
    return waits & (Q(not_before__isnull=True) | Q(not_before__lte=at))


def attempt_record(*, message: Message, problem: str, at: datetime) -> None:
    """Keep one attempt to send; ``problem`` is empty when it went, and never holds an address.

    A failed message waits 1, 4, 16, 64 minutes for its next try; after five tries it is given up and stays FAILED.
    """
    Attempt.objects.create(message=message, at=at, problem=problem[:200])
    tries = Attempt.objects.filter(message=message).count()
    if not problem:
        message.state, message.sent_at, message.not_before = MessageState.SENT, at, None
    elif tries >= TRIES:
        message.state = MessageState.FAILED
    else:
        message.not_before = at + FIRST_PAUSE * 4 ** (tries - 1)
    message.save(update_fields=["state", "sent_at", "not_before"])
