"""A voice message is heard by a person, who types what it says; the file stays, and the words can be searched."""

from datetime import datetime

from django.db import transaction

from qabyldau.accounts.rules import Actor, Permission, demand
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import expect_words
from qabyldau.core.queue import later
from qabyldau.history.rules import Target
from qabyldau.history.services import record
from qabyldau.intake.models import Appeal
from qabyldau.intake.rules import LONGEST_TEXT
from qabyldau.texts.models import Attachment
from qabyldau.texts.queries import attachments_of, voices_among
from qabyldau.texts.services import text_store


@transaction.atomic
def write_transcript(*, actor: Actor, appeal: Appeal, file_uuid: str, body: str, at: datetime) -> Attachment:
    """Return a voice message with what a person heard in it; better words take the place of the ones before.

    No machine writes it. Raises InputError for nothing or too much, MissingError for what is no voice message of the appeal.
    """
    demand(actor, Permission.CASE_WORK)
    files = voices_among(attachments_of(appeal.text))
    file = next((row for row in files if str(row.uuid) == file_uuid), None)
    if file is None:
        raise MissingError("voice message")
    expect_words("transcript", body, LONGEST_TEXT)
    file.transcript = text_store(office=appeal.office, body=body.strip(), at=at)
    file.save(update_fields=["transcript"])
    record(actor.who, "texts.voice.transcribed", Target("intake.appeal", str(appeal.uuid)), at)
    later("read.text", file.transcript.pk)
    return file
