"""One answer out of the parts of a case: what each authority's part was about, what came of it, and what it replied."""

from dataclasses import dataclass

from django.utils import formats, translation
from django.utils.translation import gettext as _

from qabyldau.casework.models import Case
from qabyldau.core.localized import OWN_NAMES, localized
from qabyldau.flow.working.quoted import quotation
from qabyldau.flow.working.replies import referrals_by_part, replies_of
from qabyldau.referrals.models import AuthorityReply, Referral
from qabyldau.routines.models import CasePart
from qabyldau.routines.queries import parts_of
from qabyldau.routines.rules import AWAITED


@dataclass(frozen=True)
class Part:
    """One part of a case with the body that has it and the newest reply that staff found to be an answer."""

    row: CasePart
    referral: Referral | None
    reply: AuthorityReply | None

    @property
    def is_open(self) -> bool:
        """Whether nothing has come of it yet."""
        return self.row.state in AWAITED


def parts_with_replies(case: Case) -> list[Part]:
    """Return the parts of a case in their order, each with where it is; four queries."""
    rows = parts_of(case)
    if not rows:
        return []
    sent = referrals_by_part(case)
    good = {row.referral_id: row for row in replies_of(case) if row.is_enough}
    found = []
    for row in rows:
        referrals = sent.get(row.pk, [])
        replies = [good[item.pk] for item in referrals if item.pk in good]
        found.append(Part(row, referrals[-1] if referrals else None, replies[-1] if replies else None))
    return found


def assembled(case: Case) -> dict[str, str]:
    """Return the parts of a case, numbered, as a beginning of the answer in each language; {} where there are none.

    Titles and results stand in the language in which they were written; replies are quoted, marked where they have to be
    translated. A part of which nothing has come says where it is: an answer does not claim to be whole without it.
    """
    parts = parts_with_replies(case)
    return {code: _listed(parts, code) for code in OWN_NAMES} if parts else {}


def _listed(parts: list[Part], language: str) -> str:
    with translation.override(language):
        return "\n\n".join(
            f"{place}. {part.row.title}: {_came(part, language)}" for place, part in enumerate(parts, 1)
        )


def _came(part: Part, language: str) -> str:
    if part.is_open:
        return _where(part.referral)
    said = [part.row.result or ""]
    return "\n".join([*said, quotation(part.reply, language)] if part.reply else said)


def _where(referral: Referral | None) -> str:
    if referral is None:
        return _("still being looked into.")
    given = {"body": localized(referral.organization, "name")}
    if referral.due_on is None:
        return _("with this body: %(body)s.") % given
    given["day"] = formats.date_format(referral.due_on, "DATE_FORMAT")
    return _("with this body: %(body)s. It must answer by this day: %(day)s.") % given
