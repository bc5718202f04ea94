"""Appeals that were sent: how they stand, a reply, more words, withdrawing, saying whether the answer helped, forgetting.

An appeal opens to the chat in which its sender chose to be answered, and for half an hour to whoever gives number and secret.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import Actor, applicant
from qabyldau.answers.models import Feedback
from qabyldau.answers.queries.tracking import Tracking
from qabyldau.answers.rules.reviews import Fixed, Rating, Reason
from qabyldau.answers.services.answers import delivery_read
from qabyldau.answers.services.reviews import Review, fixed_say, review_leave
from qabyldau.casework.labels import OUTCOME_LABELS, PUBLIC_STATUS_LABELS
from qabyldau.casework.models import InfoRequest
from qabyldau.casework.rules.deadlines import Clock
from qabyldau.casework.rules.moves import Outcome
from qabyldau.core import ids
from qabyldau.core.errors import ConflictError, InputError, MissingError, TooManyError
from qabyldau.flow.act import add_words, forget_chat, take_reply
from qabyldau.flow.answer import reopen_for_applicant, withdraw_appeal
from qabyldau.flow.track import open_appeal, track_appeal
from qabyldau.intake.models import Appeal, Receipt
from qabyldau.intake.queries import appeals_of_chat, is_of_chat
from qabyldau.interfaces.channels.conversation import words
from qabyldau.interfaces.channels.conversation.incoming import Update
from qabyldau.interfaces.channels.conversation.said import Button, Said
from qabyldau.interfaces.channels.conversation.state import OPEN_FOR, Step, Talk
from qabyldau.interfaces.channels.conversation.words import button
from qabyldau.interfaces.channels.conversation.writing import Turn

MOST = 8
"""Appeals that one list shows."""

RATINGS = {
    "yes": (Rating.POSITIVE, (Reason.SOLVED,)),
    "soso": (Rating.NEUTRAL, ()),
    "no": (Rating.NEGATIVE, (Reason.NOT_SOLVED,)),
}
"""What a press below an answer says."""


@dataclass(frozen=True)
class StatusPage:
    """How an appeal stands."""

    number: str
    """The public number in threes."""
    status: str
    """Where it stands, in plain words."""
    outcome: str
    """How it ended; "" while it goes on."""
    office: str
    """Which reception has it."""
    phone: str
    """Its telephone."""
    due_on: str
    """By when an answer is promised; "" where nothing is owed."""
    questions: list[str]
    """What the staff asked and nobody has replied to."""
    answer: str
    """The newest answer; "" while there is none."""


@dataclass(frozen=True)
class Chat:
    """Who speaks, and when."""

    key: str
    at: datetime


def mine(talk: Talk, chat: Chat) -> Turn:
    """List the appeals of this chat, or ask for number and secret where there are none."""
    found = appeals_of_chat(chat.key, size=MOST)
    if not found:
        return ask_number(talk)
    rows = [button(ids.say_number(row.number), f"status:{row.uuid}") for row in found]
    rows.append(button(_("Another one, with number and secret"), "number"))
    return talk.idle(), [Said(_("Your appeals in this chat:"), rows)]


def ask_number(talk: Talk) -> Turn:
    """Ask for number and secret."""
    said = _("Write the number and the secret from your receipt, for example: 123 456 782 ABCDE-FGHJK")
    return talk.idle().at(Step.NUMBER), [words.sorry(said)]


def number(talk: Talk, update: Update, chat: Chat) -> Turn:
    """Open an appeal by number and secret; wrong pairs of any sort look alike and are counted."""
    joined = re.sub(r"[\s\-–—.,№#]", "", update.text)
    try:
        receipt = open_appeal(number=joined[:9], secret=joined[9:], source=f"telegram:{chat.key}", at=chat.at)
    except TooManyError:
        return talk.idle(), [words.sorry(_("Too many wrong tries. Please come back in an hour."))]
    except MissingError:
        return talk, [words.sorry(_("Number and secret do not belong together. Look at the receipt again."))]
    until = (chat.at + OPEN_FOR).isoformat()
    talk = replace(talk.idle(), opened=str(receipt.appeal.uuid), opened_until=until)
    return status(talk, str(receipt.appeal.uuid), chat)


def status(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Show how an appeal stands, and what its sender may do."""
    appeal = appeal_of(talk, uuid, chat)
    receipt = Receipt.objects.filter(appeal=appeal, voided_at__isnull=True).first()
    if receipt is None:
        raise MissingError("appeal")
    story = track_appeal(uuid=str(receipt.uuid), at=chat.at)
    text = words.drawn("status", _page(story))
    return talk.idle(), [Said(text, _deeds(story, str(appeal.uuid)))]


