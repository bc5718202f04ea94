"""Post: a letter to an authority as an e-mail with its files, and what became of each try."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from qabyldau.accounts.rules import machine
from qabyldau.chain.rules import REFERRAL
from qabyldau.core.localized import localized
from qabyldau.flow.letters import Words
from qabyldau.flow.post.codes import bears_link, link_code, reply_address
from qabyldau.gateways.email import Enclosed
from qabyldau.gateways.email import Letter as Mail
from qabyldau.history.rules import Target
from qabyldau.messages.models import Message, MessageState
from qabyldau.messages.rules import message_id
from qabyldau.referrals.models import Letter, ReferralFile
from qabyldau.referrals.rules.moves import STUCK, SendState
from qabyldau.referrals.services.journal import Paper, file_content, file_keep
from qabyldau.referrals.services.sending import letter_move, letter_tried
from qabyldau.referrals.writing.facts import facts_from
from qabyldau.referrals.writing.paper import letter_pdf, letter_subject

LETTER = "referrals.letter"
"""What a message is about that carries a letter to an authority."""

BOTH = ("kk", "ru")
"""Authorities are written to in Kazakh, then in Russian."""


def authority_url(code: str) -> str:
    """Return the address under which an authority reads its letter and answers; the code leaves the address line at once."""
    return f"{settings.PUBLIC_URL}/authority/{code}/"


def letter_of(message: Message) -> Letter:
    """Return the letter that a message carries."""
    rows = Letter.objects.select_related("office", "organization", "referral__office")
    return rows.get(uuid=message.about_uuid)


def mail_of(message: Message) -> Mail:
    """Return the e-mail of a message; its Message-ID is the letter's own, however often it is sent."""
    letter = letter_of(message)
    is_link = message.kind == "referrals.link"
    words = _link_words(letter) if is_link else _letter_words(letter)
    files = [] if is_link else letter_files(letter)
    target = Target(REFERRAL, str(letter.referral.uuid))
    return Mail(
        to=message.address,
        subject=words.subject,
        body=words.body,
        message_id=message_id(letter.uuid),
        enclosed=tuple(Enclosed(row.name, file_content(row), row.media_type) for row in files),
        reply_to=reply_address(target, letter.office.email, message.made_at),
        is_automatic=False,
    )


def letter_file(letter: Letter) -> ReferralFile:
    """Return the PDF of a numbered letter: made once from its facts, then kept as it went."""
    name = f"{letter.office.code}-{letter.serial}-{letter.year}.pdf"
    known = ReferralFile.objects.filter(letter=letter, name=name).first()
    if known is not None:
        return known
    at = letter.state_at
    content = letter_pdf(facts_from(letter.facts), at)
    return file_keep(owner=letter, paper=Paper(name, "application/pdf", content), at=at)


def letter_files(letter: Letter) -> list[ReferralFile]:
    """Return the files of a numbered letter: its PDF first, then the photos that go along."""
    paper = letter_file(letter)
    return [paper, *ReferralFile.objects.filter(letter=letter).exclude(pk=paper.pk).order_by("pk")]


def _letter_words(letter: Letter) -> Words:
    parts = [body + _answer_here(letter, language) for language, body in _bodies(letter) if body]
    bodies = "\n\n* * *\n\n".join(parts)
    return Words(f"{letter.number}: {letter_subject(facts_from(letter.facts))}", bodies)


def _bodies(letter: Letter) -> list[tuple[str, str]]:
    return list(zip(BOTH, (letter.body_kk or "", letter.body_ru or ""), strict=True))


def _answer_here(letter: Letter, language: str) -> str:
    """Return where the body that is asked may answer too; "" for a letter that somebody else reads."""
    if not bears_link(letter):
        return ""
    with translation.override(language):
        words = _("You may also answer here, without an account, within %(days)s days:\n%(link)s")
        return "\n\n" + words % {
            "days": settings.LINK_DAYS,
            "link": authority_url(link_code(letter.referral)),
        }


def _subject(letter: Letter) -> str:
    given = {"number": str(letter.number), "office": localized(letter.office, "name")}
    return _("Letter No. %(number)s: %(office)s") % given


def _link_words(letter: Letter) -> Words:
    """Return an e-mail that holds nothing of the matter: the number, and the link under which it is read and answered."""
    parts = []
    for language in BOTH:
        with translation.override(language):
            parts.append(
                _(
                    "There is a letter No. %(number)s for you from %(office)s.\n\n"
                    "Read it and answer it here, without an account, within %(days)s days:\n%(link)s\n\n"
                    "The link is for your organization alone."
                )
                % {
                    "number": str(letter.number),
                    "office": localized(letter.office, "name"),
                    "days": settings.LINK_DAYS,
                    "link": authority_url(link_code(letter.referral)),
                }
            )
    return Words(_subject(letter), "\n\n* * *\n\n".join(parts))


def post_begin(message: Message, at: datetime) -> bool:
    """Return whether the letter of a message is to go, and note that a try begins; one that was handed over does not go."""
    letter = letter_of(message)
    if SendState(letter.send_state) not in STUCK:
        return False
    actor = machine("task", str(letter.office.uuid))
    letter_move(actor=actor, letter=letter, target=SendState.SENDING, at=at)
    return True


def post_end(message: Message, problem: str, at: datetime) -> None:
    """Note what became of a try: sent, to be tried again, or given up."""
    is_over = message.state == MessageState.FAILED
    letter_tried(letter=letter_of(message), problem=problem, is_over=is_over, at=at)
