"""Taking an update: once, whole or not at all, and then what the bot says goes out.

The mark that an update was dealt with, what it did, where the conversation stands and what shall be said are written in one
transaction. Files are fetched before it and messages sent after it, so that no line to the outside holds a lock.
"""

from collections.abc import Mapping
from datetime import datetime

import structlog
from django.db import OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.core import clock
from qabyldau.core.errors import TooManyError
from qabyldau.core.limits import Limit, is_empty, take
from qabyldau.flow.tell import send_message
from qabyldau.gateways.telegram import press_answer
from qabyldau.intake.services import chat_close, chat_open
from qabyldau.interfaces.channels.conversation import sent, state
from qabyldau.interfaces.channels.conversation.incoming import Update
from qabyldau.interfaces.channels.conversation.said import Said
from qabyldau.interfaces.channels.conversation.steps import answer
from qabyldau.interfaces.channels.conversation.writing import Moment
from qabyldau.interfaces.channels.telegram.files import fetched
from qabyldau.interfaces.channels.telegram.parse import read_update
from qabyldau.messages.queries import is_taken
from qabyldau.messages.services import incoming_take, line_advance, reply_queue

log = structlog.get_logger(__name__)

LINE = "telegram"

BY_CHAT = Limit("telegram-by-chat", 40, 60)
"""Messages from one chat in a minute that are dealt with."""

FLOODS = Limit("telegram-floods", 1, 60)
"""How often somebody who writes too fast is told so."""

GROUPS = Limit("telegram-groups", 1, 3600)
"""How often a group is told that the bot speaks with one person at a time."""


def take_update(raw: object, at: datetime) -> None:
    """Deal with one update, once however often it comes; one that breaks us is skipped and logged without its words.

    Raises OperationalError where the database does not answer: then the update was not taken and comes again.
    """
    update = read_update(raw)
    if update is None:
        _skip(raw, at)
        return
    if is_taken(LINE, str(update.number)):
        return
    try:
        said = _taken(update, at)
    except OperationalError:
        raise
    except Exception:
        log.exception("an update was skipped", update=update.number)
        _skip(raw, at)
        return
    for message_id in said:
        send_message(message_id, clock.now())
    if update.press:
        press_answer(update.press)


def _skip(raw: object, at: datetime) -> None:
    """Note that an update needs nothing, so that the next ones come."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    if isinstance(number, int) and 0 <= number < 2**62:
        with transaction.atomic():
            incoming_take(line=LINE, key=str(number), at=at)
            line_advance(name=LINE, position=number + 1)


def _taken(update: Update, at: datetime) -> list[int]:
    """Return the ids of the messages that answer an update."""
    found = fetched(state.peek(update.chat, at), update, at)
    with transaction.atomic():
        if not incoming_take(line=LINE, key=str(update.number), at=at):
            return []
        line_advance(name=LINE, position=update.number + 1)
        moment = Moment(at, found.file, found.refused)
        language, said = _answered(update, moment)
        return [
            reply_queue(
                key=f"telegram:{update.number}:{place}",
                chat=update.chat,
                content=one.as_json(),
                language=language,
                at=at,
            )
            for place, one in enumerate(said)
        ]


def _answered(update: Update, moment: Moment) -> tuple[str, list[Said]]:
    """Return the language and the words of the answer to an update."""
    if update.is_closed is not None:
        _closed(update, moment.at)
        return "kk", []
    if not update.is_private:
        return _spoken(update), _group(update, moment.at)
    if is_empty(BY_CHAT, update.chat, moment.at):
        return _spoken(update), _flood(update, moment.at)
    take(BY_CHAT, update.chat, moment.at)
    chat_open(chat=update.chat)
    talk = state.load(update.chat, moment.at)
    if update.data == "forget:yes" and talk.language:
        with translation.override(talk.language):
            state.forget(update.chat, talk)
            return talk.language, [sent.forget(sent.Chat(update.chat, moment.at))]
    turned, said = answer(talk, update, moment)
    state.save(update.chat, turned, moment.at)
    return turned.language or "kk", said


def _closed(update: Update, at: datetime) -> None:
    if update.is_closed:
        chat_close(chat=update.chat, at=at)
    else:
        chat_open(chat=update.chat)


def _spoken(update: Update) -> str:
    """Return the language of the telephone where we speak it, else Kazakh."""
    return update.language if update.language in {"kk", "ru", "en"} else "kk"


def _group(update: Update, at: datetime) -> list[Said]:
    """Refuse a group politely: others would read what one person brings."""
    with translation.override(_spoken(update)):
        words = _(
            "This bot speaks with one person at a time, so that nobody else reads it. Write to it directly."
        )
    return [Said(words)] if _may(GROUPS, update, at) else []


def _flood(update: Update, at: datetime) -> list[Said]:
    with translation.override(_spoken(update)):
        words = _("That was too fast for me. Please wait a minute and write again.")
    return [Said(words)] if _may(FLOODS, update, at) else []


def _may(limit: Limit, update: Update, at: datetime) -> bool:
    try:
        take(limit, update.chat, at)
    except TooManyError:
        return False
    return True
