"""The conversation: what the bot does with one update of a private chat, given where the conversation stands."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.core.errors import ConflictError, InputError, MissingError
from qabyldau.core.localized import OWN_NAMES
from qabyldau.flow.receive import LONGEST_TEXT
from qabyldau.interfaces.channels.conversation import sent, words, writing
from qabyldau.interfaces.channels.conversation.incoming import Update
from qabyldau.interfaces.channels.conversation.said import Said
from qabyldau.interfaces.channels.conversation.sent import Chat
from qabyldau.interfaces.channels.conversation.state import WRITING, Step, Talk
from qabyldau.interfaces.channels.conversation.writing import Moment, Turn
from qabyldau.offices.queries import office_by


def answer(talk: Talk, update: Update, moment: Moment) -> Turn:
    """Return where the conversation stands after an update, and what the bot says, in the language that was chosen."""
    chat = Chat(update.chat, moment.at)
    if talk.proof and talk.proof.until <= moment.at.isoformat():
        talk = replace(talk, proof=None)
    if not talk.language and not update.data.startswith("lang:"):
        return _before_language(talk, update)
    with translation.override(talk.language or "kk"):
        try:
            return _turned(talk, update, moment, chat)
        except (ConflictError, InputError, MissingError) as error:
            return sent.refused(talk, error)


def _before_language(talk: Talk, update: Update) -> Turn:
    """Ask for the language first; what was written already is kept."""
    body = f"{talk.body}\n{update.text}".strip()[:LONGEST_TEXT]
    return replace(talk, body=body), [words.choose_language()]


def _turned(talk: Talk, update: Update, moment: Moment, chat: Chat) -> Turn:
    if update.data:
        return _pressed(talk, update.data, chat)
    if update.command:
        return COMMANDS.get(update.command, _menu)(talk, chat)
    if update.file is not None and not update.file.kind:
        return talk, [
            Said(_("I take words, photos, voice messages and places. Please send it as one of these."))
        ]
    if update.is_strange_phone:
        return talk, [
            Said(_("This is somebody else's telephone. Share your own with the button, or type it."))
        ]
    return _written(talk, update, moment, chat)


def _written(talk: Talk, update: Update, moment: Moment, chat: Chat) -> Turn:
    step = Step(talk.step)
    if step in WRITING:
        return writing.take(talk, update, moment)
    if step in sent.WAITED:
        return sent.take(talk, update, chat)
    if update.text:
        return writing.begin(talk, update.text)
    if update.file is not None:
        return _menu(talk, chat)
    return talk, [words.menu(talk)]


def _pressed(talk: Talk, data: str, chat: Chat) -> Turn:
    name, _colon, given = data.partition(":")
    if name == "lang":
        return _language(talk, given)
    if name in PLAIN and not given:
        return PLAIN[name](talk, chat)
    if name in WRITERS and talk.step in WRITING:
        return WRITERS[name](talk, given)
    if name in READERS and _is_key(given.partition(":")[0]):
        return READERS[name](talk, given, chat)
    # A button of long ago: what it belonged to is over.
    return _menu(talk, chat)


def _is_key(text: str) -> bool:
    """Return whether a button names a thing as ours do."""
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _language(talk: Talk, code: str) -> Turn:
    if code not in OWN_NAMES:
        return talk, [words.choose_language()]
    is_first, talk = not talk.language, replace(talk, language=code)
    with translation.override(code):
        if talk.step in WRITING:
            return writing.asked(talk)
        if is_first and talk.body:
            return writing.begin(talk, talk.body)
        return talk, [words.menu(talk, at_start=is_first)]


def _menu(talk: Talk, _chat: Chat) -> Turn:
    """Show the menu; an appeal that is being written waits."""
    if talk.step in WRITING:
        return talk, [words.menu(talk), *writing.asked(talk)[1]]
    return talk.idle(), [words.menu(talk)]


def _start(talk: Talk, _chat: Chat) -> Turn:
    return (talk if talk.step in WRITING else talk.idle()), [words.menu(talk, at_start=True)]


def _receipt(talk: Talk, chat: Chat) -> Turn:
    if talk.proof is None:
        return _menu(talk, chat)
    found = sent.appeal_by_number(talk.proof.number)
    return talk, [
        words.receipt(talk.proof, office_by(uuid=str(found.office.uuid)), found.applicant is not None)
    ]


def _send(talk: Talk, chat: Chat) -> Turn:
    return writing.send(talk, chat.key, chat.at) if talk.step in WRITING else _menu(talk, chat)


def _go_on(talk: Talk, chat: Chat) -> Turn:
    return writing.go_on(talk) if talk.step in WRITING else _menu(talk, chat)


def _asked(talk: Talk, chat: Chat) -> Turn:
    return writing.asked(talk) if talk.step in WRITING else _menu(talk, chat)


def _drop(talk: Talk, chat: Chat) -> Turn:
    return writing.drop(talk) if talk.step in WRITING else _menu(talk, chat)


def _phones(talk: Talk, _chat: Chat) -> Turn:
    return talk, [words.phones(goes_on=talk.step in WRITING)]


def _new(talk: Talk, _chat: Chat) -> Turn:
    return writing.begin(talk)


def _choose_language(talk: Talk, _chat: Chat) -> Turn:
    return talk, [words.choose_language()]


def _agree(talk: Talk, chat: Chat) -> Turn:
    return writing.agree(talk) if talk.step == Step.CONSENT else _menu(talk, chat)


Plain = Callable[[Talk, Chat], Turn]
COMMANDS: dict[str, Plain] = {
    "start": _start,
    "new": _new,
    "status": sent.mine,
    "forget": sent.ask_forget,
    "help": _phones,
    "language": _choose_language,
    "cancel": _drop,
}
"""What may be typed with a slash."""
PLAIN: dict[str, Plain] = {
    "menu": _menu,
    "new": _new,
    "status": sent.mine,
    "number": lambda talk, _chat: sent.ask_number(talk),
    "phones": _phones,
    "language": _choose_language,
    "forget": sent.ask_forget,
    "receipt": _receipt,
    "next": _go_on,
    "go": _asked,
    "drop": _drop,
    "agree": _agree,
    "send": _send,
}
"""Buttons that carry nothing more."""
WRITERS: dict[str, Callable[[Talk, str], Turn]] = {
    "office": writing.choose_office,
    "contact": writing.choose_contact,
    "again": writing.again,
}
"""Buttons of an appeal that is being written."""
READERS: dict[str, Callable[[Talk, str, Chat], Turn]] = {
    "status": sent.status,
    "reply": sent.ask_reply,
    "add": sent.ask_more,
    "reopen": sent.ask_why,
    "withdraw": sent.ask_withdraw,
    "withdrawn": sent.withdraw,
    "rate": sent.rate,
    "fixed": sent.fix,
}
"""Buttons about an appeal that was sent; each asks whether it is open to this chat."""
