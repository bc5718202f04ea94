"""Notices: what is told to whoever chose to be answered in a chat: news, questions and answers themselves, with buttons.

The words are Telegram's HTML, so everything that somebody wrote is escaped. A confidential appeal is told of without its words.
"""

from dataclasses import dataclass, field

from django.utils import formats
from django.utils.html import escape
from django.utils.translation import gettext as _

from qabyldau.answers.labels import FIXED_LABELS
from qabyldau.answers.models import Delivery, Feedback
from qabyldau.answers.rules.reviews import Fixed
from qabyldau.casework.models import InfoRequest
from qabyldau.core import ids
from qabyldau.flow.letters import last_told, track_url
from qabyldau.intake.models import Appeal
from qabyldau.interfaces.channels.conversation.said import Button, Said, said_of
from qabyldau.messages.models import Message


def words_for_chat(message: Message) -> Said:
    """Return what a message of the outbox says in its chat, in the language that is active."""
    return said_of(message.content) if message.content else _notice(message)


@dataclass(frozen=True)
class _News:
    """What the words of a notice need."""

    message: Message
    appeal: Appeal
    number: str = field(default="")


def _notice(message: Message) -> Said:
    appeal = Appeal.objects.select_related("office", "applicant").get(uuid=message.about_uuid)
    news = _News(message, appeal, ids.say_number(appeal.number))
    makers = {"casework.question": _question, "answers.answer": _answer, "answers.fixed": _fixed}
    make = makers.get(message.kind, _plain)
    return _plain(news) if appeal.is_confidential else make(news)


def _plain(news: _News) -> Said:
    words = _("There is news about your appeal %(number)s.") % {"number": f"<b>{news.number}</b>"}
    return Said(f"{words}\n{track_url(news.appeal.number)}", [[_status_button(news.appeal)]])


def _status_button(appeal: Appeal) -> Button:
    return Button(_("How does it stand?"), f"status:{appeal.uuid}")


def _question(news: _News) -> Said:
    """Ask what the staff ask; the key of the message names the question."""
    uuid = news.message.key.partition(":")[2]
    asked = InfoRequest.objects.filter(uuid=uuid, appeal=news.appeal).first()
    if asked is None:
        return _plain(news)
    head = _("We have a question about your appeal %(number)s.") % {"number": f"<b>{news.number}</b>"}
    until = _("Please reply by %(day)s.") % {"day": formats.date_format(asked.expires_on, "DATE_FORMAT")}
    button = Button(_("Reply"), f"reply:{asked.uuid}")
    return Said(f"{head}\n\n{escape(asked.question)}\n\n{until}", [[button], [_status_button(news.appeal)]])


def _answer(news: _News) -> Said:
    told = last_told(news.appeal, news.message)
    if told is None:
        return _plain(news)
    head = _("Here is the answer to your appeal %(number)s:") % {"number": f"<b>{news.number}</b>"}
    return Said(f"{head}\n\n{escape(told.answer.body)}{_asked(told)}", _rating_buttons(told))


def _asked(told: Delivery) -> str:
    ask = _("Is the matter solved?")
    return f"\n\n{ask}" if Feedback.objects.filter(delivery=told).exists() else ""


def _rating_buttons(told: Delivery) -> list[list[Button]]:
    review = Feedback.objects.filter(delivery=told).first()
    if review is None:
        return []
    return [
        [Button(_("Yes, it is solved"), f"rate:{review.uuid}:yes")],
        [Button(_("So-so"), f"rate:{review.uuid}:soso")],
        [Button(_("No, it is not solved"), f"rate:{review.uuid}:no")],
    ]


def _fixed(news: _News) -> Said:
    told = last_told(news.appeal, news.message)
    review = Feedback.objects.filter(delivery=told).first() if told else None
    if review is None:
        return _plain(news)
    words = _("Four weeks ago you got an answer to your appeal %(number)s. Is it fixed?") % {
        "number": f"<b>{news.number}</b>"
    }
    return Said(
        words, [[Button(str(FIXED_LABELS[fixed]), f"fixed:{review.uuid}:{fixed}")] for fixed in Fixed]
    )