def appeal_of(talk: Talk, uuid: str, chat: Chat) -> Appeal:
    """Return an appeal that is open to this chat; raise MissingError for any other."""
    found = Appeal.objects.select_related("office", "text", "applicant").filter(uuid=uuid).first()
    is_opened = talk.opened == uuid and talk.opened_until > chat.at.isoformat()
    if found is None or not (is_opened or is_of_chat(found, chat.key)):
        raise MissingError("appeal")
    return found


def _page(story: Tracking) -> StatusPage:
    due = [term.due_on for term in story.terms if term.clock == Clock.OURS and not term.is_met]
    return StatusPage(
        number=ids.say_number(story.number),
        status=_("You have withdrawn this appeal")
        if story.withdrawn_at
        else str(PUBLIC_STATUS_LABELS[story.status]),
        outcome=str(OUTCOME_LABELS[Outcome(story.outcome)]) if story.outcome else "",
        office=story.office_name,
        phone=story.office_phone,
        due_on=formats.date_format(due[0], "DATE_FORMAT") if due and not story.answers else "",
        questions=[row.body for row in story.questions if not row.reply],
        answer=story.answers[-1].body if story.answers else "",
    )


def _deeds(story: Tracking, uuid: str) -> list[list[Button]]:
    rows = [button(_("Reply"), f"reply:{row.uuid}") for row in story.questions if not row.reply]
    if story.reopens_on is not None:
        rows.append(button(_("It is not solved"), f"reopen:{uuid}"))
    if story.may_withdraw:
        rows.append(button(_("Add something"), f"add:{uuid}"))
        rows.append(button(_("Withdraw the appeal"), f"withdraw:{uuid}"))
    return [*rows, button(_("Menu"), "menu")]


