"""Fall: what a letter does where it belongs: a reply, words that are added, a new appeal, a report that one did not arrive."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau import language
from qabyldau.accounts.rules import Actor, applicant, machine
from qabyldau.catalog.rules import AppealKind
from qabyldau.chain.rules import APPEAL, REFERRAL
from qabyldau.core.errors import InputError
from qabyldau.core.localized import is_blank
from qabyldau.documents.images import clean_image
from qabyldau.flow.act import add_words
from qabyldau.flow.read import take_in
from qabyldau.flow.receive import LONGEST_TEXT, IncomingAppeal, IntakeChannel, Registered
from qabyldau.history.rules import Target
from qabyldau.intake.models import Appeal
from qabyldau.intake.services import Contact, sender_agree
from qabyldau.mailroom.models import Mail
from qabyldau.mailroom.rules.mime import Parsed, Piece, Report
from qabyldau.messages.models import Message
from qabyldau.messages.rules import BY_MAIL, uuid_of
from qabyldau.messages.services import Notice, message_bounced, message_queue
from qabyldau.offices.models import Office
from qabyldau.referrals.models import Letter
from qabyldau.referrals.rules.moves import ReplyWay, SendState, may_send_move
from qabyldau.referrals.rules.replies import LONGEST_REPLY
from qabyldau.referrals.services.journal import Paper
from qabyldau.referrals.services.replies import Reply
from qabyldau.referrals.services.sending import letter_move
from qabyldau.texts.services import CleanFile

DOOR = "email"
LARGEST_FILE = 20 * 1024 * 1024
MOST_PAPERS = 10
MOST_PHOTOS = 5
AGREED = frozenset({"келісемін", "келісем", "согласен", "согласна", "i agree", "agree"})
"""The first line by which a sender agrees that the address is kept."""


def reply_of(words: str, pieces: tuple[Piece, ...], at: datetime) -> tuple[Reply, list[Paper]]:
    """Return a letter as an authority's reply with its files; one that has files alone says so."""
    with translation.override(settings.LANGUAGE_CODE):
        body = _cut(words, LONGEST_REPLY) if not is_blank(words) else _("The reply is in the enclosed file.")
    kept = [piece for piece in pieces if len(piece.content) <= LARGEST_FILE][:MOST_PAPERS]
    papers = [Paper(piece.name, "application/octet-stream", piece.content) for piece in kept]
    return Reply(body=body, way=ReplyWay.EMAIL, received_at=at), papers


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    tail = f"\n\n{_('The letter is longer: the whole of it is kept with it.')}"
    return words[: longest - len(tail)] + tail


def begin_appeal(
    *, actor: Actor | None, office: Office, mail: Mail, parsed: Parsed, is_answered: bool
) -> Registered:
    """Return a letter registered as an appeal, whose sender gets number and secret by e-mail where ``is_answered``.

    The address is not kept with the appeal: its sender is asked to agree, and agrees by an answer.
    """
    with translation.override(settings.LANGUAGE_CODE):
        body = _cut(_whole(mail.subject or "", mail.body or ""), LONGEST_TEXT)
    said = language.read(body).language
    tongue = said if said in {"kk", "ru", "en"} else "kk"
    incoming = IncomingAppeal(
        key=f"mail:{mail.uuid}",
        kind=AppealKind.MESSAGE,
        body=body,
        answer_language=tongue,
        received_at=mail.received_at,
        channel=IntakeChannel.EMAIL,
        photos=tuple(_photos(parsed.files)),
        source="" if actor else f"mail:{parsed.sender.casefold()}",
    )
    sender = actor or applicant(str(office.uuid), DOOR)
    registered = take_in(actor=sender, office=office, incoming=incoming)
    if is_answered and registered.is_new and parsed.sender:
        _proof(registered, office, parsed.sender, mail.received_at)
    return registered


def _whole(subject: str, words: str) -> str:
    return "\n\n".join(part for part in (subject, words) if not is_blank(part)) or _("Letter without words.")


def _photos(pieces: tuple[Piece, ...]) -> list[CleanFile]:
    """Return the photos of a letter, cleaned; whatever is none stays in the original, which is kept whole."""
    made: list[CleanFile] = []
    for piece in pieces:
        if len(made) == MOST_PHOTOS or not piece.media_type.startswith(("image/", "application/octet")):
            continue
        try:
            made.append(clean_image(piece.content))
        except InputError:
            continue
    return made


def _proof(registered: Registered, office: Office, address: str, at: datetime) -> None:
    notice = Notice(
        key=f"receipt-mail:{registered.appeal.uuid}",
        kind=BY_MAIL,
        about=Target(APPEAL, str(registered.appeal.uuid)),
        language=registered.appeal.answer_language,
        email=address,
        content=registered.secret,
    )
    message_queue(office_key=str(office.uuid), notice=notice, at=at)


def add_to_appeal(*, appeal: Appeal, words: str, sender: str, at: datetime) -> None:
    """Add a letter's words to its sender's appeal; a first line that agrees has the address kept from now on.

    ``sender`` is "" where a person adds them: then nobody has agreed to anything.
    """
    first, _sep, rest = words.strip().partition("\n")
    if sender and appeal.applicant is None and first.strip(" .!,\"'«»").casefold() in AGREED:
        actor = applicant(str(appeal.office.uuid), DOOR)
        sender_agree(
            actor=actor, appeal=appeal, contact=Contact(email=sender), language=appeal.answer_language, at=at
        )
        if is_blank(rest):
            return
        words = rest.strip()
    with translation.override(appeal.answer_language):
        body = _cut(words, LONGEST_TEXT) if not is_blank(words) else _("There are files with this letter.")
    add_words(appeal=appeal, body=body, at=at, door=DOOR)


def note_bounce(report: Report | None, at: datetime) -> Target | None:
    """Mark the letter of ours that a mail server reports as undeliverable, and return what it was about; None if it is none."""
    if report is None or report.action != "failed":
        return None
    problem = f"bounced {report.status}".strip()
    for said in report.message_ids:
        uuid = uuid_of(said)
        letter = (
            Letter.objects.filter(uuid=uuid).select_related("office", "referral").first() if uuid else None
        )
        if letter is not None:
            return _letter_bounced(letter, problem, at)
        message = Message.objects.filter(uuid=uuid).first() if uuid else None
        if message is not None:
            message_bounced(message=message, problem=problem, at=at)
            return Target(message.about_kind, str(message.about_uuid))
    return None


def _letter_bounced(letter: Letter, problem: str, at: datetime) -> Target:
    for message in Message.objects.filter(about_uuid=letter.uuid).order_by("-pk")[:1]:
        message_bounced(message=message, problem=problem, at=at)
    if may_send_move(SendState(letter.send_state), SendState.FAILED):
        actor = machine(DOOR, str(letter.office.uuid))
        letter_move(actor=actor, letter=letter, target=SendState.FAILED, problem=problem, at=at)
    return Target(REFERRAL, str(letter.referral.uuid))
