"""Read: the machine says what a text is about, and it can be found; it proposes and moves nothing."""

import structlog
from django.db import transaction

from qabyldau import language
from qabyldau.accounts.rules import Actor
from qabyldau.casework.queries import appeals_saying
from qabyldau.core import clock
from qabyldau.core.queue import later
from qabyldau.flow.find.index import index_appeals
from qabyldau.flow.receive import IncomingAppeal, Registered, receive_appeal
from qabyldau.intake.services.registering import appeal_understood
from qabyldau.offices.models import Office
from qabyldau.texts.models import Text
from qabyldau.texts.services import text_understood
from qabyldau.understanding.queries import unread_texts
from qabyldau.understanding.reader import reading_make

log = structlog.get_logger(__name__)
SWEEP = 500
"""Texts read in one sweep."""

DANGER = 3
"""The urgency of danger to life."""


def take_in(*, actor: Actor, office: Office, incoming: IncomingAppeal) -> Registered:
    """Return the registration of an appeal and read it at once; the registration stands even if the reading fails."""
    registered = receive_appeal(actor=actor, office=office, incoming=incoming)
    if registered.is_new:
        _read(registered.appeal.text)
    return registered


def is_danger(body: str) -> bool:
    """Return whether words that nobody has sent yet speak of danger to life; a failing engine says no."""
    try:
        return language.read(body).urgency >= DANGER
    except Exception:
        log.exception("reading ahead failed")
        return False


def read_text(text_id: int) -> bool:
    """Read one text and keep the reading; safe to run twice. A failing engine loses nothing: the sweep tries again."""
    return _read(Text.objects.get(pk=text_id))


def _read(text: Text) -> bool:
    if not text.body:
        return False
    try:
        with transaction.atomic():
            found = reading_make(text=text, at=clock.now())
            text_understood(text, language=found.language, masked=found.masked)
            appeal_understood(text=text, language=found.language, theme=found.theme, urgency=found.urgency)
            index_appeals(*appeals_saying(text))
    except Exception:
        log.exception("reading failed", text=str(text.uuid))
        return False
    later("link.suggest", text.pk)
    return True


def read_missing() -> int:
    """Read the texts that no engine has read yet and return how many succeeded; bounded to one sweep."""
    return sum(read_text(text_id) for text_id in unread_texts(SWEEP))
