"""Files that come along: fetched once, opened carefully, cleaned, and kept with the half-written appeal."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.core import crypto
from qabyldau.core.drafts import draft_file_keep, draft_file_of
from qabyldau.core.errors import InputError, TooManyError
from qabyldau.core.limits import Limit, take
from qabyldau.documents.images import clean_image
from qabyldau.documents.voices import clean_voice
from qabyldau.gateways.telegram import LARGEST_FILE, LineError, file_of
from qabyldau.interfaces.channels.conversation.incoming import FileRef, Update
from qabyldau.interfaces.channels.conversation.state import KeptFile, Step, Talk
from qabyldau.interfaces.channels.conversation.writing import MOST_FILES

BY_CHAT = Limit("files-by-chat", 30, 3600)
"""Files from one chat in an hour."""


@dataclass(frozen=True)
class Fetched:
    """What came of a file: where it is kept, or why it was not taken."""

    file: KeptFile | None = None
    refused: str = ""


NOTHING = Fetched()


def fetched(talk: Talk, update: Update, at: datetime) -> Fetched:
    """Fetch and keep the file of an update, where the conversation takes one; no transaction is open while it is fetched.

    The same file is not fetched twice, also when the update comes again after a kill.
    """
    ref = update.file
    if ref is None or not ref.kind or talk.step != Step.TEXT:
        return NOTHING
    with translation.override(talk.language or "kk"):
        name = crypto.digest("telegram-file", update.chat, ref.mark).hex()[:32]
        if any(file.name == name for file in talk.files):
            return NOTHING
        if len(talk.files) >= MOST_FILES:
            return Fetched(refused=_("Five files are the most that one appeal can have."))
        try:
            return Fetched(_kept(ref, name, update.chat, at))
        except TooManyError:
            return Fetched(refused=_("Too many files came in an hour. Please send it later."))
        except (InputError, LineError) as error:
            return Fetched(refused=_why(ref, error))


def _kept(ref: FileRef, name: str, chat: str, at: datetime) -> KeptFile:
    content = draft_file_of(name)
    if content is None:
        if ref.size > LARGEST_FILE:
            raise LineError("too large")
        take(BY_CHAT, chat, at)
        content = file_of(ref.name)
        is_new = True
    else:
        is_new = False
    if ref.kind == "voice":
        voice = clean_voice(content)
        if is_new:
            draft_file_keep(voice.content, name)
        return KeptFile(name, "voice")
    photo = clean_image(content)
    if is_new:
        draft_file_keep(photo.content, name)
    return KeptFile(name, "photo", photo.width, photo.height)


def _why(ref: FileRef, error: Exception) -> str:
    if isinstance(error, LineError) and str(error) == "too large":
        return _("The file is larger than 20 MB. Please send a smaller one.")
    if isinstance(error, LineError):
        return _("The file could not be fetched from Telegram just now. Please send it again.")
    if ref.kind == "voice":
        return _("This is not a voice message that can be kept. Please record it in the chat.")
    return _("This is not a photo in JPEG, PNG or WebP. Please send it as a photo.")
