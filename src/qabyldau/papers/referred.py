"""Letters to authorities and their replies, for the paper of a case: numbers, states, headers, attempts, sums."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from qabyldau.casework.models import Case
from qabyldau.core.localized import localized
from qabyldau.documents.casefile.facts import FileFacts, LetterPaper
from qabyldau.messages.models import Message
from qabyldau.messages.rules import message_id
from qabyldau.papers.eye import Eye
from qabyldau.papers.gathering import tries_of
from qabyldau.referrals.models import AuthorityReply, Letter, ReferralFile
from qabyldau.referrals.queries.letters import referrals_of
from qabyldau.referrals.rules.moves import LetterKind, SendState


def letters_of(case: Case, eye: Eye, language: str) -> Iterator[LetterPaper]:
    """Yield every letter that went out about a case, and every reply; a letter nobody has sent yet is none."""
    referrals = referrals_of(case)
    letters = [letter for row in referrals for letter in row.letters.all() if letter.number is not None]
    told = {
        message.about_uuid: message
        for message in Message.objects.filter(
            about_uuid__in=[letter.uuid for letter in letters]
        ).prefetch_related("attempts")
    }
    for letter in letters:
        yield _letter(letter, told.get(letter.uuid), eye, language)
    for row in referrals:
        for reply in row.replies.all():
            yield _reply(reply, localized(row.organization, "name"), eye)


def _titles() -> Mapping[str, str]:
    return {
        LetterKind.REFERRAL: _("Referral to an authority"),
        LetterKind.AGAIN: _("A question after a reply"),
        LetterKind.REMINDER: _("Reminder to an authority"),
        LetterKind.HEAD: _("Complaint to the head of the body"),
        LetterKind.HIGHER: _("Complaint to the body above"),
        LetterKind.PROSECUTOR: _("Letter to the prosecutor"),
    }


def _states() -> Mapping[str, str]:
    return {
        SendState.QUEUED: _("waits"),
        SendState.SENDING: _("waits"),
        SendState.SENT: _("sent"),
        SendState.FAILED: _("not sent"),
        SendState.ACKNOWLEDGED: _("the authority has it"),
    }


def _letter(letter: Letter, message: Message | None, eye: Eye, language: str) -> LetterPaper:
    body = letter.body_kk if language == "kk" else letter.body_ru
    headers = [("Message-ID", message_id(letter.uuid))] if message else []
    if message and eye.is_whole:
        headers.insert(0, ("To", letter.address))
    return LetterPaper(
        at=letter.sent_at or letter.made_at,
        direction="out",
        channel=letter.way,
        title=_titles()[letter.kind],
        party=localized(letter.organization, "name"),
        number=str(letter.number),
        state=_states().get(letter.send_state, letter.send_state),
        headers=tuple(headers),
        tries=tries_of(message),
        words=eye.words(body or "", "kk" if language == "kk" else "ru"),
        files=_files(letter.files.all()),
    )


def _reply(reply: AuthorityReply, body: str, eye: Eye) -> LetterPaper:
    theirs = f"{reply.their_number} · " if reply.their_number else ""
    return LetterPaper(
        at=reply.received_at,
        direction="in",
        channel=reply.way,
        title=_("Reply of an authority"),
        party=body,
        number=f"{theirs}{reply.number}",
        words=eye.text(reply.text),
        files=_files(reply.files.all()),
    )


def _files(rows: Iterable[ReferralFile]) -> tuple[FileFacts, ...]:
    """Return files by their sums: they stay in the office, which can show that it has the very same."""
    return tuple(FileFacts("", row.media_type, row.size, row.digest) for row in rows)
