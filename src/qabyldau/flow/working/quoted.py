"""The answer begins with what the authority said: its reply as a quotation with body, number and date, and ready words after it."""

from datetime import date

from django.utils import formats, translation
from django.utils.translation import gettext as _

from qabyldau.casework.models import Case
from qabyldau.catalog.models import ReadyText
from qabyldau.core.errors import MissingError
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.drafting.rules import marked
from qabyldau.flow.working.ready import words_in
from qabyldau.flow.working.replies import replies_of
from qabyldau.language import mask, read
from qabyldau.referrals.models import AuthorityReply


def reply_in(case: Case, uuid: str) -> AuthorityReply:
    """Return one reply to a letter about a case; raise MissingError for any other."""
    found = next((row for row in replies_of(case) if str(row.uuid) == uuid), None)
    if found is None:
        raise MissingError("reply")
    return found


def best_reply(case: Case) -> AuthorityReply | None:
    """Return the newest reply that staff found to be an answer; None where there is none."""
    return next((row for row in reversed(replies_of(case)) if row.is_enough), None)


def quoted(reply: AuthorityReply) -> dict[str, str]:
    """Return a reply as a beginning of the answer in each language: who said it, under which number, when, and its words.

    The words are quoted as they came, without personal data. Where something was hidden, or they are in another language than
    the answer, a mark that a person has to take away asks for it: no machine translates. Days that it promises are said apart.
    """
    return {code: quotation(reply, code) for code in OWN_NAMES}


def quotation(reply: AuthorityReply, language: str) -> str:
    """Return a reply as a quotation in an answer in one language."""
    body = (reply.text.body or "").strip()
    words = (reply.text.masked or mask(body)).strip()
    is_other = (reply.text.language or read(words).language) != language
    with translation.override(language):
        given = {
            "body": localized(reply.referral.organization, "name"),
            "number": reply.their_number,
            "day": _day(reply.their_on or reply.received_on),
        }
        said = (
            _("%(body)s answered, No. %(number)s of %(day)s:") if reply.their_number
            else _("%(body)s answered, %(day)s:")
        ) % given  # fmt: skip
        asks = [
            *([_("Translate: the reply is in another language")] if is_other else []),
            *(
                [_("Personal data are hidden in square brackets: write what may be said")]
                if words != body
                else []
            ),
        ]
        days = [
            _("Day named by the authority: %(day)s") % {"day": _day(row.promised_on)}
            for row in reply.promises.all()
        ]
        return "\n".join([said, *map(marked, asks), f"«{words}»", *days])


def _day(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")


def beginning(case: Case, reply: AuthorityReply | None, text: ReadyText | None) -> dict[str, str]:
    """Return what is put into a draft in each language: the reply that was chosen, then the ready text that was chosen."""
    quotation = quoted(reply) if reply else {}
    ready = {code: words_in(text, case, code) for code in OWN_NAMES} if text else {}
    joined = {
        code: "\n\n".join(part for part in (quotation.get(code, ""), ready.get(code, "")) if part)
        for code in OWN_NAMES
    }
    return {code: words for code, words in joined.items() if words}
