"""Tell: what waits in the outbox goes out: a letter at least once and known by its own Message-ID, all else once at most.

A line that stays silent is left alone for a while, so that behind it nothing else waits.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import takewhile

from django.conf import settings
from django.db import transaction
from django.utils import translation

from qabyldau.answers.queries.reviews import newest_callers
from qabyldau.flow.letters import APPEAL, CALL, OFFICE, VISIT, short_words_of, words_of
from qabyldau.flow.post.authority import LETTER, mail_of, post_begin, post_end
from qabyldau.flow.post.codes import reply_address
from qabyldau.gateways.email import Letter, send_letter
from qabyldau.gateways.outcome import Outcome
from qabyldau.gateways.sms import ShortMessage, send_sms
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal, Cosigner
from qabyldau.intake.services import chat_close
from qabyldau.messages.models import Channel, Message
from qabyldau.messages.queries import resting_lines
from qabyldau.messages.rules import Attempted, message_id
from qabyldau.messages.services import (
    Notice,
    attempt_record,
    due,
    line_failed,
    line_rest,
    line_works,
    message_claim,
    message_give_up,
    message_queue,
    messages_doubt,
)
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment
from qabyldau.visits.rules.slots import AppointmentState

SWEEP = 100
"""Messages sent in one sweep."""


Sender = Callable[[Message], Outcome]
_senders: dict[Channel, Sender] = {}


def sender_register(channel: Channel, sender: Sender) -> None:
    """Let a channel that has a door of its own send its messages, in its own words; called once at the start."""
    _senders[channel] = sender


def tell(appeal: Appeal, key: str, kind: str, at: datetime) -> None:
    """Put one notice about an appeal into the outbox, in the language its sender chose."""
    who = appeal.applicant
    chat = who.chat if who and settings.TELEGRAM_TOKEN and who.chat_closed_at is None else ""
    notice = Notice(
        key=key,
        kind=kind,
        about=Target("intake.appeal", str(appeal.uuid)),
        language=appeal.answer_language,
        email=(who.email if who else "") or "",
        chat=chat or "",
    )
    message_queue(office_key=str(appeal.office.uuid), notice=notice, at=at)


def tell_signer(appeal: Appeal, signer: Cosigner, key: str, at: datetime) -> None:
    """Put a notice for one signer of a collective appeal into the outbox: that its representative has the answer."""
    if not signer.email:
        return
    notice = Notice(
        key=key,
        kind="answers.cosigner",
        about=Target("intake.appeal", str(appeal.uuid)),
        language=signer.language,
        email=signer.email,
    )
    message_queue(office_key=str(appeal.office.uuid), notice=notice, at=at)


def tell_visitor(appointment: Appointment, kind: str, at: datetime) -> None:
    """Put one notice about a booked visit into the outbox, once for each of its times, in the visitor's language."""
    notice = Notice(
        key=f"{kind}:{appointment.uuid}:{appointment.moves}",
        kind=kind,
        about=Target(VISIT, str(appointment.uuid)),
        language=appointment.language,
        email=appointment.email or "",
        phone=(appointment.phone or "") if settings.SMS_URL else "",
    )
    message_queue(office_key=str(appointment.office.uuid), notice=notice, at=at)


def tell_office(office: Office, key: str, kind: str, at: datetime) -> None:
    """Put one notice for the staff of an office into the outbox, in Kazakh, where the office has named an e-mail."""
    if office.email:
        about = Target(OFFICE, str(office.uuid))
        notice = Notice(key=key, kind=kind, about=about, language=settings.LANGUAGE_CODE, email=office.email)
        message_queue(office_key=str(office.uuid), notice=notice, at=at)


def send_message(message_id: int, at: datetime) -> bool:
    """Send one message if it is due and nobody else is sending it; return whether it went.

    Letters to people hold no name and no matter; a letter to an authority is a matter, and is told what became of it.
    """
    if not Message.objects.filter(pk=message_id, channel__in=_ready(at)).exists():
        return False
    message = message_claim(message_id=message_id, at=at, lease=settings.LEASE)
    if message is None:
        return False
    if is_over(message, at) or (message.about_kind == LETTER and not post_begin(message, at)):
        message_give_up(message=message)
        return False
    with translation.override(message.language):
        outcome = _send(message)
    return _noted(message, outcome, at)


def _noted(message: Message, outcome: Outcome, at: datetime) -> bool:
    """Keep what became of a message, of its line, and of the chat that may be closed to us; return whether it went."""
    pause = timedelta(seconds=outcome.retry_after) if outcome.retry_after else None
    if outcome.is_closed:
        chat_close(chat=message.address, at=at)
    attempted = Attempted(outcome.problem, outcome.is_unknown, outcome.is_final, pause)
    with transaction.atomic():
        attempt_record(message=message, attempted=attempted, at=at)
        if message.about_kind == LETTER:
            post_end(message, outcome.problem, at)
    if pause is not None:
        line_rest(name=message.channel, until=at + pause)
    elif outcome.is_down:
        line_failed(name=message.channel, at=at)
    else:
        line_works(name=message.channel)
    return not outcome.problem


def is_over(message: Message, at: datetime) -> bool:
    """Return whether a letter that waited has nothing to say any more: its visit was moved, cancelled, or is past, or nobody waits for a call."""
    if message.kind == CALL:
        return not newest_callers(str(message.about_uuid))
    if message.about_kind != VISIT or message.kind == "visits.cancelled":
        return False
    rows = Appointment.objects.filter(
        uuid=message.about_uuid, state=AppointmentState.BOOKED, starts_at__gt=at
    )
    moves = rows.values_list("moves", flat=True).first()
    return moves is None or not message.key.endswith(f":{moves}")


def served() -> list[Channel]:
    """Return the channels for which a server is set."""
    servers = (
        (Channel.EMAIL, settings.EMAIL_URL),
        (Channel.SMS, settings.SMS_URL),
        (Channel.TELEGRAM, settings.TELEGRAM_TOKEN),
    )
    return [channel for channel, address in servers if address]


def _ready(at: datetime) -> list[Channel]:
    """Return the channels that have a server which is not left alone just now."""
    resting = resting_lines(at)
    return [channel for channel in served() if channel not in resting]


def _send(message: Message) -> Outcome:
    if message.channel in _senders:
        return _senders[Channel(message.channel)](message)
    if message.channel == Channel.SMS:
        return send_sms(ShortMessage(message.address, short_words_of(message)))
    return send_letter(_letter(message))


def _letter(message: Message) -> Letter:
    if message.about_kind == LETTER:
        return mail_of(message)
    words = words_of(message)
    is_appeal = message.about_kind == APPEAL
    about = Target(APPEAL, str(message.about_uuid))
    return Letter(
        to=message.address,
        subject=words.subject,
        body=words.body,
        message_id=message_id(message.uuid),
        reply_to=reply_address(about, "", message.made_at) if is_appeal else "",
    )


def send_waiting(at: datetime) -> int:
    """Send what waits in the outbox, oldest first, at most one sweep; return how many went.

    Nothing is begun in the second half of the lease: behind a slow mail server a letter would still be on its way when
    another worker may take it.
    """
    messages_doubt(at=at)
    waiting = Message.objects.filter(due(at), channel__in=_ready(at))
    rows = waiting.order_by("id").values_list("pk", flat=True)
    until = time.monotonic() + settings.LEASE.total_seconds() / 2
    in_time = takewhile(lambda _: time.monotonic() < until, rows[:SWEEP])
    return sum(send_message(pk, at) for pk in in_time)
