"""Writing an appeal in a chat: step by step, nothing is asked that is not needed, everything is shown before it is sent."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from qabyldau.accounts.rules import applicant
from qabyldau.catalog.rules import AppealKind
from qabyldau.core.errors import InputError, MissingError, TooManyError
from qabyldau.flow.read import is_danger, take_in
from qabyldau.flow.receive import (
    CONSENT_YEARS,
    LONGEST_TEXT,
    Contact,
    IncomingAppeal,
    IntakeChannel,
    Registered,
)
from qabyldau.interfaces.channels.conversation import words
from qabyldau.interfaces.channels.conversation.incoming import Update
from qabyldau.interfaces.channels.conversation.said import Said
from qabyldau.interfaces.channels.conversation.state import (
    OPEN_FOR,
    KeptFile,
    Proof,
    Step,
    Talk,
    drop_files,
    files_of,
)
from qabyldau.interfaces.design.fields import read_phone
from qabyldau.offices.models import Office
from qabyldau.offices.queries import office_by, open_offices

MOST_FILES = 5
"""Photos and voice messages of one appeal."""

Turn = tuple[Talk, list[Said]]
"""Where the conversation stands now, and what the bot says."""


@dataclass(frozen=True)
class Moment:
    """What a step needs to know beside the update: when it is, and what came of a file that was sent."""

    at: datetime
    file: KeptFile | None = None
    refused: str = ""
    """Why a file was not taken; "" where none was sent or all is well."""


def begin(talk: Talk, body: str = "") -> Turn:
    """Begin a new appeal; ``body`` are words that were written before anything was asked."""
    drop_files(talk)
    offices = open_offices()
    if not offices:
        return talk.idle(), [words.sorry(_("No reception takes appeals here now."))]
    fresh = talk.fresh(str(offices[0].uuid) if len(offices) == 1 else "")
    fresh = replace(fresh, body=body)
    if not fresh.office:
        return fresh.at(Step.OFFICE), [words.ask_office(offices)]
    return _said_more(fresh) if body else (fresh, [words.ask_text()])


def choose_office(talk: Talk, uuid: str) -> Turn:
    """Take the reception that was chosen."""
    if uuid not in {str(office.uuid) for office in open_offices()}:
        return talk, [words.ask_office(open_offices())]
    talk = talk.at(Step.TEXT, office=uuid)
    return _said_more(talk) if talk.body else (talk, [words.ask_text()])


def take(talk: Talk, update: Update, moment: Moment) -> Turn:
    """Take what was written or sent at the step where the conversation stands."""
    return STEPS[Step(talk.step)](talk, update, moment)


def _office(talk: Talk, update: Update, _moment: Moment) -> Turn:
    body = f"{talk.body}\n{update.text}".strip() if update.text else talk.body
    return replace(talk, body=body[:LONGEST_TEXT]), [words.ask_office(open_offices())]


def _text(talk: Talk, update: Update, moment: Moment) -> Turn:
    is_same_album = bool(update.album) and update.album == talk.album
    if update.file is not None:
        return _filed(talk, update, moment, is_same_album)
    if not update.text:
        return talk, [Said(_("Write what has happened, or send a photo or a voice message."))]
    return _worded(talk, update.text)


def _worded(talk: Talk, text: str) -> Turn:
    body = f"{talk.body}\n{text}".strip()
    if len(body) > LONGEST_TEXT:
        return talk, [words.too_long()]
    return _said_more(replace(talk, body=body))


def _said_more(talk: Talk) -> Turn:
    """Go on after words were written; words of danger show the telephones first, once."""
    if not talk.was_warned and is_danger(talk.body):
        return replace(talk, was_warned=True), [words.danger()]
    return talk, [words.took()]


def _filed(talk: Talk, update: Update, moment: Moment, is_same_album: bool) -> Turn:
    talk = replace(talk, album=update.album)
    if moment.file is not None and moment.file.name not in {file.name for file in talk.files}:
        talk = replace(talk, files=(*talk.files, moment.file))
    if moment.refused:
        return talk, [Said(moment.refused)]
    if update.text:
        return _worded(talk, update.text)
    return talk, [] if is_same_album else [words.took()]


def go_on(talk: Talk) -> Turn:
    """Go to the next question, or show again what is asked."""
    if talk.step != Step.TEXT or not talk.has_words:
        return asked(talk)
    return _after(talk, Step.PLACE)


def _after(talk: Talk, step: Step) -> Turn:
    """Go to a step, or back to the last look where everything was answered before."""
    return asked(talk.at(Step.CHECK if talk.was_shown else step))


def asked(talk: Talk) -> Turn:
    """Ask again what the conversation waits for."""
    step = Step(talk.step)
    if step is Step.CHECK:
        return replace(talk, was_shown=True), [words.check(talk, office_of(talk))]
    if step is Step.CONSENT:
        return talk, [words.ask_consent(talk, office_of(talk), CONSENT_YEARS)]
    if step is Step.CONTACT:
        return talk, [words.ask_contact()]
    makers: dict[Step, Callable[[], Said]] = {
        Step.OFFICE: lambda: words.ask_office(open_offices()),
        Step.TEXT: words.took if talk.has_words else words.ask_text,
        Step.PLACE: words.ask_place,
        Step.PHONE: words.ask_phone,
    }
    return talk, [makers[step]() if step in makers else words.menu(talk)]


def _place(talk: Talk, update: Update, _moment: Moment) -> Turn:
    if update.place is not None:
        north, east = update.place
        return _placed(replace(talk, place=f"{north:.5f}, {east:.5f}"))
    if not update.text:
        return asked(talk)
    place = "" if update.text.strip() == words.skip() else update.text.strip()[:300]
    return _placed(replace(talk, place=place))


def _placed(talk: Talk) -> Turn:
    """Go on from the place; the large key below the words is taken away."""
    turned, said = _after(talk, Step.CONTACT)
    return turned, [Said(_("Good."), asks="none"), *said]


def choose_contact(talk: Talk, way: str) -> Turn:
    """Take how they want to be answered; what is kept is asked for in words of consent."""
    clear = replace(talk, phone="", keeps_chat=False, consent="")
    if way == "phone":
        return asked(clear.at(Step.PHONE))
    if way == "chat":
        return asked(clear.at(Step.CONSENT, keeps_chat=True))
    return asked(clear.at(Step.CHECK))


def _phone(talk: Talk, update: Update, _moment: Moment) -> Turn:
    if update.text.strip() == words.skip():
        turned, said = asked(talk.at(Step.CONTACT))
        return turned, [Said(_("Good."), asks="none"), *said]
    try:
        phone = read_phone(update.phone or update.text)
    except ValueError:
        return talk, [words.ask_phone()]
    turned, said = asked(talk.at(Step.CONSENT, phone=phone))
    return turned, [Said(_("Good."), asks="none"), *said]


def agree(talk: Talk) -> Turn:
    """Note that they agreed, in the language in which the words were shown."""
    return asked(talk.at(Step.CHECK, consent=talk.language))


def again(talk: Talk, what: str) -> Turn:
    """Go back to one question from the last look."""
    steps = {"text": Step.TEXT, "place": Step.PLACE, "contact": Step.CONTACT}
    return asked(talk.at(steps.get(what, Step.CHECK)))


def drop(talk: Talk) -> Turn:
    """Throw away what was written."""
    drop_files(talk)
    talk = talk.idle()
    return talk, [Said(_("It is thrown away. Nothing was sent."), asks="none"), words.menu(talk)]


def _waits_for_a_press(talk: Talk, _update: Update, _moment: Moment) -> Turn:
    return asked(talk)


STEPS: dict[Step, Callable[[Talk, Update, Moment], Turn]] = {
    Step.OFFICE: _office,
    Step.TEXT: _text,
    Step.PLACE: _place,
    Step.PHONE: _phone,
    Step.CONTACT: _waits_for_a_press,
    Step.CONSENT: _waits_for_a_press,
    Step.CHECK: _waits_for_a_press,
}


def office_of(talk: Talk) -> Office:
    """Return the reception of the appeal that is being written; raise MissingError where it takes none any more."""
    return office_by(uuid=talk.office)


def send(talk: Talk, chat: str, at: datetime) -> Turn:
    """Make the conversation an appeal, once, and give its receipt."""
    if talk.step != Step.CHECK or not talk.has_words:
        return asked(talk)
    try:
        office = office_of(talk)
        registered = _registered(talk, office, chat, at)
    except TooManyError:
        return talk, [words.sorry(_("Too many appeals came from this chat. Please send it in an hour."))]
    except (InputError, MissingError):
        return begin(talk, talk.body)
    proof = _proof(registered, at)
    drop_files(talk)
    done = replace(talk.idle(), proof=proof)
    return done, [words.receipt(proof, office, talk.keeps_chat)]


def _registered(talk: Talk, office: Office, chat: str, at: datetime) -> Registered:
    contact = Contact(phone=talk.phone, chat=chat if talk.keeps_chat else "") if talk.consent else Contact()
    incoming = IncomingAppeal(
        key=talk.key,
        kind=AppealKind.MESSAGE,
        body=talk.body or _("Voice message: a member of staff writes down what it says."),
        answer_language=talk.language,
        received_at=at,
        channel=IntakeChannel.TELEGRAM,
        place=talk.place,
        contact=contact,
        consent_language=talk.consent,
        photos=files_of(talk),
        source=f"telegram:{chat}",
    )
    return take_in(actor=applicant(str(office.uuid), "telegram"), office=office, incoming=incoming)


def _proof(registered: Registered, at: datetime) -> Proof:
    until = (at + OPEN_FOR).isoformat()
    return Proof(registered.number, registered.secret, registered.due_on.isoformat(), until)