def ask_reply(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Ask for the reply to a question of the staff."""
    asked = _question(talk, uuid, chat)
    said = f"{_('Write your reply to this question:')}\n\n"
    return talk.idle().at(Step.REPLY, about=str(asked.uuid)), [_with_quote(said, asked.question)]


def _with_quote(head: str, quoted: str) -> Said:
    return words.sorry(head + words.drawn("quote", QuotePage(quoted)))


@dataclass(frozen=True)
class QuotePage:
    """Words of somebody, as they stand."""

    body: str
    """The words."""


def _question(talk: Talk, uuid: str, chat: Chat) -> InfoRequest:
    found = InfoRequest.objects.filter(uuid=uuid).select_related("appeal").first()
    if found is None:
        raise MissingError("question")
    appeal_of(talk, str(found.appeal.uuid), chat)
    return found


def ask_more(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Ask what shall be added."""
    appeal = appeal_of(talk, uuid, chat)
    said = _("Write what you want to add. What you have sent stays as it is.")
    return talk.idle().at(Step.ADD, about=str(appeal.uuid)), [words.sorry(said)]


def ask_why(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Ask what is still wrong, so that work begins anew."""
    appeal = appeal_of(talk, uuid, chat)
    said = _("What is still wrong? Write it, and the reception goes on working on it.")
    return talk.idle().at(Step.REOPEN, about=str(appeal.uuid)), [words.sorry(said)]


def ask_withdraw(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Ask whether an appeal shall really be withdrawn."""
    appeal_of(talk, uuid, chat)
    rows = [button(_("Yes, withdraw it"), f"withdrawn:{uuid}"), button(_("No"), f"status:{uuid}")]
    return talk.idle(), [Said(_("Do you want to take this appeal back? Nobody works on it then."), rows)]


def withdraw(talk: Talk, uuid: str, chat: Chat) -> Turn:
    """Take an appeal back."""
    withdraw_appeal(appeal=appeal_of(talk, uuid, chat), at=chat.at)
    return talk.idle(), [words.sorry(_("You have withdrawn this appeal"))]


def take(talk: Talk, update: Update, chat: Chat) -> Turn:
    """Take the words that were asked for about a sent appeal."""
    if not update.text.strip():
        return talk, [words.sorry(_("Please write it in words."))]
    return WAITED[Step(talk.step)](talk, update, chat)


def _replied(talk: Talk, update: Update, chat: Chat) -> Turn:
    asked = _question(talk, talk.about, chat)
    appeal = appeal_of(talk, str(asked.appeal.uuid), chat)
    take_reply(appeal=appeal, request_uuid=str(asked.uuid), body=update.text, at=chat.at)
    return talk.idle(), [words.sorry(_("Thank you, your reply is with the reception."))]


def _added(talk: Talk, update: Update, chat: Chat) -> Turn:
    appeal = appeal_of(talk, talk.about, chat)
    add_words(appeal=appeal, body=update.text, at=chat.at, door="telegram")
    return talk.idle(), [words.sorry(_("It is added to your appeal."))]


def _reopened(talk: Talk, update: Update, chat: Chat) -> Turn:
    appeal = appeal_of(talk, talk.about, chat)
    reopen_for_applicant(appeal=appeal, reason=update.text[:2000], at=chat.at)
    return talk.idle(), [words.sorry(_("Your appeal was opened again. We will write to you."))]


WAITED: dict[Step, Callable[[Talk, Update, Chat], Turn]] = {
    Step.NUMBER: number,
    Step.REPLY: _replied,
    Step.ADD: _added,
    Step.REOPEN: _reopened,
}


def _review(talk: Talk, uuid: str, chat: Chat) -> tuple[Feedback, Appeal]:
    found = Feedback.objects.filter(uuid=uuid).select_related("delivery__appeal", "office").first()
    if found is None or found.delivery is None:
        raise MissingError("review")
    return found, appeal_of(talk, str(found.delivery.appeal.uuid), chat)


def rate(talk: Talk, given: str, chat: Chat) -> Turn:
    """Keep how the answer was; whoever says that it did not help may have the work begun anew."""
    uuid, _colon, said = given.partition(":")
    feedback, appeal = _review(talk, uuid, chat)
    if said not in RATINGS:
        raise MissingError("rating")
    rating, reasons = RATINGS[said]
    delivery_read(appeal=appeal, at=chat.at)
    review = Review(answer_grade=rating, reasons=reasons, language=talk.language)
    review_leave(actor=_sender(appeal), feedback=feedback, review=review, at=chat.at)
    return _thanked(talk, appeal, may_reopen=said == "no")


def fix(talk: Talk, given: str, chat: Chat) -> Turn:
    """Keep whether the matter is fixed, four weeks after the answer."""
    uuid, _colon, said = given.partition(":")
    feedback, appeal = _review(talk, uuid, chat)
    if said not in {item.value for item in Fixed}:
        raise MissingError("fixed")
    fixed_say(actor=_sender(appeal), feedback=feedback, fixed=Fixed(said), at=chat.at)
    return _thanked(talk, appeal, may_reopen=said != Fixed.YES)


def _sender(appeal: Appeal) -> Actor:
    return applicant(str(appeal.office.uuid), "telegram")


def _thanked(talk: Talk, appeal: Appeal, *, may_reopen: bool) -> Turn:
    rows = [button(_("Let the reception go on with it"), f"reopen:{appeal.uuid}")] if may_reopen else []
    return talk.idle(), [Said(_("Thank you for saying so."), [*rows, button(_("Menu"), "menu")])]


def ask_forget(talk: Talk, chat: Chat) -> Turn:
    """Say what forgetting means, and ask."""
    rows = [button(_("Yes, forget me"), "forget:yes"), button(_("No"), "menu")]
    return talk, [Said(words.drawn("forget", None), rows)]


def forget(chat: Chat) -> Said:
    """Forget the chat and whatever was left with its appeals."""
    forget_chat(chat=chat.key, at=chat.at)
    return Said(words.drawn("forgotten", None), asks="none")


REFUSALS: tuple[type[Exception], ...] = (ConflictError, InputError, MissingError)


def refused(talk: Talk, error: Exception) -> Turn:
    """Say why something could not be done."""
    if isinstance(error, ConflictError):
        return talk.idle(), [words.sorry(_("This was done before, or it is not possible any more."))]
    if isinstance(error, InputError):
        return talk, [words.sorry(_("This is too long. Please write it shorter."))]
    return talk.idle(), [
        words.sorry(_("This appeal is not open to this chat. Give its number and secret under “My appeals”."))
    ]


def appeal_by_number(digits: str) -> Appeal:
    """Return the appeal of a receipt that this conversation holds."""
    return Appeal.objects.select_related("office", "applicant").get(number=digits)
