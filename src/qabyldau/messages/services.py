"""Putting messages into the outbox, marking what became of them, and keeping the lines to the outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import ConflictError
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.messages.models import Attempt, Channel, Line, Message, MessageState, Taken
from qabyldau.messages.queries import UNSURE
from qabyldau.messages.rules import ASKED_TO_WAIT, ONCE_AT_MOST, Attempted, following, rest_after

SENT_OUT = frozenset({Channel.EMAIL, Channel.SMS, Channel.TELEGRAM})
"""Channels whose messages leave the house; those of the page wait there."""

REPLY = "chat.reply"
"""The kind of what a bot says in a conversation: forgotten once it went."""

KEPT = timedelta(days=1)
"""How long the trace of a conversation stays in the outbox."""

SEEN = timedelta(days=14)
"""How long it is known what came in; Telegram repeats an update for a day."""


@dataclass(frozen=True)
class Notice:
    """What to tell one person: ``key`` makes it once, ``kind`` names the words, ``about`` the thing.

    It goes into the chat that was chosen, else to the e-mail; a telephone is given only where short messages are sent.
    """

    key: str
    kind: str
    about: Target
    language: str
    email: str = ""
    phone: str = ""
    chat: str = ""
    content: str = ""
    """What this message alone holds, such as a secret; forgotten once it went."""

    @property
    def channel(self) -> Channel:
        """How it goes out, or that it waits on the page."""
        ways = ((self.chat, Channel.TELEGRAM), (self.email, Channel.EMAIL), (self.phone, Channel.SMS))
        return next((channel for address, channel in ways if address), Channel.PAGE)


def message_queue(*, office_key: str, notice: Notice, at: datetime) -> None:
    """Put the message of this notice into the outbox, once however often it is asked; without an address it waits on the page."""
    address = notice.chat or notice.email or notice.phone
    message = Message(
        key=notice.key,
        office_key=office_key,
        kind=notice.kind,
        about_kind=notice.about.kind,
        about_uuid=notice.about.uuid,
        channel=notice.channel,
        language=notice.language,
        address=address,
        content=notice.content,
        state=MessageState.QUEUED if address else MessageState.SENT,
        made_at=at,
        sent_at=None if address else at,
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)


def reply_queue(*, key: str, chat: str, content: str, language: str, at: datetime) -> int:
    """Put what a bot says in a conversation into the outbox and return its id; the words are forgotten once they went."""
    message = Message(
        key=key, kind=REPLY, channel=Channel.TELEGRAM, language=language, address=chat, content=content, made_at=at
    )  # fmt: skip
    message.about_kind, message.about_uuid = "outbox.message", message.uuid
    message.save()
    return message.pk


def message_claim(*, message_id: int, at: datetime, lease: timedelta) -> Message | None:
    """Return a message that is due and give it to nobody else for ``lease``; None if it is not due or already taken.

    One UPDATE with the condition in its WHERE takes it. If the taker is killed, a letter is due again after the lease; what
    goes over a line that knows no doubles is UNCERTAIN then (``messages_doubt``).
    """
    rows = Message.objects.filter(due(at), pk=message_id)
    won = rows.filter(channel__in=ONCE_AT_MOST).update(
        not_before=at + lease, state=MessageState.SENDING
    ) or rows.exclude(channel__in=ONCE_AT_MOST).update(not_before=at + lease)
    return Message.objects.get(pk=message_id) if won else None


def messages_doubt(*, at: datetime) -> int:
    """Mark as UNCERTAIN what a worker was sending when it was killed, where nobody can know whether it went; return how many."""
    found = 0
    for message in Message.objects.filter(state=MessageState.SENDING, not_before__lte=at).order_by("id")[
        :100
    ]:
        attempt_record(message=message, attempted=Attempted("interrupted", is_unknown=True), at=at)
        found += 1
    return found


def addresses_forget(about_uuid: str) -> None:
    """Forget where letters about one thing go; those that wait are given up."""
    about = Message.objects.filter(about_uuid=about_uuid, channel__in=SENT_OUT)
    about.filter(state__in=[MessageState.QUEUED, MessageState.UNCERTAIN]).update(state=MessageState.FAILED)
    about.update(address=None)


def message_give_up(*, message: Message) -> None:
    """Send a message that waited to nobody: what it tells is not so any more."""
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED, not_before=None)


def due(at: datetime) -> Q:
    """Return the condition under which a message is to be sent at ``at``."""
    waits = Q(channel__in=SENT_OUT, state=MessageState.QUEUED)
    return waits & (Q(not_before__isnull=True) | Q(not_before__lte=at))


def attempt_record(*, message: Message, attempted: Attempted, at: datetime) -> None:
    """Keep one attempt to send and what follows from it; what a bot said is forgotten once it needs no other try."""
    problem = ASKED_TO_WAIT if attempted.pause is not None else attempted.problem
    Attempt.objects.create(message=message, at=at, problem=problem[:200])
    counted = Attempt.objects.filter(message=message).exclude(problem=ASKED_TO_WAIT)
    tries = (counted.filter(at__gte=message.again_at) if message.again_at else counted).count()
    follows = following(Channel(message.channel), attempted, max(tries, 1))
    message.state = follows.state
    message.sent_at = at if follows.state == MessageState.SENT else None
    message.not_before = at + follows.pause if follows.pause else None
    if (message.kind == REPLY or message.content) and follows.state != MessageState.QUEUED:
        message.address = message.content = None
    message.save(update_fields=["state", "sent_at", "not_before", "address", "content"])


def message_bounced(*, message: Message, problem: str, at: datetime) -> None:
    """Note that a mail server could not deliver a message that it had taken: a person has to look."""
    Attempt.objects.create(message=message, at=at, problem=problem[:200])
    message.state, message.not_before = MessageState.FAILED, None
    message.save(update_fields=["state", "not_before"])


@transaction.atomic
def message_send_again(*, actor: Actor, message: Message, at: datetime) -> None:
    """Queue a message anew that failed or of which nobody knows whether it arrived: a person has looked and decides.

    Raises ConflictError where it is not so, or where it is not known any more where it should go.
    """
    demand(actor, Permission.CASE_WORK)
    rows = Message.objects.filter(pk=message.pk, state__in=UNSURE, address__isnull=False)
    if not rows.update(state=MessageState.QUEUED, not_before=None, again_at=at):
        raise ConflictError("this message is not to be sent again")
    record(actor.who, "messages.message.sent_again", Target("outbox.message", str(message.uuid)), at)


def replies_forget(*, at: datetime) -> int:
    """Forget what bots said a day ago and what came in a fortnight ago; return how many traces went."""
    said = Message.objects.filter(kind=REPLY, made_at__lte=at - KEPT).delete()[0]
    return said + Taken.objects.filter(at__lte=at - SEEN).delete()[0]


def line_failed(*, name: str, at: datetime) -> None:
    """Note that a line did not answer; after five failures in a row it is left alone for a while, each time longer."""
    Line.objects.get_or_create(name=name)
    Line.objects.filter(name=name).update(failures=F("failures") + 1)
    rest = rest_after(Line.objects.get(name=name).failures)
    if rest is not None:
        line_rest(name=name, until=at + rest)


def line_rest(*, name: str, until: datetime) -> None:
    """Leave a line alone until a moment, because it is silent or asks for it."""
    Line.objects.update_or_create(name=name, defaults={"rests_until": until})


def line_works(*, name: str) -> None:
    """Note that a line answers."""
    Line.objects.filter(Q(failures__gt=0) | Q(rests_until__isnull=False), name=name).update(
        failures=0, rests_until=None
    )


def line_hold(*, name: str, holder: str, at: datetime, lease: timedelta) -> bool:
    """Take the reading of a line for ``lease``, so that one process alone reads it; return whether it is held."""
    Line.objects.get_or_create(name=name)
    is_free = Q(held_by=holder) | Q(held_until__isnull=True) | Q(held_until__lte=at)
    return bool(Line.objects.filter(is_free, name=name).update(held_by=holder, held_until=at + lease))


def line_free(*, name: str) -> None:
    """Give the reading of a line back, so that the next one need not wait for the end of the lease."""
    Line.objects.filter(name=name).update(held_by="", held_until=None)


def line_advance(*, name: str, position: int) -> None:
    """Note how far a line was read; it never goes back."""
    Line.objects.get_or_create(name=name)
    Line.objects.filter(name=name, position__lt=position).update(position=position)


def incoming_take(*, line: str, key: str, at: datetime) -> bool:
    """Note that something came in and is dealt with in this transaction; return False where it was dealt with before."""
    return Taken.objects.get_or_create(line=line, key=key, defaults={"at": at})[1]


def messages_hold(*, beginning: str, until: datetime) -> None:
    """Let messages whose key begins so wait: what they tell may still be undone."""
    rows = Message.objects.filter(key__startswith=beginning, state=MessageState.QUEUED)
    rows.filter(Q(not_before__isnull=True) | Q(not_before__lt=until)).update(not_before=until)


def messages_withdraw(*, beginning: str) -> None:
    """Give up the messages whose key begins so and that nobody has got yet: what they tell was undone."""
    rows = Message.objects.filter(key__startswith=beginning, state=MessageState.QUEUED)
    rows.update(state=MessageState.FAILED, not_before=None)
