"""The codes under which one answers: of an authority's link, and of an address for replies by e-mail."""

from datetime import datetime

from django.conf import settings

from qabyldau.core import crypto, ids
from qabyldau.history.rules import Target
from qabyldau.mailroom.rules.sorting import with_tag
from qabyldau.mailroom.services import address_keep
from qabyldau.people.rules import Delivery
from qabyldau.referrals.models import Letter, Referral


def bears_link(letter: Letter) -> bool:
    """Return whether a letter carries a link: one to the body that is asked, and not one about it to somebody else."""
    return letter.way != Delivery.HAND and letter.organization_id == letter.referral.organization_id


def link_code(referral: Referral) -> str:
    """Return the code under which an authority reads and answers; it is kept nowhere."""
    return _code("authority-link", str(referral.uuid), str(referral.link_turn))


def _code(purpose: str, *given: str) -> str:
    """Return a code made from what it is for: twenty letters of base 32, a hundred bits."""
    return "".join(ids.secret_from(crypto.digest(f"{purpose}-{half}", *given)) for half in (1, 2))


def read_code(said: str) -> str:
    """Return a code as it was typed or followed, "" for what is none."""
    plain = "".join(sign for sign in said if sign.isalnum())
    first, second = ids.read_secret(plain[:10]), ids.read_secret(plain[10:])
    return first + second if first and second else ""


def link_digest(code: str) -> bytes:
    """Return what stands in the table for a code."""
    return crypto.digest("authority-link", code)


def reply_address(about: Target, otherwise: str, at: datetime) -> str:
    """Return the address under which one thing is replied to; ``otherwise`` where the installation has no mailbox.

    Its code is kept nowhere: the table knows what it means by its digest.
    """
    if not settings.MAILBOX_ADDRESS:
        return otherwise
    code = _code("reply-address", about.kind, about.uuid)
    address_keep(code=code, about=about, at=at)
    return with_tag(settings.MAILBOX_ADDRESS, code)
