"""Tell: what waits in the outbox goes out, each message at least once and known by its own Message-ID."""

import time
from datetime import datetime
from itertools import takewhile

from django.conf import settings
from django.db import transaction
from django.utils import translation

from qabyldau.answers.queries.reviews import newest_callers
from qabyldau.flow.letters import CALL, OFFICE, VISIT, short_words_of, words_of
from qabyldau.flow.post.authority import LETTER, mail_of, post_begin, post_end
from qabyldau.gateways.email import Letter, send_letter
from qabyldau.gateways.sms import ShortMessage, send_sms
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.messages.models import Channel, Message
from qabyldau.messages.services import (
    Notice,
    attempt_record,
    due,
    message_claim,
    message_give_up,
    message_queue,
)  # fmt: skip
from qabyldau.offices.models import Office
from qabyldau.visits.models import Appointment
from qabyldau.visits.rules.slots import AppointmentState

SWEEP = 100
"""Messages sent in one sweep."""


def tell(appeal: Appeal, key: str, kind: str, at: datetime) -> None:
    """Put one notice about an appeal into the outbox, in the language its sender chose."""
    email = appeal.applicant.email if appeal.applicant else ""
    notice = Notice(
        key=key,
        kind=kind,
        about=Target("intake.appeal", str(appeal.uuid)),
        language=appeal.answer_language,
        email=email or "",
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
    if not _ready():
        return False
    message = message_claim(message_id=message_id, at=at, lease=settings.LEASE)
    if message is None:
        return False
    if is_over(message, at) or (message.about_kind == LETTER and not post_begin(message, at)):
        message_give_up(message=message)
        return False
    with translation.override(message.language):
        problem = _send(message)
    with transaction.atomic():
        attempt_record(message=message, problem=problem, at=at)
        if message.about_kind == LETTER:
            post_end(message, problem, at)
    return not problem


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


def _ready() -> list[Channel]:
    """Return the channels for which a server is set."""
    servers = ((Channel.EMAIL, settings.EMAIL_URL), (Channel.SMS, settings.SMS_URL))
    return [channel for channel, address in servers if address]


def _send(message: Message) -> str:
    if message.channel == Channel.SMS:
        return send_sms(ShortMessage(message.address, short_words_of(message)))
    return send_letter(_letter(message))


def _letter(message: Message) -> Letter:
    if message.about_kind == LETTER:
        return mail_of(message)
    words = words_of(message)
    return Letter(
        to=message.address, subject=words.subject, body=words.body, message_id=f"<{message.uuid}@qabyldau>"
    )


def send_waiting(at: datetime) -> int:
    """Send what waits in the outbox, oldest first, at most one sweep; return how many went.

    Nothing is begun in the second half of the lease: behind a slow mail server a letter would still be on its way when
    another worker may take it.
    """
    waiting = Message.objects.filter(due(at), channel__in=_ready())
    rows = waiting.order_by("id").values_list("pk", flat=True)
    until = time.monotonic() + settings.LEASE.total_seconds() / 2
    in_time = takewhile(lambda _: time.monotonic() < until, rows[:SWEEP])
    return sum(send_message(pk, at) for pk in in_time)
